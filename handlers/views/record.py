"""The record of a meeting, written from what was noted: plain text, for members to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.rules.meetings import quorate
from bot.services.actions import Action
from bot.services.agendas import Agenda, Item
from bot.services.attending import Present
from bot.services.meetings import Meeting
from bot.texts import Texts
from handlers.views.agendas import plain_title

# Longer than any title.
WHOLE = 1000


@dataclass(frozen=True)
class Record:
    """What minutes are written from. People are numbers here: members stay invisible to one another."""

    group: str
    meeting: Meeting
    agenda: Agenda
    present: Present
    apologies: int
    quorum: int
    actions: tuple[Action, ...]
    following: Meeting | None


def written(texts: Texts, record: Record) -> str:
    """Minutes as one plain text: what, when, how many, item by item, what was agreed, and when the next one is."""
    parts = ["\n".join(_head(texts, record)), "\n".join(_numbers(texts, record))]
    for number, item in enumerate(record.agenda.items, start=1):
        parts.append("\n".join(_item(texts, number, item)))
    if record.actions:
        lines = [_action(texts, action) for action in record.actions]
        parts.append("\n".join([texts.plain("minutes-actions"), *lines]))
    if record.following is not None:
        when = texts.in_full(record.following.starts_at)
        parts.append(texts.plain("minutes-next", reference=record.following.reference, when=when))
    return "\n\n".join(parts)


def _head(texts: Texts, record: Record) -> Iterator[str]:
    meeting = record.meeting
    yield record.group
    yield texts.plain("minutes-title", reference=meeting.reference, title=meeting.title)
    yield texts.plain("minutes-when", when=texts.in_full(meeting.starts_at))
    if meeting.place:
        yield texts.plain("minutes-place", place=meeting.place)
    if meeting.link:
        yield texts.plain("minutes-online", link=meeting.link)


def _numbers(texts: Texts, record: Record) -> Iterator[str]:
    present = record.present
    yield texts.plain("minutes-present", room=present.room, online=present.online)
    if present.by_chat:
        yield texts.plain("minutes-by-chat", count=present.by_chat)
    yield texts.plain("minutes-apologies", count=record.apologies)
    if record.quorum:
        in_person = present.room + present.online
        reached = "yes" if quorate(in_person, record.quorum) else "no"
        yield texts.plain("minutes-quorum", reached=reached, present=in_person, quorum=record.quorum)


def _item(texts: Texts, number: int, item: Item) -> Iterator[str]:
    yield texts.plain("minutes-item", number=number, title=plain_title(texts, item, WHOLE))
    yield item.notes or texts.plain("minutes-no-notes")
    if item.matters:
        yield texts.plain("minutes-matters", count=item.matters)
    for comment in item.comments:
        yield texts.plain("minutes-voice", comment=comment)


def _action(texts: Texts, action: Action) -> str:
    text = " ".join(action.text.split())
    # A member is not named here, however well the minute-taker knows them; somebody of the practice is.
    owner = action.owner_name if action.owner_id is None and action.owner_name else ""
    return texts.plain(
        "minutes-action",
        reference=action.reference,
        text=text if text.endswith((".", "?", "…")) else f"{text}.",
        owner=owner or texts.plain("minutes-owner-member"),
        day=texts.calendar_day(action.due_on),
    )
