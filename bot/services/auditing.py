"""The audit trail, for reading: who looked at, exported, changed or deleted what, and never the content."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.rules.trail import BEGINNINGS, EVERY_BEGINNING, Deed
from bot.rules.words import MemberState
from bot.services import audit
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import audit_reading, members

PAGE = 10
# Whoever has left is no more than that.
IN_THE_GROUP = (MemberState.ACTIVE, MemberState.PAUSED)


@dataclass(frozen=True)
class Entry:
    """One entry. `who` is a present name, empty where the alias leads to nobody any more; None for the bot itself.

    `subject` is a reference or a name, and `about_member` says that it was about somebody, named or not.
    """

    at: datetime
    who: str | None
    action: str
    subject: str
    about_member: bool


@dataclass(frozen=True)
class Trail:
    """A page of the trail, of one kind of deed or of all; pages are counted from 0."""

    deed: Deed | None
    page: int
    pages: int
    count: int
    entries: tuple[Entry, ...]


class Auditing:
    """Reads the audit trail. A look at it is in it too, once a day for each person."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def look(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, deed: Deed | None = None, page: int = 0
    ) -> Trail:
        """A page of the trail, newest first; the last one where there are not so many."""
        await audit.note_look(uow, actor, practice.id, "looked at the audit trail", "", self._clock.now())
        beginning = deed in BEGINNINGS
        beginnings = BEGINNINGS.get(deed, EVERY_BEGINNING) if deed is not None else ()
        count = await audit_reading.count(uow, practice.id, beginnings=beginnings, beginning=beginning)
        pages = max(1, -(-count // PAGE))
        page = min(page, pages - 1)
        rows = await audit_reading.page(
            uow, practice.id, beginnings=beginnings, beginning=beginning, skip=page * PAGE, most=PAGE
        )
        aliases = {alias for row in rows for alias in (row.actor, row.subject) if audit.is_alias(alias)}
        names = await members.names(uow, practice.id, aliases, IN_THE_GROUP)
        entries = tuple(
            Entry(
                at=row.at,
                who=None if row.actor == audit.SYSTEM else names.get(row.actor, ""),
                action=row.action,
                subject=names.get(row.subject, "") if audit.is_alias(row.subject) else row.subject,
                about_member=audit.is_alias(row.subject),
            )
            for row in rows
        )
        return Trail(deed, page, pages, count, entries)
