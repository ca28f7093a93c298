"""On the day of a meeting: how it stands, who came, and notes by item."""

from collections.abc import Sequence

from bot.errors import MinutesProblem
from bot.rules.lengths import is_blank
from bot.rules.permissions import Capability
from bot.rules.words import Came
from bot.services.agendas import Item
from bot.services.attending import Guest
from bot.services.minutes import LONGEST_NOTES
from handlers.callbacks import Take
from handlers.context import StepOf, Turn
from handlers.views import on_the_day as views
from handlers.views.agendas import plain_title
from handlers.views.minutes import FLOW
from handlers.views.screen import Screen


def number(value: str) -> int:
    """What stands on a button, as a number; 0 where it is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else 0


async def look(turn: Turn, tap: Take) -> None:
    """How a meeting stands, and a way to everything that is done about it now."""
    turn.show(await day_screen(turn, tap.meeting))


async def day_screen(turn: Turn, meeting_id: int) -> Screen:
    """The screen of a meeting on its day. Refuses with NoSuchReference, MeetingOver and MinutesProblem (late)."""
    uow, practice, services = turn.uow, turn.practice, turn.services
    meeting = await services.minutes.meeting_at_hand(uow, practice, meeting_id)
    day = views.Day(
        meeting=meeting,
        present=await services.attending.present(uow, practice, meeting_id),
        apologies=(await services.attending.counts(uow, practice, meeting_id)).apologies,
        quorum=practice.settings.quorum,
        pulse=await services.minutes.pulse(uow, practice, meeting_id),
        begun=services.minutes.has_begun(meeting),
        tracks=turn.actor.may(Capability.TRACK_ACTIONS),
        to_accept=await services.minutes.to_accept(uow, practice, meeting),
    )
    return views.day_screen(turn.texts, practice, day)


async def came(turn: Turn, tap: Take) -> None:
    """Who came: a page of names."""
    await _show_guests(turn, tap.meeting, number(tap.value))


async def mark(turn: Turn, tap: Take) -> None:
    """A tap on a name: how that member took part."""
    member, how, page = [*tap.value.split("-"), "", ""][:3]
    await turn.services.minutes.meeting_at_hand(turn.uow, turn.practice, tap.meeting)
    # Only those on the list: a name that may not be seen must not come to it by a forged tap.
    if number(member) in {guest.member_id for guest in await _guests(turn, tap.meeting)}:
        noted = Came(how) if how in list(Came) else None
        await turn.services.attending.note_came(
            turn.uow, turn.actor, turn.practice, tap.meeting, number(member), noted
        )
    await _show_guests(turn, tap.meeting, number(page))


async def _guests(turn: Turn, meeting_id: int) -> Sequence[Guest]:
    return await turn.services.attending.coming(turn.uow, turn.practice, meeting_id, with_core=True)


async def _show_guests(turn: Turn, meeting_id: int, page: int) -> None:
    meeting = await turn.services.minutes.meeting_at_hand(turn.uow, turn.practice, meeting_id)
    guests = await _guests(turn, meeting_id)
    turn.show(views.came_screen(turn.texts, turn.practice, meeting, guests, page))


async def notes(turn: Turn, tap: Take) -> None:
    """The agenda, a button for each item."""
    turn.show(await _notes_screen(turn, tap.meeting, number(tap.value)))


async def _notes_screen(turn: Turn, meeting_id: int, page: int, opening: str = "") -> Screen:
    meeting = await turn.services.minutes.meeting_at_hand(turn.uow, turn.practice, meeting_id)
    items = await _items(turn, meeting_id)
    return views.notes_screen(turn.texts, turn.practice, meeting, items, page, opening)


async def _items(turn: Turn, meeting_id: int) -> Sequence[Item]:
    return (await turn.services.agendas.agenda(turn.uow, turn.practice, meeting_id)).items


async def note(turn: Turn, tap: Take) -> None:
    """A tap on an item: its notes, to be typed."""
    meeting = await turn.services.minutes.meeting_at_hand(turn.uow, turn.practice, tap.meeting)
    items = await _items(turn, tap.meeting)
    item = next((each for each in items if each.id == number(tap.value)), None)
    if item is None:
        raise MinutesProblem(problem="gone")
    await turn.enter(
        FLOW,
        "note",
        meeting=meeting.id,
        reference=meeting.reference,
        item=item.id,
        title=plain_title(turn.texts, item, 90),
        page=items.index(item) // views.PAGE,
        seen=item.notes,
        add=False,
        mine="",
    )


async def stop_noting(turn: Turn) -> None:
    """Whoever turns to another screen of the minutes writes no notes any more: what they type is not for these."""
    place = turn.actor.place
    if place is not None and (place.flow, place.step) == (FLOW, "note"):
        await turn.leave_flow()


async def _ask_note(turn: Turn) -> Screen:
    data = turn.place.data
    noting = views.Noting(data["reference"], data["title"], data["seen"], data["add"], data["mine"])
    return views.note_screen(turn.texts, noting, LONGEST_NOTES)


async def _note_tapped(turn: Turn, value: str) -> None:
    data = turn.place.data
    if value in ("add", "instead"):
        await turn.move("note", add=value == "add")
    elif value in ("mine-add", "mine-instead") and data["mine"]:
        await _keep(turn, data["mine"], add=value == "mine-add")
    else:
        await turn.leave_flow()
        turn.show(await _notes_screen(turn, data["meeting"], data["page"]))


async def _note_typed(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
    else:
        await _keep(turn, text, add=turn.place.data["add"])


async def _keep(turn: Turn, words: str, *, add: bool) -> None:
    data, minutes = turn.place.data, turn.services.minutes
    where = (turn.uow, turn.actor, turn.practice, data["meeting"], data["item"])
    try:
        await minutes.note(*where, words, seen=data["seen"], add=add)
    except MinutesProblem as problem:
        if problem.arguments["problem"] != "changed":
            raise
        # Nobody's words are lost: they see both, and say which stay.
        newer = await minutes.notes(turn.uow, turn.practice, data["meeting"], data["item"])
        turn.say(Screen(turn.texts("minutes-problem", problem="changed")))
        await turn.move("note", seen=newer, add=False, mine=words.strip())
        return
    await turn.leave_flow()
    turn.show(await _notes_screen(turn, data["meeting"], data["page"], turn.texts("note-kept")))


STEPS = {"note": StepOf(_ask_note, _note_tapped, _note_typed)}
