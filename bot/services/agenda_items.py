"""Agendas as values, and what makes them of rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.errors import AgendaProblem, WordsTooLong
from bot.rules import agendas as rules
from bot.rules.agendas import Entry, Heard, Voice
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.words import ItemKind, ItemState
from bot.services.agreed import Action
from bot.services.meetings import Meeting
from storage.models.meeting import AgendaItem

# The standard item that is about the minutes of the meeting before.
MINUTES = "minutes"


@dataclass(frozen=True)
class Item:
    """One item of an agenda.

    A standard one has a `name` that the texts know, one that somebody suggested has a `title`. `about` is the
    reference of the meeting whose minutes it is about. `parts` are the titles of what was merged into it. `late`: it
    was suggested after the agenda had gone out. `heard` is what members say to it, `author_id` a member: who it was
    is shown to nobody.
    """

    id: int
    meeting_id: int
    kind: ItemKind
    state: ItemState
    name: str = ""
    title: str = ""
    about: str = ""
    reason: str | None = None
    notes: str | None = None
    into_id: int | None = None
    late: bool = False
    parts: tuple[str, ...] = ()
    author_id: int | None = None
    heard: Heard = field(default_factory=Heard)

    @property
    def matters(self) -> int:
        """To how many members it matters."""
        return self.heard.matters

    @property
    def comments(self) -> tuple[str, ...]:
        """What members say to it, the newest first."""
        return self.heard.comments

    @property
    def is_suggested(self) -> bool:
        """Whether somebody suggested it: members speak to these."""
        return self.kind is ItemKind.SUGGESTED

    def author_is(self, member_id: int) -> bool:
        """Whether this member suggested it."""
        return self.author_id == member_id


@dataclass(frozen=True)
class Agenda:
    """A meeting's agenda: its items in order, what waits for a decision, what was declined.

    `matters` are the actions that are open from before the meeting: its matters arising.
    """

    meeting: Meeting
    items: tuple[Item, ...]
    undecided: tuple[Item, ...] = ()
    declined: tuple[Item, ...] = ()
    matters: tuple[Action, ...] = ()

    def find(self, item_id: int) -> Item | None:
        """One of its items: of those in order, those that wait, and those that were declined."""
        return next((item for item in (*self.items, *self.undecided, *self.declined) if item.id == item_id), None)

    def place_of(self, item_id: int) -> int:
        """Which item it is, from 1; 0 where it is not on the agenda."""
        return next((place for place, item in enumerate(self.items, start=1) if item.id == item_id), 0)


def said(text: str, most: int, *, one_line: bool = True) -> str:
    """What somebody typed, as it is kept. Refuses with AgendaProblem (empty) and WordsTooLong."""
    if is_blank(text):
        raise AgendaProblem(problem="empty")
    words = " ".join(text.split()) if one_line else text.strip()
    if utf16_length(words) > most:
        raise WordsTooLong(most=most)
    return words


def entry_of(row: AgendaItem) -> Entry:
    """An item as the rules of order know it."""
    return Entry(row.id, row.position, row.name or "", row.merged_into_id)


def reader(
    meeting: Meeting, rows: Iterable[AgendaItem], spoken: Iterable[Voice] = (), minutes: str = ""
) -> Callable[[AgendaItem], Item]:
    """What makes values of these items of a meeting. `minutes` is the reference of the meeting before."""
    known = {row.id: row for row in rows}
    entries = [entry_of(row) for row in known.values()]
    heard = rules.heard(entries, spoken)
    gone_out = meeting.agenda_published_at

    def item(row: AgendaItem) -> Item:
        return Item(
            id=row.id,
            meeting_id=row.meeting_id,
            kind=ItemKind(row.kind),
            state=ItemState(row.state),
            name=row.name or "",
            title=row.title,
            about=minutes if row.name == MINUTES else "",
            reason=row.reason,
            notes=row.notes,
            into_id=row.merged_into_id,
            late=gone_out is not None and row.kind == ItemKind.SUGGESTED and row.suggested_at > gone_out,
            parts=tuple(known[part].title for part in rules.merged_into(entries, row.id)),
            author_id=row.author_id,
            heard=heard.get(row.id, Heard()),
        )

    return item
