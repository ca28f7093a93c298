"""Moving a meeting that was called, and cancelling one.

A tap begins each of these. What has to be typed is asked for in the flow of `/meeting`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.errors import MeetingOver
from bot.rules.calling import problem_with_place
from bot.rules.lengths import is_blank, utf16_length
from bot.services.meetings import Meeting, get_meeting, get_planned
from handlers.arranging import quiet_until
from handlers.callbacks import Arrange, Step
from handlers.context import StepOf, Turn
from handlers.overseeing import Act, manage
from handlers.timing import NOTHING_OPEN, Timing
from handlers.views import moving as views
from handlers.views.calling import FLOW
from handlers.views.meetings import meeting_head
from handlers.views.screen import Button, Screen, column

LONGEST_REASON = 300
# What can be changed, and the step where it is asked.
NEW = {"time": "new-time", "place": "new-place", "link": "new-link"}
CHANGED = ("starts_at", "place", "link")


async def _move(turn: Turn, tap: Arrange) -> None:
    meeting = await get_planned(turn.uow, turn.practice, tap.meeting)
    if meeting.starts_at <= turn.services.clock.now():
        raise MeetingOver(reference=meeting.reference)
    step = NEW.get(tap.value)
    if step is None:
        turn.show(views.move_screen(turn.texts, turn.practice, meeting))
    else:
        await turn.enter(FLOW, step, meeting=meeting.id, seen=meeting.sequence)


async def _cancel(turn: Turn, tap: Arrange) -> None:
    meeting = await get_planned(turn.uow, turn.practice, tap.meeting)
    await turn.enter(FLOW, "why", meeting=meeting.id)


ACTS: Mapping[str, Act] = {
    "move": _move,
    "cancel": _cancel,
}


async def _meeting_here(turn: Turn) -> Meeting:
    return await get_meeting(turn.uow, turn.practice, turn.place.data["meeting"])


async def _keep(turn: Turn, **given: Any) -> None:
    await turn.move("changed", **NOTHING_OPEN, **given)


async def _keep_time(turn: Turn, moment: datetime) -> None:
    await _keep(turn, starts_at=moment.isoformat())


async def _back(turn: Turn) -> None:
    """From a step to what was changed so far, and from there, or where nothing was, out of the flow."""
    if turn.place.step != "changed" and any(key in turn.place.data for key in CHANGED):
        await turn.move("changed", **NOTHING_OPEN)
        return
    meeting = await _meeting_here(turn)
    await turn.leave_flow()
    if not meeting.is_planned:
        raise MeetingOver(reference=meeting.reference)
    turn.show(views.move_screen(turn.texts, turn.practice, meeting))


async def _ask_new_place(turn: Turn) -> Screen:
    return await _ask_words(turn, turn.texts("moving-ask-place"))


async def _ask_new_link(turn: Turn) -> Screen:
    return await _ask_words(turn, turn.texts("moving-ask-link"))


async def _ask_words(turn: Turn, text: str) -> Screen:
    step, problem = turn.place.step, turn.place.data.get("problem")
    asked = turn.texts("meeting-problem", problem=problem) if problem else text
    buttons = (
        Button(turn.texts.plain("button-moving-none"), Step(FLOW, step, "none")),
        Button(turn.texts.plain("button-back"), Step(FLOW, step, "back")),
    )
    return Screen(asked, column(*buttons))


async def _words_tapped(turn: Turn, value: str) -> None:
    if value == "none":
        await _keep(turn, **{turn.place.step.removeprefix("new-"): ""})
    else:
        await _back(turn)


async def _words_typed(turn: Turn, text: str) -> None:
    step, given = turn.place.step, "" if is_blank(text) else " ".join(text.split())
    place, link = (given if step == NEW[each] else "" for each in ("place", "link"))
    problem = problem_with_place(place, link)
    if problem is not None:
        await turn.move(step, problem=problem)
    else:
        await _keep(turn, **{step.removeprefix("new-"): given})


async def _ask_changed(turn: Turn) -> Screen:
    meeting, data = await _meeting_here(turn), turn.place.data
    starts_at = datetime.fromisoformat(data["starts_at"]) if "starts_at" in data else meeting.starts_at
    after = replace(
        meeting,
        starts_at=starts_at,
        place=data.get("place", meeting.place),
        link=data.get("link", meeting.link),
    )
    reach = await turn.services.calling.reach(turn.uow, turn.practice, meeting.audience)
    now = turn.services.clock.now()
    return views.changed_screen(turn.texts, after, reach.members, now, quiet_until(turn))


async def _changed_tapped(turn: Turn, value: str) -> None:
    if value in NEW:
        await turn.move(NEW[value], **NOTHING_OPEN)
    elif value == "send":
        await _send_change(turn)
    else:
        await _back(turn)


async def _send_change(turn: Turn) -> None:
    data = turn.place.data
    moved = await turn.services.calling.move(
        turn.uow,
        turn.actor,
        turn.practice,
        data["meeting"],
        datetime.fromisoformat(data["starts_at"]) if "starts_at" in data else None,
        data.get("place"),
        data.get("link"),
        seen=data["seen"],
    )
    await turn.leave_flow()
    text = meeting_head(turn.texts, moved) + "\n\n"
    if moved.invite_at is None:
        text += turn.texts("moving-done")
    else:
        text += turn.texts("moving-done-later", when=turn.texts.in_full(moved.invite_at))
    turn.show(Screen(text, column(views.back_button(turn.texts, turn.practice, moved))))


async def _ask_why(turn: Turn) -> Screen:
    return views.ask_why_screen(turn.texts, await _meeting_here(turn))


async def _why_tapped(turn: Turn, value: str) -> None:
    if value == "skip":
        await turn.move("ending", why="")
        return
    meeting = await _meeting_here(turn)
    await turn.leave_flow()
    await manage(turn, meeting)


async def _why_typed(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
    elif utf16_length(text.strip()) > LONGEST_REASON:
        turn.say(Screen(turn.texts("too-long", most=LONGEST_REASON)))
    else:
        await turn.move("ending", why=text.strip())


async def _ask_ending(turn: Turn) -> Screen:
    meeting = await _meeting_here(turn)
    course = await turn.services.calling.course(turn.uow, turn.practice, meeting.id)
    later = [each for each in course.meetings if each.starts_at > meeting.starts_at] if course is not None else []
    return views.ask_cancel_screen(turn.texts, meeting, turn.place.data["why"], later, quiet_until(turn))


async def _ending_tapped(turn: Turn, value: str) -> None:
    if value not in ("one", "series"):
        await turn.move("why")
        return
    data = turn.place.data
    await turn.leave_flow()
    await turn.services.calling.cancel(
        turn.uow, turn.actor, turn.practice, data["meeting"], data["why"], series=value == "series"
    )
    meeting = await get_meeting(turn.uow, turn.practice, data["meeting"])
    turn.show(Screen(turn.texts("moving-cancelled", reference=meeting.reference, series=value)))


STEPS: Mapping[str, StepOf] = {
    **Timing(FLOW, "new-time", "new-sure", _keep_time, _back, lambda _turn: False, cancels=False).steps(),
    "new-place": StepOf(_ask_new_place, _words_tapped, _words_typed),
    "new-link": StepOf(_ask_new_link, _words_tapped, _words_typed),
    "changed": StepOf(_ask_changed, _changed_tapped),
    "why": StepOf(_ask_why, _why_tapped, _why_typed),
    "ending": StepOf(_ask_ending, _ending_tapped),
}
