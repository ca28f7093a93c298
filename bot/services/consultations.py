"""Consultations as values, and the ways to find one. All that is about polls and surveys stands on this."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import NoSuchReference
from bot.rules.words import (
    Attribution,
    Audience,
    ConsultationKind,
    ConsultationState,
    Influence,
    OutcomeKind,
    ResultsTo,
)
from bot.services.practices import Practice
from bot.services.secrets import new_respondent
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import consultations

# The letter of each kind's references. A bare number means a poll: polls were there first.
LETTERS = {ConsultationKind.POLL: "P", ConsultationKind.SURVEY: "S"}
REFERENCE = re.compile(r"\s*([PpSs]?)\s*(\d{1,9})\s*\Z", re.ASCII)
# So many buttons can be looked over; a practice that has more open at once types the reference.
OPEN_OFFERED = 20


@dataclass(frozen=True)
class Reach:
    """How many a message to an audience would go to, and how many it would miss, and why."""

    members: int
    unreachable: int
    silent: int


@dataclass(frozen=True)
class Brief:
    """A poll or a survey in short: all but its questions."""

    id: int
    practice_id: int
    is_survey: bool
    reference: str
    title: str
    state: ConsultationState
    audience: Audience
    attribution: Attribution
    results_to: ResultsTo
    influence: Influence
    opened_at: datetime
    closes_at: datetime
    outcome: str | None
    outcome_kind: OutcomeKind | None
    segment: str = field(default="", kw_only=True)
    outcome_at: datetime | None = field(default=None, kw_only=True)

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.state == ConsultationState.OPEN


def brief_of(row: Consultation) -> Brief:
    """The value of a consultation's row."""
    kind = ConsultationKind(row.kind)
    return Brief(
        id=row.id,
        practice_id=row.practice_id,
        is_survey=kind == ConsultationKind.SURVEY,
        reference=f"{LETTERS[kind]}{row.number}",
        title=row.title,
        state=ConsultationState(row.state),
        audience=Audience(row.audience),
        attribution=Attribution(row.attribution),
        results_to=ResultsTo(row.results_to),
        influence=Influence(row.influence),
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        outcome=row.outcome,
        outcome_kind=OutcomeKind(row.outcome_kind) if row.outcome_kind else None,
        segment=row.segment or "",
        outcome_at=row.outcome_at,
    )


async def get_brief(uow: UnitOfWork, practice: Practice, consultation_id: int) -> Brief:
    """One consultation of this practice. Refuses with NoSuchReference."""
    return brief_of(await row_of(uow, practice, consultation_id))


async def by_reference(uow: UnitOfWork, practice: Practice, reference: str) -> Brief:
    """The poll `P12` or the survey `S3`, however it was typed. Refuses with NoSuchReference."""
    found = REFERENCE.match(reference)
    row = None
    if found is not None:
        letter = found[1].upper() or LETTERS[ConsultationKind.POLL]
        kind = next(kind for kind, its in LETTERS.items() if its == letter)
        row = await consultations.by_number(uow, practice.id, kind, int(found[2]))
    if row is None:
        raise NoSuchReference(reference=reference.strip()[:20])
    return brief_of(row)


async def newest(uow: UnitOfWork, practice: Practice, limit: int = 8) -> list[Brief]:
    """The newest polls and surveys, newest first."""
    return [brief_of(row) for row in await consultations.newest(uow, practice.id, limit)]


async def open_ones(uow: UnitOfWork, practice: Practice) -> list[Brief]:
    """The newest polls and surveys that are open, newest first: also those behind many that are closed."""
    return [brief_of(row) for row in await consultations.newest(uow, practice.id, OPEN_OFFERED, only_open=True)]


async def row_of(uow: UnitOfWork, practice: Practice, consultation_id: int) -> Consultation:
    """The row of a consultation of this practice, for the services. Refuses with NoSuchReference."""
    row = await consultations.get(uow, practice.id, consultation_id)
    if row is None:
        raise NoSuchReference(reference="?")
    return row


def tier_asked(audience: Audience) -> str | None:
    """The tier that an audience is limited to; None where everybody is asked."""
    return None if audience == Audience.ALL else audience.value


def new_link(attribution: Attribution) -> str | None:
    """The sealed link of named and confidential answers. Anonymous ones have none, in the database or anywhere."""
    return None if attribution == Attribution.ANONYMOUS else new_respondent()
