"""The outbox: deliveries queued, claimed with a lease, and settled.

The worker's queries go over all practices of the token: it is one queue. What a service asks names its practice.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, delete, func, or_, select, update

from storage.database import UnitOfWork
from storage.models.delivery import Delivery
from storage.models.people import Member, Person
from storage.models.record import Restored
from storage.queries.upsert import insert_many_new

Claimed = Row[Delivery, int, str, Member | None]


async def queue(uow: UnitOfWork, practice_id: int, rows: Iterable[dict[str, Any]]) -> None:
    """Queue deliveries of this practice. One whose `key` is there already is passed over."""
    whole = (
        {
            "practice_id": practice_id,
            "subject_id": None,
            "details": {},
            "state": "waiting",
            "attempts": 0,
            "doubtful": 0,
            "expires_at": None,
            **row,
        }
        for row in rows
    )
    await insert_many_new(uow, Delivery, whole)


async def claim(
    uow: UnitOfWork, *, now: datetime, lease_until: datetime, limit: int, in_any_case: Collection[str] = ()
) -> list[int]:
    """Claim the next waiting deliveries, and those whose lease has run out. Returns their ids, oldest first.

    Of a practice that was restored from a copy, only the kinds that go out `in_any_case`.
    """
    ready = (
        select(Delivery.id)
        .where(
            or_(
                (Delivery.state == "waiting") & (Delivery.not_before <= now),
                (Delivery.state == "claimed") & (Delivery.lease_until <= now),
            ),
            or_(Delivery.practice_id.not_in(select(Restored.practice_id)), Delivery.kind.in_(in_any_case)),
        )
        .order_by(Delivery.not_before, Delivery.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    # In two steps: inside one statement PostgreSQL may ask for the next ones more than once, and lock too many.
    found = list(await uow.session.scalars(ready))
    if found:
        statement = update(Delivery).where(Delivery.id.in_(found))
        await uow.session.execute(
            statement.values(
                state="claimed",
                lease_until=lease_until,
                attempts=Delivery.attempts + 1,
                doubtful=Delivery.doubtful + case((Delivery.state == "claimed", 1), else_=0),
            )
        )
    return sorted(found)


async def prolong(uow: UnitOfWork, delivery_ids: Sequence[int], *, lease_until: datetime) -> None:
    """Hold on to claimed deliveries that are still under way. One that is being settled is passed over."""
    if delivery_ids:
        # Never waits for those who settle: they go through their rows in another order, and would wait for us.
        under_way = (
            select(Delivery.id)
            .where(Delivery.id.in_(delivery_ids), Delivery.state == "claimed")
            .with_for_update(skip_locked=True)
        )
        statement = update(Delivery).where(Delivery.id.in_(under_way))
        await uow.session.execute(statement.values(lease_until=lease_until))


async def release(uow: UnitOfWork, *, in_doubt: bool) -> int:
    """Put every claimed delivery back among the waiting ones: at the start, and at an orderly stop.

    `in_doubt` where whoever claimed them is gone, and may have sent them. Returns how many.
    """
    statement = (
        update(Delivery)
        .where(Delivery.state == "claimed")
        .values(state="waiting", lease_until=None, doubtful=Delivery.doubtful + int(in_doubt))
        .returning(Delivery.id)
    )
    return len((await uow.session.execute(statement)).all())


async def load(uow: UnitOfWork, delivery_ids: Sequence[int]) -> Sequence[Claimed]:
    """(Delivery, Telegram id, language, membership of the delivery's practice or None) of claimed deliveries."""
    statement = (
        select(Delivery, Person.telegram_id, Person.language, Member)
        .join(Person, Person.id == Delivery.person_id)
        .outerjoin(Member, (Member.person_id == Delivery.person_id) & (Member.practice_id == Delivery.practice_id))
        .where(Delivery.id.in_(delivery_ids))
        .order_by(Delivery.id)
    )
    return (await uow.session.execute(statement)).all()


async def settle(uow: UnitOfWork, delivery_id: int, *, in_doubt: bool = False, **columns: Any) -> None:
    """Write down what became of a claimed delivery; `in_doubt` where Telegram may have taken it unheard."""
    statement = update(Delivery).where(Delivery.id == delivery_id, Delivery.state == "claimed")
    doubtful = Delivery.doubtful + int(in_doubt)
    await uow.session.execute(statement.values(lease_until=None, doubtful=doubtful, **columns))


async def keep_details(uow: UnitOfWork, practice_id: int, delivery_id: int, details: Mapping[str, Any]) -> None:
    """Remember something about a claimed delivery until it is settled, for whoever has to begin again."""
    statement = update(Delivery).where(
        Delivery.practice_id == practice_id, Delivery.id == delivery_id, Delivery.state == "claimed"
    )
    await uow.session.execute(statement.values(details=dict(details)))


async def withdraw(
    uow: UnitOfWork, practice_id: int, *, person_id: int, now: datetime, but: Sequence[str] = ()
) -> None:
    """Withdraw whatever still waits for a person of this practice, but for some kinds."""
    statement = update(Delivery).where(
        Delivery.practice_id == practice_id,
        Delivery.person_id == person_id,
        Delivery.state == "waiting",
        Delivery.kind.not_in(but),
    )
    await uow.session.execute(statement.values(state="withdrawn", settled_at=now))


async def withdraw_subject(
    uow: UnitOfWork, practice_id: int, *, subject_id: int, kinds: Sequence[str], now: datetime
) -> list[int]:
    """Withdraw whatever still waits about a subject. Returns the ids of the persons who will not get it.

    What is in the worker's hands may have arrived: it is not withdrawn, but not tried once more either.
    """
    about = (
        Delivery.practice_id == practice_id,
        Delivery.subject_id == subject_id,
        Delivery.kind.in_(kinds),
    )
    await uow.session.execute(update(Delivery).where(*about, Delivery.state == "claimed").values(expires_at=now))
    statement = (
        update(Delivery)
        .where(*about, Delivery.state == "waiting")
        .values(state="withdrawn", settled_at=now)
        .returning(Delivery.person_id)
    )
    return sorted(set(await uow.session.scalars(statement)))


async def forget_person(uow: UnitOfWork, practice_id: int, person_id: int) -> None:
    """Delete every delivery to a person of this practice."""
    statement = delete(Delivery).where(Delivery.practice_id == practice_id, Delivery.person_id == person_id)
    await uow.session.execute(statement)


async def forget_about(
    uow: UnitOfWork, practice_id: int, person_id: int, *, subject_ids: Sequence[int], kinds: Sequence[str]
) -> None:
    """Delete every delivery of some kinds about some subjects to a person of this practice."""
    statement = delete(Delivery).where(
        Delivery.practice_id == practice_id,
        Delivery.person_id == person_id,
        Delivery.subject_id.in_(subject_ids),
        Delivery.kind.in_(kinds),
    )
    await uow.session.execute(statement)


async def of_person(uow: UnitOfWork, practice_id: int, person_id: int) -> list[Delivery]:
    """Every delivery to a person of this practice, oldest first."""
    statement = select(Delivery).where(Delivery.practice_id == practice_id, Delivery.person_id == person_id)
    return list(await uow.session.scalars(statement.order_by(Delivery.id)))


async def tally(uow: UnitOfWork, practice_id: int, subject_id: int, kind: str) -> Sequence[Row[str, str | None, int]]:
    """(state, failure, how many) of the deliveries of one kind about a subject."""
    statement = (
        select(Delivery.state, Delivery.failure, func.count())
        .where(Delivery.practice_id == practice_id, Delivery.subject_id == subject_id, Delivery.kind == kind)
        .group_by(Delivery.state, Delivery.failure)
    )
    return (await uow.session.execute(statement)).all()


async def overview(uow: UnitOfWork) -> Sequence[Row[str, str | None, int, int, datetime]]:
    """(state, failure, how many, how many sends in doubt, oldest due) over everything, for the operator."""
    statement = (
        select(
            Delivery.state,
            Delivery.failure,
            func.count(),
            func.sum(Delivery.doubtful),
            func.min(Delivery.not_before, type_=Delivery.not_before.type),
        )
        .group_by(Delivery.state, Delivery.failure)
        .order_by(Delivery.state)
    )
    return (await uow.session.execute(statement)).all()


async def failed_since(uow: UnitOfWork, practice_id: int, since: datetime) -> int:
    """How many deliveries of a practice have failed for good since a moment."""
    statement = select(func.count()).where(
        Delivery.practice_id == practice_id, Delivery.state == "failed", Delivery.settled_at >= since
    )
    return (await uow.session.execute(statement)).scalar_one()


async def next_due(uow: UnitOfWork) -> datetime | None:
    """When the next waiting delivery, or the next lease, comes due."""
    statement = select(
        func.min(func.coalesce(Delivery.lease_until, Delivery.not_before), type_=Delivery.not_before.type)
    ).where(Delivery.state.in_(("waiting", "claimed")))
    return await uow.session.scalar(statement)


async def sent_since(uow: UnitOfWork, moment: datetime) -> int:
    """How many were sent since a moment: what still counts against Telegram's limit after a restart."""
    statement = (
        select(func.count()).select_from(Delivery).where(Delivery.state == "sent", Delivery.settled_at > moment)
    )
    return (await uow.session.execute(statement)).scalar_one()


async def purge_settled(uow: UnitOfWork, before: datetime) -> None:
    """Delete deliveries that were settled before a moment. Over all practices: a daily clean-up."""
    statement = delete(Delivery).where(
        Delivery.state.in_(("sent", "failed", "withdrawn", "expired")),
        Delivery.settled_at < before,
    )
    await uow.session.execute(statement)


async def first_waiting(uow: UnitOfWork, practice_id: int, subject_id: int, kind: str) -> datetime | None:
    """When the first waiting delivery of one kind about a subject may go out."""
    statement = select(func.min(Delivery.not_before, type_=Delivery.not_before.type)).where(
        Delivery.practice_id == practice_id,
        Delivery.subject_id == subject_id,
        Delivery.kind == kind,
        Delivery.state == "waiting",
    )
    return await uow.session.scalar(statement)
