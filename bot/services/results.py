"""What was answered: turnout, totals, the rows of an export. Each opens only when the rules say so."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import AnswersDeleted, BadPeriod, ConsultationStillOpen, TooFewAnswers
from bot.rules.polls import LEAST_ANSWERS, Share, results_are_open, tally
from bot.rules.words import ConsultationState, Method
from bot.services import audit
from bot.services.broadcasts import broadcast_of
from bot.services.consultations import Brief, brief_of, row_of
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.polls import Poll, poll_of
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import answers, consultations, roster

LONGEST_PERIOD = timedelta(days=3660)
DAYS_OF = {"d": 1, "w": 7, "m": 30, "y": 365}
PERIOD = re.compile(r"\s*(\d{1,5})\s*([dwmy]?)\s*\Z", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Turnout:
    """How many were asked and answered, in which ways, and whether the rules let totals be `shown`.

    `beside` those asked, others answered on paper or by phone: they are in all totals.

    At `purged_at` the answers of single people were deleted: what is counted from them afresh is not to be had.
    """

    about: Brief
    asked: int
    answered: int
    shown: bool
    methods: dict[Method, int]
    closed_at: datetime | None
    purged_at: datetime | None = field(default=None, kw_only=True)
    beside: int = field(default=0, kw_only=True)

    @property
    def came_in(self) -> int:
        """How many answered in all: what shares are of."""
        return self.answered + self.beside

    @property
    def waits(self) -> bool:
        """Whether totals are not shown only because it is still open."""
        return not self.shown and self.about.is_open


@dataclass(frozen=True)
class Results(Turnout):
    """A poll's turnout, and its totals where they are shown."""

    about: Poll
    shares: tuple[Share, ...] | None


@dataclass(frozen=True)
class Period:
    """A span of time up to now."""

    days: int
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Progress:
    """How a broadcast goes, and how many have answered."""

    about: Brief
    queued: int
    sent: int
    waiting: int
    failed: dict[str, int]
    asked: int
    answered: int
    goes_out_at: datetime | None


class ResultsService:
    """Reads results for those who may see them."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices

    async def of(self, uow: UnitOfWork, practice: Practice, consultation_id: int) -> Results:
        """The results of a poll, with totals only where the rules open them. Refuses with NoSuchReference."""
        row = await row_of(uow, practice, consultation_id)
        poll, turnout = await poll_of(uow, row), await turnout_of(uow, row)
        shares = tally(poll.choices, await self._counts(uow, row), turnout.came_in) if turnout.shown else None
        return Results(**{**vars(turnout), "about": poll}, shares=shares)

    async def _counts(self, uow: UnitOfWork, row: Consultation) -> dict[int, int]:
        if row.state == ConsultationState.OPEN:
            return await answers.totals(uow, row.practice_id, row.id)
        _, choices = await consultations.question_of(uow, row.practice_id, row.id)
        return {choice.id: choice.total or 0 for choice in choices}

    def period(self, text: str) -> Period:
        """'30d' → the last 30 days; a week (w) is 7 of them, m 30 and y 365. Refuses with BadPeriod (`given`)."""
        found = PERIOD.match(text)
        days = int(found[1]) * DAYS_OF.get(found[2].lower(), 1) if found is not None else 0
        if not 0 < days <= LONGEST_PERIOD.days:
            raise BadPeriod(given=text.strip()[:20])
        end = self._clock.now()
        return Period(days, end - timedelta(days=days), end)

    async def note_look(self, uow: UnitOfWork, actor: Actor, practice: Practice, about: Brief) -> None:
        """Put on record that somebody looked at results."""
        await audit.note_look(uow, actor, practice.id, "looked at results", about.reference, self._clock.now())

    async def turnout(self, uow: UnitOfWork, practice: Practice, consultation_id: int) -> Turnout:
        """How many of those asked have answered a poll or a survey. Refuses with NoSuchReference."""
        return await turnout_of(uow, await row_of(uow, practice, consultation_id))

    async def of_period(self, uow: UnitOfWork, practice: Practice, period: Period) -> list[Turnout]:
        """The turnout of every consultation that was opened in a period, oldest first."""
        rows = await consultations.opened_between(uow, practice.id, period.start, period.end)
        return [await turnout_of(uow, row) for row in rows]

    async def ask_for_export(self, uow: UnitOfWork, actor: Actor, practice: Practice, consultation_id: int) -> Brief:
        """Have the export of one poll or survey sent to this person, beside the line.

        Refuses with NoSuchReference, ConsultationStillOpen, TooFewAnswers and AnswersDeleted.
        """
        found = await self.turnout(uow, practice, consultation_id)
        if found.waits:
            raise ConsultationStillOpen(reference=found.about.reference)
        if not found.shown:
            raise TooFewAnswers(reference=found.about.reference, least=LEAST_ANSWERS)
        if found.purged_at is not None:
            raise AnswersDeleted(reference=found.about.reference)
        now = self._clock.now()
        await self._notices.queue(
            uow, practice, Kind.EXPORT, [actor.person_id], subject_id=consultation_id, occasion=now.isoformat()
        )
        await audit.note(uow, actor, practice.id, "exported answers", found.about.reference, now)
        return found.about

    async def exportable(self, uow: UnitOfWork, practice: Practice) -> list[Brief]:
        """The polls and surveys whose answers may leave the house now, oldest first."""
        period = Period(0, datetime.min.replace(tzinfo=self._clock.now().tzinfo), self._clock.now())
        found = await self.of_period(uow, practice, period)
        return [turnout.about for turnout in found if turnout.shown and turnout.purged_at is None]

    async def progress(self, uow: UnitOfWork, practice: Practice, consultation_id: int) -> Progress:
        """How the sending of a poll or a survey goes. Failures are counted by kind."""
        found = await self.turnout(uow, practice, consultation_id)
        its = await broadcast_of(uow, practice, Kind.POLL, consultation_id, self._clock.now())
        return Progress(about=found.about, asked=found.asked, answered=found.answered, **vars(its))


async def turnout_of(uow: UnitOfWork, row: Consultation) -> Turnout:
    """The turnout of a consultation's row: as it was at the close, or as it is now."""
    about = brief_of(row)
    asked, answered = row.asked, row.answered
    if asked is None or answered is None:
        asked, answered = await roster.turnout(uow, row.practice_id, row.id)
    methods = await answers.by_method(uow, row.practice_id, row.id)
    beside = row.beside if row.beside is not None else max(0, sum(methods.values()) - answered)
    return Turnout(
        about=about,
        asked=asked,
        answered=answered,
        shown=results_are_open(about.attribution, about.state, answered + beside),
        methods={Method(method): count for method, count in methods.items()},
        closed_at=row.closed_at,
        purged_at=row.purged_at,
        beside=beside,
    )
