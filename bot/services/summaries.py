"""Summaries: of a consultation for whoever reviews, of one question by what people said of themselves, of a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.errors import NotBrokenDown
from bot.rules.breaking_down import MEASURES, Answered, band_of, measure_of, table_of
from bot.rules.forms.form import Kind
from bot.rules.forms.summaries import Withheld
from bot.rules.gathering import Gathered, gather
from bot.rules.profile.questions import Asked, Question, questions_for
from bot.rules.small_numbers.live import Figure, may_be_shown
from bot.rules.small_numbers.protecting import Protected
from bot.rules.words import FeedbackState
from bot.services import audit
from bot.services.agreed import local_date
from bot.services.consultations import Brief, row_of
from bot.services.digested import News
from bot.services.digests import Digests
from bot.services.meetings import Meeting, meeting_of
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.publishing import FLOORS, published
from bot.services.results import Period, Results, ResultsService, Turnout
from bot.services.survey_results import QuestionResult, SurveyResults, SurveyResultsService
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import attending, digests, members, summaries, surveys
from storage.queries import topics as topic_rows

CHOSEN = (Kind.SINGLE, Kind.MULTIPLE, Kind.RATING)


@dataclass(frozen=True)
class ConsultationSummary:
    """A consultation for whoever reviews it: its results, how many members the group has, and what it can be
    broken down by.
    """

    results: Results | SurveyResults
    members: int
    measures: tuple[Question, ...]

    @property
    def missing(self) -> int:
        """How many were asked and have not answered."""
        return self.results.asked - self.results.answered


@dataclass(frozen=True)
class Breakdown:
    """One question by a measure, as it may be shown: `words` are the question's, and those of each of its answers.

    An answer without words is *Prefer not to say*; the last answer of `shown` are those who skipped the question.
    `on` is the day that the figures are of.
    """

    about: Brief
    number: int
    words: str
    answers: tuple[str, ...]
    measure: Asked
    shown: Protected
    on: date
    several: bool


@dataclass(frozen=True)
class WordsGathered:
    """What people wrote in answer to a question of a survey, in groups; none where too few wrote."""

    results: SurveyResults
    result: QuestionResult
    groups: tuple[Gathered, ...]


@dataclass(frozen=True)
class MeetingHeld:
    """A meeting that was held, and how many came in the room and online."""

    meeting: Meeting
    room: int
    online: int


@dataclass(frozen=True)
class PeriodSummary:
    """A time: what was asked in it, the comments made in it by topic and by their state now, meetings, outcomes."""

    period: Period
    asked: tuple[Turnout, ...]
    topics: tuple[tuple[str, int], ...]
    states: tuple[tuple[FeedbackState, int], ...]
    meetings: tuple[MeetingHeld, ...]
    news: tuple[News, ...]

    @property
    def comments(self) -> int:
        """How many comments were made."""
        return sum(many for _, many in self.states)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not (self.asked or self.comments or self.meetings or self.news)


@dataclass(frozen=True)
class _Put:
    """A question as it was put: its row's id, its words and those of its answers by their names."""

    id: int
    words: str
    answers: tuple[tuple[str, str], ...]
    totals: dict[str, int]
    several: bool


