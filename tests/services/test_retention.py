"""What is kept no longer goes by itself, on its day and not before, and the trail says how much and never what."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.errors import AnswersDeleted, NotBrokenDown
from bot.jobs import Clockwork
from bot.rules.words import Attribution, DocumentKind, FeedbackState, Need
from bot.services.people import Actor
from bot.services.practices import current_text
from storage.database import Database, UnitOfWork
from storage.models.consultation import Answer, Ballot, Rostered
from storage.models.people import Member, Person
from storage.models.record import AuditEntry
from storage.models.voices import Feedback, VoiceReply
from tests.support.clock import HandClock
from tests.support.databases import bytes_on_disk
from tests.support.group import Group
from tests.support.voices import a_meeting, answers, manager, says, sets

WORDS = "The bell at the door is broken."


async def pass_time(group: Group, **span: float) -> None:
    group.clock.advance(**span)
    await Clockwork(group.database, group.services).tick()


async def purges(group: Group) -> list[tuple[str, str]]:
    """What the trail says was erased, and how many."""
    wanted = select(AuditEntry.action, AuditEntry.subject).where(AuditEntry.actor == "system")
    async with group.database.reading() as uow:
        rows = await uow.session.execute(wanted.order_by(AuditEntry.number))
        return [(row.action, row.subject) for row in rows if row.action.startswith(("erased", "deleted"))]


async def count(uow: UnitOfWork, table: type) -> int:
    return await uow.session.scalar(select(func.count()).select_from(table)) or 0


async def leave(group: Group, actor: Actor) -> None:
    async with group.work() as uow:
        await group.services.membership.leave(uow, actor, group.practice)


async def test_whoever_left_is_erased_after_30_days(group: Group) -> None:
    actor, other = await group.join_many(2)
    poll = await group.ask(attribution=Attribution.NAMED)
    await group.answer_all([actor, other], poll)
    await leave(group, actor)
    await pass_time(group, days=29)
    assert await purges(group) == []
    await pass_time(group, days=2)
    await pass_time(group, minutes=1)
    assert await purges(group) == [("erased members who had left", "1")]
    async with group.work() as uow:
        assert await uow.session.get(Person, actor.person_id) is None
        assert await uow.session.get(Person, other.person_id) is not None
        # The answer went with them; what was published at the close stands.
        assert await count(uow, Ballot) == 1
        results = await group.services.results.of(uow, group.practice, poll.id)
        assert (results.asked, results.answered) == (2, 2)


async def test_what_somebody_needed_goes_30_days_after_the_meeting(group: Group) -> None:
    actor = await group.join(1_000)
    past, coming = [(await a_meeting(group, days=days)).id for days in (7, 70)]
    for meeting in (past, coming):
        async with group.work() as uow:
            await group.services.attending.need(uow, actor, group.practice, meeting, Need.OTHER, True, WORDS)
    await pass_time(group, days=36)
    assert await purges(group) == []
    await pass_time(group, days=2)
    await pass_time(group, minutes=1)
    assert await purges(group) == [("deleted what people had needed for past meetings", "1")]
    async with group.work() as uow:
        assert not await group.services.attending.needs(uow, group.practice, past)
        (kept,) = await group.services.attending.needs(uow, group.practice, coming)
    assert kept.words == WORDS


async def test_whoever_came_back_in_time_stays(group: Group) -> None:
    actor = await group.join(1_000)
    await leave(group, actor)
    await pass_time(group, days=20)
    await group.join(1_000)
    await pass_time(group, days=20)
    assert (await group.actor(1_000)).active
    assert await purges(group) == []


async def test_whoever_is_in_another_group_stays_there(database: Database, tmp_path: Path, clock: HandClock) -> None:
    group = await Group.made(database, tmp_path, clock, others=[{"name": "Hillside Surgery", "code": "Y00001"}])
    here, there = group.practices
    actor = await group.join(1_000, practice=here)
    await group.join(1_000, practice=there)
    await leave(group, actor)
    await pass_time(group, days=31)
    assert (await group.actor(1_000, there)).active
    assert (await group.actor(1_000, here)).membership is None
    async with group.work() as uow:
        assert await count(uow, Member) == 1
        # A copy from before brings back neither more nor less.
        await group.services.erasing.again(uow)
    assert (await group.actor(1_000, there)).active


async def test_whoever_was_not_let_in_is_erased_30_days_after_the_decision(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(database, tmp_path, clock, admission="approval")
    chair, actor = await group.chair(), await group.join(1_000)
    await pass_time(group, days=20)
    assert actor.membership is not None
    async with group.work() as uow:
        await group.services.joining.decide(uow, chair, group.practice, actor.membership.id, let_in=False)
    await pass_time(group, days=29)
    assert await purges(group) == []
    await pass_time(group, days=2)
    assert await purges(group) == [("erased people who were not let in", "1")]


async def test_the_words_of_a_comment_go_24_months_after_it_ended(group: Group) -> None:
    asha, who = await group.join(1_000), await manager(group)
    old, waits = await says(group, asha, WORDS), await says(group, asha, "Still to be done")
    nameless = await says(group, None, WORDS, attribution=Attribution.ANONYMOUS)
    old = await answers(group, old, "We have mended it.")
    for voice in (old, nameless):
        await sets(group, voice, FeedbackState.DONE)
    await pass_time(group, days=725)
    assert await purges(group) == []
    await pass_time(group, days=10)
    assert await purges(group) == [("erased the words of old comments", "2")]
    async with group.work() as uow:
        rows = {row.id: row for row in await uow.session.scalars(select(Feedback))}
        assert {rows[each.id].text for each in (old, nameless)} == {""}
        assert (rows[old.id].member_id, rows[old.id].state) == (None, FeedbackState.DONE)
        assert (rows[waits.id].text, rows[waits.id].member_id is not None) == ("Still to be done", True)
        assert await count(uow, VoiceReply) == 0
        opened = await group.services.inbox.open(uow, who, group.practice, old.id)
        assert opened.voice.text == ""


async def test_single_answers_go_36_months_after_the_close_and_totals_stand(group: Group) -> None:
    actors, who = await group.join_many(12), await manager(group)
    old = await group.ask(attribution=Attribution.CONFIDENTIAL)
    await group.answer_all(actors, old)
    await group.close(old)
    await pass_time(group, days=1080)
    newer = await group.ask()
    await group.answer_all(actors, newer)
    await group.close(newer)
    assert await purges(group) == []
    await pass_time(group, days=20)
    assert await purges(group) == [("deleted the answers of old polls and surveys", "1")]
    async with group.work() as uow:
        results = await group.services.results.of(uow, group.practice, old.id)
        assert results.shares is not None and results.purged_at is not None
        assert (results.asked, results.answered, results.shares[0].count) == (12, 12, 12)
        for table in (Rostered, Ballot, Answer):
            assert await count(uow, table) == 12
        exportable = await group.services.results.exportable(uow, group.practice)
        assert [each.reference for each in exportable] == [newer.reference]
        with pytest.raises(AnswersDeleted):
            await group.services.results.ask_for_export(uow, who, group.practice, old.id)
        with pytest.raises(NotBrokenDown):
            await group.services.summaries.breakdown(uow, who, group.practice, old.id, 1, "age", "en")


async def test_a_practice_can_keep_comments_and_answers_for_good(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    keys = {"keep_comments_months": 0, "keep_answers_months": 0}
    group = await Group.made(database, tmp_path, clock, **keys)
    actor = await group.join(1_000)
    poll = await group.ask()
    await group.choose(actor, poll, 1)
    await group.close(poll)
    await sets(group, await says(group, actor, WORDS), FeedbackState.DONE)
    await pass_time(group, days=4000)
    assert await purges(group) == []


async def test_what_is_purged_is_gone_from_the_files_too(
    sqlite_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(sqlite_database, tmp_path, clock)
    actor = await group.join(1_000, name="Quetzalcoatl Vermillion")
    await sets(group, await says(group, None, WORDS, attribution=Attribution.ANONYMOUS), FeedbackState.DONE)
    traces = [b"Quetzalcoatl", WORDS.encode()]
    assert all(trace in bytes_on_disk(sqlite_database) for trace in traces)
    await leave(group, actor)
    await pass_time(group, days=735)
    assert not [trace for trace in traces if trace in bytes_on_disk(sqlite_database)]
    # The list of the erased has them, so that an older copy does not bring them back.
    assert actor.membership is not None
    assert actor.membership.alias in group.settings.storage.erased.read_text()


async def test_the_privacy_notice_names_the_periods_that_the_practice_keeps(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(database, tmp_path, clock, keep_left_days=14, keep_answers_months=60)
    async with group.work() as uow:
        notice = (await current_text(uow, group.practice, DocumentKind.PRIVACY)).text
    assert "After you leave: 14 days." in notice and "60 months after the poll or survey closed" in notice
    assert "{" not in notice
