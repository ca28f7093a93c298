"""An anonymous comment after its release: its words stand in one place, and nothing leads from there to anybody."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.jobs import Clockwork
from bot.rules.words import Attribution
from bot.services.people import Actor
from bot.services.speaking import Comment, new_ticket
from storage.database import Database
from storage.models import Base
from storage.models.voices import Feedback
from tests.support.clock import HandClock
from tests.support.databases import bytes_on_disk
from tests.support.group import Group

SAME_FOR_ALL = ("practice_id", "topic_id", "attribution", "state", "reason", "version", "said_on", "member_id")


async def send(group: Group, actor: Actor, words: str, sign: Attribution = Attribution.ANONYMOUS) -> str:
    """Somebody's comment, each in a transaction of its own; the ticket that it was sent with."""
    ticket = new_ticket()
    async with group.work() as uow:
        topic = (await group.services.topics.open_ones(uow, group.practice))[0]
        comment = Comment(words, sign, topic.id)
        await group.services.speaking.send(uow, actor, group.practice, comment, ticket)
    return ticket


async def release(group: Group) -> None:
    """The morning comes."""
    group.clock.advance(days=1)
    await Clockwork(group.database, group.services).tick()


async def released(group: Group) -> Sequence[Any]:
    """The rows of anonymous comments, in the order of their references."""
    async with group.database.reading() as uow:
        rows = select(Feedback.__table__).where(Feedback.attribution == "anonymous").order_by(Feedback.number)
        return (await uow.session.execute(rows)).all()


def everywhere(group: Group) -> bytes:
    """The database as it lies on the disk, with its log and what is beside it, and the folder of secrets."""
    assert group.database.path is not None
    beside = group.database.path.with_name(f"{group.database.path.name}-shm")
    secrets = group.settings.storage.secrets
    files = [beside, *(secrets.rglob("*") if secrets.exists() else ())]
    return bytes_on_disk(group.database) + b"".join(file.read_bytes() for file in files if file.is_file())


async def test_rows_differ_in_their_words_and_in_an_order_that_says_nothing(group: Group) -> None:
    for number, actor in enumerate(await group.join_many(9)):
        await send(group, actor, f"Comment {number}")
        group.clock.advance(minutes=7)
    await release(group)
    rows = await released(group)
    assert len({tuple(getattr(row, name) for name in SAME_FOR_ALL) for row in rows}) == 1
    assert {name for name in rows[0]._mapping if name not in SAME_FOR_ALL} == {
        "id",
        "number",
        "text",
        "answered_on",
        "ended_on",
    }
    assert [row.number for row in rows] == list(range(1, 10))
    # One in 362,880 that chance alone sorts them.
    assert [row.text for row in rows] != [f"Comment {number}" for number in range(9)]


async def test_what_is_kept_of_whoever_spoke_is_what_was_kept_before(group: Group) -> None:
    (asha, ben, *_) = await group.join_many(4)

    async def of_both() -> dict[str, list[Any]]:
        """All rows but those of comments, of the clock and of numbers: with them, whatever names a person."""
        without = {"feedback", "waiting_voice", "spent_ticket", "due_claim", "counter"}
        tables = [table for table in Base.metadata.sorted_tables if table.name not in without]
        async with group.database.reading() as uow:
            return {table.name: sorted(map(str, await uow.session.execute(select(table)))) for table in tables}

    before = await of_both()
    ticket = await send(group, asha, "Of Asha")
    await send(group, ben, "Of Ben")
    assert await of_both() == before
    await release(group)
    assert await of_both() == before
    rows = await released(group)
    assert not any(ticket in str(row) or asha.telegram_id in tuple(row) for row in rows)


async def test_on_the_disk_words_stand_in_one_place_after_the_release(
    sqlite_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(sqlite_database, tmp_path, clock)
    asha, ben = await group.join_many(2)
    # Short ones and such as need pages of their own, so that rows are moved about.
    said = [f"comment-{number:03}-" + "x語😀"[number % 3] * (number * 67 % 740) + "-end" for number in range(60)]
    for number, words in enumerate(said):
        if number % 4 == 0:
            await send(group, ben, f"named {number}", Attribution.NAMED if number < 28 else Attribution.ANONYMOUS)
        await send(group, asha, words)
    assert all(words.encode() in everywhere(group) or len(words.encode()) > 900 for words in said)
    await release(group)
    left = everywhere(group)
    assert {number: left.count(f"comment-{number:03}-".encode()) for number in range(60)} == dict.fromkeys(
        range(60), 1
    )
    assert not sqlite_database.scrub_owed
    assert sorted(row.text for row in await released(group) if row.text.startswith("comment")) == sorted(said)


async def test_on_postgresql_no_row_version_and_no_place_tells_them_apart(
    postgres_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    actors = await group.join_many(9)
    for number, actor in enumerate(actors):
        await send(group, actor, f"Comment {number}")
    await release(group)
    async with postgres_database.reading() as uow:
        found = text("SELECT xmin::text, text FROM feedback ORDER BY ctid")
        rows = (await uow.session.execute(found)).all()
        versions = {version for version, _ in rows}
        assert len(versions) == 1
        assert [words for _, words in rows] != [f"Comment {number}" for number in range(9)]
        # Nothing about a person was written in the same breath.
        for table in ("person", "member", "conversation", "handled_update", "spent_ticket", "audit_entry"):
            same = set(await uow.session.scalars(text(f"SELECT xmin::text FROM {table}")))
            assert not same & versions, table
        assert await uow.session.scalar(text("SELECT count(*) FROM waiting_voice")) == 0


@pytest.mark.parametrize("sign", [Attribution.ANONYMOUS, Attribution.NAMED])
async def test_a_send_that_is_undone_leaves_nothing(group: Group, sign: Attribution) -> None:
    (asha,) = await group.join_many(1)
    with pytest.raises(asyncio.CancelledError):
        async with group.work() as uow:
            topic = (await group.services.topics.open_ones(uow, group.practice))[0]
            comment = Comment("Undone", sign, topic.id)
            await group.services.speaking.send(uow, asha, group.practice, comment, "ticket-12345")
            raise asyncio.CancelledError
    async with group.database.reading() as uow:
        for table in ("feedback", "waiting_voice", "spent_ticket"):
            assert await uow.session.scalar(text(f"SELECT count(*) FROM {table}")) == 0
