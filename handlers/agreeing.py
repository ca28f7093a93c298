"""Putting down what was agreed, step by step: what, who does it, by when. The last also gives another date.

Where the place holds an `action`, it is about that one. A `meeting` with its `reference` is where it was agreed, and
`came_from` is the kind and the id of what a new one comes of, in the chain from voice to outcome.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.errors import DateProblem, NotYours
from bot.rules.actions import read_due
from bot.rules.dates import FURTHEST
from bot.rules.permissions import Capability
from bot.rules.words import ChainKind
from bot.services.agreed import Action, local_date
from bot.services.meetings import to_come
from handlers.arranging import cancel, fits, way_back
from handlers.callbacks import Agree, Step, Take
from handlers.context import StepOf, Turn
from handlers.owners import Choosing
from handlers.views import actions as views
from handlers.views.screen import Button, Screen, column
from handlers.views.voice_buttons import origin

FLOW = "action"
LONGEST_TEXT = 500
WEEKS_OFFERED = (1, 2, 4)


def tracks(turn: Turn) -> bool:
    """Whether the actor keeps track of actions."""
    return turn.actor.may(Capability.TRACK_ACTIONS)


def must_track(turn: Turn) -> None:
    """Refuses with NotYours whoever does not keep track of actions."""
    if not tracks(turn):
        raise NotYours()


async def look(turn: Turn, action: Action) -> Screen:
    """One action, and what the actor can do about it."""
    chain, keeps = turn.services.chain, tracks(turn)
    traced = keeps and await chain.is_in(turn.uow, turn.practice, ChainKind.ACTION, action.id)
    owns = action.is_of(turn.actor)
    return views.look_screen(turn.texts, turn.practice, action, tracks=keeps, owns=owns, traced=traced)


async def look_instead(turn: Turn) -> None:
    """Leave the flow, and show the action that it was about."""
    action = await turn.services.actions.get(turn.uow, turn.practice, turn.place.data["action"])
    await turn.leave_flow()
    turn.show(await look(turn, action))


def _for_keepers(step: StepOf) -> StepOf:
    """The step, for those who keep track: a role can end in the middle, and the flow is open to every member."""

    async def ask(turn: Turn) -> Screen:
        return await step.ask(turn) if tracks(turn) else Screen(turn.texts("unknown-command"))

    async def check(turn: Turn) -> None:
        if not tracks(turn):
            await turn.leave_flow()
            raise NotYours()

    async def tapped(turn: Turn, value: str) -> None:
        await check(turn)
        await step.tapped(turn, value)

    async def typed(turn: Turn, text: str) -> None:
        await check(turn)
        assert step.typed is not None
        await step.typed(turn, text)

    return StepOf(ask, tapped, typed if step.typed is not None else None)


async def _ask_text(turn: Turn) -> Screen:
    meeting = turn.place.data.get("reference")
    asked = turn.texts("action-ask-text-from", meeting=meeting) if meeting else turn.texts("action-ask-text")
    return Screen(asked, way_back(turn, FLOW, "text", back=False))


async def _text_tapped(turn: Turn, _value: str) -> None:
    await cancel(turn)


async def _text_typed(turn: Turn, text: str) -> None:
    if await fits(turn, text, LONGEST_TEXT):
        await turn.move("who", text=text.strip(), page=0)


async def _owned(turn: Turn, member_id: int | None, name: str) -> None:
    await turn.move("when", owner=member_id, name=name)


async def _back_to_text(turn: Turn) -> None:
    await turn.move("text")


async def _ask_when(turn: Turn) -> Screen:
    texts, buttons = turn.texts, []
    for weeks in WEEKS_OFFERED:
        day = _today(turn) + timedelta(weeks=weeks)
        label = texts.plain("button-action-weeks", count=weeks, day=texts.calendar_day(day))
        buttons.append(Button(label, Step(FLOW, "when", day.isoformat())))
    before = await _before_next_meeting(turn)
    if before is not None:
        label = texts.plain("button-action-before-meeting", day=texts.calendar_day(before))
        buttons.append(Button(label, Step(FLOW, "when", before.isoformat())))
    return Screen(texts("action-ask-when"), column(*buttons) + way_back(turn, FLOW, "when"))


async def _before_next_meeting(turn: Turn) -> date | None:
    """The day before the next meeting, which is not the one where this was agreed."""
    here = turn.place.data.get("meeting")
    for meeting in await to_come(turn.uow, turn.practice):
        day = local_date(turn.practice, meeting.starts_at) - timedelta(days=1)
        if meeting.id != here and day >= _today(turn):
            return day
    return None


async def _when_tapped(turn: Turn, value: str) -> None:
    about_one = "action" in turn.place.data
    if value == "cancel":
        await cancel(turn)
    elif value == "back" and about_one:
        await look_instead(turn)
    elif value == "back":
        await turn.move("who" if turn.place.data.get("owner") else "name")
    else:
        await _by(turn, _offered_day(turn, value))


def _offered_day(turn: Turn, value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise DateProblem(problem="not-understood") from None
    if not _today(turn) <= day <= _today(turn) + FURTHEST:
        # The button has been there for longer than it makes sense.
        raise DateProblem(problem="past")
    return day


async def _when_typed(turn: Turn, text: str) -> None:
    day, problem = read_due(text, turn.services.clock.now(), turn.practice.settings.zone)
    if day is None:
        raise DateProblem(problem=problem or "not-understood")
    await _by(turn, day)


async def _by(turn: Turn, day: date) -> None:
    """The day is known: of a new action, or of one that there is."""
    action_id = turn.place.data.get("action")
    if action_id is None:
        await turn.move("preview", due_on=day.isoformat())
        return
    # First: where it is settled by now, this question leads nowhere any more.
    await turn.leave_flow()
    action = await turn.services.actions.change_due(turn.uow, turn.actor, turn.practice, action_id, day)
    turn.show(await look(turn, action))


async def _ask_preview(turn: Turn) -> Screen:
    data = turn.place.data
    day = turn.texts.calendar_day(date.fromisoformat(data["due_on"]))
    text = turn.texts("action-preview", text=data["text"], owner=data["name"], day=day)
    keep = Button(turn.texts.plain("button-action-keep"), Step(FLOW, "preview", "keep"))
    return Screen(text, column(keep) + way_back(turn, FLOW, "preview"))


async def _preview_tapped(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("when")
    elif value != "keep":
        await cancel(turn)
    else:
        await _keep(turn)


async def _keep(turn: Turn) -> None:
    data, texts, here = turn.place.data, turn.texts, turn.practice.id
    owner, meeting = data.get("owner"), data.get("meeting")
    due_on, name = date.fromisoformat(data["due_on"]), None if owner else data["name"]
    kind, key = data.get("came_from", (None, None))
    came_from = (ChainKind(kind), key) if kind is not None else None
    action = await turn.services.actions.make(
        turn.uow, turn.actor, turn.practice, data["text"], due_on, owner, name, meeting, came_from=came_from
    )
    await turn.leave_flow()
    buttons = [
        Button(texts.plain("button-action-new"), Agree(here, 0, "new", str(meeting or ""))),
        Button(texts.plain("button-action-all"), Agree(here, 0, "list", "0")),
    ]
    if meeting is not None and turn.actor.may(Capability.TAKE_MINUTES):
        label = texts.plain("button-action-meeting", meeting=data["reference"])
        buttons.append(Button(label, Take(here, meeting, "look")))
    if came_from is not None:
        buttons.append(origin(texts, here, ChainKind.ACTION, action.id))
    told = owner is not None and not action.is_of(turn.actor)
    turn.show(Screen(views.kept_text(texts, action, told=told), column(*buttons)))


def _today(turn: Turn) -> date:
    return local_date(turn.practice, turn.services.clock.now())


WHO = Choosing(FLOW, "action", _owned, _back_to_text)

STEPS: Mapping[str, StepOf] = {
    "text": _for_keepers(StepOf(_ask_text, _text_tapped, _text_typed)),
    **{name: _for_keepers(step) for name, step in WHO.steps().items()},
    "when": _for_keepers(StepOf(_ask_when, _when_tapped, _when_typed)),
    "preview": _for_keepers(StepOf(_ask_preview, _preview_tapped)),
}
