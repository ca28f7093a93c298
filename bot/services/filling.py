"""Filling in a survey: every step is kept as it is made, and counts when the sheet is handed in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.clock import Clock
from bot.errors import AnswerRefused, AnswersMissing, ConsultationClosed
from bot.rules.dates import read_day
from bot.rules.forms.answers import (
    Answer,
    AnswerProblem,
    Chosen,
    Day,
    NotSaid,
    Number,
    Said,
    from_kept,
    kept,
    number_from,
    words_from,
)
from bot.rules.forms.form import Form, Kind, Question
from bot.rules.forms.path import counting
from bot.rules.forms.sheet import REVIEW, Sheet
from bot.rules.words import Attribution, Method
from bot.services.consultations import brief_of
from bot.services.people import Actor
from bot.services.places import key_of, place_on_roster, refuse_outsiders, respondent_of
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from bot.services.surveys import NOT_SAID_CHOICE, Survey, get_survey
from storage.database import UnitOfWork
from storage.queries import consultations, roster, surveys
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


class Filling:
    """What a member does with a survey. `language` is the one in which they read it."""

    def __init__(self, clock: Clock, secrets: SecretStore) -> None:
        self._clock = clock
        self._secrets = secrets

    async def prepare(self, uow: UnitOfWork, practice: Practice, survey_id: int, member_ids: Sequence[int]) -> None:
        """Read all at once what a step of these members will need, in this unit of work and no other."""
        row = await consultations.get(uow, practice.id, survey_id)
        places = await roster.warm(uow, practice.id, survey_id, member_ids)
        if row is not None:
            keys = [respondent_of(self._secrets, brief_of(row), entry) for entry in places.values()]
            await surveys.warm(uow, practice.id, survey_id, [key for key in keys if key is not None])

    async def look(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int) -> Filled:
        """The sheet as it is, or an empty one. Refuses with NoSuchReference and NotAsked."""
        survey = await get_survey(uow, practice, survey_id)
        member = actor.membership
        entry = await roster.entry(uow, practice.id, survey.id, member.id) if member is not None else None
        if entry is None:
            await refuse_outsiders(uow, actor, practice, survey)
        respondent = respondent_of(self._secrets, survey, entry) if entry is not None else None
        row = await surveys.sheet(uow, practice.id, survey.id, respondent) if respondent is not None else None
        return self._filled(practice, survey, actor, row)

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

    async def hand_in(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int) -> Filled:
        """Have what is on the sheet count, in place of what was handed in before.

        Refuses as `begin` does, and with AnswersMissing (`count`), which leaves the person where they are.
        """
        filled = await self.begin(uow, actor, practice, survey_id)
        if missing := filled.sheet.missing:
            raise AnswersMissing(count=len(missing))
        survey = filled.survey
        entry = await place_on_roster(uow, actor, practice, survey)
        respondent = key_of(self._secrets, survey, entry)
        answered_on = None if survey.attribution == Attribution.ANONYMOUS else self._today(practice)
        await hand_in_sheet(
            uow, practice, survey, respondent, filled.sheet, method=Method.CHAT, answered_on=answered_on
        )
        entry.answered = True
        done = replace(filled, sheet=replace(filled.sheet, place=REVIEW), handed_in=True, changed=False)
        await self._keep(uow, practice, respondent, done)
        return done

    async def _step(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, step: Step) -> Filled:
        def taken(filled: Filled) -> Filled:
            try:
                sheet = step(filled.sheet.begun(), filled.language)
            except AnswerProblem as problem:
                raise _refused(problem) from None
            differs = sheet.answers != filled.sheet.answers
            return replace(filled, sheet=sheet, changed=filled.changed or (filled.handed_in and differs))

        return await self._change(uow, actor, practice, survey_id, taken)

    async def _change(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, change: Callable[[Filled], Filled]
    ) -> Filled:
        await consultations.hold_as_it_is(uow, practice.id, survey_id)
        survey = await get_survey(uow, practice, survey_id)
        if not survey.is_open or survey.closes_at <= self._clock.now():
            raise ConsultationClosed(reference=survey.reference)
        entry = await place_on_roster(uow, actor, practice, survey)
        respondent = key_of(self._secrets, survey, entry)
        row = await surveys.sheet(uow, practice.id, survey.id, respondent)
        before = self._filled(practice, survey, actor, row)
        filled = change(before)
        if row is None or filled != before:
            await self._keep(uow, practice, respondent, filled)
        return filled

    def _filled(self, practice: Practice, survey: Survey, actor: Actor, row: KeptSheet | None) -> Filled:
        today, form = self._today(practice), survey.form
        if row is None:
            spoken = actor.language if actor.language in form.languages else form.languages[0]
            return Filled(survey, Sheet(form, today), spoken)
        sheet = sheet_of(form, row, today)
        return Filled(survey, sheet, row.language, row.state != "open", row.state == "changed")

    async def _keep(self, uow: UnitOfWork, practice: Practice, respondent: str, filled: Filled) -> None:
        state = "changed" if filled.changed else "handed-in" if filled.handed_in else "open"
        sheet = filled.sheet
        answers = {name: kept(answer) for name, answer in sheet.answers.items()}
        row = KeptSheet(state, answers, sorted(sheet.seen), sheet.reviewed, sheet.place, filled.language)
        await surveys.keep_sheet(uow, practice.id, filled.survey.id, respondent, row)

    def _today(self, practice: Practice) -> date:
        return self._clock.now().astimezone(practice.settings.zone).date()


def sheet_of(form: Form, row: KeptSheet, today: date) -> Sheet:
    """The sheet that a row stands for."""
    answers = {name: from_kept(data) for name, data in row.answers.items()}
    return Sheet(form, today, answers, frozenset(row.seen), row.place, row.reviewed)


async def hand_in_sheet(
    uow: UnitOfWork,
    practice: Practice,
    survey: Survey,
    respondent: str,
    sheet: Sheet,
    *,
    method: Method,
    answered_on: date | None,
) -> None:
    """Store the answers of a sheet that count: those on the way that applies."""
    asked = {each.question.name: each for each in await surveys.asked(uow, practice.id, survey.id)}
    answers: list[dict[str, Any]] = []
    written: list[dict[str, Any]] = []
    for name, answer in counting(sheet.form, sheet.answers, sheet.today).items():
        row = {"question_id": asked[name].question.id}
        choices = {choice.name: choice.id for choice in asked[name].choices}
        match answer:
            case Chosen(names):
                answers += [{**row, "choice_id": choices[each]} for each in sorted(names)]
            case NotSaid():
                answers.append({**row, "choice_id": choices[NOT_SAID_CHOICE]})
            case _:
                written.append({**row, **_written(answer)})
    ballot: Mapping[str, Any] = {"method": method, "answered_on": answered_on}
    await surveys.hand_in(
        uow, practice.id, survey.id, respondent, ballot=dict(ballot), answers=answers, written=written
    )


def _written(answer: Answer) -> dict[str, Any]:
    match answer:
        case Number(value):
            return {"number": value}
        case Day(value):
            return {"day": value}
        case Said(text):
            return {"words": text}
        case _:
            raise TypeError(answer)


def _refused(problem: AnswerProblem) -> AnswerRefused:
    given = dict(problem.arguments)
    words = str(given.pop("words", ""))
    return AnswerRefused(problem=problem.key, words=words, limit=str(given.get("by", next(iter(given.values()), ""))))
