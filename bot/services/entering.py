"""Answers that came on paper or by phone: entered by staff, marked by method, counted in the same totals."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.clock import Clock
from bot.errors import ConsultationClosed, PaperProblem
from bot.rules.forms.form import Choice, Form, Kind, Question
from bot.rules.forms.path import counting
from bot.rules.forms.sheet import Sheet
from bot.rules.papers import MOST_SHEETS, read_sheet_number
from bot.rules.words import Attribution, Method
from bot.services import audit
from bot.services.agreed import local_date
from bot.services.consultations import Brief, get_brief
from bot.services.filling import hand_in_sheet
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.secrets import new_respondent
from bot.services.surveys import NOT_SAID_CHOICE, SurveyDraft, get_survey
from bot.services.trying import Trying
from storage.database import UnitOfWork
from storage.queries import answers, consultations, entering, practices, surveys

LANGUAGE = "en"


@dataclass(frozen=True)
class Entered:
    """What was stored: under which key (so that it can be taken back), and how many came in this way so far."""

    respondent: str
    number: str
    so_far: int


class Entering:
    """Enters sheets, and takes back the one just entered."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def form(self, uow: UnitOfWork, practice: Practice, consultation_id: int) -> tuple[Brief, Form]:
        """What is asked, as a form in which every question can be left out: on paper people leave things out.

        Refuses with NoSuchReference, and with ConsultationClosed.
        """
        about = await self._open(uow, practice, consultation_id)
        if about.is_survey:
            form = (await get_survey(uow, practice, consultation_id)).form
        else:
            form = await _form_of_poll(uow, practice, about)
        return about, replace(form, questions=tuple(replace(each, required=False) for each in form))

    def hands(self, about: Brief, form: Form, sheet: Mapping[str, Any] | None) -> Trying:
        """What the steps of entering go through: on a sheet that its caller keeps, as in a try."""
        draft = SurveyDraft(form, about.closes_at, attribution=about.attribution)
        return Trying(self._clock, draft, about.reference, sheet)

    async def fresh_numbers(self, uow: UnitOfWork, practice: Practice, about: Brief, count: int) -> range:
        """Numbers for so many sheets that no sheet had before. Refuses with PaperProblem (all): there are 9,999."""
        last = await practices.next_number(uow, practice.id, f"sheet:{about.reference}", count)
        if last > MOST_SHEETS:
            raise PaperProblem(problem="all", number=about.reference)
        return range(last - count + 1, last + 1)

    async def number(self, uow: UnitOfWork, practice: Practice, about: Brief, typed: str) -> str:
        """The number of a sheet that was not entered yet. Refuses with PaperProblem (number, entered)."""
        number = read_sheet_number(about.reference, typed)
        if number is None:
            raise PaperProblem(problem="number", number=about.reference)
        if await entering.is_entered(uow, practice.id, about.id, number):
            raise PaperProblem(problem="entered", number=number)
        return number

    async def store(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        about: Brief,
        sheet: Sheet,
        method: Method,
        number: str,
    ) -> Entered:
        """Have a sheet count. Refuses with ConsultationClosed and PaperProblem (empty, entered).

        It hangs on a key that leads to nobody, and is no member's answer: turnout of those asked stays as it is.
        """
        await consultations.hold_as_it_is(uow, practice.id, about.id)
        await self._open(uow, practice, about.id)
        if not counting(sheet.form, sheet.answers, sheet.today):
            raise PaperProblem(problem="empty", number=number)
        if number and not await entering.enter(uow, practice.id, about.id, number):
            raise PaperProblem(problem="entered", number=number)
        respondent = new_respondent()
        await hand_in_sheet(
            uow, practice, about, respondent, sheet, method=method, answered_on=self._day(practice, about)
        )
        await uow.flush()
        now = self._clock.now()
        await audit.note(uow, actor, practice.id, f"entered an answer ({method})", about.reference, now)
        so_far = (await answers.by_method(uow, practice.id, about.id)).get(method, 0)
        return Entered(respondent, number, so_far)

    async def take_back(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, about: Brief, respondent: str, number: str
    ) -> None:
        """Take back what was just entered. Refuses with ConsultationClosed: then it has become one of all."""
        await consultations.hold_as_it_is(uow, practice.id, about.id)
        await self._open(uow, practice, about.id)
        await answers.drop_ballot(uow, practice.id, about.id, respondent)
        if number:
            await entering.forget(uow, practice.id, about.id, number)
        await audit.note(uow, actor, practice.id, "took an entered answer back", about.reference, self._clock.now())

    async def _open(self, uow: UnitOfWork, practice: Practice, consultation_id: int) -> Brief:
        about = await get_brief(uow, practice, consultation_id)
        if not about.is_open or about.closes_at <= self._clock.now():
            raise ConsultationClosed(reference=about.reference)
        return about

    def _day(self, practice: Practice, about: Brief) -> date | None:
        # Not even the day stays with an anonymous answer.
        return None if about.attribution == Attribution.ANONYMOUS else local_date(practice, self._clock.now())


async def _form_of_poll(uow: UnitOfWork, practice: Practice, about: Brief) -> Form:
    (asked,) = await surveys.asked(uow, practice.id, about.id)
    choices = tuple(
        Choice(each.name, {LANGUAGE: each.text}) for each in asked.choices if each.name != NOT_SAID_CHOICE
    )
    row = asked.question
    question = Question(row.name, Kind(row.kind), {LANGUAGE: row.text}, choices=choices)
    return Form({LANGUAGE: about.title}, (LANGUAGE,), (question,))
