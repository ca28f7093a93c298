"""Collecting the sheets of a survey at its close: how far people came, and which half-done ones count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.rules.forms.path import counting
from bot.rules.words import Attribution, ConsultationKind, ConsultationState, Method
from bot.services.filling import hand_in_sheet
from bot.services.places import respondent_of
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from bot.services.stepping import sheet_of
from bot.services.surveys import Survey, survey_of
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import people, roster, surveys

# The flow of somebody who fills in a survey, the one of a new agreement, which keeps the place before it, and the one
# of whoever enters answers from paper.
IN_SURVEY, IN_AGREEMENT, ENTERING = "survey", "resign", "enter"

PlaceData = Mapping[str, Any]


async def collect(
    uow: UnitOfWork, practice: Practice, row: Consultation, secrets: SecretStore, now: datetime
) -> None:
    """Keep how many came to each question, hand in half-done sheets where the survey says so, and delete them all.

    Before anonymous answers are cut off: with the secret gone nobody could tell who has a half-done sheet.
    """
    # Its row says closed already; whose sheet is whose can be told until this is done.
    survey = replace(await survey_of(uow, row), state=ConsultationState.OPEN)
    today = now.astimezone(practice.settings.zone).date()
    reached: Counter[str] = Counter()
    half_done = {}
    async for respondent, kept in surveys.sheets(uow, practice.id, row.id):
        sheet = sheet_of(survey.form, kept, today)
        reached.update(sheet.reached)
        if kept.state == "open" and counting(survey.form, sheet.answers, today):
            half_done[respondent] = sheet
    if survey.partial:
        answered_on = None if survey.attribution == Attribution.ANONYMOUS else today
        for respondent, sheet in half_done.items():
            await hand_in_sheet(uow, practice, survey, respondent, sheet, method=Method.CHAT, answered_on=answered_on)
        await _mark_answered(uow, practice, survey, secrets, set(half_done))
    asked = [each.name for each in survey.form if each.takes_an_answer]
    await surveys.keep_reached(uow, practice.id, row.id, {name: reached[name] for name in asked})
    await surveys.drop_sheets(uow, practice.id, row.id)


async def members_with_sheets(
    uow: UnitOfWork, practice: Practice, row: Consultation, secrets: SecretStore
) -> list[int]:
    """The ids of the members who have begun an open survey and not sent it; of a poll, nobody."""
    if row.kind != ConsultationKind.SURVEY:
        return []
    survey = await survey_of(uow, row)
    begun = {respondent async for respondent, _ in surveys.sheets(uow, practice.id, row.id)}
    places = await roster.unanswered(uow, practice.id, row.id)
    return [entry.member_id for entry in places if respondent_of(secrets, survey, entry) in begun]


async def let_everybody_go(uow: UnitOfWork, consultation_id: int, now: datetime) -> None:
    """Nobody stays in a poll or survey that is closed: beside a half-done ballot their place could tell whose it is,
    and that of whoever enters sheets which answers were on the last one.
    """
    for row in await people.conversations_in(uow, (IN_SURVEY, IN_AGREEMENT, ENTERING)):
        place = {"flow": row.flow, "step": row.step, "data": row.data}
        left = without(place, consultation_id)
        if left is None:
            await people.leave_conversation(uow, row.person_id)
        elif left != place:
            await people.keep_conversation(uow, row.person_id, **left, at=now)


def without(place: PlaceData | None, consultation_id: int) -> PlaceData | None:
    """A place, or the one that was kept within it, that is not in this poll or survey; None where there is none."""
    if place is None:
        return None
    data, before = place["data"], without(place["data"].get("before"), consultation_id)
    inside = {IN_SURVEY: data.get("survey"), ENTERING: data.get("consultation")}
    if inside.get(place["flow"]) == consultation_id:
        return before
    return {**place, "data": {**data, "before": before}} if "before" in data else place


async def _mark_answered(
    uow: UnitOfWork, practice: Practice, survey: Survey, secrets: SecretStore, respondents: set[str]
) -> None:
    for entry in await roster.unanswered(uow, practice.id, survey.id):
        if respondent_of(secrets, survey, entry) in respondents:
            entry.answered = True
