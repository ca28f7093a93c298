"""Recording what came of a poll: what was decided, or why nothing can be done. Only then is it finished."""

from bot.errors import ConsultationClosed, ConsultationStillOpen
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.permissions import Capability
from bot.rules.words import ConsultationState, OutcomeKind
from bot.services.consultations import get_brief
from handlers.callbacks import RecordOutcome
from handlers.context import Flow, StepOf, Turn
from handlers.views.joining import question
from handlers.views.screen import Screen

FLOW = "outcome"
# With the longest question and twelve long choices above it, the result still fits into one message.
LONGEST_OUTCOME = 1500


async def record_outcome(turn: Turn) -> None:
    """A tap on *Record the outcome*."""
    tap = turn.incoming.tap
    assert isinstance(tap, RecordOutcome)
    poll = await get_brief(turn.uow, turn.practice, tap.poll)
    if poll.state == ConsultationState.OPEN:
        raise ConsultationStillOpen(reference=poll.reference)
    if poll.state == ConsultationState.FINISHED:
        raise ConsultationClosed(reference=poll.reference)
    await turn.enter(FLOW, "kind", poll=poll.id, reference=poll.reference, question=poll.title)


async def _ask_kind(turn: Turn) -> Screen:
    data = turn.place.data
    text = turn.texts("outcome-kind-ask", reference=data["reference"], question=data["question"])
    answers = (
        ("button-outcome-done", OutcomeKind.DONE),
        ("button-outcome-cannot", OutcomeKind.CANNOT),
        ("button-cancel", "cancel"),
    )
    return question(turn.texts, FLOW, "kind", text, *answers, back=False)


async def _answer_kind(turn: Turn, value: str) -> None:
    if value in list(OutcomeKind):
        await turn.move("text", kind=value)
    else:
        await _cancel(turn)


async def _ask_text(turn: Turn) -> Screen:
    text = turn.texts(f"outcome-text-{turn.place.data['kind']}")
    return question(turn.texts, FLOW, "text", text, ("button-cancel", "cancel"))


async def _answer_text(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("kind")
    else:
        await _cancel(turn)


async def _typed_text(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
        return
    if utf16_length(text) > LONGEST_OUTCOME:
        turn.say(Screen(turn.texts("too-long", most=LONGEST_OUTCOME)))
        return
    await turn.move("preview", text=text.strip())


async def _ask_preview(turn: Turn) -> Screen:
    data = turn.place.data
    shown = turn.texts(
        "outcome-message",
        reference=data["reference"],
        kind=data["kind"],
        question=data["question"],
        outcome=data["text"],
    )
    text = f"{turn.texts('poll-preview-head')}\n\n<blockquote>{shown}</blockquote>"
    answers = (("button-outcome-send", "send"), ("button-cancel", "cancel"))
    return question(turn.texts, FLOW, "preview", text, *answers)


async def _answer_preview(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("text")
    elif value != "send":
        await _cancel(turn)
    else:
        data = turn.place.data
        kind = OutcomeKind(data["kind"])
        await turn.leave_flow()
        await turn.services.closing.record_outcome(
            turn.uow, turn.actor, turn.practice, data["poll"], kind, data["text"]
        )
        turn.show(Screen(turn.texts("outcome-kept")))


async def _cancel(turn: Turn) -> None:
    await turn.leave_flow()
    turn.show(Screen(turn.texts("flow-cancelled")))


JOURNEY = Flow(
    {
        "kind": StepOf(_ask_kind, _answer_kind),
        "text": StepOf(_ask_text, _answer_text, _typed_text),
        "preview": StepOf(_ask_preview, _answer_preview),
    },
    Capability.ASK,
)
