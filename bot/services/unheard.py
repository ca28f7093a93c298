"""Who has not been heard, beside the registered list; and a nudge to members of a band that is under-heard."""

import contextlib
from dataclasses import dataclass
from datetime import date, timedelta

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import AnswersDeleted, ConsultationClosed, NotBrokenDown, NudgeProblem, WeightProblem
from bot.rules.profile.questions import Question
from bot.rules.profile.segments import Segment, may_be_offered, parse
from bot.rules.representing import Comparison, compare
from bot.rules.small_numbers.floors import Shown
from bot.rules.small_numbers.protecting import Protected
from bot.rules.weighting import LEAST_TO_WEIGH, Weights, weigh, weighted_shares
from bot.rules.words import ConsultationState
from bot.services import audit
from bot.services.agreed import local_date, start_of
from bot.services.consultations import Brief, brief_of, row_of
from bot.services.heard import heard_by, series_of_group
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.publishing import FLOORS, published
from bot.services.registered import RegisteredLists
from bot.services.summaries import Breakdown, Summaries
from storage.database import UnitOfWork
from storage.queries import members, roster, surveys
from storage.queries import registered as queries

REMINDERS = (Kind.NUDGE, Kind.POLL_REMINDER)
# The reminder that everybody gets makes one to a part of them needless, and would be their second on that day.
SOON = timedelta(days=1)
# What the audit trail says of a nudge.
NUDGED = "reminded a part of the group"


@dataclass(frozen=True)
class Unheard:
    """Those heard beside the list. `about` is the consultation; None for the group.

    While it is open, what is compared is the group: who answered is shown after the close. `looked_on` is the day
    of the figures, `list_as_of` that of the list, or None where none was read. `low` are the under-heard bands that
    have a part of the group to them, and `large` those of them that are large enough to be reminded.
    """

    about: Brief | None
    comparison: Comparison
    looked_on: date
    list_as_of: date | None
    low: tuple[Segment, ...]
    large: tuple[Segment, ...]

    @property
    def of_answers(self) -> bool:
        """Whether those who answered are compared, and not the group."""
        return self.about is not None and not self.about.is_open


@dataclass(frozen=True)
class Weighted:
    """A question's weighted shares in whole per cent, beside the question as it was answered."""

    question: Breakdown
    weights: Weights
    shares: tuple[int, ...]


