"""Minutes: written from the notes, typed or sent as a file; read, published, and accepted at a later meeting."""

from bot.errors import MinutesProblem
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.minutes import kind_of_file
from bot.rules.words import MinutesState
from bot.services.meetings import Meeting, get_meeting, to_come
from bot.services.minutes import LONGEST_MINUTES, MinutesStatus
from handlers.callbacks import Take
from handlers.context import StepOf, Turn
from handlers.noting import day_screen, number
from handlers.views import minutes as views
from handlers.views.joining import question
from handlers.views.minutes import FLOW
from handlers.views.on_the_day import accept_screen, mend_screen
from handlers.views.record import Record, written
from handlers.views.screen import Screen


async def minutes(turn: Turn, tap: Take) -> None:
    """How the minutes of a meeting stand."""
    turn.show(await _status_screen(turn, tap.meeting))


async def _status_screen(turn: Turn, meeting_id: int, opening: str = "") -> Screen:
    service = turn.services.minutes
    meeting = await get_meeting(turn.uow, turn.practice, meeting_id)
    status = await service.status(turn.uow, turn.practice, meeting_id)
    begun, late = service.has_begun(meeting), service.is_late(meeting)
    return views.status_screen(turn.texts, turn.practice, meeting, status, begun=begun, late=late, opening=opening)


async def _to_write(turn: Turn, meeting_id: int) -> tuple[Meeting, int]:
    """A meeting whose minutes can be written, and the version that they replace. MinutesProblem: accepted, early."""
    meeting = await get_meeting(turn.uow, turn.practice, meeting_id)
    status = await turn.services.minutes.status(turn.uow, turn.practice, meeting_id)
    if status is not None and status.state is MinutesState.ACCEPTED:
        raise MinutesProblem(problem="accepted")
    if not turn.services.minutes.has_begun(meeting):
        raise MinutesProblem(problem="early")
    return meeting, status.version if status is not None else 0


async def compose(turn: Turn, tap: Take) -> None:
    """*Write them from the notes*: shown first, and kept by a tap."""
    meeting, seen = await _to_write(turn, tap.meeting)
    text = await _composed(turn, meeting)
    if utf16_length(text) > LONGEST_MINUTES:
        raise MinutesProblem(problem="too-long")
    await turn.enter(FLOW, "preview", meeting=meeting.id, seen=seen, text=text, typed=False)


async def _composed(turn: Turn, meeting: Meeting) -> str:
    uow, practice, services = turn.uow, turn.practice, turn.services
    later = [each for each in await to_come(uow, practice) if each.starts_at > meeting.starts_at]
    record = Record(
        group=practice.settings.group_name,
        meeting=meeting,
        agenda=await services.agendas.agenda(uow, practice, meeting.id),
        present=await services.attending.present(uow, practice, meeting.id),
        apologies=(await services.attending.counts(uow, practice, meeting.id)).apologies,
        quorum=practice.settings.quorum,
        actions=await services.actions.of_meeting(uow, practice, meeting.id),
        following=later[0] if later else None,
    )
    return written(turn.texts, record)


async def type_them(turn: Turn, tap: Take) -> None:
    """*Type them*, in as many messages as it takes. What they have typed already stays."""
    meeting, seen = await _to_write(turn, tap.meeting)
    data = turn.actor.place.data if turn.actor.place is not None and turn.actor.place.flow == FLOW else {}
    text = data.get("text", "") if data.get("typed") and data["meeting"] == meeting.id else ""
    await turn.enter(FLOW, "typing", meeting=meeting.id, seen=seen, text=text, typed=True)


async def send_file(turn: Turn, tap: Take) -> None:
    """*Send a file*."""
    meeting, seen = await _to_write(turn, tap.meeting)
    await turn.enter(FLOW, "file", meeting=meeting.id, seen=seen)


async def _ask_typing(turn: Turn) -> Screen:
    data, texts = turn.place.data, turn.texts
    meeting = await get_meeting(turn.uow, turn.practice, data["meeting"])
    lines = [texts("minutes-head", reference=meeting.reference)]
    answers = [("button-cancel", "cancel")]
    if data["text"]:
        lines.append(texts("minutes-ask-more", count=len(data["text"])))
        answers.insert(0, ("button-done", "done"))
    else:
        lines += [texts("minutes-ask-type"), *([texts("minutes-replaces")] if data["seen"] else [])]
    return question(texts, FLOW, "typing", "\n\n".join(lines), *answers, back=False)


async def _typing_tapped(turn: Turn, value: str) -> None:
    if value == "done" and turn.place.data["text"]:
        await turn.move("preview")
    else:
        await _leave(turn)


