"""The screens of whoever takes the minutes: how a meeting stands, who came, and the notes by item."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.meetings import quorate
from bot.rules.words import Came
from bot.services.after_meeting import Pulse
from bot.services.agendas import Item
from bot.services.attending import Guest, Present
from bot.services.meetings import Meeting
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import Agree, Meet, Take
from handlers.views.agendas import plain_title
from handlers.views.joining import question
from handlers.views.meetings import meeting_head
from handlers.views.minutes import FLOW
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column

PAGE = 12
# Of a message, beside notes of the greatest length.
SHARE = 1500
NOT_NOTED = "none"
# A tap on a name goes round in this order.
FOLLOWING: dict[Came | None, Came | None] = {None: Came.ROOM, Came.ROOM: Came.ONLINE, Came.ONLINE: None}


@dataclass(frozen=True)
class Day:
    """How a meeting stands on the day and after it. `to_accept`: earlier ones whose minutes it can accept."""

    meeting: Meeting
    present: Present
    apologies: int
    quorum: int
    pulse: Pulse
    begun: bool
    tracks: bool
    to_accept: Sequence[Meeting] = ()

    @property
    def in_person(self) -> int:
        """How many count for a quorum."""
        return self.present.room + self.present.online


def day_screen(texts: Texts, practice: Practice, day: Day) -> Screen:
    """Numbers, and a way to everything that is done about a meeting on its day and after it."""
    here = (practice.id, day.meeting.id)
    present = day.present
    lines = [
        texts("day-present", room=present.room, online=present.online, chat=present.by_chat),
        texts("day-apologies", count=day.apologies),
    ]
    if day.quorum:
        reached = "yes" if quorate(day.in_person, day.quorum) else "no"
        lines.append(texts("day-quorum", reached=reached, present=day.in_person, quorum=day.quorum))
    lines += _told_lines(texts, day)
    buttons = [
        *_accept_buttons(texts, practice, day),
        *taking_buttons(texts, practice, day.meeting),
        *(
            [Button(texts.plain("button-day-actions"), Agree(practice.id, 0, "new", str(here[1])))]
            if day.tracks
            else []
        ),
        *([tell_button(texts, practice, day.meeting)] if day.begun and day.meeting.summary is None else []),
        Button(texts.plain("button-back"), Meet(*here, "look")),
    ]
    return Screen(meeting_head(texts, day.meeting) + "\n\n" + "\n".join(lines), column(*buttons))


def _told_lines(texts: Texts, day: Day) -> list[str]:
    if day.meeting.summary is None:
        return []
    pulse, lines = day.pulse, [texts("day-told")]
    if pulse.can_be_shown:
        lines.append(texts("day-useful", yes=pulse.yes, partly=pulse.partly, no=pulse.no))
    elif pulse.answered:
        lines.append(texts("day-useful-few", count=pulse.answered))
    return lines


def _accept_buttons(texts: Texts, practice: Practice, day: Day) -> list[Button]:
    return [
        Button(
            texts.plain("button-day-accept", reference=earlier.reference),
            Take(practice.id, day.meeting.id, "accept", str(earlier.id)),
        )
        for earlier in day.to_accept
    ]


def taking_buttons(texts: Texts, practice: Practice, meeting: Meeting) -> list[Button]:
    """*Who came*, *Notes*, *Minutes*."""
    return [
        Button(texts.plain("button-day-came"), Take(practice.id, meeting.id, "came", "0")),
        Button(texts.plain("button-day-notes"), Take(practice.id, meeting.id, "notes", "0")),
        Button(texts.plain("button-day-minutes"), Take(practice.id, meeting.id, "minutes")),
    ]


def tell_button(texts: Texts, practice: Practice, meeting: Meeting) -> Button:
    """*Tell everybody*."""
    return Button(texts.plain("button-day-tell"), Take(practice.id, meeting.id, "summary"))


def over_screen(texts: Texts, practice: Practice, meeting: Meeting) -> Screen:
    """For whoever takes the minutes: it is over, and what is next."""
    buttons = taking_buttons(texts, practice, meeting)
    if meeting.summary is None:
        buttons.append(tell_button(texts, practice, meeting))
    text = meeting_head(texts, meeting) + "\n\n" + texts("day-is-over", reference=meeting.reference)
    return Screen(text, column(*buttons))


def came_screen(texts: Texts, practice: Practice, meeting: Meeting, guests: Sequence[Guest], page: int) -> Screen:
    """Who came: a button for each name that may be seen, a page of them."""
    here, page = (practice.id, meeting.id), min(page, _last_page(guests))
    buttons = []
    for guest in guests[page * PAGE : (page + 1) * PAGE]:
        label = texts.plain("came-guest", name=shortened(guest.name, 40), came=guest.came or NOT_NOTED)
        # It says what is meant, so that a second tap is as good as one.
        value = f"{guest.member_id}-{FOLLOWING[guest.came] or NOT_NOTED}-{page}"
        buttons.append(Button(label, Take(*here, "mark", value)))
    lines = [texts("came-head", reference=meeting.reference)]
    if not guests:
        lines.append(texts("came-nobody"))
    lines.append(texts("came-not-listed"))
    return Screen(
        "\n\n".join(lines), column(*buttons) + _turns(texts, here, "came", guests, page) + _back(texts, here)
    )


def notes_screen(
    texts: Texts, practice: Practice, meeting: Meeting, items: Sequence[Item], page: int, opening: str = ""
) -> Screen:
    """The agenda with a button for each item, a page of them, and which of them have notes."""
    here, page = (practice.id, meeting.id), min(page, _last_page(items))
    first = page * PAGE
    buttons = []
    for number, item in enumerate(items[first : first + PAGE], start=first + 1):
        title = plain_title(texts, item, 45)
        label = texts.plain("notes-item", number=number, title=title, noted="yes" if item.notes else "no")
        buttons.append(Button(label, Take(*here, "note", str(item.id))))
    lines = [opening] if opening else []
    lines.append(texts("notes-head", reference=meeting.reference))
    if not items:
        lines.append(texts("notes-none"))
    return Screen(
        "\n\n".join(lines), column(*buttons) + _turns(texts, here, "notes", items, page) + _back(texts, here)
    )


@dataclass(frozen=True)
class Noting:
    """An item whose notes somebody is writing. `mine`: what they typed while somebody else changed them."""

    reference: str
    title: str
    there: str | None
    add: bool
    mine: str = ""


def note_screen(texts: Texts, noting: Noting, most: int) -> Screen:
    """What was said to one item: the notes that are there, and what to type."""
    lines = [texts("note-head", reference=noting.reference, title=shortened(noting.title, 90))]
    if not noting.there:
        return question(texts, FLOW, "note", "\n\n".join([*lines, texts("note-ask", most=most)]))
    lines.append(texts("note-there", notes=noting.there))
    if noting.mine:
        lines += [texts("note-mine", notes=shortened(noting.mine, SHARE)), texts("note-ask-which")]
        answers = [("button-note-mine-add", "mine-add"), ("button-note-mine-instead", "mine-instead")]
    else:
        lines.append(texts("note-ask-add" if noting.add else "note-ask-instead"))
        answers = [("button-note-instead", "instead") if noting.add else ("button-note-add", "add")]
    return question(texts, FLOW, "note", "\n\n".join(lines), *answers)


def accept_screen(texts: Texts, practice: Practice, meeting: Meeting, earlier: Meeting, version: int) -> Screen:
    """The last word before minutes are accepted for good."""
    here = (practice.id, meeting.id)
    return Screen(
        meeting_head(texts, earlier) + "\n\n" + texts("accept-sure", reference=earlier.reference),
        column(
            Button(texts.plain("button-accept"), Take(*here, "accepted", f"{earlier.id}-{version}")),
            Button(texts.plain("button-accept-changed"), Take(*here, "mend", str(earlier.id))),
            Button(texts.plain("button-minutes-read"), Take(practice.id, earlier.id, "read")),
            *_back(texts, here)[0],
        ),
    )


def mend_screen(texts: Texts, status: Screen, practice: Practice, meeting: Meeting) -> Screen:
    """The ways to write the minutes of an earlier meeting anew, from the meeting that is to accept them."""
    how = texts("accept-how", reference=meeting.reference)
    rows = (*status.rows[:-1], *_back(texts, (practice.id, meeting.id)))
    return Screen(f"{status.text}\n\n{how}", rows)


def _last_page(entries: Sequence[object]) -> int:
    return max(0, (len(entries) - 1) // PAGE)


def _turns(texts: Texts, here: tuple[int, int], act: str, entries: Sequence[object], page: int) -> Rows:
    buttons = []
    if page > 0:
        buttons.append(Button(texts.plain("button-came-before"), Take(*here, act, str(page - 1))))
    if page < _last_page(entries):
        buttons.append(Button(texts.plain("button-came-more"), Take(*here, act, str(page + 1))))
    return column(*buttons)


def _back(texts: Texts, here: tuple[int, int]) -> Rows:
    return column(Button(texts.plain("button-back"), Take(*here, "look")))
