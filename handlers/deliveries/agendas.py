"""What goes out about agendas: to the chair, to whoever suggested something, and to everybody."""

from bot.rules.permissions import Capability
from bot.rules.words import ItemState
from bot.services.agenda_items import Agenda, Item
from handlers.callbacks import Ordering
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views.agendas import agenda_row, item_title, published_text
from handlers.views.meetings import reply_rows
from handlers.views.ordering import suggested_screen
from handlers.views.screen import Button, Screen, column


async def suggested(on: Occasion) -> Rendered | None:
    item = await _item(on, "item")
    if item is None or item.state is not ItemState.SUGGESTED or not on.actor.may(Capability.CALL_MEETINGS):
        return None
    agenda = await on.services.agendas.agenda(on.uow, on.practice, item.meeting_id)
    return Rendered(suggested_screen(on.texts, agenda, item)) if agenda.meeting.is_planned else None


async def decided(on: Occasion) -> Rendered | None:
    item, decided_on = await _item(on, "item"), await _item(on, "of")
    if item is None or decided_on is None or decided_on.state != on.parcel.details.get("state"):
        # It was decided anew, and that has a message of its own.
        return None
    agenda = await on.services.agendas.agenda(on.uow, on.practice, item.meeting_id)
    if not agenda.meeting.is_planned:
        return None
    text = await _merged(on, agenda, item, decided_on)
    if text is None:
        text = _decided_itself(on, agenda, item) if item.id == decided_on.id else _part(on, agenda, decided_on)
    rows = agenda_row(on.texts, on.practice.id, agenda.meeting.id)
    return Rendered(Screen(text, rows))


async def published(on: Occasion) -> Rendered | None:
    agenda = await on.services.agendas.agenda(on.uow, on.practice, on.subject)
    meeting, texts = agenda.meeting, on.texts
    if not meeting.is_planned or meeting.starts_at <= on.services.clock.now():
        return None
    manages = on.actor.may(Capability.CALL_MEETINGS)
    text = published_text(texts, agenda, named=manages)
    rows = agenda_row(texts, on.practice.id, meeting.id)
    if on.actor.membership is not None and on.actor.membership.counted:
        standing = await on.services.attending.standing(on.uow, on.practice, meeting.id, on.actor.membership.id)
        rows = (*reply_rows(texts, on.practice, meeting, standing.reply), *rows)
    if manages and agenda.undecided:
        count = len(agenda.undecided)
        text += "\n\n" + texts("order-still-waiting", count=count)
        decide = Ordering(on.practice.id, meeting.id, 0, "look")
        rows += column(Button(texts.plain("button-agenda-decide", count=count), decide))
    return Rendered(Screen(text, rows))


async def _item(on: Occasion, which: str) -> Item | None:
    found = on.parcel.details.get(which)
    return await on.services.agendas.item(on.uow, on.practice, found) if isinstance(found, int) else None


async def _merged(on: Occasion, agenda: Agenda, item: Item, decided_on: Item) -> str | None:
    """What somebody hears whose suggestion became part of another; None where that is not what was decided."""
    if decided_on.state is not ItemState.MERGED or decided_on.into_id is None:
        return None
    into = await on.services.agendas.item(on.uow, on.practice, decided_on.into_id)
    if into is None:
        return None
    reference = agenda.meeting.reference
    return on.texts(
        "agenda-merged", reference=reference, title=item_title(on.texts, item), into=item_title(on.texts, into)
    )


def _decided_itself(on: Occasion, agenda: Agenda, item: Item) -> str:
    texts, reference, title = on.texts, agenda.meeting.reference, item_title(on.texts, item)
    if item.state is ItemState.ACCEPTED:
        when = texts.in_full(agenda.meeting.starts_at)
        text = texts("agenda-accepted", reference=reference, title=title, when=when)
        return text + "\n\n" + texts("agenda-decided-next")
    parts = [texts("agenda-declined", reference=reference, title=title)]
    parts += [texts("agenda-declined-why", reason=item.reason)] if item.reason else []
    return "\n\n".join([*parts, texts("agenda-declined-next")])


def _part(on: Occasion, agenda: Agenda, whole: Item) -> str:
    texts, reference, into = on.texts, agenda.meeting.reference, item_title(on.texts, whole)
    if whole.state is ItemState.ACCEPTED:
        when = texts.in_full(agenda.meeting.starts_at)
        text = texts("agenda-part-accepted", reference=reference, into=into, when=when)
        return text + "\n\n" + texts("agenda-decided-next")
    parts = [texts("agenda-part-declined", reference=reference, into=into)]
    parts += [texts("agenda-declined-why", reason=whole.reason)] if whole.reason else []
    return "\n\n".join([*parts, texts("agenda-declined-next")])
