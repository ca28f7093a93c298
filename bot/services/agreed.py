"""Actions as values, and the ways to find them. All that is about actions stands on this."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.errors import NoSuchReference
from bot.rules.actions import is_overdue
from bot.rules.permissions import Capability
from bot.rules.words import ActionState
from bot.services.meetings import LETTER as MEETING_LETTER
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import actions

LETTER = "A"
REFERENCE = re.compile(r"\s*[Aa]?\s*(\d{1,9})\s*\Z", re.ASCII)


@dataclass(frozen=True)
class Action:
    """Something that was agreed.

    `owner_id` is the member who does it; of somebody who is no member only the name is kept. `owner_name` is empty
    where the owner has left the group. `overdue`: open, and its day was over when this was read.
    """

    id: int
    practice_id: int
    reference: str
    text: str
    owner_id: int | None
    owner_name: str
    due_on: date
    state: ActionState
    result: str | None
    meeting_id: int | None
    meeting: str | None
    made_at: datetime
    settled_at: datetime | None
    overdue: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == ActionState.OPEN

    def is_of(self, actor: Actor) -> bool:
        """Whether it is this person who does it."""
        return actor.active and actor.membership is not None and actor.membership.id == self.owner_id


@dataclass(frozen=True)
class Owner:
    """Somebody who can be given an action."""

    member_id: int
    name: str


def action_of(found: actions.Found, today: date) -> Action:
    """The value of an action as it was found. `today` is the local day."""
    row, name, number = found
    return Action(
        id=row.id,
        practice_id=row.practice_id,
        reference=f"{LETTER}{row.number}",
        text=row.text,
        owner_id=row.owner_id,
        owner_name=name or row.owner_name or "",
        due_on=row.due_on,
        state=ActionState(row.state),
        result=row.result,
        meeting_id=row.meeting_id,
        meeting=f"{MEETING_LETTER}{number}" if number is not None else None,
        made_at=row.made_at,
        settled_at=row.settled_at,
        overdue=row.state == ActionState.OPEN and is_overdue(today, row.due_on),
    )


async def get_action(uow: UnitOfWork, practice: Practice, action_id: int, now: datetime) -> Action:
    """One action of this practice. Refuses with NoSuchReference."""
    found = await actions.get(uow, practice.id, action_id)
    if found is None:
        raise NoSuchReference(reference=LETTER)
    return action_of(found, local_date(practice, now))


async def action_by_reference(uow: UnitOfWork, practice: Practice, reference: str, now: datetime) -> Action:
    """The action `A5`, however it was typed. Refuses with NoSuchReference."""
    number = REFERENCE.match(reference)
    found = await actions.by_number(uow, practice.id, int(number[1])) if number is not None else None
    if found is None:
        raise NoSuchReference(reference=reference.strip()[:20])
    return action_of(found, local_date(practice, now))


async def open_actions(uow: UnitOfWork, practice: Practice, now: datetime) -> tuple[Action, ...]:
    """Those of a practice that are open, the first to be due first."""
    today = local_date(practice, now)
    return tuple(action_of(found, today) for found in await actions.open_of(uow, practice.id))


def may_settle(actor: Actor, action: Action) -> bool:
    """Whether this person may say what became of an action: its owner, and whoever keeps track."""
    return action.is_of(actor) or actor.may(Capability.TRACK_ACTIONS)


def local_date(practice: Practice, now: datetime) -> date:
    """The day that it is at a practice."""
    return now.astimezone(practice.settings.zone).date()


def start_of(practice: Practice, day: date) -> datetime:
    """The moment at which a day begins at a practice."""
    return datetime.combine(day, time.min, practice.settings.zone)
