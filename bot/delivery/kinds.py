"""The kinds of message that the bot starts by itself: to whom each may go, and how long it is of use."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a delivery is about. The words are rendered when it is sent, in the recipient's language."""

    POLL = "poll"
    POLL_REMINDER = "poll-reminder"
    POLL_RESULTS = "poll-results"
    POLL_OUTCOME = "poll-outcome"
    OUTCOME_OWED = "outcome-owed"
    JOIN_REQUEST = "join-request"
    JOIN_DECISION = "join-decision"
    PLANNED_SENT = "planned-sent"
    PLANNED_MISSED = "planned-missed"
    MEETING_INVITATION = "meeting-invitation"
    MEETING_MOVED = "meeting-moved"
    MEETING_CANCELLED = "meeting-cancelled"
    MEETING_REMINDER = "meeting-reminder"
    AGENDA_SUGGESTED = "agenda-suggested"
    AGENDA_DECIDED = "agenda-decided"
    AGENDA_PUBLISHED = "agenda-published"
    MEETING_OVER = "meeting-over"
    MEETING_SUMMARY = "meeting-summary"
    MINUTES_PUBLISHED = "minutes-published"
    ACTION_GIVEN = "action-given"
    ACTION_DUE = "action-due"
    ACTION_OVERDUE = "action-overdue"
    VOICE_NEW = "voice-new"
    VOICE_STATE = "voice-state"
    VOICE_REPLY = "voice-reply"
    VOICE_OUTCOME = "voice-outcome"
    ANNOUNCEMENT = "announcement"
    DIGEST_WEEKLY = "digest-weekly"
    DIGEST_MONTHLY = "digest-monthly"
    NUDGE = "nudge"
    FFT_DUE = "fft-due"
    SIGN_OFF_ASKED = "sign-off-asked"
    ROLE_CHANGED = "role-changed"
    RESTORED = "restored"
    EXPORT = "export"
    MY_DATA = "my-data"


@dataclass(frozen=True)
class Nature:
    """How a kind of delivery behaves.

    `asked_for`: the person asked for it a moment ago: no quiet hours. `consented`: only to members who may be
    messaged. `useful_for`: after this it is not sent any more.
    """

    useful_for: timedelta
    asked_for: bool = False
    consented: bool = True


NATURES: dict[Kind, Nature] = {
    Kind.POLL: Nature(timedelta(days=60)),
    Kind.POLL_REMINDER: Nature(timedelta(days=1)),
    Kind.POLL_RESULTS: Nature(timedelta(days=14)),
    Kind.POLL_OUTCOME: Nature(timedelta(days=14)),
    Kind.OUTCOME_OWED: Nature(timedelta(days=3), consented=False),
    Kind.JOIN_REQUEST: Nature(timedelta(days=14), consented=False),
    Kind.JOIN_DECISION: Nature(timedelta(days=14), consented=False),
    Kind.PLANNED_SENT: Nature(timedelta(days=3), consented=False),
    Kind.PLANNED_MISSED: Nature(timedelta(days=14), consented=False),
    Kind.MEETING_INVITATION: Nature(timedelta(days=120)),
    Kind.MEETING_MOVED: Nature(timedelta(days=120)),
    Kind.MEETING_CANCELLED: Nature(timedelta(days=120)),
    Kind.MEETING_REMINDER: Nature(timedelta(days=7)),
    Kind.AGENDA_SUGGESTED: Nature(timedelta(days=7), consented=False),
    Kind.AGENDA_DECIDED: Nature(timedelta(days=14)),
    Kind.AGENDA_PUBLISHED: Nature(timedelta(days=14)),
    Kind.MEETING_OVER: Nature(timedelta(days=7), consented=False),
    Kind.MEETING_SUMMARY: Nature(timedelta(days=30)),
    Kind.MINUTES_PUBLISHED: Nature(timedelta(days=30)),
    Kind.ACTION_GIVEN: Nature(timedelta(days=14)),
    Kind.ACTION_DUE: Nature(timedelta(days=3)),
    Kind.ACTION_OVERDUE: Nature(timedelta(days=3), consented=False),
    Kind.VOICE_NEW: Nature(timedelta(days=3), consented=False),
    # An answer to what somebody said by themselves: they get it even where they want no messages of the group.
    Kind.VOICE_STATE: Nature(timedelta(days=30), consented=False),
    Kind.VOICE_REPLY: Nature(timedelta(days=60), consented=False),
    Kind.VOICE_OUTCOME: Nature(timedelta(days=60), consented=False),
    Kind.ANNOUNCEMENT: Nature(timedelta(days=7)),
    Kind.DIGEST_WEEKLY: Nature(timedelta(days=3), consented=False),
    Kind.DIGEST_MONTHLY: Nature(timedelta(days=7)),
    Kind.NUDGE: Nature(timedelta(days=1)),
    Kind.FFT_DUE: Nature(timedelta(days=10), consented=False),
    Kind.SIGN_OFF_ASKED: Nature(timedelta(days=30), consented=False),
    Kind.ROLE_CHANGED: Nature(timedelta(days=30), consented=False),
    # All else waits for the answer to it.
    Kind.RESTORED: Nature(timedelta(days=90), asked_for=True, consented=False),
    Kind.EXPORT: Nature(timedelta(hours=6), asked_for=True, consented=False),
    Kind.MY_DATA: Nature(timedelta(hours=6), asked_for=True, consented=False),
}