class Summaries:
    """Reads summaries, and notes who looked at them. Breakdowns go out through `bot.services.publishing`."""

    def __init__(
        self, clock: Clock, results: ResultsService, survey_results: SurveyResultsService, digests: Digests
    ) -> None:
        self._clock = clock
        self._results = results
        self._survey_results = survey_results
        self._digests = digests

    async def of(
        self, uow: UnitOfWork, practice: Practice, consultation_id: int, language: str
    ) -> ConsultationSummary:
        """The summary of a poll or a survey, with totals where the rules open them. Refuses with NoSuchReference."""
        about = await self._results.turnout(uow, practice, consultation_id)
        results: Results | SurveyResults
        if about.about.is_survey:
            results = await self._survey_results.of(uow, practice, consultation_id, language)
        else:
            results = await self._results.of(uow, practice, consultation_id)
        size = (await members.counts(uow, practice.id))[0]
        return ConsultationSummary(results, size, measures_of(practice, results))

    async def look(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, consultation_id: int, language: str
    ) -> ConsultationSummary:
        """The same for somebody's eyes, which is noted."""
        found = await self.of(uow, practice, consultation_id, language)
        await self._note(uow, actor, practice, "looked at a summary", found.results.about.reference)
        return found

    async def breakdown(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        consultation_id: int,
        number: int,
        measure: str,
        language: str,
    ) -> Breakdown:
        """The answers to a question (a poll's is number 1) by a question of the profile, small numbers hidden.

        Refuses with NoSuchReference, and with NotBrokenDown where the consultation, the question or the measure is
        none of which there is a breakdown.
        """
        row, region = await row_of(uow, practice, consultation_id), practice.settings.region.key
        asked = measure_of(region, practice.settings.minimum_age, measure)
        turnout = await self._results.turnout(uow, practice, consultation_id)
        put = await self._put(uow, practice, row, number, language) if measures_of(practice, turnout) else None
        if put is None or asked is None:
            raise NotBrokenDown(reference=turnout.about.reference)
        answered = await _answered(uow, practice, row, put, asked, turnout.came_in)
        table = table_of([name for name, _ in put.answers], asked, answered, many=put.several)
        series = f"answers:{row.id}:{put.id}:{asked.question}"
        shown, on = await published(uow, practice, series, table, self._clock)
        reference = turnout.about.reference
        await self._note(uow, actor, practice, f"looked at answers by {asked.question}", reference)
        words = tuple(words for _, words in put.answers)
        return Breakdown(turnout.about, number, put.words, words, asked, shown, on, put.several)

    async def words(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, number: int, language: str
    ) -> WordsGathered:
        """What people wrote in answer to a question, gathered by topic. Refuses with NoSuchReference."""
        results = await self._survey_results.of(uow, practice, survey_id, language)
        result = results.question(number)
        written = await self._survey_results.written(uow, practice, results, result)
        titles = [row.title for row, *_ in await topic_rows.all_of(uow, practice.id) if row.ended_at is None]
        await self._note(uow, actor, practice, "looked at what people wrote", results.about.reference)
        return WordsGathered(results, result, gather(written, titles))

    async def period(self, uow: UnitOfWork, actor: Actor, practice: Practice, period: Period) -> PeriodSummary:
        """What a time was."""
        since = local_date(practice, period.start)
        asked = await self._results.of_period(uow, practice, period)
        states = {str(state): many for state, many in await summaries.states_since(uow, practice.id, since)}
        month = await self._digests.since(uow, practice, period.start)
        await self._note(uow, actor, practice, "looked at a summary", f"{period.days} days")
        return PeriodSummary(
            period,
            tuple(asked),
            tuple((title, many) for title, many in await digests.topics_since(uow, practice.id, since)),
            tuple((state, states[state]) for state in FeedbackState if state in states),
            await self._held(uow, practice, period),
            month.news,
        )

    async def _held(self, uow: UnitOfWork, practice: Practice, period: Period) -> tuple[MeetingHeld, ...]:
        found = []
        for row in await summaries.held_between(uow, practice.id, period.start, period.end):
            room, online = await attending.present(uow, practice.id, row.id)
            found.append(MeetingHeld(meeting_of(row), room, online))
        return tuple(found)

    async def _put(
        self, uow: UnitOfWork, practice: Practice, row: Consultation, number: int, language: str
    ) -> _Put | None:
        """A question with choices, or None where there is none, or too few answered it for it to be shown."""
        asked = await surveys.asked(uow, practice.id, row.id)
        if not 0 < number <= len(asked):
            return None
        question, choices = asked[number - 1].question, asked[number - 1].choices
        if Kind(question.kind) not in CHOSEN:
            return None
        words, of_choices = question.text, {choice.name: choice.text for choice in choices}
        if row.kind == "survey":
            found = await self._survey_results.of(uow, practice, row.id, language)
            result = found.question(number)
            if isinstance(result.summary, Withheld):
                return None
            read = {each.name: found.about.form.in_language(each.words, language) for each in result.question.choices}
            words, of_choices = result.words, {name: read.get(name, "") for name in of_choices}
        totals = {choice.name: choice.total or 0 for choice in choices}
        return _Put(question.id, words, tuple(of_choices.items()), totals, question.kind == Kind.MULTIPLE)

    async def _note(self, uow: UnitOfWork, actor: Actor, practice: Practice, what: str, about: str) -> None:
        await audit.note_look(uow, actor, practice.id, what, about, self._clock.now())


def measures_of(practice: Practice, turnout: Turnout) -> tuple[Question, ...]:
    """What a consultation may be broken down by now."""
    about = turnout.about
    if turnout.purged_at is not None or not may_be_shown(
        Figure.BREAKDOWN, about.attribution, about.state, turnout.answered, FLOORS
    ):
        return ()
    asked = questions_for(practice.settings.region.key, practice.settings.minimum_age)
    return tuple(each.question for each in asked if each.question in MEASURES)


async def _answered(
    uow: UnitOfWork, practice: Practice, row: Consultation, put: _Put, asked: Asked, people: int
) -> Answered:
    measure = str(asked.question)
    counts: dict[tuple[str, str], int] = {}
    for name, low, high, many in await summaries.choices_by(uow, practice.id, row.id, put.id, measure):
        at = (name, band_of(asked, low, high))
        counts[at] = counts.get(at, 0) + many
    bases = _by_band(asked, await summaries.people_by(uow, practice.id, row.id, measure))
    answered = _by_band(asked, await summaries.answered_by(uow, practice.id, row.id, put.id, measure))
    return Answered(counts, bases, answered, put.totals, people)


def _by_band(asked: Asked, rows: Iterable[Sequence[str | int | None]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for low, high, many in rows:
        assert isinstance(many, int)
        band = band_of(asked, low if low is None else str(low), high if high is None else str(high))
        found[band] = found.get(band, 0) + many
    return found
