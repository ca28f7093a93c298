"""The rows of an export: every answer of a poll or a survey, as it may leave the house."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.rules.forms.form import Kind
from bot.rules.polls import LEAST_ANSWERS
from bot.rules.words import Attribution, Method
from bot.services.consultations import Brief, get_brief
from bot.services.polls import get_poll
from bot.services.practices import Practice
from bot.services.surveys import NOT_SAID_CHOICE
from storage.database import UnitOfWork
from storage.models.consultation import Choice
from storage.queries import answers, surveys

# What stands for *Prefer not to say*: in a column of numbers the place of a choice would look like one.
NOT_SAID_VALUE = "not-said"


@dataclass(frozen=True)
class ExportedAnswer:
    """One answer as it may leave the house: the respondent is a number that means nothing elsewhere, or a name.

    `not_said`: they preferred not to say, for which a survey has no words of its own.
    """

    question: str
    question_text: str
    respondent: str
    answer: str
    answer_text: str
    method: Method
    answered_on: date | None
    not_said: bool = False


@dataclass(frozen=True)
class ExportedQuestion:
    """A question of a survey, so that its answers can be understood: choices are (answer, words)."""

    number: int
    name: str
    text: str
    kind: Kind
    choices: tuple[tuple[str, str], ...]


class _Respondents:
    """What respondents are called, as their rows come one after another."""

    def __init__(self, about: Brief) -> None:
        self._about = about
        self._key, self._number = "", 0

    def called(self, key: str, name: str | None) -> str:
        """Numbered in the order of random keys, so that the number tells nothing about who or when."""
        if key != self._key:
            self._key, self._number = key, self._number + 1
        named = self._about.attribution == Attribution.NAMED
        return name if named and name else f"{self._about.reference}-R{self._number:04d}"

    def day(self, day: date | None) -> date | None:
        """The day of an answer, where it may be told."""
        return None if self._about.attribution == Attribution.ANONYMOUS else day


async def exported(uow: UnitOfWork, practice: Practice, consultation_id: int) -> AsyncIterator[ExportedAnswer]:
    """The answers of a poll or a survey, respondent by respondent. Refuses with NoSuchReference."""
    about = await get_brief(uow, practice, consultation_id)
    rows = _of_survey(uow, practice, about) if about.is_survey else _of_poll(uow, practice, about)
    async for row in rows:
        yield row


async def questions_of(uow: UnitOfWork, practice: Practice, consultation_id: int) -> list[ExportedQuestion]:
    """The questions of a survey as its export numbers them; of a poll, which has one, none.

    The words for *Prefer not to say* are empty: a survey has none of its own.
    """
    if not (await get_brief(uow, practice, consultation_id)).is_survey:
        return []
    found = []
    for each in await surveys.asked(uow, practice.id, consultation_id):
        row, choices = each.question, each.choices
        told = tuple(
            (NOT_SAID_VALUE if _is_not_said(choice) else str(choice.position), choice.text) for choice in choices
        )
        found.append(ExportedQuestion(row.position, row.name, row.text, Kind(row.kind), told))
    return found


async def _of_poll(uow: UnitOfWork, practice: Practice, about: Brief) -> AsyncIterator[ExportedAnswer]:
    poll, who = await get_poll(uow, practice, about.id), _Respondents(about)
    async for key, place, text, method, day, name in answers.export_rows(uow, practice.id, poll.id):
        respondent = who.called(key, name)
        yield ExportedAnswer("1", poll.question, respondent, str(place), text, Method(method), who.day(day))


async def _of_survey(uow: UnitOfWork, practice: Practice, about: Brief) -> AsyncIterator[ExportedAnswer]:
    asked, who = await surveys.asked(uow, practice.id, about.id), _Respondents(about)
    words = {each.question.position: each.question.text for each in asked}
    not_said = set(_places_of_not_said(asked))
    withheld = await _withheld(uow, about, asked)
    async for row in surveys.export_rows(uow, practice.id, about.id):
        key, question, place, text, said, number, day, method, on, name = row
        if question in withheld:
            continue
        refused = (question, place) in not_said
        written = _in_words(said, number, day)
        answer = NOT_SAID_VALUE if refused else str(place) if place else written
        yield ExportedAnswer(
            question=str(question),
            question_text=words[question],
            respondent=who.called(key, name),
            answer=answer,
            answer_text=text if place else written,
            method=Method(method),
            answered_on=who.day(on),
            not_said=refused,
        )


async def _withheld(uow: UnitOfWork, about: Brief, asked: Sequence[surveys.Asked]) -> set[int]:
    """The places of the questions that so few answered that the rest of their rows could tell who it was."""
    if about.attribution == Attribution.NAMED:
        return set()
    answered = await surveys.answered_by_question(uow, about.practice_id, about.id)
    chosen = await answers.totals(uow, about.practice_id, about.id)
    found = set()
    for each in asked:
        not_said = sum(chosen.get(choice.id, 0) for choice in each.choices if _is_not_said(choice))
        if 0 < answered.get(each.question.id, 0) - not_said < LEAST_ANSWERS:
            found.add(each.question.position)
    return found


def _places_of_not_said(asked: Iterable[surveys.Asked]) -> Iterable[tuple[int, int]]:
    for each in asked:
        for choice in each.choices:
            if _is_not_said(choice):
                yield each.question.position, choice.position


def _is_not_said(choice: Choice) -> bool:
    return choice.name == NOT_SAID_CHOICE


def _in_words(said: str | None, number: float | None, day: date | None) -> str:
    if said is not None:
        return said
    if number is not None:
        return plain_number(number)
    return day.isoformat() if day is not None else ""


def plain_number(value: float) -> str:
    """All the digits of a number, and no more: 3, 2.5, 0.0000001."""
    exact = Decimal(repr(float(value)))
    whole = exact.to_integral_value()
    # No sign for a zero.
    return f"{whole or abs(whole):f}" if exact == whole else f"{exact:f}"
