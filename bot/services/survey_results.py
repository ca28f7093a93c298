"""Results of surveys: what came in to each question, what people wrote, and where they stopped."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.errors import ConsultationStillOpen, NoSuchReference, TooFewAnswers
from bot.rules.forms.form import Kind, Question, Words
from bot.rules.forms.summaries import CameIn, Summary, Withheld, summarise
from bot.rules.polls import LEAST_ANSWERS
from bot.rules.words import Attribution
from bot.services.consultations import row_of
from bot.services.practices import Practice
from bot.services.results import Turnout, turnout_of
from bot.services.stepping import sheet_of
from bot.services.surveys import NOT_SAID_CHOICE, Survey, survey_of
from storage.database import UnitOfWork
from storage.models.consultation import Choice, Consultation
from storage.queries import answers, surveys

# The results of a close go out to everybody within minutes: they are counted once for all of those messages.
COUNTED_FOR = timedelta(minutes=1)
MOST_COUNTED = 8

Measured = tuple[float | None, date | None]


@dataclass(frozen=True)
class QuestionResult:
    """What came in to one question. `number` is its place among those that take answers, as in an export."""

    number: int
    words: str
    question: Question
    summary: Summary


@dataclass(frozen=True)
class SurveyResults(Turnout):
    """A survey's turnout, and what came in to its questions, where that is shown."""

    about: Survey
    questions: tuple[QuestionResult, ...] | None

    def question(self, number: int) -> QuestionResult:
        """The question of this number. Refuses with NoSuchReference, also where nothing is shown."""
        for each in self.questions or ():
            if each.number == number:
                return each
        raise NoSuchReference(reference=f"{self.about.reference}, {number}")


@dataclass(frozen=True)
class Stop:
    """A question on the way: how many came to it, and how many of those who handed in have answered it."""

    number: int
    words: str
    reached: int
    answered: int


@dataclass(frozen=True)
class Funnel:
    """Where people stop: how many started, how many handed in, and each question between."""

    about: Survey
    asked: int
    started: int
    handed_in: int
    stops: tuple[Stop, ...]


