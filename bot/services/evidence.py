"""What the bot knows of a year, for its report: who is in the group, what was asked, said and done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.rules.profile.questions import Question
from bot.rules.reporting import PRIORITIES, span_of
from bot.rules.representing import MEASURES
from bot.rules.returns import Month, asks_the_test
from bot.rules.voices import Closure
from bot.rules.words import ChainKind, ConsultationKind, Method
from bot.services.agreed import local_date, start_of
from bot.services.chain import Chain
from bot.services.improvements import Project, project_of
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.priorities import Priority, priority_of
from bot.services.reporting import Report
from bot.services.returning import Return, Returning
from bot.services.surveys import survey_of
from bot.services.told import Told
from bot.services.unheard import NUDGED, Unheard, UnheardService
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import answers, members, projects, reporting

MONTHS = 12


@dataclass(frozen=True)
class Asked:
    """The polls or surveys of members in a year: how many, how many of those asked answered, and how answers came."""

    count: int
    asked: int
    answered: int
    methods: dict[Method, int]


@dataclass(frozen=True)
class Evidence:
    """All that a report tells besides what is written for it.

    `members` and `core` are of `day`. `tests` are the months in which the Friends and Family Test was sent.
    `priorities` are in their order, None where nothing was chosen. `earlier` are those
    of the year before, as they are now.
    """

    year: int
    first: date
    last: date
    day: date
    members: int
    core: int
    unheard: dict[Question, Unheard]
    polls: Asked
    surveys: Asked
    comments: int
    tests: tuple[Return, ...]
    meetings: int
    nudges: int
    invitations: tuple[tuple[str, int], ...]
    closure: Closure
    outcomes: tuple[Told, ...]
    priorities: tuple[Priority | None, ...]
    earlier: tuple[Priority | None, ...]
    projects: tuple[tuple[Project, int], ...]


class Gathering:
    """Puts together what the bot knows of a year."""

    def __init__(self, clock: Clock, chain: Chain, unheard: UnheardService, returning: Returning) -> None:
        self._clock = clock
        self._chain = chain
        self._unheard = unheard
        self._returning = returning

    async def of_year(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, report: Report, before: Report
    ) -> Evidence:
        """What the bot knows of a report's year; `before` is the report of the year before.

        Small numbers are hidden in it already. Needs a writing unit of work: what is shown of the
        group's profile is kept.
        """
        first, after = span_of(report.year, practice.settings.first_month)
        start, end = (start_of(practice, day) for day in (first, after))
        total, core, _, _, _ = await members.counts(uow, practice.id)
        polls, surveys = await self._closed(uow, practice, start, end)
        told = await self._chain.outcomes_since(uow, practice, start)
        return Evidence(
            year=report.year,
            first=first,
            last=after - timedelta(days=1),
            day=local_date(practice, self._clock.now()),
            members=total,
            core=core,
            unheard={each: await self._unheard.look(uow, actor, practice, each) for each in MEASURES},
            polls=await _asked(uow, practice, polls),
            surveys=await _asked(uow, practice, surveys),
            comments=await reporting.comments(uow, practice.id, start, end),
            tests=await self._tests(uow, practice, first),
            meetings=await reporting.meetings(uow, practice.id, start, end),
            nudges=await reporting.noted(uow, practice.id, NUDGED, start, end),
            invitations=tuple(await reporting.invitations(uow, practice.id, start, end)),
            closure=await self._chain.closure(uow, practice, first, after),
            # What came of one person's comment was told to them alone.
            outcomes=tuple(each for each in told if each.at < end and each.of.kind is not ChainKind.FEEDBACK),
            priorities=await _priorities(uow, practice, report),
            earlier=await _priorities(uow, practice, before),
            projects=await self._projects(uow, practice, start, end),
        )

    async def _closed(
        self, uow: UnitOfWork, practice: Practice, start: datetime, end: datetime
    ) -> tuple[list[Consultation], list[Consultation]]:
        """Members' polls, and their surveys. The Friends and Family Test is for any patient: it is none of them."""
        closed = await reporting.closed(uow, practice.id, start, end)
        surveys = [row for row in closed if row.kind == ConsultationKind.SURVEY]
        asked = [row for row in surveys if asks_the_test((await survey_of(uow, row)).form) is None]
        return [row for row in closed if row.kind == ConsultationKind.POLL], asked

    async def _tests(self, uow: UnitOfWork, practice: Practice, first: date) -> tuple[Return, ...]:
        month, found = Month.of(first), []
        for _ in range(MONTHS):
            found.append(await self._returning.of_month(uow, practice, month))
            month = month.after
        return tuple(each for each in found if each.counted)

    async def _projects(
        self, uow: UnitOfWork, practice: Practice, start: datetime, end: datetime
    ) -> tuple[tuple[Project, int], ...]:
        """The projects of a period that have comments behind them, and how many."""
        found = [project_of(row) for row in await projects.all_of(uow, practice.id)]
        found = [each for each in found if each.made_at < end and (each.ended_at is None or each.ended_at >= start)]
        behind = [
            (each, await self._chain.voices_behind(uow, practice, ChainKind.PROJECT, each.id)) for each in found
        ]
        return tuple((project, voices) for project, voices in behind if voices)


async def _priorities(uow: UnitOfWork, practice: Practice, report: Report) -> tuple[Priority | None, ...]:
    chosen = [report.part(part).chosen for part in PRIORITIES]
    return tuple([await priority_of(uow, practice, link) if link is not None else None for link in chosen])


async def _asked(uow: UnitOfWork, practice: Practice, rows: list[Consultation]) -> Asked:
    methods = dict.fromkeys(Method, 0)
    for row in rows:
        for method, many in (await answers.by_method(uow, practice.id, row.id)).items():
            methods[Method(method)] += many
    return Asked(len(rows), sum(row.asked or 0 for row in rows), sum(row.answered or 0 for row in rows), methods)