class UnheardService:
    """Compares those heard with the list, and nudges."""

    def __init__(self, clock: Clock, notices: Notices, lists: RegisteredLists, summaries: Summaries) -> None:
        self._clock = clock
        self._notices = notices
        self._lists = lists
        self._summaries = summaries

    async def look(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, measure: Question, consultation_id: int | None = None
    ) -> Unheard:
        """The group, or those who answered a consultation, beside the list.

        Refuses with NoSuchReference, and with AnswersDeleted where it is known no more who answered.
        """
        row = await row_of(uow, practice, consultation_id) if consultation_id else None
        about = brief_of(row) if row is not None else None
        if row is not None and row.purged_at is not None:
            raise AnswersDeleted(reference=brief_of(row).reference)
        if about is None or about.is_open:
            table, series = await heard_by(uow, practice, measure), series_of_group(measure)
            shown, day = await published(uow, practice, series, table, self._clock)
        else:
            shown, day = await self._respondents(uow, actor, practice, about, measure)
        listed = await self._lists.population(uow, practice, measure)
        comparison = compare(measure, listed[0] if listed else None, shown, FLOORS)
        low = _parts(comparison)
        what = about.reference if about is not None else "group"
        await audit.note_look(
            uow, actor, practice.id, f"looked at who is not heard by {measure}", what, self._clock.now()
        )
        return Unheard(
            about, comparison, day, listed[1] if listed else None, low, await self._large(uow, practice, low)
        )

    async def _respondents(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, about: Brief, measure: Question
    ) -> tuple[Protected, date]:
        """Those who answered: the bases of a breakdown, where there is one. A list beside it could undo both."""
        broken_down = await self._breakdown(uow, actor, practice, about.id, measure)
        if broken_down is not None:
            return broken_down.shown, broken_down.on
        table = await heard_by(uow, practice, measure, about.id)
        return await published(uow, practice, f"respondents:{about.id}:{measure}", table, self._clock)

    async def _breakdown(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, consultation_id: int, measure: Question
    ) -> Breakdown | None:
        """That of the first question that has one; None where no question has."""
        for number in range(1, len(await surveys.asked(uow, practice.id, consultation_id)) + 1):
            with contextlib.suppress(NotBrokenDown):
                return await self._summaries.breakdown(
                    uow, actor, practice, consultation_id, number, measure, actor.language
                )
        return None

    async def _large(self, uow: UnitOfWork, practice: Practice, parts: tuple[Segment, ...]) -> tuple[Segment, ...]:
        return tuple([part for part in parts if await self._is_large(uow, practice, part)])

    async def _is_large(self, uow: UnitOfWork, practice: Practice, part: Segment) -> bool:
        reached, _, _ = await members.reach(uow, practice.id, None, str(part))
        whole, _, _ = await members.reach(uow, practice.id, None)
        return may_be_offered(reached, of=whole)

    async def weighted(self, uow: UnitOfWork, actor: Actor, practice: Practice, consultation_id: int) -> Weighted:
        """The first question of a closed consultation as if those who answered were of the list's ages.

        Refuses with NoSuchReference, and with WeightProblem: list, few, hidden. Weighted shares are one more equation
        about each number that they are made of, and so all of those have to be shown.
        """
        about = brief_of(await row_of(uow, practice, consultation_id))
        listed = await self._lists.population(uow, practice, Question.AGE)
        if listed is None:
            raise WeightProblem(problem="list", least=LEAST_TO_WEIGH)
        found = await self._breakdown(uow, actor, practice, about.id, Question.AGE)
        if found is None or found.shown.whole < LEAST_TO_WEIGH:
            raise WeightProblem(problem="few", least=LEAST_TO_WEIGH)
        rows = [[cell.count for cell in row if isinstance(cell, Shown)] for row in found.shown.cells]
        bases = [base.count for base in found.shown.bases if isinstance(base, Shown)]
        if any(len(each) < len(found.shown.bands) for each in (*rows, bases)):
            raise WeightProblem(problem="hidden", least=LEAST_TO_WEIGH)
        *given, skipped = rows
        bands = found.shown.bands
        answered = {band: base - none for band, base, none in zip(bands, bases, skipped, strict=True)}
        weights = weigh({band: count for band, count in listed[0].counts.items() if count is not None}, answered)
        if weights is None:
            raise WeightProblem(problem="few", least=LEAST_TO_WEIGH)
        counts = [dict(zip(bands, row, strict=True)) for row in given]
        return Weighted(found, weights, tuple(weighted_shares(weights.by_band, counts, answered)))

    async def nudge(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, consultation_id: int, part: Segment
    ) -> Brief:
        """Remind those of a part of the group who were asked and have not answered. How many is for nobody to know.

        Each of them has one such reminder for each consultation, and one reminder a day. Those who want none have
        none. Refuses with NoSuchReference, ConsultationClosed, and NudgeProblem: small, soon.
        """
        row, now = await row_of(uow, practice, consultation_id), self._clock.now()
        about = brief_of(row)
        if row.state != ConsultationState.OPEN or row.closes_at <= now:
            raise ConsultationClosed(reference=about.reference)
        if not await self._is_large(uow, practice, part):
            raise NudgeProblem(problem="small")
        if row.remind_at is not None and row.remind_at <= now + SOON:
            raise NudgeProblem(problem="soon")
        silent = await roster.silent(uow, practice.id, row.id, str(part))
        midnight = start_of(practice, local_date(practice, now))
        today = await queries.reminded_since(uow, practice.id, REMINDERS, midnight)
        people = [person for person in silent if person not in today]
        await self._notices.queue(uow, practice, Kind.NUDGE, people, subject_id=row.id, expires_at=row.closes_at)
        await audit.note(uow, actor, practice.id, NUDGED, about.reference, now)
        return about


def part_of(measure: str, band: str) -> Segment | None:
    """The part of the group that a band is, or None where there is no such part."""
    try:
        return parse(f"{measure}:{band}")
    except ValueError:
        return None


def _parts(comparison: Comparison) -> tuple[Segment, ...]:
    found = [part_of(comparison.measure, line.band) for line in comparison.lines if line.is_low]
    return tuple(part for part in found if part is not None)
