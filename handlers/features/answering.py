"""Answering a poll: a tap is kept before it is confirmed, and can be changed until the close. And /polls."""

from bot.errors import ConsultationClosed
from bot.rules.words import QuestionKind, ResultsTo
from bot.services.consultations import get_brief
from bot.services.polls import Paper
from handlers.callbacks import ShowPoll, Vote, VoteDone
from handlers.context import Turn
from handlers.views.audience import part_asked
from handlers.views.filling import intro_screen
from handlers.views.polls import chosen_text, open_polls_screen, paper_screen, shortened
from handlers.views.results import results_screen
from handlers.views.screen import Screen

# A toast is cut by Telegram at 200 letters; the words around the answer need some of them.
LONGEST_IN_TOAST = 120


async def polls(turn: Turn) -> None:
    """`/polls`: what is open for this member."""
    found = await turn.services.answering.open_for(turn.uow, turn.actor, turn.practice)
    turn.say(open_polls_screen(turn.texts, found))


async def show_poll(turn: Turn) -> None:
    """Open one poll or survey."""
    tap = turn.incoming.tap
    assert isinstance(tap, ShowPoll)
    if (await get_brief(turn.uow, turn.practice, tap.poll)).is_survey:
        await _show_survey(turn, tap.poll)
        return
    paper = await turn.services.answering.paper(turn.uow, turn.actor, turn.practice, tap.poll)
    if not paper.poll.is_open:
        await _show_closed(turn, paper)
        return
    turn.say(_paper(turn, paper))


async def _show_survey(turn: Turn, survey_id: int) -> None:
    filled = await turn.services.filling.look(turn.uow, turn.actor, turn.practice, survey_id)
    if not filled.survey.is_open:
        turn.toast(turn.texts.plain("consultation-closed", reference=filled.survey.reference))
        return
    part = part_asked(turn.texts, turn.practice, filled.survey)
    turn.say(intro_screen(turn.texts, turn.practice.settings.group_name, filled, part=part))


async def vote(turn: Turn) -> None:
    """A tap on a choice. On a closed poll: a friendly word, and the result where it is open."""
    tap = turn.incoming.tap
    assert isinstance(tap, Vote)
    try:
        paper = await _kept(turn, tap)
    except ConsultationClosed:
        paper = await turn.services.answering.paper(turn.uow, turn.actor, turn.practice, tap.poll)
        await _show_closed(turn, paper)
        return
    turn.toast(_thanks(turn, paper))
    turn.show(_paper(turn, paper))


async def _kept(turn: Turn, tap: Vote) -> Paper:
    service = turn.services.answering
    if not turn.again:
        return await service.choose(turn.uow, turn.actor, turn.practice, tap.poll, tap.choice, on=tap.on)
    # Another tap may have followed since: what is kept is shown, not what this one said.
    paper = await service.paper(turn.uow, turn.actor, turn.practice, tap.poll)
    if not paper.poll.is_open:
        raise ConsultationClosed(reference=paper.poll.reference)
    return paper


async def vote_done(turn: Turn) -> None:
    """*Done* under a poll that takes several answers."""
    tap = turn.incoming.tap
    assert isinstance(tap, VoteDone)
    paper = await turn.services.answering.paper(turn.uow, turn.actor, turn.practice, tap.poll)
    turn.toast(turn.texts.plain("vote-done" if paper.chosen else "vote-done-none"), alert=not paper.chosen)


def _thanks(turn: Turn, paper: Paper) -> str:
    if not paper.chosen:
        return turn.texts.plain("vote-taken-back")
    several = paper.poll.kind == QuestionKind.MULTIPLE
    key = "vote-kept-several" if several else "vote-kept"
    return turn.texts.plain(key, answer=shortened(chosen_text(paper), LONGEST_IN_TOAST))


async def _show_closed(turn: Turn, paper: Paper) -> None:
    poll = paper.poll
    turn.toast(turn.texts.plain("consultation-closed", reference=poll.reference))
    if poll.is_open or poll.results_to != ResultsTo.MEMBERS:
        # Its time is up but the clock has not closed it yet, or the results are not for members.
        return
    results = await turn.services.results.of(turn.uow, turn.practice, poll.id)
    turn.say(results_screen(turn.texts, turn.practice.settings.group_name, results))


def _paper(turn: Turn, paper: Paper) -> Screen:
    part = part_asked(turn.texts, turn.practice, paper.poll)
    return paper_screen(turn.texts, turn.practice.settings.group_name, paper, part=part)
