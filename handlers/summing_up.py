"""What every member hears of a meeting: typed, shown as it will go out, and sent once."""

from bot.rules.lengths import is_blank, utf16_length
from bot.rules.words import Audience
from bot.services.after_meeting import LONGEST_SUMMARY
from bot.services.meetings import get_meeting
from handlers.arranging import cancel, quiet_until
from handlers.callbacks import Step, Take
from handlers.context import StepOf, Turn
from handlers.views.joining import question
from handlers.views.minutes import FLOW, summary_text
from handlers.views.screen import Button, Screen, column


async def begin(turn: Turn, tap: Take) -> None:
    """*Tell everybody*."""
    meeting = await turn.services.minutes.refuse_telling(turn.uow, turn.practice, tap.meeting)
    await turn.enter(FLOW, "summary", meeting=meeting.id)


async def _ask_summary(turn: Turn) -> Screen:
    meeting = await get_meeting(turn.uow, turn.practice, turn.place.data["meeting"])
    head = turn.texts("summary-for", reference=meeting.reference)
    text = head + "\n\n" + turn.texts("summary-ask", most=LONGEST_SUMMARY)
    return question(turn.texts, FLOW, "summary", text, ("button-cancel", "cancel"), back=False)


async def _summary_tapped(turn: Turn, _value: str) -> None:
    await cancel(turn)


async def _summary_typed(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
    elif utf16_length(text) > LONGEST_SUMMARY:
        turn.say(Screen(turn.texts("too-long", most=LONGEST_SUMMARY)))
    else:
        await turn.move("tell", text=text.strip())


async def _ask_tell(turn: Turn) -> Screen:
    data, texts = turn.place.data, turn.texts
    meeting = await get_meeting(turn.uow, turn.practice, data["meeting"])
    reach = await turn.services.asking.reach(turn.uow, turn.practice, Audience.ALL)
    shown = summary_text(texts, meeting, data["text"])
    parts = [texts("poll-preview-head"), f"<blockquote>{shown}\n\n{texts('summary-useful')}</blockquote>"]
    if (late := quiet_until(turn)) is not None:
        parts.append(texts("poll-preview-quiet", when=late))
    buttons = (
        Button(texts.plain("button-send", count=reach.members), Step(FLOW, "tell", "send")),
        Button(texts.plain("button-back"), Step(FLOW, "tell", "back")),
        Button(texts.plain("button-cancel"), Step(FLOW, "tell", "cancel")),
    )
    return Screen("\n\n".join(parts), column(*buttons))


async def _tell_tapped(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("summary")
    elif value != "send":
        await cancel(turn)
    else:
        data = turn.place.data
        await turn.leave_flow()
        await turn.services.minutes.tell_everybody(turn.uow, turn.actor, turn.practice, data["meeting"], data["text"])
        turn.show(Screen(turn.texts("summary-told")))


STEPS = {
    "summary": StepOf(_ask_summary, _summary_tapped, _summary_typed),
    "tell": StepOf(_ask_tell, _tell_tapped),
}
