"""Polls as values, and the ways to find one. Every other module about consultations stands on this one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.errors import NoSuchReference
from bot.rules.words import (
    Attribution,
    Audience,
    ConsultationState,
    Influence,
    OutcomeKind,
    QuestionKind,
    ResultsTo,
)
from bot.services.practices import Practice
from bot.services.secrets import new_respondent
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import consultations

POLL = "poll"


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
        )

    def but(self, **changes: Any) -> "Draft":
        """The same draft with some things changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Reach:
    """How many a message to an audience would go to, and how many it would miss, and why."""

    members: int
    unreachable: int
    silent: int


@dataclass(frozen=True)
class Poll:
    """A poll as those see it who may."""

    id: int
    practice_id: int
    reference: str
    question: str
    question_id: int
    kind: QuestionKind
    choices: tuple[tuple[int, str], ...]
    state: ConsultationState
    audience: Audience
    attribution: Attribution
    results_to: ResultsTo
    influence: Influence
    opened_at: datetime
    closes_at: datetime
    outcome: str | None
    outcome_kind: OutcomeKind | None

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.state == ConsultationState.OPEN


@dataclass(frozen=True)
class Paper:
    """A poll in the hands of one member: what they have chosen so far, by position."""

    poll: Poll
    chosen: frozenset[int]


async def get_poll(uow: UnitOfWork, practice: Practice, consultation_id: int) -> Poll:
    """One poll of this practice. Refuses with NoSuchReference."""
    return await poll_of(uow, await row_of(uow, practice, consultation_id))


async def poll_by_reference(uow: UnitOfWork, practice: Practice, reference: str) -> Poll:
    """The poll `P12`, however it was typed. Refuses with NoSuchReference."""
    digits = reference.strip().upper().removeprefix("P")
    row = None
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        row = await consultations.by_number(uow, practice.id, POLL, int(digits))
    if row is None:
        raise NoSuchReference(reference=reference.strip()[:20])
    return await poll_of(uow, row)


async def newest_polls(uow: UnitOfWork, practice: Practice, limit: int = 8) -> list[Poll]:
    """The newest polls, newest first."""
    return [await poll_of(uow, row) for row in await consultations.newest(uow, practice.id, limit)]


async def row_of(uow: UnitOfWork, practice: Practice, consultation_id: int) -> Consultation:
    """The row of a poll of this practice, for the services. Refuses with NoSuchReference."""
    row = await consultations.get(uow, practice.id, consultation_id)
    if row is None:
        raise NoSuchReference(reference="?")
    return row


async def poll_of(uow: UnitOfWork, row: Consultation) -> Poll:
    """The value of a poll's row."""
    question, choices = await consultations.question_of(uow, row.practice_id, row.id)
    return Poll(
        id=row.id,
        practice_id=row.practice_id,
        reference=f"P{row.number}",
        question=question.text,
        question_id=question.id,
        kind=QuestionKind(question.kind),
        choices=tuple((choice.id, choice.text) for choice in choices),
        state=ConsultationState(row.state),
        audience=Audience(row.audience),
        attribution=Attribution(row.attribution),
        results_to=ResultsTo(row.results_to),
        influence=Influence(row.influence),
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        outcome=row.outcome,
        outcome_kind=OutcomeKind(row.outcome_kind) if row.outcome_kind else None,
    )


def tier_asked(audience: Audience) -> str | None:
    """The tier that an audience is limited to; None where everybody is asked."""
    return None if audience == Audience.ALL else audience.value


def new_link(attribution: Attribution) -> str | None:
    """The sealed link of named and confidential answers. Anonymous ones have none, in the database or anywhere."""
    return None if attribution == Attribution.ANONYMOUS else new_respondent()
