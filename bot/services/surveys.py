"""Surveys: consultations of several questions, as a form that some are asked only where it applies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from bot.errors import NoSuchReference
from bot.rules.forms.data import form_from_data, form_to_data
from bot.rules.forms.form import Form, Kind, Question
from bot.rules.words import Attribution, Audience, Influence, ResultsTo
from bot.services.consultations import Brief, brief_of, row_of
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import surveys

# The choice that stands for *Prefer not to say* among a question's choices. No form can have this name.
NOT_SAID_CHOICE = "#not-said"


@dataclass(frozen=True)
class SurveyDraft:
    """A survey that has not been sent. `partial`: answers of those who do not finish count at the close.

    `segment` is the part of the group that it is for, in its stable form; "" where it is for the whole audience.
    """

    form: Form
    closes_at: datetime
    audience: Audience = Audience.ALL
    attribution: Attribution = Attribution.ANONYMOUS
    results_to: ResultsTo = ResultsTo.MEMBERS
    influence: Influence = Influence.ADVISE
    partial: bool = False
    segment: str = ""

    @property
    def title(self) -> str:
        """The title, in the form's first language."""
        return self.form.in_language(self.form.title, self.form.languages[0])

    def to_data(self) -> dict[str, Any]:
        """As plain values that JSON can hold."""
        plain = {name: value for name, value in vars(self).items() if name not in ("form", "closes_at")}
        return {**plain, "form": form_to_data(self.form), "closes_at": self.closes_at.isoformat()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "SurveyDraft":
        """The draft that `to_data` made these values of."""
        return cls(
            form=form_from_data(data["form"]),
            closes_at=datetime.fromisoformat(data["closes_at"]),
            audience=Audience(data["audience"]),
            attribution=Attribution(data["attribution"]),
            results_to=ResultsTo(data["results_to"]),
            influence=Influence(data["influence"]),
            partial=bool(data["partial"]),
            segment=data.get("segment", ""),
        )

    def but(self, **changes: Any) -> "SurveyDraft":
        """The same draft with some things changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Survey(Brief):
    """A survey as those see it who may."""

    form: Form
    partial: bool


async def get_survey(uow: UnitOfWork, practice: Practice, consultation_id: int) -> Survey:
    """One survey of this practice. Refuses with NoSuchReference, a poll as well."""
    return await survey_of(uow, await row_of(uow, practice, consultation_id))


async def survey_of(uow: UnitOfWork, row: Consultation) -> Survey:
    """The value of a survey's row. Refuses a poll's with NoSuchReference."""
    kept = await surveys.form_of(uow, row.practice_id, row.id)
    brief = brief_of(row)
    if kept is None:
        raise NoSuchReference(reference=brief.reference)
    return Survey(**vars(brief), form=from_text(kept.form), partial=kept.partial)


def rows_of(form: Form) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The questions of a form that take answers, each with its choices, as they are stored."""
    return [(_question_row(form, each), _choice_rows(form, each)) for each in form if each.takes_an_answer]


def _question_row(form: Form, question: Question) -> dict[str, Any]:
    words = form.in_language(question.words, form.languages[0])
    return {"name": question.name, "kind": Kind(question.kind).value, "text": words}


def _choice_rows(form: Form, question: Question) -> list[dict[str, Any]]:
    rows = [{"name": each.name, "text": form.in_language(each.words, form.languages[0])} for each in question.choices]
    return [*rows, {"name": NOT_SAID_CHOICE, "text": ""}] if question.may_not_say else rows


def to_text(form: Form) -> str:
    """The form as it is kept."""
    return json.dumps(form_to_data(form), ensure_ascii=False)


@lru_cache(maxsize=64)
def from_text(text: str) -> Form:
    """The form that `to_text` made this of. Read once: each tap on an answer needs it, conditions and all."""
    return form_from_data(json.loads(text))
