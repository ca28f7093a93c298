"""`ppgbot health`: alive, hears Telegram, gets its messages out; and each time that it is not so, a line says so."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.pulse import Pulse
from bot.settings import Settings
from handlers import caring
from storage.queries import outbox
from storage.queries.pulse import beats
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import make_settings

ASHA = 1_000


@pytest.fixture
def now(clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Callable[[], datetime]:
    """The moment at which somebody looks: it is the group's, and not the machine's."""
    monkeypatch.setattr(caring, "SystemClock", lambda: clock)
    clock.set(datetime.now(UTC))
    return clock.now


def settings_of(group: Group, tmp_path: Path) -> Settings:
    return make_settings(tmp_path, group.database.url.render_as_string(hide_password=False))


async def wrong(group: Group, tmp_path: Path) -> list[str]:
    """What is not good now."""
    return [line.what for line in await caring.health(settings_of(group, tmp_path)) if not line.good]


async def test_a_bot_that_runs_is_alive(group: Group, tmp_path: Path, now: Callable[[], datetime]) -> None:
    assert await wrong(group, tmp_path) == ["clock", "telegram"]
    await Pulse(group.database, group.clock).beat(now())
    assert await wrong(group, tmp_path) == []


async def test_a_clock_that_stands_still_is_seen(group: Group, tmp_path: Path, now: Callable[[], datetime]) -> None:
    await Pulse(group.database, group.clock).beat(now())
    group.clock.advance(minutes=4)
    assert await wrong(group, tmp_path) == ["clock", "telegram"]


async def test_a_telegram_that_does_not_answer_is_seen(
    group: Group, tmp_path: Path, now: Callable[[], datetime]
) -> None:
    pulse, heard_at = Pulse(group.database, group.clock), now()
    for _ in range(10):
        await pulse.beat(heard_at)
        group.clock.advance(seconds=31)
    assert await wrong(group, tmp_path) == ["telegram"]


async def test_messages_that_do_not_get_out_are_seen(
    group: Group, tmp_path: Path, now: Callable[[], datetime]
) -> None:
    await group.join(ASHA)
    await group.ask()
    async with group.database.reading() as uow:
        due = await outbox.next_due(uow)
    assert due is not None
    group.clock.set(due + timedelta(minutes=16))
    await Pulse(group.database, group.clock).beat(now())
    assert await wrong(group, tmp_path) == ["backlog"]


async def test_the_pulse_is_noted_now_and_then(group: Group, now: Callable[[], datetime]) -> None:
    pulse, began = Pulse(group.database, group.clock), now()
    noted = set()
    for _ in range(12):
        await pulse.beat(now())
        async with group.database.reading() as uow:
            noted.add((await beats(uow))["clock"])
        group.clock.advance(seconds=5)
    assert noted == {began, began + timedelta(seconds=30)}
