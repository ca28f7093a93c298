"""The audit trail: who did what to which reference, never the content."""

import re
from datetime import datetime

from bot.services.people import Actor
from storage.database import UnitOfWork
from storage.queries import audit_trail, record

SYSTEM = "system"
# What the random name of a membership looks like.
_ALIAS = re.compile(r"[0-9a-f]{16}")


async def note(
    uow: UnitOfWork, actor: Actor | None, practice_id: int, action: str, subject: str, at: datetime
) -> None:
    """Add an entry. A person is named by the random alias of their membership; None is the program itself."""
    who = actor.membership.alias if actor is not None and actor.membership is not None else SYSTEM
    await audit_trail.add(uow, practice_id, actor=who, action=action, subject=subject, at=at)


async def note_look(uow: UnitOfWork, actor: Actor, practice_id: int, action: str, subject: str, at: datetime) -> None:
    """Add an entry about somebody who looked at something: one a day for each person, action and subject."""
    who = actor.membership.alias if actor.membership is not None else SYSTEM
    key = f"look:{practice_id}:{who}:{action}:{subject}:{at.date()}"
    if await record.claim_due(uow, key, at):
        await note(uow, actor, practice_id, action, subject, at)


def is_alias(subject: str) -> bool:
    """Whether an entry is about a person by their random name, and not about a reference."""
    return _ALIAS.fullmatch(subject) is not None
