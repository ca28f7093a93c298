"""The rows of an export: every answer of a poll or a survey, as it may leave the house."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.rules.forms.form import Kind
from bot.rules.polls import LEAST_ANSWERS
from bot.rules.words import Attribution, Method
from bot.services.consultations import Brief, get_brief
from bot.services.practices import Practice
from bot.services.surveys import NOT_SAID_CHOICE
from storage.database import UnitOfWork
from storage.models.consultation import Choice
from storage.queries import answers, exports, surveys

# What stands for *Prefer not to say*: in a column of numbers the place of a choice would look like one.
NOT_SAID_VALUE = "not-said"
# Some thousand rows: a few megabytes, and a few hundredths of a second.
RESPONDENTS_A_PAGE = 500
# A question's place, and a choice's among those of the question.
Place = tuple[int, int]


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


class Export:
    """The answers of a poll or a survey on their way out, a page at a time, each from a unit of work of its own."""

    def __init__(
        self, about: Brief, whole: int, words: dict[int, str], not_said: set[Place], withheld: set[int]
    ) -> None:
        self.about = about
        self.whole = whole
        self.done = 0
        self._words, self._not_said, self._withheld = words, not_said, withheld
        self._after, self._number = "", 0

    async def page(self, uow: UnitOfWork) -> list[ExportedAnswer] | None:
        """The answers of the next respondents, respondent by respondent; None after the last."""
        practice_id, its = self.about.practice_id, self.about.id
        papers = await exports.page(uow, practice_id, its, after=self._after, most=RESPONDENTS_A_PAGE)
        if not papers:
            return None
        first, self._after = papers[0].respondent, papers[-1].respondent
        said: dict[str, list[exports.Given]] = {paper.respondent: [] for paper in papers}
        for row in await exports.given(uow, practice_id, its, first=first, last=self._after):
            # Somebody may have handed in since this page of papers was read.
            if row[0] in said:
                said[row[0]].append(row)
        names: Mapping[str, str] = {}
        if self.about.attribution == Attribution.NAMED:
            names = await exports.names(uow, practice_id, its, list(said))
        self.done += len(papers)
        return [row for paper in papers for row in self._rows(paper, said[paper.respondent], names)]

    def _rows(
        self, paper: exports.Paper, given: list[exports.Given], names: Mapping[str, str]
    ) -> Iterator[ExportedAnswer]:
        shown = sorted((row for row in given if row[1] not in self._withheld), key=lambda row: row[1:3])
        if not shown:
            return
        # Numbered in the order of random keys, so that the number tells nothing about who or when.
        self._number += 1
        respondent = names.get(paper.respondent) or f"{self.about.reference}-R{self._number:04d}"
        anonymous = self.about.attribution == Attribution.ANONYMOUS
        for _, question, place, text, words, number, day in shown:
            refused = (question, place) in self._not_said
            written = _in_words(words, number, day)
            yield ExportedAnswer(
                question=str(question),
                question_text=self._words[question],
                respondent=respondent,
                answer=NOT_SAID_VALUE if refused else str(place) if place else written,
                answer_text=text if place else written,
                method=Method(paper.method),
                answered_on=None if anonymous else paper.answered_on,
                not_said=refused,
            )


async def begin_export(uow: UnitOfWork, practice: Practice, consultation_id: int) -> Export:
    """An export at its beginning. Refuses with NoSuchReference."""
    about = await get_brief(uow, practice, consultation_id)
    asked = await surveys.asked(uow, practice.id, about.id)
    return Export(
        about,
        await exports.papers(uow, practice.id, about.id),
        {each.question.position: each.question.text for each in asked},
        set(_places_of_not_said(asked)),
        await _withheld(uow, about, asked) if about.is_survey else set(),
    )


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


def _places_of_not_said(asked: Iterable[surveys.Asked]) -> Iterable[Place]:
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
