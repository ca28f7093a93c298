"""What polls and surveys are asked about alike: who gets it, names, results, influence, the close.

The draft lies in the place of its author, under the names of its fields. The first time these steps follow one
another; once there was a preview, each change leads straight back to it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.delivery.kinds import Kind
from bot.errors import DateProblem, PartProblem
from bot.rules.dates import read_date
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.profile.segments import Segment
from bot.rules.times import CLOSING_HOUR, closing_time
from bot.rules.words import Attribution, Audience, Influence, ResultsTo
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.views.audience import named_part
from handlers.views.screen import Button, Rows, Screen, column

DAYS_OPEN = 7
DAYS_OFFERED = (1, 3, 7, 14, 28)
# What can be changed from a preview, and the step where it is asked.
ARRANGED = ("audience", "attribution", "results", "influence", "closes")


@dataclass(frozen=True)
class Arranging:
    """These steps in one flow. `order` is how they follow one another there, `before` the step before the first.

    `words` is what the question of who gets it begins with: a poll asks people, news tells them.
    """

    flow: str
    order: tuple[str, ...]
    before: str
    words: str = "poll"

    def who_gets_it(self) -> dict[str, StepOf]:
        """The steps about the audience, which news has too."""
        return {
            "audience": StepOf(self._ask_audience, self._audience_tapped),
            "part": StepOf(self._ask_part, self._part_tapped),
        }

    def steps(self) -> dict[str, StepOf]:
        """The shared steps."""
        return {
            **self.who_gets_it(),
            "attribution": StepOf(self._ask_attribution, self._attribution_tapped),
            "results": self.choosing("results", "results_to", ResultsTo),
            "influence": self.choosing("influence", "influence", Influence),
            "closes": StepOf(self._ask_closes, self._closes_tapped, self._typed_closes),
        }

    def choosing(self, step: str, key: str, words: type[StrEnum]) -> StepOf:
        """A step where one of `words` is chosen and kept under `key`."""

        async def ask(turn: Turn) -> Screen:
            return self._choice(turn, step, list(words))

        return StepOf(ask, self.tapped(step, key, words))

    def _choice(self, turn: Turn, step: str, words: list[StrEnum]) -> Screen:
        buttons = [
            Button(turn.texts.plain(f"button-{step}-{word}"), Step(self.flow, step, word.value)) for word in words
        ]
        return Screen(turn.texts(f"poll-ask-{step}"), column(*buttons) + self.way_back(turn, step))

    def tapped(self, step: str, key: str, words: type[StrEnum]) -> Callable[[Turn, str], Awaitable[None]]:
        """What a tap does at a step where one of `words` is chosen."""

        async def answer(turn: Turn, value: str) -> None:
            if value in list(words):
                await self.keep(turn, step, **{key: value})
            else:
                await self.back_or_cancel(turn, step, value)

        return answer

    async def keep(self, turn: Turn, step: str, **data: Any) -> None:
        """Keep what was chosen at a step, and go on."""
        following = "preview" if turn.place.data.get("previewed") else self.order[self.order.index(step) + 1]
        await turn.move(following, **data)

    async def back_or_cancel(self, turn: Turn, step: str, value: str) -> None:
        """Any other button of a step."""
        if value != "back":
            await cancel(turn)
        elif turn.place.data.get("previewed"):
            await turn.move("preview")
        else:
            place = self.order.index(step) - 1
            await turn.move(self.order[place] if place >= 0 else self.before)

    def way_back(self, turn: Turn, step: str) -> Rows:
        """*Back* and *Cancel*."""
        return way_back(turn, self.flow, step)

    async def _ask_audience(self, turn: Turn) -> Screen:
        buttons = []
        for audience in Audience:
            reach = await turn.services.asking.reach(turn.uow, turn.practice, audience)
            label = turn.texts.plain(f"button-audience-{audience}", count=reach.members)
            buttons.append(Button(label, Step(self.flow, "audience", audience.value)))
        if await turn.services.profile.segments(turn.uow, turn.practice):
            buttons.append(Button(turn.texts.plain("button-audience-part"), Step(self.flow, "audience", "part")))
        text = turn.texts(f"{self.words}-ask-audience")
        return Screen(text, column(*buttons) + self.way_back(turn, "audience"))

    async def _audience_tapped(self, turn: Turn, value: str) -> None:
        if value in list(Audience):
            await self.keep(turn, "audience", audience=value, segment="")
        elif value == "part":
            await turn.move("part")
        else:
            await self.back_or_cancel(turn, "audience", value)

    async def _ask_part(self, turn: Turn) -> Screen:
        buttons = []
        for segment, count in await turn.services.profile.segments(turn.uow, turn.practice):
            name = named_part(turn.texts, turn.practice, str(segment))
            # Tens, and not the number of now: it would tell what the last to say something said.
            label = turn.texts.plain("button-part", part=name, count=count // 10 * 10)
            buttons.append(Button(label, Step(self.flow, "part", _packed(segment))))
        return Screen(turn.texts("poll-ask-part"), column(*buttons) + self.way_back(turn, "part"))

    async def _part_tapped(self, turn: Turn, value: str) -> None:
        offered = {
            _packed(each): str(each) for each, _ in await turn.services.profile.segments(turn.uow, turn.practice)
        }
        if value in offered:
            # Names beside the answers would tell the practice what each said of themselves.
            named = turn.place.data.get("attribution") == Attribution.NAMED
            hidden = {"attribution": Attribution.CONFIDENTIAL.value} if named else {}
            await self.keep(turn, "audience", audience=Audience.ALL.value, segment=offered[value], **hidden)
        elif value == "back":
            await turn.move("audience")
        elif value == "cancel":
            await cancel(turn)
        else:
            raise PartProblem(problem="small")

    async def _ask_attribution(self, turn: Turn) -> Screen:
        part = bool(turn.place.data.get("segment"))
        words = [word for word in reversed(Attribution) if not (part and word is Attribution.NAMED)]
        return self._choice(turn, "attribution", list(words))

    async def _attribution_tapped(self, turn: Turn, value: str) -> None:
        if value == Attribution.NAMED and turn.place.data.get("segment"):
            raise PartProblem(problem="named")
        await self.tapped("attribution", "attribution", Attribution)(turn, value)

    async def _ask_closes(self, turn: Turn) -> Screen:
        now, zone = turn.services.clock.now(), turn.practice.settings.zone
        buttons = [
            Button(turn.texts.when(closing_time(now, days, zone)), Step(self.flow, "closes", str(days)))
            for days in DAYS_OFFERED
        ]
        return Screen(turn.texts("poll-ask-closes"), column(*buttons) + self.way_back(turn, "closes"))

    async def _closes_tapped(self, turn: Turn, value: str) -> None:
        if value.isascii() and value.isdigit() and int(value) in DAYS_OFFERED:
            closes = closing_time(turn.services.clock.now(), int(value), turn.practice.settings.zone)
            await self.keep(turn, "closes", closes_at=closes.isoformat())
        else:
            await self.back_or_cancel(turn, "closes", value)

    async def _typed_closes(self, turn: Turn, text: str) -> None:
        moment, problem = read_date(text, turn.services.clock.now(), turn.practice.settings.zone, CLOSING_HOUR)
        if moment is None:
            raise DateProblem(problem=problem or "not-understood")
        await self.keep(turn, "closes", closes_at=moment.isoformat())


def _packed(segment: Segment) -> str:
    # A button's data is cut at colons.
    return str(segment).replace(":", "=")


async def cancel(turn: Turn) -> None:
    """Leave the flow, with nothing sent."""
    await turn.leave_flow()
    turn.show(Screen(turn.texts("flow-cancelled")))


def way_back(turn: Turn, flow: str, step: str, *, back: bool = True) -> Rows:
    """*Back*, unless this is the beginning, and *Cancel*."""
    buttons = (
        Button(turn.texts.plain("button-back"), Step(flow, step, "back")),
        Button(turn.texts.plain("button-cancel"), Step(flow, step, "cancel")),
    )
    return column(*(buttons if back else buttons[1:]))


async def fits(turn: Turn, text: str, most: int) -> bool:
    """Whether typed words can be kept. Where not, the person is told, and stays where they are."""
    if is_blank(text):
        await turn.ask_again()
        return False
    if utf16_length(text) > most:
        turn.say(Screen(turn.texts("too-long", most=most)))
        return False
    return True


def quiet_until(turn: Turn) -> str | None:
    """When a message to the group goes out that is sent now; None where that is at once."""
    goes_out = turn.services.notices.goes_out_at(turn.practice, Kind.POLL)
    late = goes_out > turn.services.clock.now() + timedelta(minutes=1)
    return turn.texts.when(goes_out) if late else None
