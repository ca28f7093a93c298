"""What each kind of delivery says: rendered when it is sent, in the recipient's language, from the state of then."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.delivery.kinds import Kind
from bot.delivery.outcomes import Parcel
from bot.errors import NotAsked
from bot.rules.permissions import Capability
from bot.services.all import Services
from bot.services.consultations import get_brief
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.later import when_needed
from handlers.menu import menu_of
from handlers.views import joining as joining_views
from handlers.views.audience import part_asked
from handlers.views.filling import intro_screen
from handlers.views.polls import paper_screen, progress_screen
from handlers.views.screen import Menu, Screen, column
from storage.database import UnitOfWork

if TYPE_CHECKING:
    from handlers.views import exports, my_data, survey_results
    from handlers.views import profile as profile_views
    from handlers.views import results as results_views
else:
    exports = when_needed("handlers.views.exports")
    my_data = when_needed("handlers.views.my_data")
    survey_results = when_needed("handlers.views.survey_results")
    profile_views = when_needed("handlers.views.profile")
    results_views = when_needed("handlers.views.results")


@dataclass(frozen=True)
class Occasion:
    """A parcel about to be rendered, with everything that its view needs."""

    uow: UnitOfWork
    services: Services
    parcel: Parcel
    practice: Practice
    actor: Actor
    texts: Texts

    @property
    def subject(self) -> int:
        """The id of what the parcel is about."""
        assert self.parcel.subject_id is not None
        return self.parcel.subject_id

    @property
    def group(self) -> str:
        """The group's name."""
        return self.practice.settings.group_name


@dataclass(frozen=True)
class Rendered:
    """A message, and the menu that goes with it where the person's commands have changed."""

    screen: Screen
    menu: Menu | None = None


Render = Callable[[Occasion], Awaitable[Rendered | None]]


async def _poll(on: Occasion) -> Rendered | None:
    return await _poll_to_answer(on, "")


async def _poll_reminder(on: Occasion) -> Rendered | None:
    return await _poll_to_answer(on, on.texts("poll-reminder"))


async def _poll_to_answer(on: Occasion, opening: str) -> Rendered | None:
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


async def _poll_results(on: Occasion) -> Rendered | None:
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


async def _poll_outcome(on: Occasion) -> Rendered | None:
    poll = await get_brief(on.uow, on.practice, on.subject)
    return Rendered(Screen(results_views.outcome_text(on.texts, poll)))


async def _outcome_owed(on: Occasion) -> Rendered | None:
    poll = await get_brief(on.uow, on.practice, on.subject)
    rows = results_views.outcome_row(on.texts, poll)
    return Rendered(Screen(on.texts("outcome-owed", reference=poll.reference), rows)) if rows else None


async def _join_request(on: Occasion) -> Rendered | None:
    member = await on.services.joining.find(on.uow, on.practice, on.subject)
    if member is None or member.state != "waiting":
        return None
    return Rendered(joining_views.request_screen(on.texts, on.practice, member))


async def _join_decision(on: Occasion) -> Rendered | None:
    member = await on.services.joining.find(on.uow, on.practice, on.subject)
    if member is None or member.state not in ("active", "declined"):
        return None
    key = "join-approved" if member.state == "active" else "join-declined"
    text = on.texts(key, practice=on.practice.settings.name, group=on.group)
    offer = column(profile_views.offer_button(on.texts, on.practice)) if member.counted else ()
    return Rendered(Screen(text, offer), menu_of(on.actor, on.texts))


async def _planned_sent(on: Occasion) -> Rendered | None:
    if not on.actor.may(Capability.ASK):
        return None
    progress = await on.services.results.progress(on.uow, on.practice, on.subject)
    shown = progress_screen(on.texts, progress)
    return Rendered(Screen(on.texts("planned-sent") + "\n\n" + shown.text, shown.rows))


async def _planned_missed(on: Occasion) -> Rendered | None:
    plan = await on.services.planning.find(on.uow, on.practice, on.subject)
    if plan is None or not on.actor.may(Capability.ASK):
        return None
    why = str(on.parcel.details.get("why"))
    next_at = on.texts.when(plan.next_at) if plan.next_at is not None and why != "author" else ""
    more = "yes" if next_at else "no"
    return Rendered(Screen(on.texts("planned-missed", title=plan.title, why=why, more=more, when=next_at)))


async def _export(on: Occasion) -> Rendered | None:
    return Rendered(await exports.export_screen(on.texts, on.uow, on.services.results, on.practice, on.subject))


async def _my_data(on: Occasion) -> Rendered | None:
    about = await on.services.membership.everything_about(on.uow, on.practice, on.parcel.person_id)
    return Rendered(my_data.my_data_screen(on.texts, on.practice, about)) if about else None


RENDER: Mapping[Kind, Render] = {
    Kind.POLL: _poll,
    Kind.POLL_REMINDER: _poll_reminder,
    Kind.POLL_RESULTS: _poll_results,
    Kind.POLL_OUTCOME: _poll_outcome,
    Kind.OUTCOME_OWED: _outcome_owed,
    Kind.JOIN_REQUEST: _join_request,
    Kind.JOIN_DECISION: _join_decision,
    Kind.PLANNED_SENT: _planned_sent,
    Kind.PLANNED_MISSED: _planned_missed,
    Kind.EXPORT: _export,
    Kind.MY_DATA: _my_data,
}
