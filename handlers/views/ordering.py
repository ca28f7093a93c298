"""An agenda as the chair sees it: what waits for a decision, and the order."""

from bot.services.agenda_items import Agenda, Item
from bot.texts import Texts
from handlers.callbacks import OnAgenda, Ordering
from handlers.views.agendas import item_title, plain_title, voices_line
from handlers.views.meetings import meeting_head
from handlers.views.screen import Button, Screen, column

# Buttons of one message, and lines of the order that it shows.
MOST_LISTED = 30


def ordering_screen(texts: Texts, agenda: Agenda, *, at: int = 0, begun: bool = False) -> Screen:
    """What waits for a decision, one by one (`at`: the item at hand), and the agenda in its order.

    `begun`: the meeting has, and nothing is sent any more.
    """
    item = next((each for each in agenda.undecided if each.id == at), next(iter(agenda.undecided), None))
    lines = [meeting_head(texts, agenda.meeting), _waiting(texts, agenda, item), *_order(texts, agenda, 0)]
    lines.append(_goes_out(texts, agenda))
    buttons = _decisions(texts, agenda, item) if item is not None else []
    buttons += _rest(texts, agenda, begun=begun)
    return Screen("\n\n".join(lines), column(*buttons))


def _waiting(texts: Texts, agenda: Agenda, item: Item | None) -> str:
    if item is None:
        return texts("order-none-waiting")
    lines = [texts("order-waiting", count=len(agenda.undecided)), texts("order-at", title=item_title(texts, item))]
    return "\n".join([*lines, voices_line(texts, item), *([texts("agenda-late")] if item.late else [])])


