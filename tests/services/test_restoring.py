"""A copy is made while the bot works, and comes back whole; who was erased stays erased, nothing is sent twice."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bot.errors import NothingWaits
from bot.services.restored import AfterRestore
from bot.settings import Settings
from handlers import caring
from storage.copying import CopyRefused, look_at
from storage.database import Database
from storage.models import Base
from storage.models.delivery import Delivery
from storage.models.people import Member
from storage.models.record import AuditEntry
from storage.queries import audit_trail, outbox, restored
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import MANAGER, make_settings

ASHA, BEN = 1_000, 1_001
# On most machines the shared memory is a disk of its own.
ANOTHER_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None
# Written anew at each start, or when a copy comes back.
OF_ITS_OWN = {"pulse", "restored", "delivery", "audit_entry", "audit_head"}


async def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a copy holds, in no order."""
    async with database.reading() as uow:
        return {
            table.name: sorted(map(tuple, (await uow.session.execute(select(table))).all()), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in OF_ITS_OWN
        }


def here(group: Group, tmp_path: Path) -> Settings:
    """The settings of the program that works with this database."""
    return make_settings(tmp_path, group.database.url.render_as_string(hide_password=False))


async def lived(group: Group) -> None:
    """A group in which something has happened: people, a poll, answers, messages that wait."""
    await group.join(MANAGER, name="Mo Manager")
    asha, ben = await group.join(ASHA), await group.join(BEN, name="Ben O'Neil")
    poll = await group.ask(attribution="confidential")
    await group.choose(asha, poll, 1)
    await group.choose(ben, poll, 2)


@pytest.fixture
def elsewhere(tmp_path: Path, empty_url: str) -> Iterator[Settings]:
    """Settings of a machine on which nothing is yet, with the list of the erased that lay beside the copies."""
    url = empty_url
    if url.startswith("sqlite"):
        url = f"sqlite+aiosqlite:///{tmp_path}/new/bot.db"
    yield make_settings(tmp_path, url)


async def test_what_comes_back_is_what_was_there(group: Group, elsewhere: Settings, tmp_path: Path) -> None:
    await lived(group)
    before = await contents(group.database)
    copy = await caring.make_copy(here(group, tmp_path), tmp_path)
    found = await caring.restore_copy(elsewhere, copy)
    assert found.revision == look_at(copy).revision
    database = Database(elsewhere.storage.url)
    try:
        after = await contents(database)
        assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
        async with database.reading() as uow:
            assert [each async for each in audit_trail.breaks(uow, group.practice.id)] == []
        # New rows do not meet old ones.
        again = await Group.open(database, elsewhere, group.clock)
        assert (await again.join(1_002)).membership is not None
        assert (await again.ask()).reference == "P2"
    finally:
        await database.close()


async def test_a_copy_is_of_one_moment_while_others_write(group: Group, tmp_path: Path) -> None:
    await lived(group)

    async def go_on() -> None:
        for number in range(20):
            await group.join(2_000 + number, name=f"Patient {number}")

    copies = [tmp_path / f"{number}.db" for number in range(3)]
    going_on = asyncio.create_task(go_on())
    for copy in copies:
        await caring.make_copy(here(group, tmp_path), copy)
    await going_on
    for copy in copies:
        look_at(copy)
        with sqlite3.connect(copy) as connection:
            (signed,) = connection.execute("SELECT count(*) FROM acknowledgement").fetchone()
            (members,) = connection.execute("SELECT count(*) FROM member").fetchone()
            assert signed == members


async def test_whoever_was_erased_after_the_copy_does_not_come_back(
    group: Group, elsewhere: Settings, tmp_path: Path
) -> None:
    await lived(group)
    copy = await caring.make_copy(here(group, tmp_path), tmp_path / "old.db")
    asha = await group.actor(ASHA)
    async with group.work() as uow:
        await group.services.membership.forget(uow, asha)
    await caring.restore_copy(elsewhere, copy)
    database = Database(elsewhere.storage.url)
    try:
        async with database.reading() as uow:
            names = set(await uow.session.scalars(select(Member.name)))
            done = set(await uow.session.scalars(select(AuditEntry.action)))
    finally:
        await database.close()
    assert "Asha Patel" not in names
    assert "Ben O'Neil" in names
    assert {"restored a copy", "erased a person again after a restore"} <= done
    assert b"Asha" in copy.read_bytes()


@pytest.mark.parametrize("send", [True, False])
async def test_what_waits_is_sent_on_a_word_and_not_before(
    group: Group, elsewhere: Settings, tmp_path: Path, *, send: bool
) -> None:
    await lived(group)
    await caring.restore_copy(elsewhere, await caring.make_copy(here(group, tmp_path), tmp_path))
    database = Database(elsewhere.storage.url)
    try:
        again = await Group.open(database, elsewhere, group.clock)
        again.clock.advance(days=1)
        async with database.reading() as uow:
            waiting = select(func.count()).where(Delivery.state == "waiting", Delivery.kind != "restored")
            many = (await uow.session.execute(waiting)).scalar_one()
        assert many > 0
        assert await claimable(again) == {"restored"}
        manager = await again.actor(MANAGER)
        async with again.work() as uow:
            held = await again.services.restored.held(uow, again.practice)
            assert held is not None
            assert held.messages == many
            assert await again.services.restored.decide(uow, manager, again.practice, send=send) == many
        assert await claimable(again) - {"restored"} == ({"poll"} if send else set())
        with pytest.raises(NothingWaits):
            async with again.work() as uow:
                await again.services.restored.decide(uow, manager, again.practice, send=send)
    finally:
        await database.close()


async def claimable(group: Group) -> set[str]:
    """The kinds of message that a worker would take out of the line now; they are claimed by that."""
    now = group.clock.now()
    async with group.work() as uow:
        ids = await outbox.claim(uow, now=now, lease_until=now, limit=100, in_any_case=["restored"])
        return set(await uow.session.scalars(select(Delivery.kind).where(Delivery.id.in_(ids))))


async def test_nothing_is_overwritten(group: Group, elsewhere: Settings, tmp_path: Path) -> None:
    await lived(group)
    copy = await caring.make_copy(here(group, tmp_path), tmp_path / "one.db")
    with pytest.raises(CopyRefused, match="is there already"):
        await caring.make_copy(here(group, tmp_path), copy)
    with pytest.raises(CopyRefused, match=r"never overwritten|not empty"):
        await caring.restore_copy(here(group, tmp_path), copy)
    await caring.restore_copy(elsewhere, copy)
    with pytest.raises(CopyRefused, match=r"never overwritten|not empty"):
        await caring.restore_copy(elsewhere, copy)


def torn(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-8192])


