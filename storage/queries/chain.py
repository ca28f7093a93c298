"""The chain from voice to outcome: its links, the comments in it, and who hears what came of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, exists, or_, select, update

from storage.database import UnitOfWork
from storage.models.consultation import Consultation, Rostered
from storage.models.meeting import AgendaItem, Meeting
from storage.models.people import Member
from storage.models.voices import ChainLink, Feedback, Outcome
from storage.queries.upsert import AT_ONCE, insert_new

# The kind and the id of a thing in the chain.
End = tuple[str, int]
NEW_OR_READ = ("new", "acknowledged")


async def steps(uow: UnitOfWork, practice_id: int) -> list[tuple[End, End]]:
    """Every link of a practice: (what it came from, what came of it). A merged agenda item leads to the other."""
    found = select(ChainLink.from_kind, ChainLink.from_id, ChainLink.to_kind, ChainLink.to_id)
    links = await uow.session.execute(found.where(ChainLink.practice_id == practice_id))
    merged = await uow.session.execute(
        select(AgendaItem.id, AgendaItem.merged_into_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.practice_id == practice_id, AgendaItem.merged_into_id.is_not(None))
    )
    return [
        *(((kind, key), (to_kind, to_key)) for kind, key, to_kind, to_key in links),
        *((("agenda", key), ("agenda", into)) for key, into in merged if into is not None),
    ]


async def is_in(uow: UnitOfWork, practice_id: int, kind: str, key: int) -> bool:
    """Whether any link leads to a thing, or from it."""
    from_it = (ChainLink.from_kind == kind) & (ChainLink.from_id == key)
    to_it = (ChainLink.to_kind == kind) & (ChainLink.to_id == key)
    statement = select(exists().where(ChainLink.practice_id == practice_id, or_(from_it, to_it)))
    return bool(await uow.session.scalar(statement))


async def link(uow: UnitOfWork, practice_id: int, came_from: End, to: End) -> bool:
    """Have one come of the other. False where it does already."""
    ends = {"from_kind": came_from[0], "from_id": came_from[1], "to_kind": to[0], "to_id": to[1]}
    return await insert_new(uow, ChainLink, [{"practice_id": practice_id, **ends}]) == 1


async def unlink(uow: UnitOfWork, practice_id: int, came_from: End, to: End) -> bool:
    """Have one not come of the other any more. False where it did not."""
    row = await uow.session.get(ChainLink, (practice_id, *came_from, *to))
    if row is not None:
        await uow.session.delete(row)
        await uow.session.flush()
    return row is not None


async def comments(
    uow: UnitOfWork, practice_id: int, feedback_ids: Collection[int], topic_ids: Collection[int]
) -> Sequence[Row[int, int, int | None, str, date, date | None]]:
    """(id, topic_id, member_id, state, said_on, ended_on) of these comments, and of all under these topics."""
    statement = (
        select(
            Feedback.id, Feedback.topic_id, Feedback.member_id, Feedback.state, Feedback.said_on, Feedback.ended_on
        )
        .where(
            Feedback.practice_id == practice_id,
            or_(Feedback.id.in_(feedback_ids), Feedback.topic_id.in_(topic_ids)),
        )
        .order_by(Feedback.id)
    )
    return (await uow.session.execute(statement)).all()


async def take_in_hand(
    uow: UnitOfWork, practice_id: int, feedback_ids: Sequence[int]
) -> Sequence[Row[int, int | None, int]]:
    """Put those of these comments in hand that nobody has yet: (id, member_id, version) of each."""
    statement = (
        update(Feedback)
        .where(Feedback.practice_id == practice_id, Feedback.id.in_(feedback_ids), Feedback.state.in_(NEW_OR_READ))
        .values(state="in-hand", version=Feedback.version + 1)
        .returning(Feedback.id, Feedback.member_id, Feedback.version)
        .execution_options(synchronize_session=False)
    )
    return sorted((await uow.session.execute(statement)).all(), key=lambda row: row.id)


async def end_open(uow: UnitOfWork, practice_id: int, feedback_ids: Sequence[int], **columns: Any) -> None:
    """End those of these comments that are still open: `state`, `reason` and `ended_on`."""
    statement = update(Feedback).where(
        Feedback.practice_id == practice_id,
        Feedback.id.in_(feedback_ids),
        Feedback.state.in_((*NEW_OR_READ, "in-hand")),
    )
    values = statement.values(version=Feedback.version + 1, **columns)
    await uow.session.execute(values.execution_options(synchronize_session=False))


async def people(uow: UnitOfWork, practice_id: int, member_ids: Iterable[int]) -> dict[int, int]:
    """member → person of those of these members who are in the group."""
    found: dict[int, int] = {}
    wanted = sorted(set(member_ids))
    for first in range(0, len(wanted), AT_ONCE):
        statement = select(Member.id, Member.person_id).where(
            Member.practice_id == practice_id,
            Member.id.in_(wanted[first : first + AT_ONCE]),
            Member.state == "active",
        )
        found |= {row.id: row.person_id for row in await uow.session.execute(statement)}
    return found


async def answered(uow: UnitOfWork, practice_id: int, consultation_id: int) -> list[int]:
    """Person ids of those who have answered a consultation, are in the group and may be messaged."""
    statement = (
        select(Member.person_id)
        .join(Rostered, Rostered.member_id == Member.id)
        .join(Consultation, Consultation.id == Rostered.consultation_id)
        .where(
            Consultation.practice_id == practice_id,
            Rostered.consultation_id == consultation_id,
            Rostered.answered,
            Member.state == "active",
            Member.may_message,
        )
        .order_by(Member.id)
    )
    return list(await uow.session.scalars(statement))


async def add_outcome(uow: UnitOfWork, practice_id: int, **columns: Any) -> Outcome:
    """What came of a thing."""
    row = Outcome(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def outcome(uow: UnitOfWork, practice_id: int, outcome_id: int) -> Outcome | None:
    """One outcome of this practice."""
    statement = select(Outcome).where(Outcome.practice_id == practice_id, Outcome.id == outcome_id)
    return (await uow.session.scalars(statement)).first()


async def outcomes_of(uow: UnitOfWork, practice_id: int, kind: str, keys: Collection[int]) -> Sequence[Outcome]:
    """What came of these things of one kind, the oldest first."""
    statement = select(Outcome).where(
        Outcome.practice_id == practice_id, Outcome.of_kind == kind, Outcome.of_id.in_(keys)
    )
    return (await uow.session.scalars(statement.order_by(Outcome.id))).all()


async def outcomes_since(uow: UnitOfWork, practice_id: int, since: datetime) -> Sequence[Outcome]:
    """What came of anything from a moment on, the oldest first."""
    statement = select(Outcome).where(Outcome.practice_id == practice_id, Outcome.at >= since)
    return (await uow.session.scalars(statement.order_by(Outcome.at, Outcome.id))).all()
