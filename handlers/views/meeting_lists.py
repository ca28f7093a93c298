"""The meetings to come and those of the past, and what whoever calls meetings can do about one."""

from bot.rules.permissions import Capability
from bot.services.attending import Counts, Overview
from bot.services.meetings import Meeting
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import Arrange, Meet, Ordering, Run
from handlers.views.meetings import counted, day_row, meeting_head
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column

LONGEST_IN_LIST = 60


def list_screen(texts: Texts, practice: Practice, found: Overview, *, calls: bool, past: bool) -> Screen:
    """The meetings to come. `calls`: for somebody who calls meetings. `past`: there were some before."""
    entries = [texts("meetings-head")]
    for meeting in found.meetings:
        said = found.said.get(meeting.id)
        lines = [_entry(texts, meeting)]
        if said is not None:
            lines.append(texts("meetings-said", reply=said))
        else:
            lines.append(texts("meetings-unsaid" if meeting.invite_at is None else "meetings-invited-later"))
        if calls:
            lines.append(counted(texts, found.counts.get(meeting.id, Counts())))
        entries.append("\n".join(lines))
    if not found.meetings:
        entries = [texts("meetings-none-calls" if calls else "meetings-none")]
    rows = _rows(texts, practice, found.meetings)
    if past:
        rows += column(Button(texts.plain("button-meetings-past"), Meet(practice.id, 0, "past")))
    if calls:
        rows += column(Button(texts.plain("button-meetings-call"), Run("meeting", practice=practice.id)))
    return Screen("\n\n".join(entries), rows)


def past_screen(texts: Texts, practice: Practice, meetings: tuple[Meeting, ...]) -> Screen:
    """Meetings that are over, the newest first."""
    entries = [texts("meetings-past-head" if meetings else "meetings-past-none")]
    entries += [_entry(texts, meeting) for meeting in meetings]
    back = column(Button(texts.plain("button-back"), Meet(practice.id, 0, "list")))
    return Screen("\n\n".join(entries), _rows(texts, practice, meetings) + back)


def manage_screen(texts: Texts, practice: Practice, meeting: Meeting, counts: Counts, actor: Actor) -> Screen:
    """What whoever calls meetings can do about one, in a place of its own."""
    here = (practice.id, meeting.id)
    rows = column(
        Button(texts.plain("button-manage-people"), Arrange(*here, "people")),
        Button(texts.plain("button-manage-agenda"), Ordering(*here, 0, "look")),
        Button(texts.plain("button-manage-move"), Arrange(*here, "move")),
        Button(texts.plain("button-manage-reminders"), Arrange(*here, "reminders")),
    )
    if meeting.series_id is not None:
        rows += column(Button(texts.plain("button-moving-series"), Arrange(*here, "series")))
    if actor.may(Capability.SEE_NEEDS):
        rows += column(Button(texts.plain("button-manage-needs"), Arrange(*here, "needs")))
    if actor.may(Capability.TAKE_MINUTES):
        rows += day_row(texts, practice, meeting)
    rows += column(
        Button(texts.plain("button-manage-cancel"), Arrange(*here, "cancel")),
        Button(texts.plain("button-back"), Meet(*here, "look")),
    )
    return Screen(meeting_head(texts, meeting) + "\n\n" + counted(texts, counts), rows)


def _entry(texts: Texts, meeting: Meeting) -> str:
    title = shortened(meeting.title, LONGEST_IN_LIST)
    head = texts("meeting-head", reference=meeting.reference, title=title)
    return f"{head}\n{texts.in_full(meeting.starts_at)}"


def _rows(texts: Texts, practice: Practice, meetings: tuple[Meeting, ...]) -> Rows:
    buttons = []
    for meeting in meetings:
        when = texts.in_short(meeting.starts_at)
        label = texts.plain("button-meetings-one", reference=meeting.reference, when=when)
        buttons.append(Button(label, Meet(practice.id, meeting.id, "look")))
    return column(*buttons)
