"""The machine is lost and a copy comes back: people are answered, and what waits is sent on a manager's word."""

from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from handlers import caring, running
from storage.queries import restored
from tests.conversations.house import MANAGER, House
from tests.conversations.people import a_chair, group_of, taps, types

QUESTION = "Should we open on Saturdays?"


def asked(person: PersonDriver) -> int:
    """How often somebody got the question."""
    return sum(not each.outgoing and QUESTION in each.words for each in person.messages)


@pytest.mark.parametrize(("button", "times"), [("Send what waits", 2), ("Do not send it", 1)])
async def test_the_manager_decides_what_becomes_of_what_waits(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str, times: int
) -> None:
    for room in (caring, running):
        # The operator's machine and the house have one clock.
        monkeypatch.setattr(room, "SystemClock", lambda: house.clock)
    manager, chair, people = await a_chair(house, MANAGER), await a_chair(house), await group_of(house, 2)
    # In the quiet hours: it waits for the morning, and the copy is made at night.
    house.clock.advance(hours=11)
    await types(house, chair, f"/poll {QUESTION} | Yes | No")
    await taps(house, chair, "Send to 2 members")
    copy = await caring.make_copy(house.settings, tmp_path / "copy.db")
    house.clock.advance(hours=12)
    await house.tick()
    assert [asked(person) for person in people] == [1, 1]
    await house.stop()
    (tmp_path / "house.db").rename(tmp_path / "lost.db")
    await caring.restore_copy(house.settings, copy)
    await house.start()
    await house.tick()
    assert "came back from a copy of" in manager.last.words
    assert "2 messages wait. Some may have been sent before." in manager.last.words
    assert manager.last.buttons == ["Send what waits", "Do not send it"]
    # Whoever acts is answered in the meantime, and nothing else goes out.
    assert "Open polls" in await types(house, people[0], "/polls")
    before = [asked(person) for person in people]
    assert (await taps(house, manager, button)).startswith("Thank you. 2 messages")
    await house.tick()
    assert [asked(person) - count for person, count in zip(people, before, strict=True)] == [times - 1] * 2
    assert "decided this already" in await taps(house, chair, button)


async def test_a_restore_that_was_cut_short_is_finished_at_the_start(house: House) -> None:
    manager = await a_chair(house, MANAGER)
    assert house.bot is not None
    async with house.bot.database.transaction() as uow:
        now = house.clock.now()
        await restored.mark_all(uow, copied_at=now, restored_at=now)
    for _ in range(2):
        await house.restart()
        await house.tick()
    assert sum("came back from a copy of" in each.words for each in manager.messages) == 1
