"""Invitation codes: what stands on a letter or a poster, and behind its QR code."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import invitations

# No 0 and O, no 1, I and L: a code is read off paper and typed on a small phone.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8
KEPT_AFTER_EXPIRY = timedelta(days=30)


@dataclass(frozen=True)
class Invitation:
    """One code. `uses` None lets in any number of people."""

    code: str
    source: str
    uses: int | None
    expires_at: datetime


class Invitations:
    """Makes codes, and clears away the ones nobody used."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def create(
        self, uow: UnitOfWork, practice: Practice, *, count: int, source: str, uses: int | None
    ) -> list[Invitation]:
        """`count` new codes from `source` ('poster at reception'), each for `uses` people, or for any number."""
        now = self._clock.now()
        expires = now + timedelta(days=practice.settings.invitation_days)
        made = [Invitation(_code(), source, uses, expires) for _ in range(count)]
        await invitations.add(
            uow,
            practice.id,
            [
                {
                    "code": invitation.code,
                    "source": source,
                    "uses_left": uses,
                    "created_at": now,
                    "expires_at": expires,
                }
                for invitation in made
            ],
        )
        return made

    async def purge(self, uow: UnitOfWork) -> int:
        """Delete codes that ran out a month ago and that nobody used. Returns how many."""
        return await invitations.purge_unused(uow, self._clock.now() - KEPT_AFTER_EXPIRY)


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
