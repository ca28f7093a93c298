"""Agendas: their items, who speaks to them, and which of them are due to go out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update

from storage.database import UnitOfWork
from storage.models.meeting import AgendaItem, AgendaVoice, Meeting, Minutes
from storage.models.people import Member
from storage.queries.upsert import insert_new


async def hold(uow: UnitOfWork, practice_id: int, meeting_id: int) -> bool:
    """Have the agenda of a meeting to oneself until this unit of work has ended. False: no such meeting here.

    What two chairs do at once comes one after the other, and the second sees what the first has done.
    """
    statement = select(Meeting.id).where(Meeting.practice_id == practice_id, Meeting.id == meeting_id)
    return (await uow.session.execute(statement.with_for_update(key_share=True))).first() is not None


async def add_standard(
    uow: UnitOfWork, practice_id: int, meeting_id: int, names: Iterable[str], at: datetime
) -> None:
    """Begin the agenda of a meeting with these items, in this order. Those that it has already are passed over."""
    if not await hold(uow, practice_id, meeting_id):
        return
    statement = select(AgendaItem.name).where(AgendaItem.meeting_id == meeting_id, AgendaItem.kind == "standard")
    there = set(await uow.session.scalars(statement))
    uow.session.add_all(
        AgendaItem(
            meeting_id=meeting_id,
            kind="standard",
            name=name,
            title="",
            position=position,
            state="accepted",
            suggested_at=at,
        )
        for position, name in enumerate(names, start=1)
        if name not in there
    )
    await uow.session.flush()


async def add(uow: UnitOfWork, practice_id: int, meeting_id: int, **columns: Any) -> AgendaItem | None:
    """One more item that somebody suggested. None where the meeting is none of this practice."""
    if not await hold(uow, practice_id, meeting_id):
        return None
    row = AgendaItem(meeting_id=meeting_id, kind="suggested", **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def get(uow: UnitOfWork, practice_id: int, item_id: int) -> AgendaItem | None:
    """One item of an agenda of this practice, whatever became of it."""
    statement = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.meeting_id.in_(_meetings(practice_id)))
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).first()


async def items(uow: UnitOfWork, practice_id: int, meeting_id: int) -> Sequence[AgendaItem]:
    """All items of a meeting's agenda, whatever became of them, the oldest first."""
    statement = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.meeting_id.in_(_meetings(practice_id))
    )
    order = statement.order_by(AgendaItem.id)
    return (await uow.session.scalars(order.execution_options(populate_existing=True))).all()


async def suggested_by(uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int) -> int:
    """How many items a member has suggested for a meeting."""
    statement = select(func.count()).where(
        AgendaItem.meeting_id == meeting_id,
        AgendaItem.meeting_id.in_(_meetings(practice_id)),
        AgendaItem.author_id == member_id,
    )
    return (await uow.session.execute(statement)).scalar_one()


async def voices(uow: UnitOfWork, practice_id: int, meeting_id: int) -> Sequence[AgendaVoice]:
    """What members say to the items of a meeting's agenda, the newest first."""
    statement = (
        select(AgendaVoice)
        .join(AgendaItem, AgendaItem.id == AgendaVoice.item_id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.meeting_id.in_(_meetings(practice_id)))
        .order_by(AgendaVoice.at.desc(), AgendaVoice.item_id, AgendaVoice.member_id)
    )
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).all()


