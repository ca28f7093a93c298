"""Calling a meeting as its author sees it: the preview, what can be changed from there, and what happens next."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.rules.recurring import Every, occasion
from bot.rules.words import MeetingState
from bot.services.consultations import Reach
from bot.services.convening import AHEAD, MeetingDraft, in_minutes, in_order
from bot.services.meetings import Meeting
from bot.services.practices import Practice
from bot.texts import Html, Texts
from handlers.callbacks import Meet, Step, Tap
from handlers.views.meetings import invitation_text, meeting_head
from handlers.views.screen import Button, Rows, Screen, column

FLOW = "meeting"
SOON = 7
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OFFERED = (14 * DAY, 7 * DAY, 2 * DAY, DAY, 2 * HOUR, HOUR)


def preview_screen(
    texts: Texts,
    practice: Practice,
    draft: MeetingDraft,
    every: Every,
    reach: Reach,
    now: datetime,
    quiet_until: str | None,
) -> Screen:
    """A draft exactly as members will get it, what will happen with it, and a button to change each thing."""
    head = meeting_head(texts, _as_called(draft, practice, texts.plain("poll-reference-to-come")))
    shown = invitation_text(texts, practice.settings.group_name, head)
    parts = [texts("poll-preview-head"), f"<blockquote>{shown}</blockquote>"]
    parts.append("\n".join(_foot(texts, draft, every, reach, now, quiet_until)))
    return Screen("\n\n".join(parts), _preview_rows(texts, draft, every, reach))


def _as_called(draft: MeetingDraft, practice: Practice, reference: str) -> Meeting:
    return Meeting(
        id=0,
        practice_id=practice.id,
        reference=reference,
        title=draft.title,
        starts_at=draft.starts_at,
        length=draft.length,
        place=draft.place,
        link=draft.link,
        audience=draft.audience,
        order=draft.order,
        state=MeetingState.PLANNED,
        uid="",
        sequence=0,
        reminders=draft.reminders,
        series_id=None,
        author_id=None,
        invite_at=None,
        told_at=draft.starts_at,
        agenda_at=draft.starts_at,
        agenda_published_at=None,
        cancelled_why=None,
        summary=None,
    )


def _foot(
    texts: Texts, draft: MeetingDraft, every: Every, reach: Reach, now: datetime, quiet_until: str | None
) -> list[str]:
    lines = soon_lines(texts, draft.starts_at, now)
    if every is not Every.ONCE:
        dates = [texts.in_full(occasion(draft.starts_at, number, every, texts.zone)) for number in range(1, AHEAD)]
        lines.append(texts("calling-again", every=every, dates=Html("\n".join(f"– {date}" for date in dates))))
    lines.append(reminders_line(texts, draft.reminders))
    if reach.unreachable:
        lines.append(texts("poll-preview-unreachable", count=reach.unreachable))
    if reach.silent:
        lines.append(texts("calling-preview-silent", count=reach.silent))
    if quiet_until is not None:
        lines.append(texts("poll-preview-quiet", when=quiet_until))
    return lines


def soon_lines(texts: Texts, starts_at: datetime, now: datetime) -> list[str]:
    """'That is in 3 days.', where it is less than a week away."""
    days = (starts_at.astimezone(texts.zone).date() - now.astimezone(texts.zone).date()).days
    return [texts("calling-soon", days=days)] if days < SOON else []


def _preview_rows(texts: Texts, draft: MeetingDraft, every: Every, reach: Reach) -> Rows:
    def to(what: str, label: str) -> Button:
        return Button(label, Step(FLOW, "preview", what))

    return column(
        to("send", texts.plain("button-send", count=reach.members)),
        to("when", texts.plain("button-calling-when")),
        to("title", texts.plain("button-calling-title")),
        to("place", texts.plain("button-calling-place")),
        to("link", texts.plain("button-calling-link")),
        to("length", texts.plain("button-calling-length", count=in_minutes(draft.length))),
        to("audience", texts.plain("button-change-audience", audience=draft.audience)),
        to("every", texts.plain("button-calling-every", every=every)),
        to("reminders", texts.plain("button-calling-reminders")),
        to("order", texts.plain("button-calling-order", order=draft.order)),
        to("cancel", texts.plain("button-cancel")),
    )


def reminders_line(texts: Texts, reminders: Iterable[timedelta]) -> str:
    """'Reminders: 7 days before, 1 hour before.'"""
    spans = ", ".join(span_words(texts, span) for span in in_order(reminders))
    return texts("calling-reminders", spans=spans) if spans else texts("calling-reminders-none")


def span_words(texts: Texts, span: timedelta) -> str:
    """'7 days before', '1 hour before': plain text."""
    if span % DAY == timedelta():
        return texts.plain("calling-span-days", count=span // DAY)
    if span % HOUR == timedelta():
        return texts.plain("calling-span-hours", count=span // HOUR)
    return texts.plain("calling-span-minutes", count=in_minutes(span))


def reminder_rows(texts: Texts, practice: Practice, chosen: tuple[timedelta, ...], tap: Callable[[str], Tap]) -> Rows:
    """A button for each reminder there can be, marked where it is on. `tap` makes one of '10080-on'."""
    offered = in_order((*OFFERED, *practice.settings.meeting_reminders, *chosen))
    buttons = []
    for span in offered:
        label, on = span_words(texts, span), span not in chosen
        marked = label if on else texts.plain("chosen", choice=label)
        # It says what is meant, so that a second tap is as good as one.
        buttons.append(Button(marked, tap(f"{in_minutes(span)}-{'on' if on else 'off'}")))
    return column(*buttons)


def toggled(chosen: tuple[timedelta, ...], value: str) -> tuple[timedelta, ...] | None:
    """The reminders after a tap of `reminder_rows`; None where the button means nothing."""
    number, _, on = value.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) <= 5 and on in ("on", "off")):
        return None
    span = timedelta(minutes=int(number))
    if on == "off":
        return in_order(each for each in chosen if each != span)
    return in_order((*chosen, span)) if timedelta() < span <= 60 * DAY else None


def called_screen(
    texts: Texts, practice: Practice, meeting: Meeting, count: int, now: datetime, quiet_until: str | None
) -> Screen:
    """A meeting has been called: whom I tell, and what comes next."""
    lines = [texts("calling-called", reference=meeting.reference, count=count)]
    if quiet_until is not None:
        lines.append(texts("poll-preview-quiet", when=quiet_until))
    if meeting.series_id is not None:
        lines.append(texts("calling-called-series"))
    if meeting.agenda_at > now:
        lines.append(texts("calling-called-next", when=texts.in_full(meeting.agenda_at)))
    manage = Button(texts.plain("button-meeting-manage"), Meet(practice.id, meeting.id, "manage"))
    return Screen(meeting_head(texts, meeting) + "\n\n" + "\n".join(lines), column(manage))
