"""Filling in a survey: every step is kept as it is made, and counts when the sheet is handed in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.clock import Clock
from bot.errors import AnswersMissing, ConsultationClosed
from bot.rules.forms.answers import Answer, Chosen, Day, NotSaid, Number, Said
from bot.rules.forms.path import counting
from bot.rules.forms.sheet import REVIEW, Sheet
from bot.rules.words import Attribution, Method
from bot.services.consultations import Brief, brief_of
from bot.services.people import Actor
from bot.services.places import key_of, place_on_roster, refuse_outsiders, respondent_of
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from bot.services.stepping import Filled, Stepping, row_of
from bot.services.surveys import NOT_SAID_CHOICE, get_survey
from storage.database import UnitOfWork
from storage.queries import consultations, roster, surveys


class Filling(Stepping):
    """What a member does with a survey that was sent."""

    def __init__(self, clock: Clock, secrets: SecretStore) -> None:
        super().__init__(clock)
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

    async def _keep(self, uow: UnitOfWork, practice: Practice, respondent: str, filled: Filled) -> None:
        await surveys.keep_sheet(uow, practice.id, filled.survey.id, respondent, row_of(filled))


async def hand_in_sheet(
    uow: UnitOfWork,
    practice: Practice,
    about: Brief,
    respondent: str,
    sheet: Sheet,
    *,
    method: Method,
    answered_on: date | None,
) -> None:
    """Store the answers of a sheet that count: those on the way that applies."""
    asked = {each.question.name: each for each in await surveys.asked(uow, practice.id, about.id)}
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
        uow, practice.id, about.id, respondent, ballot=dict(ballot), answers=answers, written=written
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