async def _typed(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
        return
    whole = f"{turn.place.data['text']}\n\n{text.strip()}".strip()
    if utf16_length(whole) > LONGEST_MINUTES:
        raise MinutesProblem(problem="too-long")
    await turn.move("typing", text=whole)


async def _ask_preview(turn: Turn) -> Screen:
    data = turn.place.data
    meeting = await get_meeting(turn.uow, turn.practice, data["meeting"])
    answers = [("button-minutes-keep", "keep"), ("button-back", "back"), ("button-cancel", "cancel")]
    return views.preview_screen(turn.texts, meeting, data["text"], *answers)


async def _preview_tapped(turn: Turn, value: str) -> None:
    data = turn.place.data
    if value == "back" and data["typed"]:
        await turn.move("typing")
    elif value == "keep":
        where = (turn.uow, turn.actor, turn.practice, data["meeting"])
        try:
            await turn.services.minutes.write_text(*where, data["text"], data["seen"])
        except MinutesProblem:
            await _look_again(turn)
            raise
        await _leave(turn, turn.texts("minutes-kept"))
    else:
        await _leave(turn)


async def _ask_file(turn: Turn) -> Screen:
    data, texts = turn.place.data, turn.texts
    meeting = await get_meeting(turn.uow, turn.practice, data["meeting"])
    lines = [texts("minutes-head", reference=meeting.reference), texts("minutes-ask-file")]
    if data["seen"]:
        lines.append(texts("minutes-replaces"))
    return question(texts, FLOW, "file", "\n\n".join(lines), ("button-cancel", "cancel"), back=False)


async def _file_tapped(turn: Turn, _value: str) -> None:
    await _leave(turn)


async def _sent(turn: Turn) -> None:
    """A file that came in. Refuses with MinutesProblem what cannot be minutes, or could not be fetched."""
    document, data = turn.incoming.document, turn.place.data
    if document is None:
        raise MinutesProblem(problem="wrong-type")
    if document.content is None:
        problem = document.problem or "not-fetched"
        # Of a file that was not even fetched, its name says what is wrong with it.
        raise MinutesProblem(problem=kind_of_file(document.name, b"")[1] if problem == "wrong-type" else problem)
    where = (turn.uow, turn.actor, turn.practice, data["meeting"])
    try:
        await turn.services.minutes.write_file(*where, document.name, document.content, data["seen"])
    except MinutesProblem:
        await _look_again(turn)
        raise
    await _leave(turn, turn.texts("minutes-kept"))


async def _look_again(turn: Turn) -> None:
    """Somebody may have written in between: they are told, and from then on know what they replace."""
    status = await turn.services.minutes.status(turn.uow, turn.practice, turn.place.data["meeting"])
    await turn.stay(turn.place.step, seen=status.version if status is not None else 0)


async def _leave(turn: Turn, opening: str = "") -> None:
    meeting_id = turn.place.data["meeting"]
    await turn.leave_flow()
    turn.show(await _status_screen(turn, meeting_id, opening))


async def read(turn: Turn, tap: Take) -> None:
    """*Read them*: the newest version, which members may not see yet."""
    meeting = await get_meeting(turn.uow, turn.practice, tap.meeting)
    found = await turn.services.minutes.read(turn.uow, turn.practice, tap.meeting)
    if found is None:
        raise MinutesProblem(problem="none")
    turn.say(views.minutes_screen(turn.texts, meeting, found))
    turn.say(await _status_screen(turn, tap.meeting))


async def publish(turn: Turn, tap: Take) -> None:
    """*Publish to members*: this version."""
    version = number(tap.value)
    done = await turn.services.minutes.publish(turn.uow, turn.actor, turn.practice, tap.meeting, version)
    opening = turn.texts("minutes-published-now") if done else ""
    turn.show(await _status_screen(turn, tap.meeting, opening))


async def accept(turn: Turn, tap: Take) -> None:
    """*Accept the minutes of M3*, at a later meeting: asked once more."""
    meeting, earlier, status = await _earlier(turn, tap.meeting, number(tap.value))
    turn.show(accept_screen(turn.texts, turn.practice, meeting, earlier, status.version))


async def accepted(turn: Turn, tap: Take) -> None:
    """*Accept them*: the version that they were shown, for good."""
    earlier_id, _, version = tap.value.partition("-")
    _, earlier, _ = await _earlier(turn, tap.meeting, number(earlier_id))
    await turn.services.minutes.accept(turn.uow, turn.actor, turn.practice, tap.meeting, earlier.id, number(version))
    done = turn.texts("accept-done", reference=earlier.reference)
    screen = await day_screen(turn, tap.meeting)
    turn.show(Screen(f"{done}\n\n{screen.text}", screen.rows))


async def mend(turn: Turn, tap: Take) -> None:
    """*Accept with changes*: first a new version, then back to the meeting that accepts it."""
    meeting, earlier, _ = await _earlier(turn, tap.meeting, number(tap.value))
    status = await _status_screen(turn, earlier.id)
    turn.show(mend_screen(turn.texts, status, turn.practice, meeting))


async def _earlier(turn: Turn, meeting_id: int, earlier_id: int) -> tuple[Meeting, Meeting, MinutesStatus]:
    service = turn.services.minutes
    meeting = await service.meeting_at_hand(turn.uow, turn.practice, meeting_id)
    earlier = await get_meeting(turn.uow, turn.practice, earlier_id)
    status = await service.status(turn.uow, turn.practice, earlier_id)
    if status is None:
        raise MinutesProblem(problem="none")
    if status.state is MinutesState.ACCEPTED:
        raise MinutesProblem(problem="accepted")
    return meeting, earlier, status


STEPS = {
    "typing": StepOf(_ask_typing, _typing_tapped, _typed),
    "preview": StepOf(_ask_preview, _preview_tapped),
    "file": StepOf(_ask_file, _file_tapped, sent=_sent),
}
