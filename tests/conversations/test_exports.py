"""An export on its way: one message says how far it is, whoever lost the right gets none, and a failure is told."""

from typing import Any

import pytest

from bot.demo.standin.driver import PersonDriver
from handlers.transport import exporter
from tests.conversations.house import MANAGER, House
from tests.conversations.people import a_chair, ask, group_of, member, revoke, taps, types


async def a_closed_poll(house: House) -> PersonDriver:
    """A poll that six have answered, and the manager."""
    chair, manager = await a_chair(house), await member(house, MANAGER, "Helen")
    people = await group_of(house, 6)
    await ask(house, chair)
    for person in people:
        await taps(house, person, "Yes")
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes, close it")
    await house.quiet()
    return manager


async def test_a_long_one_says_how_far_it_is_in_one_message(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = await a_closed_poll(house)
    monkeypatch.setattr(exporter, "SHOW_EVERY_SECONDS", 0)
    said = await types(house, manager, "/export P1")
    assert "The answers to P1" in said
    told = [message.words for message in manager.news if "The files for P1" in message.words]
    assert told == ["The files for P1 are made. They come next."]


async def test_a_failure_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = await a_closed_poll(house)

    async def no_room(*_: Any, **__: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(exporter, "export_to", no_room)
    assert "I could not make the files for P1" in await types(house, manager, "/export P1")
    monkeypatch.undo()
    house.clock.advance(minutes=1)
    assert "The answers to P1" in await types(house, manager, "/export P1")
    assert not house.settings.storage.exporting.exists()


async def test_whoever_lost_the_right_meanwhile_gets_no_files(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    manager, real = await a_closed_poll(house), exporter.Exporter._make

    async def role_is_gone_by_then(self: Any, parcel: Any) -> Any:
        await revoke(house, manager)
        return await real(self, parcel)

    monkeypatch.setattr(exporter.Exporter, "_make", role_is_gone_by_then)
    assert "The answers to P1" not in await types(house, manager, "/export P1")
    assert not [message for message in manager.messages if message.document]
