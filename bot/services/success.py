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
from bot.services.returning import Return, Returning
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
        return (
            Figure(
                Measure.PROJECTS,
                await self._projects(uow, practice, year),
                before=await self._projects(uow, practice, year.before),
            ),
            _turnout(
                await success.turnout(uow, practice.id, *year), await success.turnout(uow, practice.id, *year.before)
            ),
            Figure(
                Measure.JOINED,
                await success.joined(uow, practice.id, *year),
                before=await success.joined(uow, practice.id, *year.before),
            ),
            await self._loop(uow, practice, year),
            await self._fft(uow, practice, now),
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

    async def _loop(self, uow: UnitOfWork, practice: Practice, period: Period) -> Figure:
        before, start = (local_date(practice, each.start) for each in (period.before, period))
        this = await self._chain.closure(uow, practice, start)
        last = await self._chain.closure(uow, practice, before, start)
        return Figure(Measure.LOOP, this.rate, this.comments, last.rate, last.comments)

    async def _fft(self, uow: UnitOfWork, practice: Practice, now: datetime) -> Figure:
        """The last 12 months, with the one that goes on."""
        month, found = Month.of(local_date(practice, now)), []
        for _ in range(2 * MONTHS):
            found.append(await self._returning.of_month(uow, practice, month))
            month = month.before
        return _score(Measure.FFT, _positive(found[:MONTHS]), _positive(found[MONTHS:]))

    async def _useful(self, uow: UnitOfWork, practice: Practice, period: Period) -> Figure:
        this = await success.useful(uow, practice.id, *period)
        return _score(Measure.USEFUL, this, await success.useful(uow, practice.id, *period.before))

    async def _typed(self, uow: UnitOfWork, practice: Practice, measure: Measure, now: datetime) -> Figure:
        this = Month.of(local_date(practice, now)).after.first
        last, earlier = date(this.year - 1, this.month, 1), date(this.year - 2, this.month, 1)
        figures = await success.measured(uow, practice.id, measure, last, this)
        before = await success.measured(uow, practice.id, measure, earlier, last)
        return Figure(
            measure, _put_together(measure, figures), len(figures), _put_together(measure, before), len(before)
        )


def _put_together(measure: Measure, figures: list[float]) -> float | None:
    """Complaints add up; of morale it is the middle of the months."""
    if not figures:
        return None
    return sum(figures) if measure is Measure.COMPLAINTS else round(sum(figures) / len(figures), 1)


def _turnout(this: tuple[int, int], before: tuple[int, int]) -> Figure:
    (asked, answered), (asked_before, answered_before) = this, before
    return Figure(
        Measure.TURNOUT,
        per_cent(answered, asked) if asked else None,
        asked,
        per_cent(answered_before, asked_before) if asked_before else None,
        asked_before,
    )


def _positive(returns: list[Return]) -> tuple[int, int]:
    """(very good or good, all) of the months that are large enough to be shown."""
    shown = [each.responses for each in returns if each.responses is not None]
    return sum(sum(each[:POSITIVE]) for each in shown), sum(sum(each) for each in shown)


def _score(measure: Measure, this: tuple[int, int], before: tuple[int, int]) -> Figure:
    """A score (good, all), from the least base on: below it would tell who said what."""

    def rate(good: int, said: int) -> int | None:
        return per_cent(good, said) if said >= LEAST_BASE else None

    return Figure(measure, rate(*this), this[1], rate(*before), before[1])
