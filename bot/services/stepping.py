"""The steps of whoever fills in a survey, wherever the sheet is kept: in the database, or, in a try, nowhere else."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.clock import Clock
from bot.errors import AnswerRefused
from bot.rules.dates import read_day
from bot.rules.forms.answers import Answer, AnswerProblem, Day, from_kept, kept, number_from, words_from
from bot.rules.forms.form import Form, Kind, Question
from bot.rules.forms.sheet import Sheet
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.surveys import Survey
from storage.database import UnitOfWork
from storage.queries.surveys import KeptSheet


@dataclass(frozen=True)
class Filled:
    """A survey in the hands of one member. `handed_in`: answers of theirs count; `changed`: others would, once
    they are handed in.
    """

    survey: Survey
    sheet: Sheet
    language: str
    handed_in: bool = False
    changed: bool = False


Step = Callable[[Sheet, str], Sheet]


class Stepping(ABC):
    """What somebody does with a survey. `language` is the one in which they read it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @abstractmethod
    async def look(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int) -> Filled:
        """The sheet as it is, or an empty one."""

    @abstractmethod
    async def _change(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, change: Callable[[Filled], Filled]
    ) -> Filled:
        """Change the sheet, and keep it."""

    async def begin(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, language: str = ""
    ) -> Filled:
        """Start, or go on where it was left; in another `language` where one is given.

        Refuses with NoSuchReference, NotAsked, ConsultationClosed and KeyLost.
        """

        def speak(filled: Filled) -> Filled:
            spoken = language if language in filled.survey.form.languages else filled.language
            return replace(filled, sheet=filled.sheet.begun(), language=spoken)

        return await self._change(uow, actor, practice, survey_id, speak)

    async def choose(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, name: str, choice: str, *, on: bool
    ) -> Filled:
        """Make a choice at a question, or take it back. Refuses as `begin` does, and with AnswerRefused."""
        return await self._step(
            uow, actor, practice, survey_id,
            lambda sheet, language: sheet.with_choice(name, choice, on=on, language=language),
        )  # fmt: skip

    async def write(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, name: str, text: str
    ) -> Filled:
        """Answer a question with typed words, a number or a date. Refuses as `choose` does."""

        def written(sheet: Sheet, language: str) -> Sheet:
            answer = self._understood(practice, sheet.form.question(name), text)
            return sheet.with_answer(name, answer, language)

        return await self._step(uow, actor, practice, survey_id, written)

    def _understood(self, practice: Practice, question: Question, text: str) -> Answer:
        match question.kind:
            case Kind.TEXT:
                return words_from(question, text)
            case Kind.NUMBER:
                return number_from(question, text)
            case Kind.DATE:
                day = read_day(text, self._today(practice))
                if day is None:
                    raise AnswerProblem("no-date")
                return Day(day)
            case _:
                raise AnswerProblem("no-choice")

    async def not_say(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, name: str) -> Filled:
        """*Prefer not to say*. Refuses as `choose` does."""
        return await self._step(uow, actor, practice, survey_id, lambda sheet, _: sheet.not_said(name))

    async def skip(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, name: str) -> Filled:
        """Leave a question out. Refuses as `choose` does."""
        return await self._step(uow, actor, practice, survey_id, lambda sheet, spoken: sheet.skipped(name, spoken))

    async def go_on(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, name: str) -> Filled:
        """To the next question. Refuses as `choose` does."""
        return await self._step(uow, actor, practice, survey_id, lambda sheet, spoken: sheet.gone_on(name, spoken))

    async def go_back(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, name: str) -> Filled:
        """To the question before. Refuses as `begin` does."""
        return await self._step(uow, actor, practice, survey_id, lambda sheet, _: sheet.gone_back(name))

    async def go_to(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, name: str) -> Filled:
        """To a question from the review. Refuses as `choose` does."""
        return await self._step(uow, actor, practice, survey_id, lambda sheet, _: sheet.gone_to(name))

    async def _step(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, step: Step) -> Filled:
        def taken(filled: Filled) -> Filled:
            try:
                sheet = step(filled.sheet.begun(), filled.language)
            except AnswerProblem as problem:
                raise _refused(problem) from None
            differs = sheet.answers != filled.sheet.answers
            return replace(filled, sheet=sheet, changed=filled.changed or (filled.handed_in and differs))

        return await self._change(uow, actor, practice, survey_id, taken)

    def _filled(self, practice: Practice, survey: Survey, actor: Actor, row: KeptSheet | None) -> Filled:
        today, form = self._today(practice), survey.form
        if row is None:
            spoken = actor.language if actor.language in form.languages else form.languages[0]
            return Filled(survey, Sheet(form, today), spoken)
        sheet = sheet_of(form, row, today)
        return Filled(survey, sheet, row.language, row.state != "open", row.state == "changed")

    def _today(self, practice: Practice) -> date:
        return self._clock.now().astimezone(practice.settings.zone).date()


def sheet_of(form: Form, row: KeptSheet, today: date) -> Sheet:
    """The sheet that a row stands for."""
    answers = {name: from_kept(data) for name, data in row.answers.items()}
    return Sheet(form, today, answers, frozenset(row.seen), row.place, row.reviewed)


def row_of(filled: Filled) -> KeptSheet:
    """The row that a sheet is kept as."""
    state = "changed" if filled.changed else "handed-in" if filled.handed_in else "open"
    sheet = filled.sheet
    answers = {name: kept(answer) for name, answer in sheet.answers.items()}
    return KeptSheet(state, answers, sorted(sheet.seen), sheet.reviewed, sheet.place, filled.language)


def _refused(problem: AnswerProblem) -> AnswerRefused:
    given = dict(problem.arguments)
    words = str(given.pop("words", ""))
    return AnswerRefused(problem=problem.key, words=words, limit=str(given.get("by", next(iter(given.values()), ""))))