class SurveyResultsService:
    """Reads the results of surveys. `language` is the one in which the form's words are wanted."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counted: dict[int, tuple[datetime, dict[str, CameIn]]] = {}

    async def of(self, uow: UnitOfWork, practice: Practice, survey_id: int, language: str) -> SurveyResults:
        """The results of a survey, with its questions where the rules open them. Refuses with NoSuchReference."""
        row = await row_of(uow, practice, survey_id)
        survey, turnout = await survey_of(uow, row), await turnout_of(uow, row)
        questions = None
        if turnout.shown:
            came_in = await self._came_in(uow, row, survey)
            questions = tuple(_results(survey, came_in, language))
        return SurveyResults(**{**vars(turnout), "about": survey}, questions=questions)

    async def _came_in(self, uow: UnitOfWork, row: Consultation, survey: Survey) -> dict[str, CameIn]:
        counted_at, found = self._counted.get(row.id, (None, None))
        if counted_at is not None and found is not None and self._clock.now() - counted_at < COUNTED_FOR:
            return found
        found = await count(uow, survey)
        if not survey.is_open:
            while len(self._counted) >= MOST_COUNTED:
                self._counted.pop(next(iter(self._counted)))
            self._counted[row.id] = self._clock.now(), found
        return found

    async def written(
        self, uow: UnitOfWork, practice: Practice, results: SurveyResults, result: QuestionResult
    ) -> list[str]:
        """What people wrote in answer to a question of these results, in an order that means nothing.

        Nothing, where too few have.
        """
        if result.question.kind is not Kind.TEXT or isinstance(result.summary, Withheld):
            return []
        asked = await surveys.asked(uow, practice.id, results.about.id)
        rows = await surveys.written_to(uow, practice.id, results.about.id, asked[result.number - 1].question.id)
        return [row.words for row in rows if row.words]

    async def funnel(self, uow: UnitOfWork, practice: Practice, survey_id: int, language: str) -> Funnel:
        """How far people came. Open when results are: refuses with ConsultationStillOpen and TooFewAnswers.

        Before, it would tell what people say: to some questions only those come who gave a certain answer.
        """
        row = await row_of(uow, practice, survey_id)
        survey, turnout = await survey_of(uow, row), await turnout_of(uow, row)
        if turnout.waits:
            raise ConsultationStillOpen(reference=survey.reference)
        if not turnout.shown:
            raise TooFewAnswers(reference=survey.reference, least=LEAST_ANSWERS)
        reached = await self._reached(uow, practice, survey)
        came_in = await self._came_in(uow, row, survey)
        stops = tuple(
            Stop(result.number, result.words, reached[result.question.name], came_in[result.question.name].answered)
            for result in _results(survey, came_in, language)
        )
        # Whoever started has come to a question; whoever answered on paper was on no way at all.
        started = max([turnout.came_in, *reached.values()])
        return Funnel(survey, turnout.asked, started, turnout.came_in, stops)

    async def _reached(self, uow: UnitOfWork, practice: Practice, survey: Survey) -> Counter[str]:
        if not survey.is_open:
            asked = await surveys.asked(uow, practice.id, survey.id)
            return Counter({each.question.name: each.question.reached or 0 for each in asked})
        today = self._clock.now().astimezone(practice.settings.zone).date()
        reached: Counter[str] = Counter()
        async for _, kept in surveys.sheets(uow, practice.id, survey.id):
            reached.update(sheet_of(survey.form, kept, today).reached)
        return reached


async def count(uow: UnitOfWork, survey: Survey) -> dict[str, CameIn]:
    """What came in to each question, by name: from the answers, and once it is closed from the totals of then."""
    asked = await surveys.asked(uow, survey.practice_id, survey.id)
    counts = await answers.totals(uow, survey.practice_id, survey.id) if survey.is_open else None
    answered = await surveys.answered_by_question(uow, survey.practice_id, survey.id)
    written: dict[int, list[Measured]] = defaultdict(list)
    for question_id, number, day in await surveys.measured(uow, survey.practice_id, survey.id):
        written[question_id].append((number, day))
    found = {}
    for each in asked:
        of_each = {choice.name: _total(choice, counts) for choice in each.choices}
        question_id = each.question.id
        found[each.question.name] = _came_in(of_each, answered.get(question_id, 0), written[question_id], each)
    return found


def _total(choice: Choice, counts: Mapping[int, int] | None) -> int:
    return counts.get(choice.id, 0) if counts is not None else choice.total or 0


def _came_in(of_each: dict[str, int], answered: int, written: Sequence[Measured], asked: surveys.Asked) -> CameIn:
    not_said = of_each.pop(NOT_SAID_CHOICE, 0)
    if not of_each:
        said = len(written)
    elif asked.question.kind == Kind.MULTIPLE:
        # Somebody may have been erased since the close; the totals of then stand, and nobody chose twice.
        said = max(answered - not_said, *of_each.values())
    else:
        said = sum(of_each.values())
    numbers = tuple(number for number, _ in written if number is not None)
    days = tuple(day for _, day in written if day is not None)
    return CameIn(said + not_said, not_said, of_each, numbers, days)


def _results(survey: Survey, came_in: Mapping[str, CameIn], language: str) -> Iterable[QuestionResult]:
    # As polls are: what too few have answered would tell who said what.
    least = 0 if survey.attribution == Attribution.NAMED else LEAST_ANSWERS

    def read(words: Words) -> str:
        return survey.form.in_language(words, language)

    for number, question in _numbered(survey):
        summary = summarise(question, came_in[question.name], read, least=least)
        yield QuestionResult(number, read(question.words), question, summary)


def _numbered(survey: Survey) -> Iterable[tuple[int, Question]]:
    return enumerate((each for each in survey.form if each.takes_an_answer), start=1)
