"""/results, /summary, /export and /close: what came of a poll or a survey, for those who may see it."""

import re
from collections.abc import Awaitable, Callable

from bot.errors import BadPeriod, ConsultationClosed, NotPublished
from bot.rules.forms.form import Kind
from bot.rules.forms.summaries import Withheld
from bot.rules.permissions import Capability
from bot.rules.words import ChainKind, ResultsTo
from bot.services.consultations import Brief, by_reference, get_brief, newest, open_ones
from bot.services.summaries import CHOSEN, measures_of
from bot.services.survey_results import QuestionResult, SurveyResults
from handlers.callbacks import ClosePoll, Run, ShowAnswers, ShowQuestions, ShowStops, StopSending, Sure
from handlers.context import Turn
from handlers.views import results as views
from handlers.views import summaries, survey_answers, survey_results
from handlers.views.polls import progress_screen
from handlers.views.screen import Button, Rows, Screen, column
from handlers.views.unheard import unheard_button
from handlers.views.voice_buttons import poll_rows

REFERENCE = re.compile(r"[PpSs]?\s*\d+")


async def results(turn: Turn) -> None:
    """`/results P12`, or a list to choose from."""
    await _about_a_poll(turn, "results", turn.texts("results-choose"), _show_results)


async def summary(turn: Turn) -> None:
    """`/summary P12`, `/summary 30d`, or a list to choose from."""
    given = turn.incoming.text.strip()
    if given[:1].isdigit() and not given[-1:].isdigit():
        period = turn.services.results.period(given)
        found = await turn.services.summaries.period(turn.uow, turn.actor, turn.practice, period)
        for screen in summaries.period_screens(turn.texts, turn.practice, found):
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
    polls = await (open_ones if only_open else newest)(turn.uow, turn.practice)
    listed = [poll for poll in polls if _may_see(turn, poll)]
    if listed:
        turn.say(Screen(heading, views.choose_poll_rows(turn.texts, command, listed)))
    else:
        key = "results-none" if turn.actor.may(Capability.ASK) else "results-none-reader"
        turn.say(Screen(turn.texts(key)))


async def questions_tapped(turn: Turn) -> None:
    """The questions of a survey to choose from, page by page."""
    tap = turn.incoming.tap
    assert isinstance(tap, ShowQuestions)
    found = await _survey_results(turn, tap.survey)
    screen = survey_results.questions_screen(turn.texts, found, tap.page)
    if tap.anew:
        turn.say(screen)
    else:
        turn.show(screen)


async def answers_tapped(turn: Turn) -> None:
    """What came in to one question of a survey."""
    tap = turn.incoming.tap
    assert isinstance(tap, ShowAnswers)
    found = await _survey_results(turn, tap.survey)
    result = found.question(tap.question)
    rows = _closer_rows(turn, found, result)
    if result.question.kind is not Kind.TEXT:
        for screen in survey_answers.question_screens(turn.texts, _group(turn), found, result, rows):
            turn.say(screen)
        return
    written = await turn.services.survey_results.written(turn.uow, turn.practice, found, result)
    screen = survey_answers.texts_screen(turn.texts, found, result, written, tap.page, rows)
    # Pages turn in place; the first comes below the results that it was asked for from.
    if tap.turned:
        turn.show(screen)
    else:
        turn.say(screen)


def _closer_rows(turn: Turn, found: SurveyResults, result: QuestionResult) -> Rows:
    """For whoever reviews: by group, or by topic."""
    if not turn.actor.may(Capability.SUMMARISE) or not result.summary.said or isinstance(result.summary, Withheld):
        return ()
    at = (turn.practice.id, found.about.id, result.number)
    if result.question.kind is Kind.TEXT:
        return summaries.words_row(turn.texts, *at)
    measures = measures_of(turn.practice, found) if result.question.kind in CHOSEN else ()
    return summaries.measure_rows(turn.texts, *at, measures)