def scribbled_on(copy: Path) -> None:
    whole = bytearray(copy.read_bytes())
    whole[8192 : 8192 + 2048] = b"\xff" * 2048
    copy.write_bytes(bytes(whole))


def of_another_kind(copy: Path) -> None:
    copy.write_text("name,age\n")


def of_tomorrow(copy: Path) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize("harm", [torn, scribbled_on, of_another_kind, of_tomorrow, Path.unlink])
async def test_a_bad_copy_is_refused_and_leaves_nothing_behind(group: Group, tmp_path: Path, harm: object) -> None:
    await lived(group)
    copy = await caring.make_copy(here(group, tmp_path), tmp_path / "copy.db")
    assert callable(harm)
    harm(copy)
    target = make_settings(tmp_path, f"sqlite+aiosqlite:///{tmp_path}/new/bot.db")
    with pytest.raises(CopyRefused):
        await caring.restore_copy(target, copy)
    assert not (tmp_path / "new" / "bot.db").exists()
    assert halves(tmp_path) == []


def halves(folder: Path) -> list[Path]:
    """What a copy that failed has left."""
    return list(folder.glob("*.part"))


async def test_a_damaged_database_is_found(tmp_path: Path, clock: HandClock) -> None:
    settings = make_settings(tmp_path)
    database = Database(settings.storage.url)
    await caring_says(settings, "not there yet")
    from storage.migrating import migrate  # noqa: PLC0415

    await migrate(database)
    group = await Group.open(database, settings, clock)
    await lived(group)
    await caring_says(settings, "whole, and up to date")
    async with database.transaction() as uow:
        await uow.session.execute(text("DROP TRIGGER audit_entry_no_update"))
        await uow.session.execute(text("UPDATE audit_entry SET subject = 'P9' WHERE number = 1"))
    await caring_says(settings, "entry 1 of practice 1 changed")
    await database.close()
    assert database.path is not None
    scribbled_on(database.path)
    await caring_says(settings, "damaged", "cannot be read")


async def caring_says(settings: Settings, *either: str) -> None:
    """What `ppgbot check` says of the database and the audit trail."""
    lines = [line.says for line in await caring._check_database(settings)]
    assert any(words in says for says in lines for words in either), lines


def names_in(folder: str) -> list[str]:
    return [each.name for each in Path(folder).iterdir()]


async def test_a_copy_comes_back_from_another_disk(group: Group, elsewhere: Settings, tmp_path: Path) -> None:
    await lived(group)
    with tempfile.TemporaryDirectory(dir=ANOTHER_DISK) as folder:
        copy = await caring.make_copy(here(group, tmp_path), Path(folder))
        before = names_in(folder)
        await caring.restore_copy(elsewhere, copy)
        assert names_in(folder) == before


async def test_a_restore_that_is_cut_short_sends_nothing(
    group: Group, elsewhere: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lived(group)
    copy = await caring.make_copy(here(group, tmp_path), tmp_path)

    async def unplugged(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(AfterRestore, "settle", unplugged)
    with pytest.raises(KeyboardInterrupt):
        await caring.restore_copy(elsewhere, copy)
    database = Database(elsewhere.storage.url)
    try:
        async with database.transaction() as uow:
            assert await restored.any_waits(uow)
            now = group.clock.now() + timedelta(days=1)
            assert not await outbox.claim(uow, now=now, lease_until=now, limit=100)
    finally:
        await database.close()
