"""The evidence pack of a year: what it is made of, what the practice writes for it, and its two signatures.

With the first signature the report is kept as it is, word for word: both sides sign the same. Whatever is changed
afterwards makes the signatures void.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import ReportProblem, SomebodyWasFirst
from bot.rules.lengths import utf16_length
from bot.rules.permissions import Capability, roles_with
from bot.rules.profile.questions import Question
from bot.rules.reporting import CONTENT, LONGEST_PART, Part, Side, span_of, year_of
from bot.rules.representing import MEASURES
from bot.rules.voices import Closure
from bot.rules.words import ChainKind, ConsultationKind, Method
from bot.services import audit
from bot.services.agreed import local_date
from bot.services.chain import Chain
from bot.services.improvements import Project, project_of
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.told import Told
from bot.services.unheard import Unheard, UnheardService
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import answers, members, projects, reporting, roles


@dataclass(frozen=True)
class Written:
    """A part as somebody wrote it; version 0 and no words where nobody has."""

    part: Part
    words: str
    version: int


@dataclass(frozen=True)
class Signature:
    """Who signed for a side, and when; a name is empty where the person was erased."""

    side: Side
    name: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """The polls or surveys of a year: how many, how many of those asked answered, and how answers came in."""

    count: int
    asked: int
    answered: int
    methods: dict[Method, int]


@dataclass(frozen=True)
class Evidence:
    """All that a report tells besides what is written for it."""

    year: int
    first: date
    last: date
    members: int
    core: int
    carers: int
    unheard: dict[Question, Unheard]
    polls: Asked
    surveys: Asked
    comments: int
    meetings: int
    invitations: tuple[tuple[str, int], ...]
    closure: Closure
    outcomes: tuple[Told, ...]
    projects: tuple[tuple[Project, int], ...]


@dataclass(frozen=True)
class Report:
    """How a year's report stands: what is written, who signed, and its `content`, where it is kept as signed."""

    year: int
    parts: tuple[Written, ...]
    signatures: tuple[Signature, ...]
    content: str | None

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that nobody has written yet."""
        return tuple(each.part for each in self.parts if not each.words)

    def signed(self, side: Side) -> bool:
        """Whether a side has signed."""
        return any(each.side is side for each in self.signatures)


class Reporting:
    """Puts a year's report together."""

    def __init__(self, clock: Clock, notices: Notices, chain: Chain, unheard: UnheardService) -> None:
        self._clock = clock
        self._notices = notices
        self._chain = chain
        self._unheard = unheard

    def year(self, practice: Practice) -> int:
        """The financial year of today."""
        return year_of(local_date(practice, self._clock.now()), practice.settings.region.key)

    async def report(self, uow: UnitOfWork, practice: Practice, year: int) -> Report:
        """How the report of a year stands."""
        kept = await reporting.parts(uow, practice.id, year)
        rows = await reporting.signatures(uow, practice.id, year)
        names = await reporting.names(uow, practice.id, [row.alias for row in rows])
        return Report(
            year=year,
            parts=tuple(Written(part, *kept.get(part, ("", 0))) for part in Part),
            signatures=tuple(Signature(Side(row.side), names.get(row.alias, ""), row.signed_at) for row in rows),
            content=kept[CONTENT][0] if CONTENT in kept and rows else None,
        )

    async def write(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, year: int, part: Part, words: str, seen: int
    ) -> bool:
        """Keep a part, as a change of version `seen`. True where that made signatures void.

        Refuses with ReportProblem (long) and SomebodyWasFirst.
        """
        words = words.strip()
        if utf16_length(words) > LONGEST_PART:
            raise ReportProblem(problem="long", most=LONGEST_PART)
        if not await reporting.write(uow, practice.id, year, part, words, seen):
            raise SomebodyWasFirst(reference=str(year))
        await reporting.drop(uow, practice.id, year, CONTENT)
        void = await reporting.unsign(uow, practice.id, year)
        await audit.note(uow, actor, practice.id, f"wrote {part} of the report", str(year), self._clock.now())
        return void

    async def sign(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, year: int, side: Side, content: str
    ) -> Report:
        """Sign what was seen: `content`, or, where the other side has signed, what that has signed.

        Refuses with ReportProblem (missing, signed, alone). The other side hears that its signature is wanted.
        """
        before = await self.report(uow, practice, year)
        if before.missing:
            raise ReportProblem(problem="missing", most=len(before.missing))
        if before.content is None:
            await reporting.drop(uow, practice.id, year, CONTENT)
            await reporting.write(uow, practice.id, year, CONTENT, content, 0)
        alias = actor.membership.alias if actor.membership is not None else audit.SYSTEM
        if any(row.alias == alias for row in await reporting.signatures(uow, practice.id, year)):
            raise ReportProblem(problem="alone", most=0)
        now, whole = self._clock.now(), before.content or content
        digest = sha256(whole.encode()).hexdigest()
        if not await reporting.sign(uow, practice.id, year, side, alias=alias, at=now, sha256=digest):
            raise ReportProblem(problem="signed", most=0)
        await audit.note(uow, actor, practice.id, f"signed the report for the {side}", str(year), now)
        after = await self.report(uow, practice, year)
        await self._ask_the_other(uow, actor, practice, after)
        return after

    async def _ask_the_other(self, uow: UnitOfWork, actor: Actor, practice: Practice, report: Report) -> None:
        if len(report.signatures) == len(Side):
            return
        wanted = Capability.SIGN_OFF if report.signed(Side.PRACTICE) else Capability.REPORT
        to_ask = await roles.holders(uow, practice.id, roles_with(wanted))
        others = [person_id for person_id in to_ask if person_id != actor.person_id]
        occasion = f"{report.year}:{self._clock.now().isoformat()}"
        details = {"year": report.year}
        await self._notices.queue(uow, practice, Kind.SIGN_OFF_ASKED, others, occasion=occasion, details=details)

    async def evidence(self, uow: UnitOfWork, actor: Actor, practice: Practice, year: int) -> Evidence:
        """What the bot knows of a year. Small numbers are hidden in it already."""
        first, after = span_of(year, practice.settings.region.key)
        start, end = (datetime.combine(day, time(), practice.settings.zone) for day in (first, after))
        total, core, carers, _, _ = await members.counts(uow, practice.id)
        closed = await reporting.closed(uow, practice.id, start, end)
        of_kind = {kind: [row for row in closed if row.kind == kind] for kind in ConsultationKind}
        told = await self._chain.outcomes_since(uow, practice, start)
        return Evidence(
            year=year,
            first=first,
            last=date.fromordinal(after.toordinal() - 1),
            members=total,
            core=core,
            carers=carers,
            unheard={each: await self._unheard.look(uow, actor, practice, each) for each in MEASURES},
            polls=await _asked(uow, practice, of_kind[ConsultationKind.POLL]),
            surveys=await _asked(uow, practice, of_kind[ConsultationKind.SURVEY]),
            comments=await reporting.comments(uow, practice.id, start, end),
            meetings=await reporting.meetings(uow, practice.id, start, end),
            invitations=tuple(await reporting.invitations(uow, practice.id, start, end)),
            closure=await self._chain.closure(uow, practice, first),
            # What came of one person's comment was told to them alone.
            outcomes=tuple(each for each in told if each.at < end and each.of.kind is not ChainKind.FEEDBACK),
            projects=await self._projects(uow, practice),
        )

    async def _projects(self, uow: UnitOfWork, practice: Practice) -> tuple[tuple[Project, int], ...]:
        """The projects that have comments behind them, and how many."""
        found = [project_of(row) for row in await projects.all_of(uow, practice.id)]
        behind = [
            (each, await self._chain.voices_behind(uow, practice, ChainKind.PROJECT, each.id)) for each in found
        ]
        return tuple((project, voices) for project, voices in behind if voices)


async def _asked(uow: UnitOfWork, practice: Practice, rows: list[Consultation]) -> Asked:
    methods = dict.fromkeys(Method, 0)
    for row in rows:
        for method, many in (await answers.by_method(uow, practice.id, row.id)).items():
            methods[Method(method)] += many
    return Asked(len(rows), sum(row.asked or 0 for row in rows), sum(row.answered or 0 for row in rows), methods)
