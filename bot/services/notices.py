"""Queues what others must hear of, in the transaction of the change that they hear of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.delivery.kinds import NATURES, Kind
from bot.rules.times import QuietHours, allowed_from
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import outbox


class Notices:
    """The way into the outbox."""

    def __init__(self, clock: Clock, quiet: QuietHours | None) -> None:
        self._clock = clock
        self.quiet = quiet

    def goes_out_at(self, practice: Practice, kind: Kind) -> datetime:
        """When a message of this kind, queued now, may go out."""
        now = self._clock.now()
        return now if NATURES[kind].asked_for else allowed_from(now, self.quiet, practice.settings.zone)

    async def queue(
        self,
        uow: UnitOfWork,
        practice: Practice,
        kind: Kind,
        person_ids: Iterable[int],
        *,
        subject_id: int | None = None,
        occasion: str = "",
        expires_at: datetime | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Queue one message of a kind to each person.

        The same kind, subject, person and `occasion` is queued once, however often this is called. It expires
        when it is of no use any more, or at `expires_at` if that is earlier.
        """
        not_before = self.goes_out_at(practice, kind)
        useful_until = not_before + NATURES[kind].useful_for
        expires = min(useful_until, expires_at) if expires_at else useful_until
        rows = (
            {
                "person_id": person_id,
                "kind": kind,
                "subject_id": subject_id,
                "key": f"{kind}:{subject_id or practice.id}:{occasion}:{person_id}",
                "not_before": not_before,
                "expires_at": expires,
                "details": dict(details or {}),
            }
            for person_id in person_ids
        )
        await outbox.queue(uow, practice.id, rows)
