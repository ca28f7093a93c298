"""Every service, made once and handed round: that is all the wiring there is."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.services.answering import Answering
from bot.services.asking import Asking
from bot.services.closing import Closing
from bot.services.erased import ErasedList
from bot.services.erasing import Erasing
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
    from bot.services.actions import Actions
    from bot.services.agendas import Agendas
    from bot.services.announcing import Announcing
    from bot.services.attending import Attending
    from bot.services.auditing import Auditing
    from bot.services.calling import Calling
    from bot.services.chain import Chain
    from bot.services.digests import Digests
    from bot.services.entering import Entering
    from bot.services.evidence import Gathering
    from bot.services.inbox import Inbox
    from bot.services.meeting_clock import MeetingClock
    from bot.services.minutes import MinutesService
    from bot.services.pausing import Pausing
    from bot.services.projects import Projects
    from bot.services.registered import RegisteredLists
    from bot.services.reporting import Reporting
    from bot.services.restored import AfterRestore
    from bot.services.retention import Retention
    from bot.services.returning import Returning
    from bot.services.role_book import Roles
    from bot.services.safety import Safety
    from bot.services.speaking import Speaking
    from bot.services.success import Success
    from bot.services.summaries import Summaries
    from bot.services.survey_results import SurveyResultsService
    from bot.services.topics import Topics
    from bot.services.unheard import UnheardService


@dataclass(frozen=True)
class Services:
    """The services of one running program. Those that a start can do without are made when they are first needed."""

    book: PracticeBook
    clock: Clock
    notices: Notices
    secrets: SecretStore
    people: People
    joining: Joining
    membership: MembershipService
    erasing: Erasing
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
        """What came of surveys."""
        from bot.services.survey_results import SurveyResultsService  # noqa: PLC0415

        return SurveyResultsService(self.clock)

    @cached_property
    def calling(self) -> "Calling":
        """Calling, moving and cancelling meetings."""
        from bot.services.calling import Calling  # noqa: PLC0415

        return Calling(self.clock, self.notices)

    @cached_property
    def meeting_clock(self) -> "MeetingClock":
        """What the clock does about meetings."""
        from bot.services.meeting_clock import MeetingClock  # noqa: PLC0415

        return MeetingClock(self.book, self.clock, self.notices)

    @cached_property
    def attending(self) -> "Attending":
        """Who comes to a meeting, what they need, and who came."""
        from bot.services.attending import Attending  # noqa: PLC0415

        return Attending(self.clock)

    @cached_property
    def agendas(self) -> "Agendas":
        """What a meeting is about, and what members say to it."""
        from bot.services.agendas import Agendas  # noqa: PLC0415

        return Agendas(self.book, self.clock, self.notices)

    @cached_property
    def minutes(self) -> "MinutesService":
        """Notes, minutes and what everybody hears afterwards."""
        from bot.services.minutes import MinutesService  # noqa: PLC0415

        return MinutesService(self.clock, self.notices)

    @cached_property
    def actions(self) -> "Actions":
        """What was agreed, and whether it is done."""
        from bot.services.actions import Actions  # noqa: PLC0415

        return Actions(self.book, self.clock, self.notices, self.chain)

    @cached_property
    def safety(self) -> "Safety":
        """What a text may hold that must not be filed away, or not as it is."""
        from bot.services.safety import Safety  # noqa: PLC0415

        return Safety()

    @cached_property
    def speaking(self) -> "Speaking":
        """Comments on their way to the practice."""
        from bot.services.speaking import Speaking  # noqa: PLC0415

        return Speaking(self.book, self.clock, self.notices)

    @cached_property
    def inbox(self) -> "Inbox":
        """What the practice does about comments."""
        from bot.services.inbox import Inbox  # noqa: PLC0415

        return Inbox(self.clock, self.notices, self.chain)

    @cached_property
    def topics(self) -> "Topics":
        """What comments are gathered under."""
        from bot.services.topics import Topics  # noqa: PLC0415

        return Topics(self.clock)

    @cached_property
    def chain(self) -> "Chain":
        """From a voice to what came of it, and back."""
        from bot.services.chain import Chain  # noqa: PLC0415

        return Chain(self.clock, self.notices)

    @cached_property
    def projects(self) -> "Projects":
        """Improvement projects."""
        from bot.services.projects import Projects  # noqa: PLC0415

        return Projects(self.clock, self.chain)

    @cached_property
    def announcing(self) -> "Announcing":
        """News for the group."""
        from bot.services.announcing import Announcing  # noqa: PLC0415

        return Announcing(self.clock, self.notices)

    @cached_property
    def digests(self) -> "Digests":
        """What sums up a week, a month, or what the whole practice may hear."""
        from bot.services.digests import Digests  # noqa: PLC0415

        return Digests(self.book, self.clock, self.notices, self.chain)

    @cached_property
    def registered(self) -> "RegisteredLists":
        """The registered list, read from files."""
        from bot.services.registered import RegisteredLists  # noqa: PLC0415

        return RegisteredLists(self.clock)

    @cached_property
    def unheard(self) -> "UnheardService":
        """Who has not been heard, beside the registered list."""
        from bot.services.unheard import UnheardService  # noqa: PLC0415

        return UnheardService(self.clock, self.notices, self.registered, self.summaries)

    @cached_property
    def summaries(self) -> "Summaries":
        """Summaries of consultations and periods, small numbers protected."""
        from bot.services.summaries import Summaries  # noqa: PLC0415

        return Summaries(self.clock, self.results, self.survey_results, self.digests)

    @cached_property
    def entering(self) -> "Entering":
        """Answers that came on paper or by phone."""
        from bot.services.entering import Entering  # noqa: PLC0415

        return Entering(self.clock)

    @cached_property
    def returning(self) -> "Returning":
        """The Friends and Family return."""
        from bot.services.returning import Returning  # noqa: PLC0415

        return Returning(self.book, self.clock, self.notices)

    @cached_property
    def reporting(self) -> "Reporting":
        """The evidence pack of a year, its parts and its signatures."""
        from bot.services.reporting import Reporting  # noqa: PLC0415

        return Reporting(self.clock, self.notices)

    @cached_property
    def gathering(self) -> "Gathering":
        """What is known of a year, for its report."""
        from bot.services.evidence import Gathering  # noqa: PLC0415

        return Gathering(self.clock, self.chain, self.unheard, self.returning)

    @cached_property
    def success(self) -> "Success":
        """The measures of success."""
        from bot.services.success import Success  # noqa: PLC0415

        return Success(self.clock, self.chain, self.returning)

    @cached_property
    def auditing(self) -> "Auditing":
        """The audit trail, for reading."""
        from bot.services.auditing import Auditing  # noqa: PLC0415

        return Auditing(self.clock)

    @cached_property
    def retention(self) -> "Retention":
        """What is kept no longer than the practice has said."""
        from bot.services.retention import Retention  # noqa: PLC0415

        return Retention(self.book, self.clock, self.erasing)

    @cached_property
    def pausing(self) -> "Pausing":
        """Pausing, and putting right what is kept."""
        from bot.services.pausing import Pausing  # noqa: PLC0415

        return Pausing(self.clock, self.secrets)

    @cached_property
    def roles(self) -> "Roles":
        """Who has which role."""
        from bot.services.role_book import Roles  # noqa: PLC0415

        return Roles(self.clock, self.notices)

    @cached_property
    def restored(self) -> "AfterRestore":
        """What becomes of waiting messages once the data came back from a copy."""
        from bot.services.restored import AfterRestore  # noqa: PLC0415

        return AfterRestore(self.clock, self.book, self.erasing, self.notices)


def make_services(settings: Settings, book: PracticeBook, clock: Clock) -> Services:
    """The services over these practices."""
    notices = Notices(clock, settings.delivery.quiet_hours)
    secrets = SecretStore(settings.storage.secrets)
    erasing = Erasing(clock, secrets, ErasedList(settings.storage.erased))
    people, asking = People(book, clock), Asking(clock, notices, secrets)
    return Services(
        book=book,
        clock=clock,
        notices=notices,
        secrets=secrets,
        people=people,
        joining=Joining(book, clock, notices),
        membership=MembershipService(clock, notices, secrets, erasing),
        erasing=erasing,
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
