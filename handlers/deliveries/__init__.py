"""What each kind of delivery says: rendered when it is sent, in the recipient's language, from the state of then."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.delivery.kinds import Kind
from handlers.deliveries import polls
from handlers.deliveries.occasion import Occasion, Render, Rendered
from handlers.later import when_needed

if TYPE_CHECKING:
    from handlers.deliveries import (
        actions,
        agendas,
        announcements,
        digests,
        group,
        meetings,
        minutes,
        outcomes,
        planning,
        restored,
        reviewing,
        voices,
    )
else:
    actions = when_needed("handlers.deliveries.actions")
    agendas = when_needed("handlers.deliveries.agendas")
    announcements = when_needed("handlers.deliveries.announcements")
    digests = when_needed("handlers.deliveries.digests")
    group = when_needed("handlers.deliveries.group")
    meetings = when_needed("handlers.deliveries.meetings")
    minutes = when_needed("handlers.deliveries.minutes")
    outcomes = when_needed("handlers.deliveries.outcomes")
    planning = when_needed("handlers.deliveries.planning")
    restored = when_needed("handlers.deliveries.restored")
reviewing = when_needed("handlers.deliveries.reviewing")
voices = when_needed("handlers.deliveries.voices")

# Looked up when it is sent: most kinds are seldom sent, and nobody waits for theirs at the start. An export is no
# message to be rendered: `transport/exporter.py` makes its files.
TABLE: Mapping[Kind, Callable[[], Render]] = {
    Kind.POLL: lambda: polls.poll,
    Kind.POLL_REMINDER: lambda: polls.poll_reminder,
    Kind.POLL_RESULTS: lambda: polls.poll_results,
    Kind.POLL_OUTCOME: lambda: polls.poll_outcome,
    Kind.OUTCOME_OWED: lambda: polls.outcome_owed,
    Kind.JOIN_REQUEST: lambda: group.join_request,
    Kind.JOIN_DECISION: lambda: group.join_decision,
    Kind.PLANNED_SENT: lambda: planning.planned_sent,
    Kind.PLANNED_MISSED: lambda: planning.planned_missed,
    Kind.MEETING_INVITATION: lambda: meetings.invitation,
    Kind.MEETING_MOVED: lambda: meetings.moved,
    Kind.MEETING_CANCELLED: lambda: meetings.cancelled,
    Kind.MEETING_REMINDER: lambda: meetings.reminder,
    Kind.AGENDA_SUGGESTED: lambda: agendas.suggested,
    Kind.AGENDA_DECIDED: lambda: agendas.decided,
    Kind.AGENDA_PUBLISHED: lambda: agendas.published,
    Kind.MEETING_OVER: lambda: minutes.over,
    Kind.MEETING_SUMMARY: lambda: minutes.summary,
    Kind.MINUTES_PUBLISHED: lambda: minutes.published,
    Kind.ACTION_GIVEN: lambda: actions.given,
    Kind.ACTION_DUE: lambda: actions.due,
    Kind.ACTION_OVERDUE: lambda: actions.overdue,
    Kind.VOICE_NEW: lambda: voices.new,
    Kind.VOICE_STATE: lambda: voices.state,
    Kind.VOICE_REPLY: lambda: voices.reply,
    Kind.VOICE_OUTCOME: lambda: outcomes.outcome,
    Kind.ANNOUNCEMENT: lambda: announcements.announcement,
    Kind.DIGEST_WEEKLY: lambda: digests.weekly,
    Kind.DIGEST_MONTHLY: lambda: digests.monthly,
    Kind.NUDGE: lambda: reviewing.nudge,
    Kind.FFT_DUE: lambda: reviewing.fft_due,
    Kind.SIGN_OFF_ASKED: lambda: reviewing.sign_off_asked,
    Kind.ROLE_CHANGED: lambda: group.role_changed,
    Kind.RESTORED: lambda: restored.restored,
    Kind.MY_DATA: lambda: group.my_data,
}


async def render(kind: Kind, on: Occasion) -> Rendered | None:
    """The message, or None where there is nothing to say any more."""
    return await TABLE[kind]()(on)
