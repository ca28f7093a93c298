"""Comments as values, and the ways to find one. All that is about comments stands on this."""

import re
from dataclasses import dataclass
from datetime import date

from bot.errors import NoSuchReference
from bot.rules.words import Attribution, FeedbackState
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.heard import Found
from storage.queries import voices

LETTER = "F"
REFERENCE = re.compile(r"\s*[Ff]?\s*(\d{1,9})\s*\Z", re.ASCII)
ENDED = (FeedbackState.DONE, FeedbackState.CANNOT)


@dataclass(frozen=True)
class Voice:
    """One comment that a practice has.

    `name` is there in named ones only, while whoever said it is in the group. `member_id` is the sealed link: for
    sending an answer, and shown to nobody. `version` is what a change has to have seen.
    """

    id: int
    practice_id: int
    reference: str
    topic_id: int
    topic: str
    attribution: Attribution
    name: str
    text: str
    state: FeedbackState
    reason: str | None
    version: int
    said_on: date
    answered_on: date | None
    ended_on: date | None
    member_id: int | None

    @property
    def has_ended(self) -> bool:
        """Whether it is done, or cannot be done."""
        return self.state in ENDED

    @property
    def can_be_answered(self) -> bool:
        """Whether an answer would reach anybody."""
        return self.member_id is not None


def voice_of(found: Found) -> Voice:
    """The value of a comment as it was found. Of a confidential one no name comes out."""
    row, topic, name = found
    return Voice(
        id=row.id,
        practice_id=row.practice_id,
        reference=f"{LETTER}{row.number}",
        topic_id=row.topic_id,
        topic=topic,
        attribution=Attribution(row.attribution),
        name=(name or "") if row.attribution == Attribution.NAMED else "",
        text=row.text,
        state=FeedbackState(row.state),
        reason=row.reason,
        version=row.version,
        said_on=row.said_on,
        answered_on=row.answered_on,
        ended_on=row.ended_on,
        member_id=row.member_id,
    )


async def get_voice(uow: UnitOfWork, practice: Practice, voice_id: int) -> Voice:
    """One comment of this practice. Refuses with NoSuchReference."""
    found = await voices.get(uow, practice.id, voice_id)
    if found is None:
        raise NoSuchReference(reference=LETTER)
    return voice_of(found)


async def voice_by_reference(uow: UnitOfWork, practice: Practice, reference: str) -> Voice:
    """The comment `F17`, however it was typed. Refuses with NoSuchReference."""
    number = REFERENCE.match(reference)
    found = await voices.by_number(uow, practice.id, int(number[1])) if number is not None else None
    if found is None:
        raise NoSuchReference(reference=reference.strip()[:20])
    return voice_of(found)
