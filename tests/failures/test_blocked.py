"""People block the bot, before and in the middle of a broadcast, and come back: the bot finds out each time."""

from pathlib import Path

from bot.demo.standin.driver import PersonDriver
from storage.queries import people
from tests.failures.stage import Stage, open_stage


def block_unheard(person: PersonDriver) -> None:
    """They block the bot, and Telegram's word of it does not come: only the next message finds out."""
    person.chat.blocked = True


async def unreachable(stage: Stage, person: PersonDriver) -> str | None:
    """Why the bot thinks that it cannot reach somebody."""
    assert stage.bot is not None
    async with stage.bot.database.reading() as uow:
        found = await people.by_telegram_id(uow, person.id)
    assert found is not None
    return found.unreachable


async def test_a_tenth_blocks_the_bot_and_most_come_back(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 40, per_second=150) as stage:
        told, unheard, closed, *_, midway, back_soon = stage.people
        told.block()
        await stage.standin.settled()
        block_unheard(unheard)
        closed.deactivate()
        live = await stage.ask()
        await stage.until(lambda: len(stage.papers()) >= 5)
        midway.block()
        block_unheard(back_soon)
        await stage.rests()

        words = await stage.shown(live)
        assert "Sent to 35 of 39 members." in words
        assert "Not delivered: 4." in words
        assert "Blocked the bot: 3." in words
        assert "Account closed: 1." in words
        reasons = {await unreachable(stage, person) for person in (told, unheard, midway, back_soon)}
        assert reasons == {"blocked"}
        assert await unreachable(stage, closed) == "deactivated"

        for person in (told, unheard):
            person.type("/start")
        for person in (midway, back_soon):
            person.unblock()
        await stage.standin.settled()
        assert not any([await unreachable(stage, person) for person in (told, unheard, midway, back_soon)])
        await stage.ask("Sundays? | Yes | No")
        await stage.rests()
        assert set(stage.received("Sundays?")) == {person.id for person in stage.people} - {closed.id}
