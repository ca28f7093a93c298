"""Telegram sends an update again, out of order, or one tap under two ids: each takes effect once and is answered."""

from pathlib import Path

from bot.demo.standin.driver import PersonDriver
from bot.services.consultations import newest
from storage.queries import answers, roster
from tests.conversations.house import join
from tests.failures.stage import QUESTION, Stage, open_stage


async def again(stage: Stage) -> None:
    """Every batch comes again; then every update comes again by itself, the last one first."""
    whole = stage.confirmed()
    stage.standin.world.bot().updates.redeliver(whole)
    await stage.rests()
    for update_id in reversed(whole):
        stage.standin.world.bot().updates.redeliver([update_id])
        await stage.standin.settled()
    await stage.rests()


async def state(stage: Stage) -> tuple[object, ...]:
    """All that updates have an effect on: who is in, what was asked and answered, what was sent and why."""
    assert stage.bot is not None
    (practice,) = stage.bot.services.book
    async with stage.bot.database.reading() as uow:
        members = await stage.bot.services.membership.size(uow, practice)
        turnout = await roster.turnout(uow, practice.id, 1)
        totals = await answers.totals(uow, practice.id, 1)
        polls = await newest(uow, practice)
    return members, turnout, totals, len(polls), [(row[0], row[2]) for row in await stage.outbox()]


def shown(person: PersonDriver) -> str:
    """What somebody's poll says now."""
    return next(message.words for message in person.messages if QUESTION in message.words and message.markup)


async def test_what_comes_again_takes_effect_once_and_is_answered(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 4) as stage:
        newcomer = stage.person(2000, "Noor")
        await join(newcomer)
        await stage.ask()
        await stage.rests()
        for answer in ("Yes", "No"):
            for person in (*stage.people, newcomer):
                person.tap(answer)
            await stage.rests()
        before = await state(stage)
        heard = len(newcomer.chat.messages)
        stage.clock.advance(minutes=5)
        await again(stage)

        assert await state(stage) == before
        # Shown is what is kept, and not what a tap of long ago said.
        for person in stage.people:
            assert "Your answer: No" in shown(person)
        assert len(newcomer.chat.messages) > heard


async def test_one_tap_under_two_ids_is_one_tap(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 3) as stage:
        stage.chair.type("/poll Saturdays? | Yes | No")
        await stage.hears(stage.chair, "This is what members will see")
        stage.chair.tap("Send to", twice=True)
        await stage.rests()
        assert stage.repeats() == 0
        for person in stage.people:
            person.tap("Yes", twice=True)
            await stage.hears(person, "Your answer: Yes")
        await stage.rests()
        _, turnout, totals, polls, _ = await state(stage)
        assert (turnout, list(totals.values()), polls) == ((3, 3), [3], 1)  # type: ignore[attr-defined]
