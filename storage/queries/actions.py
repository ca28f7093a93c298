"""Actions: kept, settled, found, and which of them the clock has work with."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, exists, func, or_, select, update

from storage.database import UnitOfWork
from storage.models.meeting import Action, Meeting
from storage.models.people import Member, Person, RoleGrant
from storage.queries.members import COUNTED

# An action, the name of its owner while they are in the group, the number of its meeting.
Found = Row[Action, str | None, int | None]


async def add(uow: UnitOfWork, practice_id: int, **columns: Any) -> Action:
    """A new action."""
    row = Action(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def get(uow: UnitOfWork, practice_id: int, action_id: int) -> Found | None:
    """One action of this practice, whatever became of it."""
    return await _first(uow, _actions(practice_id).where(Action.id == action_id))


async def by_number(uow: UnitOfWork, practice_id: int, number: int) -> Found | None:
    """One action of this practice, by the number of its reference."""
    return await _first(uow, _actions(practice_id).where(Action.number == number))


async def open_of(uow: UnitOfWork, practice_id: int) -> Sequence[Found]:
    """Those that are open, the first to be due first."""
    statement = _actions(practice_id).where(Action.state == "open")
    return await _all(uow, statement.order_by(Action.due_on, Action.id))


async def of_meeting(uow: UnitOfWork, practice_id: int, meeting_id: int) -> Sequence[Found]:
    """Those that were agreed at a meeting, in the order in which they were."""
    return await _all(uow, _actions(practice_id).where(Action.meeting_id == meeting_id).order_by(Action.id))


async def settled(uow: UnitOfWork, practice_id: int, most: int) -> Sequence[Found]:
    """Those that are done or dropped, the newest first; so many `most`."""
    statement = _actions(practice_id).where(Action.state != "open")
    return await _all(uow, statement.order_by(Action.settled_at.desc(), Action.id.desc()).limit(most))


async def change_open(uow: UnitOfWork, practice_id: int, action_id: int, **columns: Any) -> bool:
    """Change columns of an action that is still open. False where it is settled."""
    statement = (
        update(Action)
        .where(Action.practice_id == practice_id, Action.id == action_id, Action.state == "open")
        .values(**columns)
        .returning(Action.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def owners(uow: UnitOfWork, practice_id: int) -> Sequence[Row[int, str]]:
    """(member id, name) of those who may be named here: who has a role, and core members. By name."""
    has_a_role = exists().where(
        RoleGrant.practice_id == practice_id,
        RoleGrant.telegram_id == Person.telegram_id,
        RoleGrant.revoked_at.is_(None),
    )
    is_core = (Member.tier == "core") & Member.connection.in_(COUNTED)
    statement = (
        select(Member.id, Member.name)
        .join(Person, Person.id == Member.person_id)
        .where(Member.practice_id == practice_id, Member.state == "active", or_(is_core, has_a_role))
        .order_by(func.lower(Member.name), Member.id)
    )
    return (await uow.session.execute(statement)).all()


async def to_chase(uow: UnitOfWork, until: date) -> Sequence[Action]:
    """Those of all practices that are open and due by a day, the first first: the clock's work."""
    statement = select(Action).where(Action.state == "open", Action.due_on <= until)
    order = statement.order_by(Action.due_on, Action.id)
    return (await uow.session.scalars(order.execution_options(populate_existing=True))).all()


def _actions(practice_id: int) -> Select[Action, str, int]:
    return (
        select(Action, Member.name, Meeting.number)
        .outerjoin(Member, (Member.id == Action.owner_id) & (Member.state == "active"))
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .where(Action.practice_id == practice_id)
        .execution_options(populate_existing=True)
    )


async def _first(uow: UnitOfWork, statement: Select[Action, str, int]) -> Found | None:
    return (await uow.session.execute(statement)).first()


async def _all(uow: UnitOfWork, statement: Select[Action, str, int]) -> Sequence[Found]:
    return (await uow.session.execute(statement)).all()
