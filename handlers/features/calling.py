"""/meeting: in one line, or step by step; a preview exactly as members will get it, and *Send to N members*."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.rules.permissions import Capability
from bot.rules.recurring import Every
from bot.rules.words import Audience, Order
from bot.services.convening import in_minutes
from bot.services.meetings import REFERENCE, meeting_by_reference
from handlers import meeting_drafts, moving, overseeing
from handlers.arranging import cancel, quiet_until, way_back
from handlers.callbacks import Arrange, Step
from handlers.context import Flow, StepOf, Turn
from handlers.meeting_drafts import back_or_cancel, draft_here, fresh, in_one_line, keep, often_here, open_step
from handlers.views.calling import FLOW, called_screen, preview_screen, reminder_rows, reminders_line, toggled
from handlers.views.screen import Button, Screen, column

OFTEN = (Every.ONCE, Every.QUARTERLY, Every.MONTHLY, Every.WEEKLY)
LENGTHS = (45, 60, 90, 120)
AUDIENCES = (Audience.ALL, Audience.CORE)
CHANGES = {"when", "title", "place", "link", "length", "audience", "every", "reminders", "order"}

ACTS = {**moving.ACTS, **overseeing.ACTS}

Answers = list[tuple[str, str]]


async def meeting(turn: Turn) -> None:
    """`/meeting` guides, `/meeting when | title | place or link` goes to the preview, `/meeting M4` to that one."""
    line = turn.incoming.text.strip()
    if REFERENCE.match(line) and not line.isdigit():
        await overseeing.manage(turn, await meeting_by_reference(turn.uow, turn.practice, line))
    elif line:
        data = in_one_line(turn, line)
        await turn.enter(FLOW, open_step(data), **data)
    elif turn.actor.place is not None and turn.actor.place.flow == FLOW:
        turn.say(Screen(turn.texts("flow-still-here")))
        await turn.ask_again()
    else:
        await turn.enter(FLOW, "when", **fresh(turn))


async def tapped(turn: Turn) -> None:
    """A tap of somebody who calls meetings, about one that was called."""
    tap = turn.incoming.tap
    assert isinstance(tap, Arrange)
    act = ACTS.get(tap.act)
    if act is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
    else:
        await act(turn, tap)


def _choosing(step: str, offered: Callable[[Turn], Awaitable[Answers]], read: Callable[[str], Any] = str) -> StepOf:
    """A step where one of what is offered is chosen: labels and values. `read` makes of a value what is kept."""

    async def ask(turn: Turn) -> Screen:
        buttons = [Button(label, Step(FLOW, step, value)) for label, value in await offered(turn)]
        return Screen(turn.texts(f"calling-ask-{step}"), column(*buttons) + way_back(turn, FLOW, step))

    async def answer(turn: Turn, value: str) -> None:
        if value in [each for _, each in await offered(turn)]:
            await keep(turn, **{step: read(value)})
        else:
            await back_or_cancel(turn, value)

    return StepOf(ask, answer)


async def _how_often(turn: Turn) -> Answers:
    return [(turn.texts.plain(f"button-every-{each}"), each.value) for each in OFTEN]


async def _how_long(turn: Turn) -> Answers:
    return [(turn.texts.plain("calling-minutes", count=each), str(each)) for each in LENGTHS]


async def _for_whom(turn: Turn) -> Answers:
    answers = []
    for audience in AUDIENCES:
        reach = await turn.services.calling.reach(turn.uow, turn.practice, audience)
        answers.append((turn.texts.plain(f"button-audience-{audience}", count=reach.members), audience.value))
    return answers


async def _in_which_order(turn: Turn) -> Answers:
    return [(turn.texts.plain(f"calling-order-{each}"), each.value) for each in Order]


async def _ask_reminders(turn: Turn) -> Screen:
    chosen = draft_here(turn).reminders
    rows = reminder_rows(turn.texts, turn.practice, chosen, lambda value: Step(FLOW, "reminders", value))
    done = Button(turn.texts.plain("button-done"), Step(FLOW, "reminders", "back"))
    cancelled = Button(turn.texts.plain("button-cancel"), Step(FLOW, "reminders", "cancel"))
    text = turn.texts("calling-ask-reminders") + "\n\n" + reminders_line(turn.texts, chosen)
    return Screen(text, rows + column(done, cancelled))


async def _reminders_tapped(turn: Turn, value: str) -> None:
    chosen = toggled(draft_here(turn).reminders, value)
    if chosen is not None:
        await turn.move("reminders", reminders=[in_minutes(span) for span in chosen])
    else:
        await back_or_cancel(turn, value)


async def _ask_preview(turn: Turn) -> Screen:
    await turn.stay("preview", previewed=True)
    draft = draft_here(turn)
    reach = await turn.services.calling.reach(turn.uow, turn.practice, draft.audience)
    now = turn.services.clock.now()
    return preview_screen(turn.texts, turn.practice, draft, often_here(turn), reach, now, quiet_until(turn))


async def _preview_tapped(turn: Turn, value: str) -> None:
    if value == "send":
        await _send(turn)
    elif value in CHANGES:
        await turn.move(value)
    else:
        await cancel(turn)


async def _send(turn: Turn) -> None:
    draft, service = draft_here(turn), turn.services.calling
    called = await service.call(turn.uow, turn.actor, turn.practice, draft, often_here(turn))
    await turn.leave_flow()
    reach = await service.reach(turn.uow, turn.practice, draft.audience)
    now = turn.services.clock.now()
    turn.show(called_screen(turn.texts, turn.practice, called, reach.members, now, quiet_until(turn)))


JOURNEY = Flow(
    {
        **meeting_drafts.STEPS,
        "every": _choosing("every", _how_often),
        "length": _choosing("length", _how_long, int),
        "audience": _choosing("audience", _for_whom),
        "order": _choosing("order", _in_which_order),
        "reminders": StepOf(_ask_reminders, _reminders_tapped),
        "preview": StepOf(_ask_preview, _preview_tapped),
        **moving.STEPS,
    },
    Capability.CALL_MEETINGS,
)
