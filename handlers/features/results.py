"""/results, /summary, /export and /close: what came of a poll, for those who may see it."""

import re
from collections.abc import Awaitable, Callable

from bot.errors import BadPeriod, ConsultationClosed, NotPublished
from bot.rules.permissions import Capability
from bot.rules.words import ResultsTo
from bot.services.consultations import Brief, by_reference, get_brief, newest
from handlers.callbacks import ClosePoll, Run, StopSending, Sure
from handlers.context import Turn
from handlers.views import results as views
from handlers.views.polls import progress_screen
from handlers.views.screen import Button, Screen, column

REFERENCE = re.compile(r"[Pp]?\s*\d+")


async def results(turn: Turn) -> None:
    """`/results P12`, or a list to choose from."""
    await _about_a_poll(turn, "results", turn.texts("results-choose"), _show_results)


async def summary(turn: Turn) -> None:
    """`/summary P12`, `/summary 30d`, or a list to choose from."""
    given = turn.incoming.text.strip()
    if given[:1].isdigit() and given[-1:].lower() == "d":
        period = turn.services.results.period(given)
        found = await turn.services.results.of_period(turn.uow, turn.practice, period)
        for screen in views.period_screens(turn.texts, period, found):
            turn.say(screen)
        return
    if given and not REFERENCE.fullmatch(given):
        raise BadPeriod(given=given[:20])
    await _about_a_poll(turn, "summary", turn.texts("summary-choose"), _show_summary)


async def export(turn: Turn) -> None:
    """`/export P12`, or `/export` for everything that may leave the house."""
    service = turn.services.results
    if turn.incoming.text.strip():
        chosen = await by_reference(turn.uow, turn.practice, turn.incoming.text)
        await service.ask_for_export(turn.uow, turn.actor, turn.practice, chosen.id)
        turn.say(Screen(turn.texts("export-coming", reference=chosen.reference)))
        return
    found = await service.exportable(turn.uow, turn.practice)
    if not found:
        turn.say(Screen(turn.texts("export-none")))
        return
    for each in found:
        await service.ask_for_export(turn.uow, turn.actor, turn.practice, each.id)
    turn.say(Screen(turn.texts("export-coming-all", count=len(found))))


async def close(turn: Turn) -> None:
    """`/close P12`, or a list to choose from."""
    await _about_a_poll(turn, "close", turn.texts("results-choose"), _ask_to_close, only_open=True)


async def close_tapped(turn: Turn) -> None:
    """*Close now*, and the word that makes it sure."""
    tap = turn.incoming.tap
    assert isinstance(tap, ClosePoll)
    if not tap.sure:
        await _ask_to_close(turn, await get_brief(turn.uow, turn.practice, tap.poll))
        return
    closed = await turn.services.closing.close(turn.uow, turn.actor, turn.practice, tap.poll)
    turn.show(Screen(turn.texts("close-done", reference=closed.reference)))


async def stop_sending(turn: Turn) -> None:
    """*Stop sending* under a broadcast that is under way."""
    tap = turn.incoming.tap
    assert isinstance(tap, StopSending)
    stopped = await turn.services.closing.stop_sending(turn.uow, turn.actor, turn.practice, tap.poll)
    turn.toast(turn.texts.plain("sending-stopped"), alert=True)
    progress = await turn.services.results.progress(turn.uow, turn.practice, stopped.id)
    turn.show(progress_screen(turn.texts, progress))


async def _about_a_poll(
    turn: Turn,
    command: str,
    heading: str,
    act: Callable[[Turn, Brief], Awaitable[None]],
    *,
    only_open: bool = False,
) -> None:
    if turn.incoming.text.strip():
        await act(turn, await by_reference(turn.uow, turn.practice, turn.incoming.text))
        return
    polls = await newest(turn.uow, turn.practice)
    listed = [poll for poll in polls if (poll.is_open or not only_open) and _may_see(turn, poll)]
    if listed:
        turn.say(Screen(heading, views.choose_poll_rows(turn.texts, command, listed)))
    else:
        key = "results-none" if turn.actor.may(Capability.ASK) else "results-none-reader"
        turn.say(Screen(turn.texts(key)))


async def _show_results(turn: Turn, poll: Brief) -> None:
    if not _may_see(turn, poll):
        raise NotPublished(reference=poll.reference)
    found = await turn.services.results.of(turn.uow, turn.practice, poll.id)
    rows = views.outcome_row(turn.texts, poll) if turn.actor.may(Capability.ASK) else ()
    turn.say(views.results_screen(turn.texts, turn.practice.settings.group_name, found, rows))


def _may_see(turn: Turn, poll: Brief) -> bool:
    # Whoever runs the group sees how it goes; staff see what is published.
    return turn.actor.may(Capability.CLOSE) or (not poll.is_open and poll.results_to == ResultsTo.MEMBERS)


async def _show_summary(turn: Turn, poll: Brief) -> None:
    found = await turn.services.results.of(turn.uow, turn.practice, poll.id)
    members = await turn.services.membership.size(turn.uow, turn.practice)
    rows = views.outcome_row(turn.texts, poll)
    if found.shares is not None:
        rows += column(Button(turn.texts.plain("button-export"), Run("export", poll.reference, poll.practice_id)))
    turn.say(views.summary_screen(turn.texts, turn.practice.settings.group_name, found, members, rows))


async def _ask_to_close(turn: Turn, poll: Brief) -> None:
    if not poll.is_open:
        raise ConsultationClosed(reference=poll.reference)
    yes = Button(turn.texts.plain("button-close-yes"), ClosePoll(poll.practice_id, poll.id, sure=True))
    no = Button(turn.texts.plain("button-no"), Sure("close", yes=False, practice=poll.practice_id))
    turn.say(Screen(turn.texts("close-sure", reference=poll.reference), column(yes, no)))