def _order(texts: Texts, agenda: Agenda, marked: int) -> list[str]:
    """The items in order, one of them marked, and no more than one message takes."""
    place = agenda.place_of(marked)
    first = max(0, min(place - MOST_LISTED // 2, len(agenda.items) - MOST_LISTED))
    lines = []
    for number, item in enumerate(agenda.items[first : first + MOST_LISTED], start=first + 1):
        key = "order-line-marked" if number == place else "agenda-line"
        lines.append(texts(key, number=number, title=plain_title(texts, item, 50)))
    return ["\n".join([texts("agenda-head"), *lines])]


def _goes_out(texts: Texts, agenda: Agenda) -> str:
    meeting = agenda.meeting
    if meeting.agenda_published_at is not None:
        return texts("order-went-out", when=texts.in_full(meeting.agenda_published_at))
    return texts("order-goes-out", when=texts.in_full(meeting.agenda_at))


def _tap(agenda: Agenda, item_id: int, act: str, other: int = 0) -> Ordering:
    return Ordering(agenda.meeting.practice_id, agenda.meeting.id, item_id, act, other)


def _decisions(texts: Texts, agenda: Agenda, item: Item) -> list[Button]:
    buttons = [
        Button(texts.plain("button-order-accept"), _tap(agenda, item.id, "accept")),
        Button(texts.plain("button-order-decline"), _tap(agenda, item.id, "decline")),
    ]
    if targets(agenda, item.id):
        buttons.append(Button(texts.plain("button-order-merge"), _tap(agenda, item.id, "merge")))
    if len(agenda.undecided) > 1:
        ids = [each.id for each in agenda.undecided]
        following = ids[(ids.index(item.id) + 1) % len(ids)]
        buttons.append(Button(texts.plain("button-order-next"), _tap(agenda, following, "look")))
    return buttons


def _rest(texts: Texts, agenda: Agenda, *, begun: bool) -> list[Button]:
    buttons = [Button(texts.plain("button-order-change"), _tap(agenda, 0, "order"))]
    if agenda.declined:
        label = texts.plain("button-order-declined", count=len(agenda.declined))
        buttons.append(Button(label, _tap(agenda, 0, "declined")))
    if not begun:
        buttons.append(Button(texts.plain("button-order-add"), _tap(agenda, 0, "add")))
    meeting = agenda.meeting
    if not begun and meeting.agenda_published_at is None and meeting.invite_at is None:
        buttons.append(Button(texts.plain("button-order-send"), _tap(agenda, 0, "send")))
    see = OnAgenda(meeting.practice_id, meeting.id, 0, "look")
    return [*buttons, Button(texts.plain("button-agenda-see"), see)]


def targets(agenda: Agenda, item_id: int) -> list[Item]:
    """What a suggestion can be merged with."""
    return [item for item in (*agenda.items, *agenda.undecided) if item.is_suggested and item.id != item_id]


def merge_screen(texts: Texts, agenda: Agenda, item: Item, page: int = 0) -> Screen:
    """With which other item? A button each."""
    text = texts("order-merge-ask", reference=agenda.meeting.reference, title=item_title(texts, item))
    offered = targets(agenda, item.id)
    taps = [(plain_title(texts, each), _tap(agenda, item.id, "into", each.id)) for each in offered]
    return _choice(texts, agenda, text, taps, item.id, "merge", page)


def order_screen(texts: Texts, agenda: Agenda, page: int = 0) -> Screen:
    """Which item is to be moved? A button each."""
    text = texts("order-which", reference=agenda.meeting.reference)
    taps = [
        (
            texts.plain("button-agenda-numbered", number=number, title=plain_title(texts, item, 40)),
            _tap(agenda, item.id, "pick"),
        )
        for number, item in enumerate(agenda.items, start=1)
    ]
    return _choice(texts, agenda, text, taps, 0, "order", page)


def declined_screen(texts: Texts, agenda: Agenda, page: int = 0) -> Screen:
    """What was declined, and why; a tap puts it on the agenda after all."""
    start = page * MOST_LISTED
    lines = [texts("order-declined", reference=agenda.meeting.reference), ""]
    lines += [
        texts("agenda-bullet", title=plain_title(texts, item, 50))
        for item in agenda.declined[start : start + MOST_LISTED]
    ]
    taps = [
        (texts.plain("button-order-restore", title=plain_title(texts, item, 40)), _tap(agenda, item.id, "restore"))
        for item in agenda.declined
    ]
    return _choice(texts, agenda, "\n".join(lines), taps, 0, "declined", page)


def moving_screen(texts: Texts, agenda: Agenda, item: Item) -> Screen:
    """The order with one item marked, which moves up and down."""
    place = agenda.place_of(item.id)
    text = texts("order-moving", reference=agenda.meeting.reference)
    buttons = []
    if place > 1:
        buttons.append(Button(texts.plain("button-order-up"), _tap(agenda, item.id, "up", place)))
    if place < len(agenda.items):
        buttons.append(Button(texts.plain("button-order-down"), _tap(agenda, item.id, "down", place)))
    buttons.append(Button(texts.plain("button-order-another"), _tap(agenda, 0, "order")))
    buttons.append(Button(texts.plain("button-done"), _tap(agenda, 0, "look")))
    return Screen("\n\n".join([text, *_order(texts, agenda, item.id)]), column(*buttons))


def send_screen(texts: Texts, agenda: Agenda, count: int) -> Screen:
    """Send it to so many people now?"""
    text = texts("order-send-sure", reference=agenda.meeting.reference, count=count)
    if agenda.undecided:
        text += "\n" + texts("order-still-waiting", count=len(agenda.undecided))
    yes = Button(texts.plain("button-yes"), _tap(agenda, 0, "publish"))
    return Screen(text, column(yes, Button(texts.plain("button-no"), _tap(agenda, 0, "look"))))


def suggested_screen(texts: Texts, agenda: Agenda, item: Item) -> Screen:
    """Somebody has suggested an item: for the chair and the manager."""
    lines = [texts("agenda-suggested", reference=agenda.meeting.reference, title=item_title(texts, item))]
    if item.late:
        lines.append(texts("agenda-late"))
    lines.append(texts("agenda-suggested-ask"))
    buttons = (
        Button(texts.plain("button-order-accept"), _tap(agenda, item.id, "accept")),
        Button(texts.plain("button-order-decline"), _tap(agenda, item.id, "decline")),
        Button(texts.plain("button-agenda-see"), _tap(agenda, item.id, "look")),
    )
    return Screen("\n\n".join(lines), column(*buttons))


def _choice(
    texts: Texts, agenda: Agenda, text: str, taps: list[tuple[str, Ordering]], item_id: int, act: str, page: int
) -> Screen:
    """A page of buttons to choose from, the next page, and *Back*."""
    pages = max(1, -(-len(taps) // MOST_LISTED))
    page = min(page, pages - 1)
    start = page * MOST_LISTED
    buttons = [Button(label, tap) for label, tap in taps[start : start + MOST_LISTED]]
    if pages > 1:
        following = (page + 1) % pages
        label = texts.plain("button-agenda-later", page=following + 1, pages=pages)
        buttons.append(Button(label, _tap(agenda, item_id, act, following)))
    back = Button(texts.plain("button-back"), _tap(agenda, item_id, "look"))
    return Screen(text, column(*buttons, back))
