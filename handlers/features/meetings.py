"""/meetings: what any member does about meetings: look, say whether they come, say what they need, be here."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import MeetingOver, NotAsked, NotYours
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.permissions import Capability
from bot.rules.words import Came, MeetingState, Need, Reply, Useful
from bot.services.attending import LONGEST_WORDS
from bot.services.meetings import Meeting, get_meeting, held_lately, meeting_by_reference, to_come
from handlers.callbacks import Meet
from handlers.commands import Who
from handlers.context import Flow, StepOf, Turn
from handlers.views import meeting_lists as lists
from handlers.views import meetings as views
from handlers.views.meetings import FLOW, WORDS, Look
from handlers.views.screen import Retire, Screen

# So many fit into one message, and more nobody reads.
MOST_LISTED = 12

Act = Callable[[Turn, Meeting, str], Awaitable[None]]


async def meetings(turn: Turn) -> None:
    """`/meetings`: those to come, or the only one; `/meetings M4`: that one."""
    if turn.incoming.text.strip():
        meeting = await meeting_by_reference(turn.uow, turn.practice, turn.incoming.text)
        turn.say(await _screen(turn, meeting))
        return
    found = await to_come(turn.uow, turn.practice)
    turn.say(await _screen(turn, found[0]) if len(found) == 1 else await _list(turn, found))


async def tapped(turn: Turn) -> None:
    """A tap about a meeting, or about the list of them."""
    tap = turn.incoming.tap
    assert isinstance(tap, Meet)
    if tap.act == "list":
        turn.show(await _list(turn, await to_come(turn.uow, turn.practice)))
    elif tap.act == "past":
        past = await held_lately(turn.uow, turn.practice, MOST_LISTED)
        turn.show(lists.past_screen(turn.texts, turn.practice, tuple(past)))
    elif tap.act in ACTS:
        await ACTS[tap.act](turn, await get_meeting(turn.uow, turn.practice, tap.meeting), tap.value)
    else:
        turn.toast(turn.texts.plain("old-button"), alert=True)


async def _list(turn: Turn, found: list[Meeting]) -> Screen:
    some = found[:MOST_LISTED]
    overview = await turn.services.attending.overview(turn.uow, turn.practice, some, turn.member.id)
    past = bool(await held_lately(turn.uow, turn.practice, 1))
    calls = turn.actor.may(Capability.CALL_MEETINGS)
    return lists.list_screen(turn.texts, turn.practice, overview, calls=calls, past=past)


async def _screen(turn: Turn, meeting: Meeting) -> Screen:
    service = turn.services.attending
    invited = await service.is_for(turn.uow, turn.actor, turn.practice, meeting)
    standing = await service.standing(turn.uow, turn.practice, meeting.id, turn.member.id)
    manages, begins = turn.actor.may(Capability.CALL_MEETINGS), service.takes_check_ins(meeting)
    look = Look(
        open=service.takes_replies(meeting),
        invited=invited,
        here=invited and standing.came is None and begins,
        begins=begins,
        manages=manages,
        takes_minutes=turn.actor.may(Capability.TAKE_MINUTES),
        counts=await service.counts(turn.uow, turn.practice, meeting.id) if manages else None,
    )
    return views.meeting_screen(turn.texts, turn.practice, meeting, standing, look)


async def _look(turn: Turn, meeting: Meeting, _value: str = "") -> None:
    turn.show(await _screen(turn, meeting))


async def _carried_out(turn: Turn, meeting: Meeting, change: Callable[[], Awaitable[object]]) -> bool:
    """Carry a change out. Where that cannot be, say why over the chat, and show how things are: False."""
    if turn.again:
        # It was, before the crash, and more may have followed: what is kept is shown.
        return True
    try:
        await change()
    except MeetingOver:
        turn.toast(turn.texts.plain("meeting-closed", reference=meeting.reference), alert=True)
    except NotAsked:
        turn.toast(turn.texts.plain("meeting-for-others", audience=meeting.audience), alert=True)
    else:
        return True
    await _look(turn, meeting)
    return False


def _says(reply: Reply) -> Act:
    async def says(turn: Turn, meeting: Meeting, _value: str) -> None:
        if reply is Reply.ONLINE and not meeting.link:
            turn.toast(turn.texts.plain("meeting-no-link", reference=meeting.reference), alert=True)
            await _look(turn, meeting)
            return
        service, whose = turn.services.attending, (turn.uow, turn.actor, turn.practice, meeting.id)
        if await _carried_out(turn, meeting, lambda: service.reply(*whose, reply)):
            turn.toast(turn.texts.plain("meeting-kept"))
            await _look(turn, meeting)

    return says


async def _needs(turn: Turn, meeting: Meeting, _value: str = "") -> None:
    service = turn.services.attending
    if not service.takes_replies(meeting):
        turn.toast(turn.texts.plain("meeting-closed", reference=meeting.reference), alert=True)
        await _look(turn, meeting)
        return
    standing = await service.standing(turn.uow, turn.practice, meeting.id, turn.member.id)
    turn.show(views.needs_screen(turn.texts, turn.practice, meeting, standing))


def _needing(on: bool) -> Act:
    async def needing(turn: Turn, meeting: Meeting, value: str) -> None:
        need = next((each for each in Need if each == value), None)
        if need is None:
            turn.toast(turn.texts.plain("old-button"), alert=True)
            return
        # Something else is nothing before it is said what.
        kept = (on and need is Need.OTHER) or await _need_kept(turn, meeting, need, on)
        if not kept:
            return
        if on and need in (Need.INTERPRETER, Need.OTHER):
            await _go_to_words(turn, meeting, need)
        else:
            turn.toast(turn.texts.plain("settings-kept"))
            await _needs(turn, meeting)

    return needing


async def _need_kept(turn: Turn, meeting: Meeting, need: Need, on: bool) -> bool:
    service, whose = turn.services.attending, (turn.uow, turn.actor, turn.practice, meeting.id)
    standing = await service.standing(turn.uow, turn.practice, meeting.id, turn.member.id)
    if on and need in [each.need for each in standing.needs]:
        # A second tap must not take the words away that came after the first.
        return True
    return await _carried_out(turn, meeting, lambda: service.need(*whose, need, on))


async def _go_to_words(turn: Turn, meeting: Meeting, need: Need) -> None:
    place = turn.actor.place
    if not turn.services.attending.takes_replies(meeting) or (turn.again and (place is None or place.flow != FLOW)):
        # Too late, or, before a crash, the words were given already.
        await _needs(turn, meeting)
        return
    about = {"meeting": meeting.id, "reference": meeting.reference, "need": need.value}
    kept = {"practice": turn.practice.id, "message": turn.incoming.message_id, **about}
    await turn.step_aside(FLOW, WORDS, kept)
    turn.show(await _ask_words(turn))


async def _ask_words(turn: Turn) -> Screen:
    data = turn.place.data
    return views.need_words_screen(turn.texts, data["reference"], Need(data["need"]))


async def _words_tapped(turn: Turn, value: str) -> None:
    meeting = await get_meeting(turn.uow, turn.practice, turn.place.data["meeting"])
    await turn.back_before()
    await (_look if value == "cancel" else _needs)(turn, meeting)


async def _words_typed(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
        return
    if utf16_length(text) > LONGEST_WORDS:
        turn.say(Screen(turn.texts("too-long", most=LONGEST_WORDS)))
        return
    data = turn.place.data
    await turn.back_before()
    whose = (turn.uow, turn.actor, turn.practice, data["meeting"])
    meeting = await turn.services.attending.need(*whose, Need(data["need"]), True, text)
    if data["message"] is not None:
        # Its buttons would stand above what was typed; what comes next stands below it.
        turn.replies.append(Retire(data["message"]))
    await _needs(turn, meeting)


async def _here(turn: Turn, meeting: Meeting, value: str) -> None:
    service, whose = turn.services.attending, (turn.uow, turn.actor, turn.practice, meeting.id)
    came = next((each for each in Came if each == value), None if meeting.link else Came.ROOM)
    if service.takes_replies(meeting) and not service.takes_check_ins(meeting):
        turn.toast(turn.texts.plain("meeting-here-early"), alert=True)
        await _look(turn, meeting)
    elif came is None and service.takes_check_ins(meeting):
        turn.show(views.here_screen(turn.texts, turn.practice, meeting))
    elif await _carried_out(turn, meeting, lambda: service.check_in(*whose, came or Came.ROOM)):
        await _look(turn, meeting)


async def _file(turn: Turn, meeting: Meeting, _value: str) -> None:
    now, when = turn.services.clock.now(), views.meeting_time(turn.texts, meeting)
    gone = meeting.state == MeetingState.CANCELLED
    file = views.calendar_of(turn.texts, turn.practice, meeting, now, cancelled=gone)
    turn.say(Screen(turn.texts("meeting-file", reference=meeting.reference, when=when), documents=(file,)))


async def _minutes(turn: Turn, meeting: Meeting, _value: str) -> None:
    from handlers.views.minutes import minutes_screen  # noqa: PLC0415  (only when somebody asks)

    found = await turn.services.minutes.published(turn.uow, turn.practice, meeting.id)
    if found is None:
        turn.toast(turn.texts.plain("meeting-minutes-none", reference=meeting.reference), alert=True)
    else:
        turn.say(minutes_screen(turn.texts, meeting, found))


async def _useful(turn: Turn, meeting: Meeting, value: str) -> None:
    from handlers.views.minutes import thanks_screen  # noqa: PLC0415  (only when somebody says so)

    answer = next((each for each in Useful if each == value), None)
    if answer is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    if not turn.again:
        await turn.services.minutes.say_useful(turn.uow, turn.actor, turn.practice, meeting.id, answer)
    turn.toast(turn.texts.plain("meeting-kept"))
    turn.show(thanks_screen(turn.texts, meeting, answer))


async def _manage(turn: Turn, meeting: Meeting, _value: str) -> None:
    if not turn.actor.may(Capability.CALL_MEETINGS):
        raise NotYours()
    if not turn.services.attending.takes_replies(meeting):
        await _look(turn, meeting)
        return
    counts = await turn.services.attending.counts(turn.uow, turn.practice, meeting.id)
    turn.show(lists.manage_screen(turn.texts, turn.practice, meeting, counts, turn.actor))


ACTS: Mapping[str, Act] = {
    "look": _look,
    **{reply.value: _says(reply) for reply in Reply},
    "needs": _needs,
    "need": _needing(on=True),
    "unneed": _needing(on=False),
    "here": _here,
    "file": _file,
    "minutes": _minutes,
    "useful": _useful,
    "manage": _manage,
}

JOURNEY = Flow({WORDS: StepOf(_ask_words, _words_tapped, _words_typed)}, Who.MEMBER)
