"""An agenda as members see it: whole, and one item with what others say to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.rules.permissions import Capability
from bot.rules.words import ChainKind, ItemState, MeetingState
from bot.services.agenda_items import Agenda, Item
from bot.services.people import Actor
from bot.texts import Html, Texts
from handlers.callbacks import OnAgenda, Ordering
from handlers.views.actions import action_line
from handlers.views.fitting import shown_length
from handlers.views.meetings import cancelled_lines, meeting_head
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column
from handlers.views.voice_buttons import made_of, origin

# Of a page, below the head of the meeting and above what there is to tap.
ROOM = 2400
MOST_ON_PAGE = 20
MOST_COMMENTS = 10
MOST_PARTS = 5
MATTERS = "matters"


@dataclass(frozen=True)
class Part:
    """A piece of a page that stays whole, and the item that can be opened from there."""

    text: str
    item: Item | None = None


def item_title(texts: Texts, item: Item) -> Html:
    """What an item is called, as HTML: its words in our texts, or those of whoever suggested it."""
    if item.is_suggested:
        return Html(texts("own-words", words=item.title))
    if item.about:
        return Html(texts("agenda-minutes-of", reference=item.about))
    return Html(texts(f"agenda-standard-{item.name}"))


def plain_title(texts: Texts, item: Item, most: int = 60) -> str:
    """The same where there is no HTML, and not longer than this."""
    if item.is_suggested:
        return shortened(item.title, most)
    if item.about:
        return texts.plain("agenda-minutes-of", reference=item.about)
    return texts.plain(f"agenda-standard-{item.name}")


def voices_line(texts: Texts, item: Item) -> str:
    """'7 people say this matters. 2 comments.'"""
    return texts("agenda-voices", matters=item.matters, comments=len(item.comments))


def agenda_parts(texts: Texts, agenda: Agenda, *, named: bool = False) -> list[Part]:
    """The items in order, then what was suggested and waits. `named`: for eyes that may see who does what."""
    found = []
    for number, item in enumerate(agenda.items, start=1):
        lines = [texts("agenda-line", number=number, title=item_title(texts, item))]
        if item.is_suggested:
            lines += [voices_line(texts, item), *_late(texts, item)]
        found.append(Part("\n".join(lines), item if item.is_suggested else None))
        if item.name == MATTERS:
            lines = [action_line(texts, action, named=named) for action in agenda.matters]
            found += [Part(texts("agenda-bullet", title=Html(line))) for line in lines]
    if agenda.undecided:
        found.append(Part("\n" + texts("agenda-undecided")))
    for item in agenda.undecided:
        lines = [texts("agenda-bullet", title=item_title(texts, item)), voices_line(texts, item)]
        found.append(Part("\n".join([*lines, *_late(texts, item)]), item))
    return found


def in_pages(parts: Iterable[Part], room: int = ROOM, most: int = MOST_ON_PAGE) -> list[list[Part]]:
    """Parts in pages that fit into a message, in order. There is always one page."""
    pages: list[list[Part]] = [[]]
    left = room
    for part in parts:
        length = shown_length(part.text) + 1
        if pages[-1] and (length > left or len(pages[-1]) >= most):
            pages.append([])
            left = room
        pages[-1].append(part)
        left -= length
    return pages


def agenda_screen(texts: Texts, agenda: Agenda, actor: Actor, *, page: int = 0, begun: bool = False) -> Screen:
    """The agenda of a meeting; `begun`: it takes no suggestions any more."""
    meeting = agenda.meeting
    if meeting.state is MeetingState.CANCELLED:
        return Screen("\n\n".join([meeting_head(texts, meeting), *cancelled_lines(texts, meeting)]))
    manages = meeting.is_planned and actor.may(Capability.CALL_MEETINGS)
    pages = in_pages(agenda_parts(texts, agenda, named=manages))
    page = min(page, len(pages) - 1)
    lines = [agenda_head(texts, agenda), _page_text(pages[page])]
    speaks = meeting.is_planned and actor.membership is not None and actor.membership.counted
    if speaks and any(part.item is not None for part in pages[page]):
        lines.append(texts("agenda-how"))
    buttons = _openers(texts, agenda, pages[page])
    buttons += page_buttons(texts, meeting.practice_id, meeting.id, 0, "look", page, len(pages))
    if meeting.is_planned and not begun:
        suggest = OnAgenda(meeting.practice_id, meeting.id, 0, "suggest")
        buttons.append(Button(texts.plain("button-agenda-suggest"), suggest))
    if manages:
        label = texts.plain("button-agenda-decide", count=len(agenda.undecided))
        buttons.append(Button(label, Ordering(meeting.practice_id, meeting.id, 0, "look")))
    return Screen("\n\n".join(lines), column(*buttons))


def agenda_head(texts: Texts, agenda: Agenda) -> str:
    """The meeting, and when the agenda goes out, or that it has."""
    meeting = agenda.meeting
    lines = [meeting_head(texts, meeting), ""]
    if meeting.agenda_published_at is None and meeting.is_planned and meeting.agenda_at < meeting.starts_at:
        lines.append(texts("agenda-head-open", when=texts.in_full(meeting.agenda_at)))
    else:
        lines.append(texts("agenda-head"))
    return "\n".join(lines)


def published_text(texts: Texts, agenda: Agenda, *, named: bool = False) -> str:
    """The agenda as it goes out: of a very long one its beginning, and where the rest is."""
    accepted = Agenda(agenda.meeting, agenda.items, matters=agenda.matters)
    first, *more = in_pages(agenda_parts(texts, accepted, named=named))
    lines = [texts("agenda-published"), meeting_head(texts, agenda.meeting), texts("agenda-head")]
    lines.append(_page_text(first))
    lines += [texts("agenda-goes-on")] if more else []
    lines.append(texts("agenda-published-next"))
    return "\n\n".join(lines)


def item_screen(
    texts: Texts,
    agenda: Agenda,
    item: Item,
    actor: Actor,
    *,
    page: int = 0,
    opening: str = "",
    traced: bool = False,
) -> Screen:
    """One suggested item: what others say to it, and what this person can say.

    `opening` stands above it; `traced`: it came of something, or something came of it.
    """
    me = actor.membership
    own = item.heard.of(me.id if me is not None else 0)
    pages = in_pages(_comments(texts, item, me.id if me is not None else 0), most=MOST_COMMENTS)
    page = min(page, len(pages) - 1)
    lines = [opening] if opening else []
    lines += [_item_head(texts, agenda, item), _page_text(pages[page]) or texts("agenda-comments-none")]
    buttons: list[Button] = []
    meeting = agenda.meeting
    if meeting.is_planned and item.state is not ItemState.DECLINED and me is not None and me.counted:
        lines.append(texts("agenda-you-matter" if own.matters else "agenda-unseen"))
        buttons = _speaking(texts, agenda, item, matters=bool(own.matters), said=bool(own.comments))
    buttons += page_buttons(texts, meeting.practice_id, meeting.id, item.id, "open", page, len(pages))
    here = meeting.practice_id
    if actor.may(Capability.TRACK_ACTIONS):
        make = origin if traced else made_of
        buttons.append(make(texts, here, ChainKind.AGENDA, item.id))
    buttons.append(Button(texts.plain("button-back"), OnAgenda(here, meeting.id, 0, "look")))
    return Screen("\n\n".join(lines), column(*buttons))


def agenda_row(texts: Texts, practice_id: int, meeting_id: int) -> Rows:
    """*See the agenda*."""
    return column(Button(texts.plain("button-agenda-see"), OnAgenda(practice_id, meeting_id, 0, "look")))


def page_buttons(
    texts: Texts, practice_id: int, meeting_id: int, item_id: int, act: str, page: int, pages: int
) -> list[Button]:
    """A button to the next page, and one to the page before, where there are such."""
    buttons = []
    if page + 1 < pages:
        label = texts.plain("button-agenda-later", page=page + 2, pages=pages)
        buttons.append(Button(label, OnAgenda(practice_id, meeting_id, item_id, f"{act}-{page + 1}")))
    if page > 0:
        label = texts.plain("button-agenda-earlier", page=page, pages=pages)
        buttons.append(Button(label, OnAgenda(practice_id, meeting_id, item_id, f"{act}-{page - 1}")))
    return buttons


def _page_text(page: Sequence[Part]) -> str:
    return "\n".join(part.text for part in page).strip()


def _late(texts: Texts, item: Item) -> list[str]:
    return [texts("agenda-late")] if item.late else []


def _openers(texts: Texts, agenda: Agenda, page: Sequence[Part]) -> list[Button]:
    meeting, buttons = agenda.meeting, []
    for item in (part.item for part in page if part.item is not None):
        place = agenda.place_of(item.id)
        title = plain_title(texts, item, 40)
        label = texts.plain("button-agenda-numbered", number=place, title=title) if place else title
        buttons.append(Button(label, OnAgenda(meeting.practice_id, meeting.id, item.id, "open")))
    return buttons


def _item_head(texts: Texts, agenda: Agenda, item: Item) -> str:
    lines = [texts("agenda-item-head", reference=agenda.meeting.reference, title=item_title(texts, item)), ""]
    if item.state is ItemState.ACCEPTED:
        lines.append(texts("agenda-item-accepted", number=agenda.place_of(item.id)))
    else:
        lines.append(texts("agenda-item-waits" if item.state is ItemState.SUGGESTED else "agenda-item-declined"))
    lines += _late(texts, item)
    lines += [texts("agenda-part", title=shortened(title, 100)) for title in item.parts[:MOST_PARTS]]
    if len(item.parts) > MOST_PARTS:
        lines.append(texts("agenda-parts-more", count=len(item.parts) - MOST_PARTS))
    return "\n".join([*lines, voices_line(texts, item)])


def _comments(texts: Texts, item: Item, member_id: int) -> list[Part]:
    found = []
    for voice in item.heard.voices:
        if voice.comment:
            key = "agenda-comment-own" if voice.member == member_id else "agenda-comment"
            found.append(Part(texts(key, words=voice.comment)))
    return found


def _speaking(texts: Texts, agenda: Agenda, item: Item, *, matters: bool, said: bool) -> list[Button]:
    def tap(act: str) -> OnAgenda:
        return OnAgenda(agenda.meeting.practice_id, agenda.meeting.id, item.id, act)

    if matters:
        buttons = [Button(texts.plain("button-agenda-unmatter"), tap("unmatter"))]
    else:
        buttons = [Button(texts.plain("button-agenda-matter"), tap("matter"))]
    if said:
        change = Button(texts.plain("button-agenda-change"), tap("say"))
        return [*buttons, change, Button(texts.plain("button-agenda-unsay"), tap("unsay"))]
    return [*buttons, Button(texts.plain("button-agenda-say"), tap("say"))]
