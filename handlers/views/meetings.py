"""A meeting as members see it, what they need to take part, and what every message about a meeting says."""

from dataclasses import dataclass
from datetime import datetime

from bot.reports.calendar import Event, calendar_file, calendar_name
from bot.rules.words import Came, MeetingState, Need, Reply
from bot.services.attending import Counts, Needed, Standing
from bot.services.meetings import Meeting
from bot.services.practices import Practice
from bot.texts import Html, Texts
from handlers.callbacks import Meet, OnAgenda, Take
from handlers.views.joining import question
from handlers.views.screen import Button, File, Rows, Screen, column

# The flow in which somebody says in their own words what they need, and its only step.
FLOW, WORDS = "meet", "words"


@dataclass(frozen=True)
class Look:
    """What one person may do about a meeting now.

    `open`: it takes replies. `invited`: it is for them. `here`: they can check in. `begins`: it is about to begin, or
    going on. `manages`: they call meetings, and see by `counts` how many come.
    """

    open: bool
    invited: bool = True
    here: bool = False
    begins: bool = False
    manages: bool = False
    takes_minutes: bool = False
    counts: Counts | None = None


def meeting_head(texts: Texts, meeting: Meeting) -> str:
    """The top of every message about a meeting: reference, title, day and time, and where, as far as it is known."""
    lines = [texts("meeting-head", reference=meeting.reference, title=meeting.title), meeting_time(texts, meeting)]
    if meeting.place:
        lines.append(texts("meeting-place", place=meeting.place))
    if meeting.link:
        lines.append(texts("meeting-link", link=meeting.link))
    return "\n".join(lines)


def meeting_time(texts: Texts, meeting: Meeting) -> str:
    """'Tuesday 12 May 2027, 6:30pm to 8pm'. The day of the end is said where it is another."""
    starts, ends = (moment.astimezone(texts.zone) for moment in (meeting.starts_at, meeting.ends_at))
    end = texts.clock_time(ends) if starts.date() == ends.date() else texts.in_full(ends)
    return texts("meeting-time", start=texts.in_full(starts), end=end)


def calendar_of(
    texts: Texts, practice: Practice, meeting: Meeting, now: datetime, *, cancelled: bool = False
) -> File:
    """meeting-M4.ics, as it is `now`; or, with `cancelled`, the one that takes it out of calendars."""
    group = practice.settings.group_name
    event = Event(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts=meeting.starts_at,
        length=meeting.length,
        zone=practice.settings.timezone,
        title=texts.plain("meeting-calendar-title", group=group, title=meeting.title),
        place=meeting.place,
        link=meeting.link,
        description=texts.plain("meeting-calendar-text", reference=meeting.reference, group=group),
        organiser=group,
        stamp=now,
        cancelled=cancelled,
    )
    return File(calendar_name(meeting.reference), lambda: calendar_file(event))


def invitation_text(texts: Texts, group: str, head: str) -> str:
    """An invitation. `head` is the meeting's, in Telegram's HTML."""
    return "\n\n".join((texts("meeting-invitation", group=group), head, texts("meeting-invitation-ask")))


def reply_rows(texts: Texts, practice: Practice, meeting: Meeting, said: Reply | None = None) -> Rows:
    """*Coming*, *Online* where there is a link, and *Apologies*, in one row. What was `said` is marked."""
    buttons = []
    for reply in Reply:
        label = texts.plain(f"button-reply-{reply}")
        marked = texts.plain("chosen", choice=label) if reply is said else label
        if meeting.link or reply is not Reply.ONLINE:
            buttons.append(Button(marked, Meet(practice.id, meeting.id, reply.value)))
    return (tuple(buttons),)


def agenda_row(texts: Texts, practice: Practice, meeting: Meeting) -> Rows:
    """*Agenda*."""
    return column(Button(texts.plain("button-meeting-agenda"), OnAgenda(practice.id, meeting.id, 0, "look")))


def meeting_row(texts: Texts, practice: Practice, meeting: Meeting) -> Rows:
    """A way from a message to all that can be done about its meeting."""
    return column(Button(texts.plain("button-meeting-open"), Meet(practice.id, meeting.id, "look")))


def day_row(texts: Texts, practice: Practice, meeting: Meeting) -> Rows:
    """*On the day*: for whoever takes the minutes."""
    return column(Button(texts.plain("button-meeting-day"), Take(practice.id, meeting.id, "look")))


def cancelled_lines(texts: Texts, meeting: Meeting) -> list[str]:
    """That a meeting is cancelled, and why, where somebody said so."""
    why = [texts("meeting-cancelled-why", why=meeting.cancelled_why)] if meeting.cancelled_why else []
    return [texts("meeting-is-cancelled"), *why]


def counted(texts: Texts, counts: Counts) -> str:
    """How many come, join online and sent apologies: for those who call meetings."""
    return texts("meetings-counts", coming=counts.coming, online=counts.online, apologies=counts.apologies)


