"""What goes out about polls and surveys."""

from typing import TYPE_CHECKING

from bot.errors import NotAsked
from bot.rules.permissions import Capability
from bot.services.consultations import get_brief
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.later import when_needed
from handlers.views.audience import part_asked
from handlers.views.filling import intro_screen
from handlers.views.polls import paper_screen
from handlers.views.screen import Screen

if TYPE_CHECKING:
    from handlers.views import results as results_views
    from handlers.views import survey_results
else:
    survey_results = when_needed("handlers.views.survey_results")
    results_views = when_needed("handlers.views.results")


async def poll(on: Occasion) -> Rendered | None:
    return await poll_to_answer(on, "")


async def poll_reminder(on: Occasion) -> Rendered | None:
    return await poll_to_answer(on, on.texts("poll-reminder"))


async def poll_to_answer(on: Occasion, opening: str) -> Rendered | None:
    """A poll or a survey to be answered, under an `opening`; with one, only for those who have not answered yet."""
    try:
        if (await get_brief(on.uow, on.practice, on.subject)).is_survey:
            return await _survey_to_answer(on, opening)
        paper = await on.services.answering.paper(on.uow, on.actor, on.practice, on.subject)
    except NotAsked:
        # They have left since it was claimed.
        return None
    already = opening and paper.chosen
    if not paper.poll.is_open or already:
        return None
    return Rendered(paper_screen(on.texts, on.group, paper, opening, part_asked(on.texts, on.practice, paper.poll)))


async def _survey_to_answer(on: Occasion, opening: str) -> Rendered | None:
    filled = await on.services.filling.look(on.uow, on.actor, on.practice, on.subject)
    already = opening and filled.handed_in and not filled.changed
    if not filled.survey.is_open or already:
        return None
    part = part_asked(on.texts, on.practice, filled.survey)
    return Rendered(intro_screen(on.texts, on.group, filled, opening, part))


async def poll_results(on: Occasion) -> Rendered | None:
    if (await get_brief(on.uow, on.practice, on.subject)).is_survey:
        return await _survey_results(on)
    results = await on.services.results.of(on.uow, on.practice, on.subject)
    if on.actor.may(Capability.ASK):
        rows = results_views.outcome_row(on.texts, results.about)
        ask = "\n\n" + on.texts("outcome-ask-now") if rows else ""
        screen = results_views.results_screen(on.texts, on.group, results, rows, closing=ask)
        return Rendered(screen)
    return Rendered(results_views.members_results_screen(on.texts, on.group, results))


async def _survey_results(on: Occasion) -> Rendered | None:
    found = await on.services.survey_results.of(on.uow, on.practice, on.subject, on.actor.language)
    if not on.actor.may(Capability.ASK):
        return Rendered(survey_results.members_survey_screen(on.texts, found))
    rows = results_views.outcome_row(on.texts, found.about)
    ask = on.texts("outcome-ask-now") if rows else ""
    return Rendered(survey_results.survey_results_screen(on.texts, found, rows, closing=ask))


async def poll_outcome(on: Occasion) -> Rendered | None:
    poll = await get_brief(on.uow, on.practice, on.subject)
    return Rendered(Screen(results_views.outcome_text(on.texts, poll)))


async def outcome_owed(on: Occasion) -> Rendered | None:
    poll = await get_brief(on.uow, on.practice, on.subject)
    rows = results_views.outcome_row(on.texts, poll)
    return Rendered(Screen(on.texts("outcome-owed", reference=poll.reference), rows)) if rows else None