async def stops_tapped(turn: Turn) -> None:
    """Where people stop in a survey."""
    tap = turn.incoming.tap
    assert isinstance(tap, ShowStops)
    about = await get_brief(turn.uow, turn.practice, tap.survey)
    _refuse_unpublished(turn, about)
    await turn.services.results.note_look(turn.uow, turn.actor, turn.practice, about)
    service, language = turn.services.survey_results, turn.actor.language
    funnel = await service.funnel(turn.uow, turn.practice, tap.survey, language)
    for screen in survey_answers.stops_screens(turn.texts, _group(turn), funnel):
        turn.say(screen)


async def _survey_results(turn: Turn, survey_id: int) -> SurveyResults:
    about = await get_brief(turn.uow, turn.practice, survey_id)
    _refuse_unpublished(turn, about)
    await turn.services.results.note_look(turn.uow, turn.actor, turn.practice, about)
    return await turn.services.survey_results.of(turn.uow, turn.practice, survey_id, turn.actor.language)


async def _show_results(turn: Turn, poll: Brief) -> None:
    _refuse_unpublished(turn, poll)
    rows = views.outcome_row(turn.texts, poll) if turn.actor.may(Capability.ASK) else ()
    rows += await _chain_rows(turn, poll) + _unheard_rows(turn, poll)
    if poll.is_survey:
        turn.say(survey_results.survey_results_screen(turn.texts, await _survey_results(turn, poll.id), rows))
        return
    await turn.services.results.note_look(turn.uow, turn.actor, turn.practice, poll)
    found = await turn.services.results.of(turn.uow, turn.practice, poll.id)
    turn.say(views.results_screen(turn.texts, _group(turn), found, rows))


async def _chain_rows(turn: Turn, poll: Brief) -> Rows:
    if poll.is_open or not turn.actor.may(Capability.TRACK_ACTIONS):
        return ()
    chain, kind = turn.services.chain, ChainKind.CONSULTATION
    traced = await chain.is_in(turn.uow, turn.practice, kind, poll.id)
    return poll_rows(turn.texts, poll.practice_id, poll.id, traced=traced)


def _refuse_unpublished(turn: Turn, poll: Brief) -> None:
    if not _may_see(turn, poll):
        raise NotPublished(reference=poll.reference)


def _may_see(turn: Turn, poll: Brief) -> bool:
    # Whoever runs the group sees how it goes; staff see what is published.
    return turn.actor.may(Capability.CLOSE) or (not poll.is_open and poll.results_to == ResultsTo.MEMBERS)


async def _show_summary(turn: Turn, poll: Brief) -> None:
    service, language = turn.services.summaries, turn.actor.language
    found = await service.look(turn.uow, turn.actor, turn.practice, poll.id, language)
    rows = _summary_rows(turn, poll, shown=found.results.shown)
    if isinstance(found.results, SurveyResults):
        turn.say(survey_results.survey_summary_screen(turn.texts, found.results, found.members, rows))
        return
    closer = summaries.measure_rows(turn.texts, poll.practice_id, poll.id, 1, found.measures)
    turn.say(views.summary_screen(turn.texts, _group(turn), found.results, found.members, closer + rows))


def _summary_rows(turn: Turn, poll: Brief, *, shown: bool) -> Rows:
    export = Button(turn.texts.plain("button-export"), Run("export", poll.reference, poll.practice_id))
    return views.outcome_row(turn.texts, poll) + _unheard_rows(turn, poll) + (column(export) if shown else ())


def _unheard_rows(turn: Turn, poll: Brief) -> Rows:
    if not turn.actor.may(Capability.SEE_MEMBERS):
        return ()
    return column(unheard_button(turn.texts, poll.practice_id, poll.id))


def _group(turn: Turn) -> str:
    return turn.practice.settings.group_name


async def _ask_to_close(turn: Turn, poll: Brief) -> None:
    if not poll.is_open:
        raise ConsultationClosed(reference=poll.reference)
    yes = Button(turn.texts.plain("button-close-yes"), ClosePoll(poll.practice_id, poll.id, sure=True))
    no = Button(turn.texts.plain("button-no"), Sure("close", yes=False, practice=poll.practice_id))
    turn.say(Screen(turn.texts("close-sure", reference=poll.reference), column(yes, no)))
