"""What was answered: turnout, totals, the rows of an export. Each opens only when the rules say so."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import BadPeriod, ConsultationStillOpen, TooFewAnswers
from bot.rules.polls import LEAST_ANSWERS, Share, results_are_open, tally
from bot.rules.words import Attribution, ConsultationState, Method
from bot.services import audit
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.polls import Poll, get_poll, poll_of, row_of
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import answers, consultations, outbox, roster

LONGEST_PERIOD = timedelta(days=3660)


@dataclass(frozen=True)
class Results:
    """A poll's turnout, and its totals where they are open. `waits` says that they open at the close."""

    poll: Poll
    asked: int
    answered: int
    shares: tuple[Share, ...] | None
    methods: dict[Method, int]
    closed_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether totals are missing only because the poll is still open."""
        return self.shares is None and self.poll.is_open


@dataclass(frozen=True)
class Period:
    """A span of time up to now."""

    days: int
    start: datetime
    end: datetime


@dataclass(frozen=True)
class ExportedAnswer:
    """One answer as it may leave the house: the respondent is a number that means nothing elsewhere, or a name."""

    respondent: str
    position: int
    text: str
    method: Method
    answered_on: date | None


@dataclass(frozen=True)
class Progress:
    """How a broadcast goes, and how many have answered."""

    poll: Poll
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
        return await self._results(uow, await row_of(uow, practice, consultation_id))

    async def _results(self, uow: UnitOfWork, row: Consultation) -> Results:
        poll = await poll_of(uow, row)
        asked, answered = row.asked, row.answered
        if asked is None or answered is None:
            asked, answered = await roster.turnout(uow, row.practice_id, row.id)
        opened = results_are_open(poll.attribution, poll.state, answered)
        counts = await self._counts(uow, row) if opened else {}
        methods = await answers.by_method(uow, row.practice_id, row.id)
        return Results(
            poll=poll,
            asked=asked,
            answered=answered,
            shares=tally(poll.choices, counts, answered) if opened else None,
            methods={Method(method): count for method, count in methods.items()},
            closed_at=row.closed_at,
        )

    async def _counts(self, uow: UnitOfWork, row: Consultation) -> dict[int, int]:
        if row.state == ConsultationState.OPEN:
            return await answers.totals(uow, row.practice_id, row.id)
        _, choices = await consultations.question_of(uow, row.practice_id, row.id)
        return {choice.id: choice.total or 0 for choice in choices}

    def period(self, text: str) -> Period:
        """'30d' → the last 30 days. Refuses with BadPeriod (`given`)."""
        digits = text.strip().lower().removesuffix("d")
        days = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0
        if not 0 < days <= LONGEST_PERIOD.days:
            raise BadPeriod(given=text.strip()[:20])
        end = self._clock.now()
        return Period(days, end - timedelta(days=days), end)

    async def of_period(self, uow: UnitOfWork, practice: Practice, period: Period) -> list[Results]:
        """The results of every poll that was opened in a period, oldest first."""
        rows = await consultations.opened_between(uow, practice.id, period.start, period.end)
        return [await self._results(uow, row) for row in rows]

    async def ask_for_export(self, uow: UnitOfWork, actor: Actor, practice: Practice, consultation_id: int) -> Poll:
        """Have the export of one poll sent to this person, beside the line.

        Refuses with NoSuchReference, ConsultationStillOpen and TooFewAnswers.
        """
        found = await self.of(uow, practice, consultation_id)
        if found.waits:
            raise ConsultationStillOpen(reference=found.poll.reference)
        if found.shares is None:
            raise TooFewAnswers(reference=found.poll.reference, least=LEAST_ANSWERS)
        now = self._clock.now()
        await self._notices.queue(
            uow, practice, Kind.EXPORT, [actor.person_id], subject_id=consultation_id, occasion=now.isoformat()
        )
        await audit.note(uow, actor, practice.id, "exported answers", found.poll.reference, now)
        return found.poll

    async def exportable(self, uow: UnitOfWork, practice: Practice) -> list[Poll]:
        """The polls whose answers may leave the house now, oldest first."""
        period = Period(0, datetime.min.replace(tzinfo=self._clock.now().tzinfo), self._clock.now())
        found = await self.of_period(uow, practice, period)
        return [results.poll for results in found if results.shares is not None]

    async def export(
        self, uow: UnitOfWork, practice: Practice, consultation_id: int
    ) -> AsyncIterator[ExportedAnswer]:
        """The answers of a poll, respondent by respondent. Check first that they are open."""
        poll = await get_poll(uow, practice, consultation_id)
        named = poll.attribution == Attribution.NAMED
        dated = poll.attribution != Attribution.ANONYMOUS
        last_key, number = "", 0
        async for key, position, text, method, day, name in answers.export_rows(uow, practice.id, poll.id):
            # Numbered in the order of random keys, so that the number tells nothing about who or when.
            last_key, number = (key, number + 1) if key != last_key else (last_key, number)
            who = name if named and name else f"{poll.reference}-R{number:04d}"
            yield ExportedAnswer(who, position, text, Method(method), day if dated else None)

    async def progress(self, uow: UnitOfWork, practice: Practice, consultation_id: int) -> Progress:
        """How the sending of a poll goes. Failures are counted by kind."""
        found = await self.of(uow, practice, consultation_id)
        sent = waiting = queued = 0
        failed: dict[str, int] = {}
        for state, failure, count in await outbox.tally(uow, practice.id, consultation_id, Kind.POLL):
            queued += count
            if state == "sent":
                sent += count
            elif state in ("waiting", "claimed"):
                waiting += count
            else:
                why = failure or state
                failed[why] = failed.get(why, 0) + count
        goes_out = await outbox.first_waiting(uow, practice.id, consultation_id, Kind.POLL)
        later = goes_out if goes_out is not None and goes_out > self._clock.now() else None
        return Progress(found.poll, queued, sent, waiting, failed, found.asked, found.answered, later)
