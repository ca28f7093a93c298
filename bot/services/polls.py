"""Polls: consultations of one question, with choices."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.errors import NoSuchReference
from bot.rules.words import Attribution, Audience, Influence, QuestionKind, ResultsTo
from bot.services.consultations import Brief, brief_of, row_of
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import consultations


@dataclass(frozen=True)
class Draft:
    """A poll that has not been sent. Kept in the author's conversation until it is."""

    question: str
    choices: tuple[str, ...]
    closes_at: datetime
    kind: QuestionKind = QuestionKind.SINGLE
    audience: Audience = Audience.ALL
    attribution: Attribution = Attribution.ANONYMOUS
    results_to: ResultsTo = ResultsTo.MEMBERS
    influence: Influence = Influence.ADVISE
    segment: str = ""

    @property
    def title(self) -> str:
        """What it is called: its question."""
        return self.question

    def to_data(self) -> dict[str, Any]:
        """As plain values that JSON can hold."""
        return {**asdict(self), "choices": list(self.choices), "closes_at": self.closes_at.isoformat()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Draft":
        """The draft that `to_data` made these values of."""
        return cls(
            question=data["question"],
            choices=tuple(data["choices"]),
            closes_at=datetime.fromisoformat(data["closes_at"]),
            kind=QuestionKind(data["kind"]),
            audience=Audience(data["audience"]),
            attribution=Attribution(data["attribution"]),
            results_to=ResultsTo(data["results_to"]),
            influence=Influence(data["influence"]),
            segment=data.get("segment", ""),
        )

    def but(self, **changes: Any) -> "Draft":
        """The same draft with some things changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Poll(Brief):
    """A poll as those see it who may: its one question is its title."""

    question_id: int
    kind: QuestionKind
    choices: tuple[tuple[int, str], ...]

    @property
    def question(self) -> str:
        """What is asked."""
        return self.title


@dataclass(frozen=True)
class Paper:
    """A poll in the hands of one member: what they have chosen so far, by position."""

    poll: Poll
    chosen: frozenset[int]


async def get_poll(uow: UnitOfWork, practice: Practice, consultation_id: int) -> Poll:
    """One poll of this practice. Refuses with NoSuchReference, a survey as well."""
    return await poll_of(uow, await row_of(uow, practice, consultation_id))


async def poll_of(uow: UnitOfWork, row: Consultation) -> Poll:
    """The value of a poll's row. Refuses a survey's with NoSuchReference."""
    brief = brief_of(row)
    if brief.is_survey:
        raise NoSuchReference(reference=brief.reference)
    question, choices = await consultations.question_of(uow, row.practice_id, row.id)
    return Poll(
        **vars(brief),
        question_id=question.id,
        kind=QuestionKind(question.kind),
        choices=tuple((choice.id, choice.text) for choice in choices),
    )