async def decide(uow: UnitOfWork, practice_id: int, item_id: int, expected: str, state: str, **columns: Any) -> bool:
    """Take an item that somebody suggested from one state to another. False where somebody was first."""
    statement = (
        update(AgendaItem)
        .where(
            AgendaItem.id == item_id,
            AgendaItem.meeting_id.in_(_meetings(practice_id)),
            AgendaItem.kind == "suggested",
            AgendaItem.state == expected,
        )
        .values(state=state, **columns)
        .returning(AgendaItem.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def put_in_order(uow: UnitOfWork, practice_id: int, positions: Mapping[int, int]) -> None:
    """Give items of this practice their new places: item → position."""
    for item_id, position in positions.items():
        statement = update(AgendaItem).where(
            AgendaItem.id == item_id, AgendaItem.meeting_id.in_(_meetings(practice_id))
        )
        values = statement.values(position=position).execution_options(synchronize_session=False)
        await uow.session.execute(values)


async def speak(uow: UnitOfWork, practice_id: int, item_id: int, member_id: int, at: datetime, **said: Any) -> None:
    """Keep what a member says to an item of this practice: `matters`, a `comment`, or both. The rest stays."""
    if await get(uow, practice_id, item_id) is None:
        return
    fresh = {"item_id": item_id, "member_id": member_id, "matters": False, "at": at}
    await insert_new(uow, AgendaVoice, [fresh])
    statement = update(AgendaVoice).where(AgendaVoice.item_id == item_id, AgendaVoice.member_id == member_id)
    await uow.session.execute(statement.values(**said, at=at).execution_options(synchronize_session=False))


async def take_back(uow: UnitOfWork, practice_id: int, item_ids: Iterable[int], member_id: int, **said: Any) -> None:
    """Have a member not say this any more, to any of these items. Of who says nothing more, nothing is kept."""
    theirs = (
        AgendaVoice.member_id == member_id,
        AgendaVoice.item_id.in_(list(item_ids)),
        AgendaVoice.item_id.in_(_items(practice_id)),
    )
    change = update(AgendaVoice).where(*theirs).values(**said)
    await uow.session.execute(change.execution_options(synchronize_session=False))
    empty = delete(AgendaVoice).where(*theirs, AgendaVoice.matters.is_(False), AgendaVoice.comment.is_(None))
    await uow.session.execute(empty.execution_options(synchronize_session=False))


async def authors(uow: UnitOfWork, practice_id: int, item_ids: Iterable[int]) -> Sequence[tuple[int, int]]:
    """(item, person id of its author) of those of these items whose author is known."""
    statement = (
        select(AgendaItem.id, Member.person_id)
        .join(Member, Member.id == AgendaItem.author_id)
        .where(Member.practice_id == practice_id, AgendaItem.id.in_(list(item_ids)))
        .order_by(AgendaItem.id)
    )
    return [(item_id, person_id) for item_id, person_id in await uow.session.execute(statement)]


async def last_minutes(uow: UnitOfWork, practice_id: int, before: datetime) -> int | None:
    """The number of the last meeting that was held and began before a moment, if it has minutes."""
    statement = (
        select(Meeting.number, Minutes.meeting_id)
        .select_from(Meeting)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.practice_id == practice_id, Meeting.state == "held", Meeting.starts_at < before)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )
    found = (await uow.session.execute(statement.limit(1))).first()
    return found.number if found is not None and found.meeting_id is not None else None


async def publish(uow: UnitOfWork, practice_id: int, meeting_id: int, at: datetime) -> bool:
    """Note that an agenda has gone out. False where it had before, or the meeting has begun or is none any more."""
    statement = (
        update(Meeting)
        .where(
            Meeting.practice_id == practice_id,
            Meeting.id == meeting_id,
            Meeting.state == "planned",
            Meeting.invite_at.is_(None),
            Meeting.agenda_published_at.is_(None),
            Meeting.starts_at > at,
        )
        .values(agenda_published_at=at)
        .returning(Meeting.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def due_to_publish(uow: UnitOfWork, now: datetime) -> Sequence[tuple[int, int]]:
    """(practice, meeting) of the agendas of all practices that have to go out now: the clock's work."""
    statement = select(Meeting.practice_id, Meeting.id).where(
        Meeting.state == "planned",
        Meeting.invite_at.is_(None),
        Meeting.agenda_published_at.is_(None),
        Meeting.agenda_at <= now,
        Meeting.starts_at > now,
    )
    found = await uow.session.execute(statement.order_by(Meeting.starts_at, Meeting.id))
    return [(practice_id, meeting_id) for practice_id, meeting_id in found]


def _meetings(practice_id: int) -> Select[int]:
    return select(Meeting.id).where(Meeting.practice_id == practice_id)


def _items(practice_id: int) -> Select[int]:
    return select(AgendaItem.id).where(AgendaItem.meeting_id.in_(_meetings(practice_id)))
