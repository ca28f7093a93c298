"""The success ledger: each measure for the last 12 months beside the 12 before, each with where it comes from."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.clock import Clock
from bot.errors import FigureProblem
from bot.rules.polls import per_cent
from bot.rules.returns import Month
from bot.rules.small_numbers.floors import LEAST_BASE
from bot.rules.success import TYPED, Figure, Measure, read_figure
from bot.rules.words import ChainKind
from bot.services import audit
from bot.services.agreed import local_date
from bot.services.chain import Chain
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.returning import Returning
from storage.database import UnitOfWork
from storage.queries import success

YEAR = timedelta(days=365)
MONTHS = 12
# *Very good* and *Good*, as the NHS counts them together.
POSITIVE = 2


class Period(NamedTuple):
    """A year: from when, and until when."""

    start: datetime
    end: datetime

    @property
    def before(self) -> "Period":
        """The year before."""
        return Period(self.start - YEAR, self.start)


class Success:
    """Counts the measures, and keeps those that somebody counted outside the bot."""

    def __init__(self, clock: Clock, chain: Chain, returning: Returning) -> None:
        self._clock = clock
        self._chain = chain
        self._returning = returning

    async def ledger(self, uow: UnitOfWork, practice: Practice) -> tuple[Figure, ...]:
        """Every measure of the last 12 months, in the order in which it is shown."""
        now = self._clock.now()
        year = Period(now - YEAR, now)
        closure = await self._chain.closure(uow, practice, local_date(practice, year.start))
        return (
            Figure(
                Measure.PROJECTS,
                await self._projects(uow, practice, year),
                before=await self._projects(uow, practice, year.before),
            ),
            _compared(
                Measure.TURNOUT, await _turnout(uow, practice, year), await _turnout(uow, practice, year.before)
            ),
            Figure(
                Measure.JOINED,
                await success.joined(uow, practice.id, *year),
                before=await success.joined(uow, practice.id, *year.before),
            ),
            Figure(Measure.LOOP, closure.rate, closure.comments),
            await self._fft(uow, practice),
            await self._useful(uow, practice, year),
            *[await self._typed(uow, practice, measure, now) for measure in TYPED],
        )

    def months(self, practice: Practice) -> tuple[Month, ...]:
        """The months that a figure can be typed in for, newest first: the present one, and 3 before."""
        month = Month.of(local_date(practice, self._clock.now()))
        return (month, month.before, month.before.before, month.before.before.before)

    async def put_down(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, measure: Measure, month: Month, typed: str
    ) -> float:
        """Keep what somebody counted for a month, in place of what was there. Refuses with FigureProblem."""
        figure = read_figure(measure, typed)
        if figure is None or month not in self.months(practice):
            raise FigureProblem(measure=measure)
        now = self._clock.now()
        alias = actor.membership.alias if actor.membership is not None else audit.SYSTEM
        await success.keep(uow, practice.id, measure=measure, month=month.first, figure=figure, alias=alias, at=now)
        await audit.note(uow, actor, practice.id, f"put down {measure}", str(month), now)
        return figure

    async def _projects(self, uow: UnitOfWork, practice: Practice, period: Period) -> int:
        done = await success.projects_done(uow, practice.id, *period)
        behind = [await self._chain.voices_behind(uow, practice, ChainKind.PROJECT, each) for each in done]
        return sum(voices > 0 for voices in behind)

    async def _fft(self, uow: UnitOfWork, practice: Practice) -> Figure:
        positive = answered = 0
        for month in await self._returning.months(uow, practice):
            found = await self._returning.of_month(uow, practice, month)
            if found.responses is not None:
                positive += sum(found.responses[:POSITIVE])
                answered += found.answered
        return Figure(Measure.FFT, per_cent(positive, answered) if answered >= LEAST_BASE else None, answered)

    async def _useful(self, uow: UnitOfWork, practice: Practice, period: Period) -> Figure:
        useful, said = await success.useful(uow, practice.id, *period)
        return Figure(Measure.USEFUL, per_cent(useful, said) if said >= LEAST_BASE else None, said)

    async def _typed(self, uow: UnitOfWork, practice: Practice, measure: Measure, now: datetime) -> Figure:
        this = Month.of(local_date(practice, now)).after.first
        last, earlier = date(this.year - 1, this.month, 1), date(this.year - 2, this.month, 1)
        figures = await success.measured(uow, practice.id, measure, last, this)
        before = await success.measured(uow, practice.id, measure, earlier, last)
        return Figure(measure, _put_together(measure, figures), len(figures), _put_together(measure, before))


def _put_together(measure: Measure, figures: list[float]) -> float | None:
    """Complaints add up; of morale it is the middle of the months."""
    if not figures:
        return None
    return sum(figures) if measure is Measure.COMPLAINTS else round(sum(figures) / len(figures), 1)


async def _turnout(uow: UnitOfWork, practice: Practice, period: Period) -> tuple[int, int]:
    return await success.turnout(uow, practice.id, *period)


def _compared(measure: Measure, now: tuple[int, int], before: tuple[int, int]) -> Figure:
    (asked, answered), (asked_before, answered_before) = now, before
    return Figure(
        measure,
        per_cent(answered, asked) if asked else None,
        asked,
        per_cent(answered_before, asked_before) if asked_before else None,
    )
