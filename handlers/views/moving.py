"""What whoever calls meetings sees of one that was called: changing and cancelling it, who comes, its series."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.rules.words import Need, Reply
from bot.services.attending import Counts, Guest, NeedOf
from bot.services.convening import Course
from bot.services.meetings import Meeting
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import Arrange, Meet, Step
from handlers.views.calling import FLOW, reminder_rows, reminders_line, soon_lines
from handlers.views.fitting import packed, shown_length
from handlers.views.meetings import meeting_head
from handlers.views.screen import LONGEST_MESSAGE, Button, Screen, column

# Room for what stands above and below a list of names.
REST = 700


def back_button(texts: Texts, practice: Practice, meeting: Meeting) -> Button:
    """*Back* to all that can be done about a meeting."""
    return Button(texts.plain("button-back"), Meet(practice.id, meeting.id, "manage"))


def move_screen(texts: Texts, practice: Practice, meeting: Meeting) -> Screen:
    """What should change: when it is, or where?"""
    here = (practice.id, meeting.id)
    buttons = [
        Button(texts.plain("button-moving-time"), Arrange(*here, "move", "time")),
        Button(texts.plain("button-moving-place"), Arrange(*here, "move", "place")),
        Button(texts.plain("button-moving-link"), Arrange(*here, "move", "link")),
    ]
    if meeting.series_id is not None:
        buttons.append(Button(texts.plain("button-moving-series"), Arrange(*here, "series")))
    text = meeting_head(texts, meeting) + "\n\n" + texts("moving-ask")
    return Screen(text, column(*buttons, back_button(texts, practice, meeting)))


def changed_screen(texts: Texts, after: Meeting, count: int, now: datetime, quiet_until: str | None) -> Screen:
    """A meeting as it would be after the change, and who would hear of it: `count` members, if they were invited."""
    invited = after.invite_at is None
    lines = soon_lines(texts, after.starts_at, now)
    lines.append(texts("moving-tell" if invited else "moving-tell-later"))
    if invited and quiet_until is not None:
        lines.append(texts("poll-preview-quiet", when=quiet_until))
    text = texts("moving-preview-head") + f"\n\n<blockquote>{meeting_head(texts, after)}</blockquote>\n\n"
    send = texts.plain("button-send", count=count) if invited else texts.plain("button-moving-keep")
    buttons = [
        Button(send, Step(FLOW, "changed", "send")),
        Button(texts.plain("button-moving-time"), Step(FLOW, "changed", "time")),
        Button(texts.plain("button-moving-place"), Step(FLOW, "changed", "place")),
        Button(texts.plain("button-moving-link"), Step(FLOW, "changed", "link")),
        Button(texts.plain("button-back"), Step(FLOW, "changed", "back")),
    ]
    return Screen(text + "\n".join(lines), column(*buttons))


def ask_why_screen(texts: Texts, meeting: Meeting) -> Screen:
    """Why is it cancelled?"""
    buttons = [
        Button(texts.plain("button-skip"), Step(FLOW, "why", "skip")),
        Button(texts.plain("button-back"), Step(FLOW, "why", "back")),
    ]
    return Screen(meeting_head(texts, meeting) + "\n\n" + texts("moving-ask-why"), column(*buttons))


def ask_cancel_screen(
    texts: Texts, meeting: Meeting, why: str, later: Sequence[Meeting], quiet_until: str | None
) -> Screen:
    """The last word before a meeting is cancelled, or all `later` ones of its series with it."""
    lines = [texts("moving-cancel-sure", reference=meeting.reference)]
    if why:
        lines.append(texts("moving-cancel-why", why=why))
    lines.append(texts("moving-cancel-tell" if meeting.invite_at is None else "moving-cancel-nobody"))
    if meeting.invite_at is None and quiet_until is not None:
        lines.append(texts("poll-preview-quiet", when=quiet_until))
    one = Button(texts.plain("button-cancel-one", reference=meeting.reference), Step(FLOW, "ending", "one"))
    buttons = [one]
    if later:
        lines.append(texts("moving-cancel-later", references=", ".join(each.reference for each in later)))
        label = texts.plain("button-cancel-series")
        buttons.append(Button(label, Step(FLOW, "ending", "series")))
    buttons.append(Button(texts.plain("button-back"), Step(FLOW, "ending", "back")))
    return Screen(meeting_head(texts, meeting) + "\n\n" + "\n".join(lines), column(*buttons))


def people_screen(
    texts: Texts, practice: Practice, meeting: Meeting, counts: Counts, guests: Iterable[Guest]
) -> Screen:
    """How many come, and the names of those who said that they do."""
    lines = [
        texts("moving-guest", name=guest.name, reply=guest.reply)
        for guest in guests
        if guest.reply in (Reply.COMING, Reply.ONLINE)
    ]
    counted = texts("meetings-counts", coming=counts.coming, online=counts.online, apologies=counts.apologies)
    parts = [meeting_head(texts, meeting), counted]
    parts += [_whole_or_cut(texts, lines, parts)] if lines else []
    parts.append(texts("moving-people-private"))
    return Screen("\n\n".join(parts), column(back_button(texts, practice, meeting)))


def needs_screen(texts: Texts, practice: Practice, meeting: Meeting, needs: Sequence[NeedOf]) -> Screen:
    """What people need to take part: for each thing how many do, with names. For the practice manager alone."""
    lines = []
    for need in Need:
        of_it = [each for each in needs if each.need is need]
        if of_it:
            lines.append(texts("moving-needs-total", need=texts.plain(f"button-need-{need}"), count=len(of_it)))
            lines += [_who_needs(texts, each) for each in of_it]
    parts = [meeting_head(texts, meeting)]
    parts.append(_whole_or_cut(texts, lines, parts) if lines else texts("moving-needs-none"))
    parts.append(texts("moving-needs-private"))
    return Screen("\n\n".join(parts), column(back_button(texts, practice, meeting)))


def _who_needs(texts: Texts, needed: NeedOf) -> str:
    if not needed.words:
        return texts("moving-needs-name", name=needed.name)
    return texts("moving-needs-words", name=needed.name, words=" ".join(needed.words.split()))


def _whole_or_cut(texts: Texts, lines: list[str], above: list[str]) -> str:
    """The lines, or as many as fit below what stands `above`, and how many are left out."""
    room = LONGEST_MESSAGE - REST - sum(shown_length(part) for part in above)
    first = packed(lines, room)[0]
    left = len(lines) - (first.count("\n") + 1)
    return first + "\n" + texts("moving-more", count=left) if left else first


def reminders_screen(texts: Texts, practice: Practice, meeting: Meeting, coming: datetime | None) -> Screen:
    """When members are reminded. `coming` is when the next reminder goes out."""
    parts = [meeting_head(texts, meeting), reminders_line(texts, meeting.reminders)]
    parts.append(
        texts("moving-reminder-next", when=texts.in_full(coming)) if coming else texts("moving-reminder-none")
    )
    rows = reminder_rows(
        texts, practice, meeting.reminders, lambda value: Arrange(practice.id, meeting.id, "reminders", value)
    )
    return Screen("\n\n".join(parts), rows + column(back_button(texts, practice, meeting)))


def series_screen(texts: Texts, practice: Practice, meeting: Meeting, course: Course, *, asked: bool) -> Screen:
    """The meetings of a series that are planned, and a way to have no more come. `asked`: are they sure?"""
    series = course.series
    lines = [
        texts("moving-series-line", reference=each.reference, when=texts.in_full(each.starts_at))
        for each in course.meetings
    ]
    parts = [texts("moving-series-head", title=series.title, every=series.every), "\n".join(lines)]
    here, buttons = (practice.id, meeting.id), []
    if not series.goes_on:
        parts.append(texts("moving-series-stopped"))
    elif asked:
        parts.append(texts("moving-series-sure"))
        buttons.append(Button(texts.plain("button-series-stop-yes"), Arrange(*here, "series", "stop-yes")))
    else:
        parts.append(texts("moving-series-goes-on"))
        buttons.append(Button(texts.plain("button-series-stop"), Arrange(*here, "series", "stop")))
    text = "\n\n".join(part for part in parts if part)
    return Screen(text, column(*buttons, back_button(texts, practice, meeting)))
