"""Anonymous means: linked until the close, so that a mind can be changed, and unlinkable after it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.jobs import Clockwork
from bot.rules.words import Attribution, QuestionKind
from bot.services.polls import Poll
from bot.services.secrets import SecretStore
from storage.database import Database
from storage.queries import answers
from tests.support.clock import HandClock
from tests.support.databases import bytes_on_disk
from tests.support.group import Group

Rows = Sequence[dict[str, Any]]


async def rows(group: Group, poll: Poll) -> tuple[Rows, Rows, Rows]:
    async with group.database.reading() as uow:
        return (await answers.everything(uow, group.practice.id, poll.id))[:3]


def keys(*tables: Rows) -> set[str]:
    return {row["respondent"] for table in tables for row in table}


async def answered(group: Group, **changes: Any) -> Poll:
    """A poll that twelve members have answered, some with two choices."""
    actors = await group.join_many(12)
    poll = await group.ask(kind=QuestionKind.MULTIPLE, **changes)
    for place in range(3):
        await group.answer_all(actors[place::3], poll, place + 1)
    await group.answer_all(actors[::2], poll, 2)
    return poll


async def test_before_the_close_the_database_alone_leads_from_nobody_to_an_answer(group: Group) -> None:
    poll = await answered(group)
    roster, ballots, given = await rows(group, poll)
    assert keys(roster) == {None}
    assert len(keys(ballots)) == 12
    assert keys(given) == keys(ballots)
    assert {ballot["answered_on"] for ballot in ballots} == {None}
    everybody = {str(row["member_id"]) for row in roster}
    assert not everybody & keys(ballots)


async def test_at_the_close_every_key_is_new_and_what_was_said_stays_together(group: Group) -> None:
    def papers(given: Rows) -> list[list[int]]:
        return sorted(sorted(row["choice_id"] for row in given if row["respondent"] == key) for key in keys(given))

    poll = await answered(group)
    old_roster, old_ballots, old_answers = await rows(group, poll)
    await group.close(poll)
    roster, ballots, given = await rows(group, poll)
    assert keys(roster) == {None}
    assert not keys(ballots, given) & keys(old_ballots, old_answers)
    assert keys(ballots) == keys(given)
    assert len(ballots) == len(old_ballots)
    assert papers(given) == papers(old_answers)
    assert {(row["member_id"], row["answered"]) for row in roster} == {
        (row["member_id"], row["answered"]) for row in old_roster
    }


async def test_no_order_of_the_roster_is_the_order_of_the_answers(sqlite_group: Group) -> None:
    group = sqlite_group
    # Everybody gives an answer of their own in the order in which they joined, and the order must not survive.
    actors = await group.join_many(12)
    poll = await group.ask(choices=tuple(f"Choice {place}" for place in range(12)))
    for place, actor in enumerate(actors, start=1):
        await group.choose(actor, poll, place)
    await group.close(poll)
    _, ballots, given = await rows(group, poll)
    order = {key: place for place, (key, _) in enumerate(poll.choices)}
    said = {row["respondent"]: order[row["choice_id"]] for row in given}
    for table in (ballots, given):
        # One in 12 factorial that chance alone sorts them.
        assert [said[row["respondent"]] for row in table] != sorted(said.values())


async def test_on_postgresql_no_row_version_or_place_tells_rows_apart(
    postgres_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    await group.close(await answered(group))
    async with postgres_database.reading() as uow:
        versions = set()
        for table in ("roster", "ballot", "answer"):
            versions |= set(await uow.session.scalars(text(f"SELECT xmin::text FROM {table}")))
            dead = text(f"SELECT count(*) FROM {table} WHERE xmax::text <> '0'")
            assert await uow.session.scalar(dead) == 0
    assert len(versions) == 1


async def test_on_sqlite_the_old_keys_are_gone_from_the_files(
    sqlite_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(sqlite_database, tmp_path, clock)
    poll = await answered(group)
    _, ballots, _ = await rows(group, poll)
    old = keys(ballots)
    before = bytes_on_disk(sqlite_database)
    assert all(key.encode() in before for key in old)
    await group.close(poll)
    left = bytes_on_disk(sqlite_database)
    assert not [key for key in old if key.encode() in left]
    _, ballots, _ = await rows(group, poll)
    assert all(key.encode() in left for key in keys(ballots))


async def test_the_secret_is_there_until_the_close_and_not_after_it(sqlite_group: Group) -> None:
    group = sqlite_group
    folder = group.settings.storage.secrets
    poll = await answered(group)
    assert [file.name for file in folder.iterdir()] == [f"{poll.id}.key"]
    (secret,) = folder.iterdir()
    assert (folder.stat().st_mode & 0o777, secret.stat().st_mode & 0o777) == (0o700, 0o600)
    await group.close(poll)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("attribution", [Attribution.NAMED, Attribution.CONFIDENTIAL])
async def test_other_polls_need_no_secret(sqlite_group: Group, attribution: Attribution) -> None:
    group = sqlite_group
    await group.join_many(1)
    await group.ask(attribution=attribution)
    assert not group.settings.storage.secrets.exists()


async def test_a_close_that_is_undone_keeps_the_secret(group: Group) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask()
    await group.choose(actor, poll, 1)
    with pytest.raises(ZeroDivisionError):
        async with group.work() as uow:
            await group.services.closing.close(uow, None, group.practice, poll.id)
            raise ZeroDivisionError
    assert (await group.choose(actor, poll, 2)).chosen == {2}
    _, ballots, _ = await rows(group, poll)
    assert len(ballots) == 1


async def test_a_mind_can_be_changed_after_a_restart(group: Group) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask()
    await group.choose(actor, poll, 1)
    again = await Group.open(group.database, group.settings, group.clock)
    assert (await again.choose(actor, poll, 2)).chosen == {2}
    _, ballots, given = await rows(group, poll)
    assert (len(ballots), len(given)) == (1, 1)


async def test_after_the_close_nobody_can_tell_a_member_what_they_said(group: Group) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask()
    await group.choose(actor, poll, 1)
    await group.close(poll)
    async with group.work() as uow:
        assert (await group.services.answering.paper(uow, actor, group.practice, poll.id)).chosen == frozenset()


async def clean_up(group: Group, poll: Poll) -> tuple[set[int], set[int]]:
    """(secrets before, secrets after) a clean-up, with a secret left over as if by a crash."""
    store = SecretStore(group.settings.storage.secrets)
    store.create(poll.id + 1_000)
    before = store.kept(since=group.clock.now())
    await Clockwork(group.database, group.services).tick()
    return before, store.kept(since=group.clock.now())


async def test_a_secret_that_a_crash_left_over_goes_with_the_next_clean_up(group: Group) -> None:
    await group.join_many(1)
    poll = await group.ask()
    assert await clean_up(group, poll) == ({poll.id, poll.id + 1_000}, {poll.id})
    # The clean-up is done once a day.
    assert await clean_up(group, poll) == ({poll.id, poll.id + 1_000}, {poll.id, poll.id + 1_000})
    group.clock.advance(days=1)
    assert await clean_up(group, poll) == ({poll.id, poll.id + 1_000}, {poll.id})


async def test_the_clock_closes_reminds_and_chases(group: Group) -> None:
    await group.join_many(1)
    poll = await group.ask()
    work = Clockwork(group.database, group.services)
    group.clock.set(poll.closes_at)
    await work.tick()
    async with group.work() as uow:
        assert not (await group.services.results.of(uow, group.practice, poll.id)).about.is_open
    group.clock.advance(days=7)
    await work.tick()
    assert len(await group.deliveries(await group.chair())) == 2
