"""Every service, made once and handed round: that is all the wiring there is."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.services.answering import Answering
from bot.services.asking import Asking
from bot.services.closing import Closing
from bot.services.filling import Filling
from bot.services.invitations import Invitations
from bot.services.joining import Joining
from bot.services.membership import MembershipService
from bot.services.notices import Notices
from bot.services.people import People
from bot.services.planning import Planning
from bot.services.practices import PracticeBook
from bot.services.profile import ProfileService
from bot.services.results import ResultsService
from bot.services.saving import Saving
from bot.services.secrets import SecretStore
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.services.survey_results import SurveyResultsService


@dataclass(frozen=True)
class Services:
    """The services of one running program."""

    book: PracticeBook
    clock: Clock
    notices: Notices
    people: People
    joining: Joining
    membership: MembershipService
    profile: ProfileService
    invitations: Invitations
    asking: Asking
    saving: Saving
    planning: Planning
    answering: Answering
    filling: Filling
    closing: Closing
    results: ResultsService

    @cached_property
    def survey_results(self) -> "SurveyResultsService":
        """What came of surveys. Made when somebody asks for it: at a start nobody does."""
        from bot.services.survey_results import SurveyResultsService  # noqa: PLC0415

        return SurveyResultsService(self.clock)


def make_services(settings: Settings, book: PracticeBook, clock: Clock) -> Services:
    """The services over these practices."""
    notices = Notices(clock, settings.delivery.quiet_hours)
    secrets = SecretStore(settings.storage.secrets)
    people, asking = People(book, clock), Asking(clock, notices, secrets)
    return Services(
        book=book,
        clock=clock,
        notices=notices,
        people=people,
        joining=Joining(book, clock, notices),
        membership=MembershipService(clock, notices, secrets),
        profile=ProfileService(clock, secrets),
        invitations=Invitations(clock),
        asking=asking,
        saving=Saving(clock),
        planning=Planning(book, clock, notices, people, asking),
        answering=Answering(clock, secrets),
        filling=Filling(clock, secrets),
        closing=Closing(book, clock, notices, secrets),
        results=ResultsService(clock, notices),
    )
