"""Takes the outbox to Telegram: claims with a lease, has each parcel sent, and writes down what became of it."""

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.delivery.kinds import NATURES, Kind
from bot.delivery.outcomes import Faulty, Later, Outcome, Parcel, Sender, Sent, Unknown, Unreachable, Withdrawn
from bot.rules.retry import backoff
from bot.rules.words import MemberState
from storage.database import Database, StorageFailure, UnitOfWork
from storage.models.people import Member
from storage.queries import outbox, people

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
IN_FLIGHT = 16
# Several are claimed at once: every claim is a transaction, and people's taps wait for those.
CLAIM_AT = 8
LOOK_AGAIN_SECONDS = 1.0
# After a restore all else waits for the word of a manager: it may have been sent before.
IN_ANY_CASE = [kind for kind, nature in NATURES.items() if nature.asked_for]


class DeliveryWorker:
    """The outbox's one worker in a process that holds the token."""

    def __init__(self, database: Database, sender: Sender, clock: Clock) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._wake = asyncio.Event()
        self._stopping = False
        self._settled: list[tuple[Parcel, Outcome]] = []
        self._settling = asyncio.Lock()
        self._in_hand: set[int] = set()

    def wake(self) -> None:
        """Look at the outbox now: something was queued."""
        self._wake.set()

    def stop(self) -> None:
        """Send no more. `run` ends when what is under way is settled."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Work until stopped. A database that does not answer is waited for."""
        while not self._stopping:
            try:
                if await self.work_off() == 0:
                    await self._rest()
            except StorageFailure as failure:
                log.warning("outbox-waits-for-database", error=type(failure).__name__)
                await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def _rest(self) -> None:
        self._wake.clear()
        try:
            await asyncio.wait_for(self._wake.wait(), LOOK_AGAIN_SECONDS)
        except TimeoutError:
            return

    async def take_up(self) -> int:
        """At the start: what a process that is gone had claimed goes back in line, as in doubt. Returns how many."""
        async with self._database.transaction() as uow:
            return await outbox.release(uow, in_doubt=True)

    async def sent_lately(self, seconds: float) -> int:
        """How many were sent in the last `seconds`: they still count against Telegram's limit."""
        async with self._database.reading() as uow:
            return await outbox.sent_since(uow, self._clock.now() - timedelta(seconds=seconds))

    async def work_off(self) -> int:
        """Send everything that is due now. Returns how many deliveries were taken out of the line."""
        await self._settle()
        done = 0
        under_way: set[asyncio.Task[None]] = set()
        try:
            while not self._stopping:
                claimed = 0
                if len(under_way) <= CLAIM_AT:
                    claimed, parcels = await self._claim(IN_FLIGHT - len(under_way))
                    done += claimed
                    under_way |= {asyncio.create_task(self._deliver(parcel)) for parcel in parcels}
                if not under_way and not claimed:
                    break
                if under_way:
                    # One that takes long, such as a large export, does not keep what is queued meanwhile.
                    finished, under_way = await asyncio.wait(
                        under_way, timeout=LOOK_AGAIN_SECONDS, return_when=asyncio.FIRST_COMPLETED
                    )
                    for task in finished:
                        task.result()
        finally:
            if under_way:
                await asyncio.gather(*under_way, return_exceptions=True)
        return done

    async def _claim(self, limit: int) -> tuple[int, list[Parcel]]:
        now = self._clock.now()
        async with self._database.transaction() as uow:
            # Long halts outlast a lease; what this process still has in hand is not taken up again.
            await outbox.prolong(uow, list(self._in_hand), lease_until=now + LEASE)
            claimed = await outbox.claim(uow, now=now, lease_until=now + LEASE, limit=limit, in_any_case=IN_ANY_CASE)
            rows = await outbox.load(uow, claimed) if claimed else []
            return len(claimed), await self._sift(uow, rows, now)

    async def _sift(self, uow: UnitOfWork, rows: Sequence[outbox.Claimed], now: datetime) -> list[Parcel]:
        """Settle what has become useless, or is for somebody who has left since, and hand on the rest."""
        parcels = []
        for delivery, telegram_id, language, member in rows:
            if delivery.kind not in set(Kind):
                # From a later version of the program, before it was taken back.
                await outbox.settle(uow, delivery.id, state="failed", failure="unknown-kind", settled_at=now)
                continue
            kind = Kind(delivery.kind)
            if delivery.expires_at is not None and delivery.expires_at <= now:
                await outbox.settle(uow, delivery.id, state="expired", settled_at=now)
            elif _is_not_for(member, kind):
                await outbox.settle(uow, delivery.id, state="withdrawn", settled_at=now)
            else:
                parcels.append(
                    Parcel(
                        id=delivery.id,
                        kind=kind,
                        practice_id=delivery.practice_id,
                        person_id=delivery.person_id,
                        member_id=member.id if member is not None else None,
                        telegram_id=telegram_id,
                        language=language,
                        subject_id=delivery.subject_id,
                        details=delivery.details,
                        attempts=delivery.attempts,
                    )
                )
        return parcels

    async def _deliver(self, parcel: Parcel) -> None:
        self._in_hand.add(parcel.id)
        try:
            outcome = await self._sender.send(parcel)
        except Exception as failure:
            # Not what a Sender promises; one parcel that breaks it must not stop the others.
            log.error("sender-failed", delivery=parcel.id, error=type(failure).__name__)
            outcome = Faulty(type(failure).__name__)
        self._settled.append((parcel, outcome))
        await self._settle()

    async def _settle(self) -> None:
        # Group commit: whoever gets the lock writes down everything that came back meanwhile.
        async with self._settling:
            batch, self._settled = self._settled, []
            if not batch:
                return
            try:
                async with self._database.transaction() as uow:
                    for parcel, outcome in batch:
                        await self._write_down(uow, parcel, outcome)
                self._in_hand.difference_update(parcel.id for parcel, _ in batch)
            except StorageFailure:
                self._settled = batch + self._settled
                raise

    async def _write_down(self, uow: UnitOfWork, parcel: Parcel, outcome: Outcome) -> None:
        now = self._clock.now()
        match outcome:
            case Sent(message_id):
                await outbox.settle(uow, parcel.id, state="sent", message_id=message_id, failure=None, settled_at=now)
            case Withdrawn():
                await outbox.settle(uow, parcel.id, state="withdrawn", settled_at=now)
            case Unreachable(why):
                await outbox.settle(uow, parcel.id, state="failed", failure=why, settled_at=now)
                await people.set_unreachable(uow, parcel.person_id, why)
            case Faulty(why):
                await outbox.settle(uow, parcel.id, state="failed", failure="refused", settled_at=now)
                log.error("delivery-refused", delivery=parcel.id, kind=parcel.kind, why=why)
            case Later(why, after):
                await self._put_back(uow, parcel, why, after, in_doubt=False)
            case Unknown(why):
                await self._put_back(uow, parcel, why, None, in_doubt=True)

    async def _put_back(
        self, uow: UnitOfWork, parcel: Parcel, why: str, after: float | None, *, in_doubt: bool
    ) -> None:
        seconds = after if after is not None else backoff(parcel.attempts, random.random())
        await outbox.settle(
            uow,
            parcel.id,
            in_doubt=in_doubt,
            state="waiting",
            failure=why,
            not_before=self._clock.now() + timedelta(seconds=seconds),
        )


def _is_not_for(member: Member | None, kind: Kind) -> bool:
    """Whether a kind of message must not go to somebody as they are now: they left, said no, or paused."""
    if member is not None and member.state == MemberState.PAUSED:
        return kind is not Kind.MY_DATA
    gone = member is None or member.state != MemberState.ACTIVE or not member.may_message
    return NATURES[kind].consented and gone
