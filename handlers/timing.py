"""Asking when a meeting is: typed, and always said back in full; what could mean two things is asked, not guessed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rules.when import Reading, read_meeting_time
from handlers.arranging import cancel
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.views.screen import Button, Rows, Screen, column

MINUTE = 60
NOTHING_OPEN: dict[str, Any] = {"problem": "", "choices": []}


def left_open(reading: Reading) -> dict[str, Any]:
    """What is to be asked about a time that was not understood, for the place of whoever typed it."""
    # A day without a time, or one of which only the half of the day is open.
    problem = "half" if reading.problem == "no-time" and reading.choices else reading.problem
    return {"problem": problem, "choices": [each.isoformat() for each in reading.choices]}


@dataclass(frozen=True)
class Timing:
    """These two steps in one flow: `when` asks, `sure` says back.

    `keep` is what becomes of the moment, `back` leads to the step before, unless this is the `first` one. With
    `cancels` there is a *Cancel*.
    """

    flow: str
    when: str
    sure: str
    keep: Callable[[Turn, datetime], Awaitable[None]]
    back: Callable[[Turn], Awaitable[None]]
    first: Callable[[Turn], bool]
    cancels: bool = True

    def steps(self) -> dict[str, StepOf]:
        """The two steps."""
        return {
            self.when: StepOf(self._ask_when, self._when_tapped, self._typed),
            self.sure: StepOf(self._ask_sure, self._sure_tapped, self._typed),
        }

    async def _ask_when(self, turn: Turn) -> Screen:
        problem, choices = turn.place.data.get("problem"), _choices(turn)
        text = turn.texts("meeting-problem", problem=problem) if problem else turn.texts("calling-ask-when")
        buttons = [
            Button(_label(turn, problem, choices, value), Step(self.flow, self.when, value)) for value in choices
        ]
        return Screen(text, column(*buttons) + self._way_out(turn, self.when, back=not self.first(turn)))

    async def _when_tapped(self, turn: Turn, value: str) -> None:
        choices = _choices(turn)
        if value in choices:
            await self._keep(turn, choices[value])
        elif value == "back" and not self.first(turn):
            await self.back(turn)
        elif value == "cancel" and self.cancels:
            await cancel(turn)
        else:
            # A choice of a question before this one.
            await turn.move(self.when)

    async def _typed(self, turn: Turn, text: str) -> None:
        reading = read_meeting_time(text, turn.services.clock.now(), turn.practice.settings.zone)
        if reading.moment is None:
            await turn.move(self.when, **left_open(reading))
        else:
            await turn.move(self.sure, **NOTHING_OPEN, meant=reading.moment.isoformat())

    async def _ask_sure(self, turn: Turn) -> Screen:
        text = turn.texts("calling-sure", when=turn.texts.in_full(datetime.fromisoformat(turn.place.data["meant"])))
        yes = Button(turn.texts.plain("button-yes"), Step(self.flow, self.sure, "yes"))
        return Screen(text, column(yes) + self._way_out(turn, self.sure, back=True))

    async def _sure_tapped(self, turn: Turn, value: str) -> None:
        if value == "yes":
            await self._keep(turn, datetime.fromisoformat(turn.place.data["meant"]))
        elif value == "cancel" and self.cancels:
            await cancel(turn)
        else:
            await turn.move(self.when, **NOTHING_OPEN)

    async def _keep(self, turn: Turn, moment: datetime) -> None:
        if moment <= turn.services.clock.now():
            # The question has stood there for longer than the answer is good for.
            await turn.move(self.when, problem="past", choices=[])
        else:
            await self.keep(turn, moment)

    def _way_out(self, turn: Turn, step: str, *, back: bool) -> Rows:
        buttons = []
        if back:
            buttons.append(Button(turn.texts.plain("button-back"), Step(self.flow, step, "back")))
        if self.cancels:
            buttons.append(Button(turn.texts.plain("button-cancel"), Step(self.flow, step, "cancel")))
        return column(*buttons)


def _choices(turn: Turn) -> dict[str, datetime]:
    """The moments to choose from now, by what their buttons carry."""
    moments = map(datetime.fromisoformat, turn.place.data.get("choices", ()))
    return {f"at-{int(moment.timestamp()) // MINUTE}": moment for moment in moments}


def _label(turn: Turn, problem: str | None, choices: dict[str, datetime], value: str) -> str:
    when = turn.texts.in_full(choices[value])
    if problem != "twice" or len(choices) < 2:
        return when
    # Both look the same on the clock.
    which = "first" if choices[value] == min(choices.values()) else "second"
    return turn.texts.plain("button-calling-twice", when=when, which=which)
