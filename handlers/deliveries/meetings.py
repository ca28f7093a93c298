"""What goes out about a meeting itself: the invitation, that it moved or is cancelled, and reminders.

Each is read afresh when it is sent: a meeting may have moved, or be cancelled, since it was queued.
"""

from bot.rules.words import MeetingState, Reply
from bot.services.attending import Standing
from bot.services.meetings import Meeting, get_meeting
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views.meetings import (
    agenda_row,
    calendar_of,
    cancelled_lines,
    invitation_text,
    meeting_head,
    meeting_row,
    reply_rows,
)
from handlers.views.screen import Rows, Screen


async def invitation(on: Occasion) -> Rendered | None:
    meeting = await _to_come(on)
    if meeting is None:
        return None
    standing = await _standing(on, meeting)
    text = invitation_text(on.texts, on.group, meeting_head(on.texts, meeting))
    return _with_file(on, meeting, text, _answers(on, meeting, standing))


async def moved(on: Occasion) -> Rendered | None:
    meeting = await _to_come(on)
    if meeting is None:
        return None
    standing = await _standing(on, meeting)
    said = standing.reply
    parts = [
        on.texts("meeting-moved"),
        meeting_head(on.texts, meeting),
        on.texts("meeting-moved-said", reply=said) if said is not None else on.texts("meeting-said-nothing"),
        on.texts("meeting-moved-file"),
    ]
    return _with_file(on, meeting, "\n\n".join(parts), _answers(on, meeting, standing))


async def cancelled(on: Occasion) -> Rendered | None:
    meeting = await get_meeting(on.uow, on.practice, on.subject)
    if meeting.state != MeetingState.CANCELLED:
        return None
    head = meeting_head(on.texts, meeting)
    parts = [*cancelled_lines(on.texts, meeting), head, on.texts("meeting-cancelled-file")]
    return _with_file(on, meeting, "\n\n".join(parts), ())


async def reminder(on: Occasion) -> Rendered | None:
    meeting = await _to_come(on)
    if meeting is None or on.actor.membership is None or not on.actor.membership.reminders:
        return None
    meant_for = on.parcel.details.get("starts_at")
    if meant_for is not None and meant_for != meeting.starts_at.isoformat():
        # It was the reminder of another time.
        return None
    standing = await _standing(on, meeting)
    if standing.reply is Reply.APOLOGIES:
        return None
    said = on.texts(f"meeting-said-{standing.reply or 'nothing'}")
    rows = meeting_row(on.texts, on.practice, meeting)
    if standing.reply is None:
        rows = reply_rows(on.texts, on.practice, meeting)
    parts = [on.texts("meeting-reminder"), meeting_head(on.texts, meeting), said]
    return Rendered(Screen("\n\n".join(parts), rows + agenda_row(on.texts, on.practice, meeting)))


async def _to_come(on: Occasion) -> Meeting | None:
    """The meeting, if it has not begun and is for this person: their part of the group may be another by now."""
    meeting = await get_meeting(on.uow, on.practice, on.subject)
    if not meeting.is_planned or meeting.starts_at <= on.services.clock.now():
        return None
    invited = await on.services.attending.is_for(on.uow, on.actor, on.practice, meeting)
    return meeting if invited else None


async def _standing(on: Occasion, meeting: Meeting) -> Standing:
    member = on.actor.membership
    if member is None:
        return Standing()
    return await on.services.attending.standing(on.uow, on.practice, meeting.id, member.id)


def _answers(on: Occasion, meeting: Meeting, standing: Standing) -> Rows:
    rows = reply_rows(on.texts, on.practice, meeting, standing.reply)
    return rows + agenda_row(on.texts, on.practice, meeting)


def _with_file(on: Occasion, meeting: Meeting, text: str, rows: Rows) -> Rendered:
    gone = meeting.state == MeetingState.CANCELLED
    file = calendar_of(on.texts, on.practice, meeting, on.services.clock.now(), cancelled=gone)
    return Rendered(Screen(text, rows, documents=(file,)))