def meeting_screen(texts: Texts, practice: Practice, meeting: Meeting, standing: Standing, look: Look) -> Screen:
    """One meeting: how things stand, and what this person can do."""
    counts = [counted(texts, look.counts)] if look.counts is not None else []
    parts = [meeting_head(texts, meeting), *counts, *_how_it_stands(texts, meeting, standing, look)]
    if meeting.state == MeetingState.CANCELLED:
        rows: Rows = ()
    elif look.open:
        rows = _rows_before(texts, practice, meeting, standing, look)
    else:
        rows = _rows_after(texts, practice, meeting, look)
    everything = Button(texts.plain("button-meetings-all"), Meet(practice.id, 0, "list"))
    return Screen("\n\n".join(parts), (*rows, (everything,)))


def _how_it_stands(texts: Texts, meeting: Meeting, standing: Standing, look: Look) -> list[str]:
    if meeting.state == MeetingState.CANCELLED:
        return cancelled_lines(texts, meeting)
    came = [texts(f"meeting-came-{standing.came}")] if standing.came is not None else []
    if not look.open:
        summary = [texts("meeting-told", summary=meeting.summary)] if meeting.summary else []
        return [texts("meeting-was-held"), *came, *summary]
    if not look.invited:
        return [texts("meeting-for-others", audience=meeting.audience)]
    needs = [f"{_needed(texts, standing)} {texts('meeting-needs-seen')}"] if standing.needs else []
    return [*came, texts(f"meeting-said-{standing.reply or 'nothing'}"), *needs]


def _rows_before(texts: Texts, practice: Practice, meeting: Meeting, standing: Standing, look: Look) -> Rows:
    def meet(label: str, act: str) -> Rows:
        return column(Button(label, Meet(practice.id, meeting.id, act)))

    rows: Rows = meet(texts.plain("button-meeting-here"), "here") if look.here else ()
    if look.invited:
        rows += reply_rows(texts, practice, meeting, standing.reply)
        rows += meet(texts.plain("button-meeting-needs"), "needs")
    rows += agenda_row(texts, practice, meeting)
    rows += meet(texts.plain("button-meeting-file"), "file")
    if look.takes_minutes and (look.begins or not look.manages):
        rows += day_row(texts, practice, meeting)
    return rows + meet(texts.plain("button-meeting-manage"), "manage") if look.manages else rows


def _rows_after(texts: Texts, practice: Practice, meeting: Meeting, look: Look) -> Rows:
    minutes = column(Button(texts.plain("button-meeting-minutes"), Meet(practice.id, meeting.id, "minutes")))
    take = day_row(texts, practice, meeting) if look.takes_minutes else ()
    return (*minutes, *agenda_row(texts, practice, meeting), *take)


def needs_screen(texts: Texts, practice: Practice, meeting: Meeting, standing: Standing) -> Screen:
    """What somebody needs: a button for each thing, marked where they do, and who sees it."""
    had = {each.need for each in standing.needs}
    buttons = []
    for need in Need:
        label = texts.plain(f"button-need-{need}")
        marked = texts.plain("chosen", choice=label) if need in had else label
        # It says what is meant, so that a second tap is as good as one.
        act = "unneed" if need in had else "need"
        buttons.append(Button(marked, Meet(practice.id, meeting.id, act, need.value)))
    buttons.append(Button(texts.plain("button-done"), Meet(practice.id, meeting.id, "look")))
    head = texts("meeting-head", reference=meeting.reference, title=meeting.title)
    said = [_needed(texts, standing)] if had else []
    parts = (head, texts("meeting-needs-ask"), *said, texts("meeting-needs-seen"))
    return Screen("\n\n".join(parts), column(*buttons))


def need_words_screen(texts: Texts, reference: str, need: Need) -> Screen:
    """What exactly do they need, in their own words? The language of an interpreter can be skipped."""
    text = texts(f"need-ask-{need}", reference=reference)
    skip = (("button-skip", "skip"),) if need is Need.INTERPRETER else ()
    return question(texts, FLOW, WORDS, text, *skip, ("button-cancel", "cancel"))


def here_screen(texts: Texts, practice: Practice, meeting: Meeting) -> Screen:
    """*I am here*: in the room, or online?"""
    here = (practice.id, meeting.id)
    came = [Button(texts.plain(f"button-here-{each}"), Meet(*here, "here", each.value)) for each in Came]
    back = Button(texts.plain("button-back"), Meet(*here, "look"))
    return Screen(texts("meeting-here-ask", reference=meeting.reference), column(*came, back))


def _needed(texts: Texts, standing: Standing) -> str:
    return texts("meeting-you-need", needs=Html(", ".join(_in_words(texts, each) for each in standing.needs)))


def _in_words(texts: Texts, needed: Needed) -> str:
    if needed.need is Need.OTHER and needed.words:
        return texts("own-words", words=needed.words)
    name = texts(f"need-{needed.need}")
    return texts("need-with-words", need=Html(name), words=needed.words) if needed.words else name
