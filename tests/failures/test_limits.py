"""Telegram takes less than it was said to take, under three readings of its limit: nobody is missed, it is obeyed."""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from bot.demo.standin import Limits, Record
from bot.demo.standin.limits import Model
from tests.failures.stage import PassingClock, open_stage, side_by_side

TOLD, TAKEN = 30, 12
# A call is under way for a moment: it left before the word of the halt came in.
UNDER_WAY_SECONDS = 0.25
FREE = {"getUpdates", "answerCallbackQuery"}


def made_in_a_halt(calls: Sequence[Record]) -> list[Record]:
    """The calls that were made although Telegram had said how long to wait."""
    halts = [(call.at, call.at + float((call.description or "").split()[-1])) for call in calls if call.status == 429]
    return [
        call
        for call in calls
        if call.method not in FREE
        and any(begins + UNDER_WAY_SECONDS < call.at < ends - 0.01 for begins, ends in halts)
    ]


async def test_a_storm_of_refusals_is_waited_out(tmp_path: Path) -> None:
    await side_by_side(tmp_path, storm, get_args(Model))


async def storm(folder: Path, model: Model) -> None:
    limits = Limits(per_second=TAKEN, model=model)
    async with open_stage(folder, 30, clock=PassingClock(), per_second=TOLD, limits=limits) as stage:
        await stage.ask()
        await stage.until(lambda: any(call.status == 429 for call in stage.standin.journal.records))
        early = [person for person in stage.people if stage.received()[person.id]][:5]
        for person in early:
            person.tap("Yes")
        await stage.until(lambda: len(stage.received()) == len(stage.people))
        assert not made_in_a_halt(stage.standin.journal.records)
        for person in early:
            await stage.hears(person, "Your answer: Yes")
        await stage.rests()
        assert stage.repeats() == 0
        assert not made_in_a_halt(stage.standin.journal.records)
        # The pace is found, not guessed at with one refusal after another.
        assert sum(call.status == 429 for call in stage.standin.journal.records) < 40


async def test_a_reply_that_is_refused_again_and_again_comes_in_the_end(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 1) as stage:
        (person,) = stage.people
        stage.standin.faults.add("refuse", methods=["sendMessage"], times=3, status=429, retry_after=1)
        person.type("/polls")
        await stage.hears(person, "There is no open poll now")
        assert not made_in_a_halt(stage.standin.journal.records)
