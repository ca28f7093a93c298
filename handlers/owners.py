"""Choosing who does something: the actor, somebody whom the chair sees by name, or somebody who is no member."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.rules.directions import plain_name
from bot.services.agreed import Owner
from handlers.arranging import cancel, fits, way_back
from handlers.callbacks import Step
from handlers.context import Feature, StepOf, Turn
from handlers.views.screen import Button, Screen, column

LONGEST_NAME = 60
NAMES_SHOWN = 20


@dataclass(frozen=True)
class Choosing:
    """These steps in one flow. `words` is what its questions begin with.

    `keep` takes the member's id, or None of somebody who is no member, and the name; `back` leads to the step before.
    Where it `can_wait`, nobody need be chosen, and then the name is empty.
    """

    flow: str
    words: str
    keep: Callable[[Turn, int | None, str], Awaitable[None]]
    back: Feature
    can_wait: bool = False

    def steps(self) -> dict[str, StepOf]:
        """Who, and the name of somebody who is no member."""
        return {
            "who": StepOf(self._ask_who, self._who_tapped),
            "name": StepOf(self._ask_name, self._name_tapped, self._name_typed),
        }

    async def _ask_who(self, turn: Turn) -> Screen:
        texts, found = turn.texts, await self._owners(turn)
        page, me = turn.place.data.get("page", 0), turn.member.id
        others = [each for each in found if each.member_id != me]
        buttons = [Button(texts.plain("button-action-me"), Step(self.flow, "who", f"m-{me}"))]
        shown = others[page * NAMES_SHOWN : (page + 1) * NAMES_SHOWN]
        buttons += [Button(each.name, Step(self.flow, "who", f"m-{each.member_id}")) for each in shown]
        if len(others) > NAMES_SHOWN:
            buttons.append(Button(texts.plain("button-action-more"), Step(self.flow, "who", "more")))
        buttons.append(Button(texts.plain("button-action-else"), Step(self.flow, "who", "else")))
        if self.can_wait:
            buttons.append(Button(texts.plain("button-skip"), Step(self.flow, "who", "skip")))
        return Screen(texts(f"{self.words}-ask-who"), column(*buttons) + way_back(turn, self.flow, "who"))

    async def _who_tapped(self, turn: Turn, value: str) -> None:
        found = {f"m-{each.member_id}": each for each in await self._owners(turn)}
        if value in found:
            await self.keep(turn, found[value].member_id, found[value].name)
        elif value == "else":
            await turn.move("name")
        elif value == "skip" and self.can_wait:
            await self.keep(turn, None, "")
        elif value == "back":
            await self.back(turn)
        elif value == "cancel":
            await cancel(turn)
        else:
            # More names; or of somebody who has left since: the names as they are now.
            page = turn.place.data.get("page", 0) + 1
            more = value == "more" and page * NAMES_SHOWN < len(found) - 1
            await turn.move("who", page=page if more else 0)

    async def _ask_name(self, turn: Turn) -> Screen:
        return Screen(turn.texts(f"{self.words}-ask-name", most=LONGEST_NAME), way_back(turn, self.flow, "name"))

    async def _name_tapped(self, turn: Turn, value: str) -> None:
        await (turn.move("who") if value == "back" else cancel(turn))

    async def _name_typed(self, turn: Turn, text: str) -> None:
        if await fits(turn, text, LONGEST_NAME):
            await self.keep(turn, None, plain_name(text))

    async def _owners(self, turn: Turn) -> tuple[Owner, ...]:
        return await turn.services.actions.owners(turn.uow, turn.practice)
