"""What can become of a delivery, as values: the Sender says which, the worker acts on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.delivery.kinds import Kind


@dataclass(frozen=True)
class Parcel:
    """One delivery, claimed and about to be sent."""

    id: int
    kind: Kind
    practice_id: int
    person_id: int
    member_id: int | None
    telegram_id: int
    language: str
    subject_id: int | None
    details: Mapping[str, Any]
    attempts: int


@dataclass(frozen=True)
class Sent:
    """Telegram took it."""

    message_id: int


@dataclass(frozen=True)
class Withdrawn:
    """There is nothing to say any more: the poll is closed, the person has left."""


@dataclass(frozen=True)
class Unreachable:
    """For good: the person blocked the bot, or is no more. `why`: 'blocked', 'deactivated', 'no-chat'."""

    why: str


@dataclass(frozen=True)
class Faulty:
    """Telegram will not take what we made. Ours to mend: kept, counted, never sent again blindly."""

    why: str


@dataclass(frozen=True)
class Later:
    """A passing failure: try again. `after` seconds where Telegram said how long."""

    why: str
    after: float | None = None


@dataclass(frozen=True)
class Unknown:
    """The connection broke after the request went out: Telegram may have it, or not."""

    why: str


Outcome = Sent | Withdrawn | Unreachable | Faulty | Later | Unknown


class Sender(Protocol):
    """Whatever takes a parcel to Telegram."""

    async def send(self, parcel: Parcel) -> Outcome:
        """Render and send one parcel. Never raises for what Telegram or the network does."""
