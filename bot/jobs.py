"""APScheduler wakes the services; what is due stands in the database. It holds no state of its own."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.rules.times import local_day
from bot.services.all import Services
from storage.database import Database, StorageFailure
from storage.queries import outbox, record

log = structlog.get_logger()

TICK_SECONDS = 5
PROGRESS_SECONDS = 2
# Telegram keeps an update for 24 hours; twice that is safe.
UPDATES_REMEMBERED = timedelta(hours=48)
DELIVERIES_KEPT = timedelta(days=90)

Task = Callable[[], Awaitable[None]]


class Clockwork:
    """What the clock makes happen: closings, what was planned, reminders, meetings, chasing, the daily clean-up."""

    def __init__(self, database: Database, services: Services) -> None:
        self._database = database
        self._services = services

    async def tick(self) -> None:
        """Do everything that is due now. Each piece is claimed in the database, so that it is done once."""
        for task in (
            self._close,
            self._send_planned,
            self._remind,
            self._chase,
            self._meet,
            self._publish_agendas,
            self._chase_actions,
            self._release_voices,
            self._send_digests,
            self._remind_of_returns,
            self._clean_up,
            self._scrub_again,
        ):
            try:
                await task()
            except StorageFailure as failure:
                log.warning("due-work-waits", error=type(failure).__name__)
            except Exception as failure:
                # One piece that fails must not keep the others, or the start of the program, from being done.
                log.error("due-work-failed", work=task.__name__, error=type(failure).__name__)

    async def _close(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.closing.close_due(uow)

    async def _send_planned(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.planning.send_due(uow)

    async def _remind(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.closing.remind_due(uow)

    async def _chase(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.closing.chase_due(uow)

    async def _meet(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.meeting_clock.work(uow)

    async def _publish_agendas(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.agendas.publish_due(uow)

    async def _chase_actions(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.actions.chase_due(uow)

    async def _release_voices(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.speaking.release_due(uow)

    async def _send_digests(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.digests.send_due(uow)

    async def _remind_of_returns(self) -> None:
        async with self._database.transaction() as uow:
            await self._services.returning.remind_due(uow)

    async def _clean_up(self) -> None:
        now = self._services.clock.now()
        zone = next(iter(self._services.book)).settings.zone
        async with self._database.transaction() as uow:
            if not await record.claim_due(uow, f"clean-up:{local_day(now, zone)}", now):
                return
            await self._services.retention.purge(uow)
            await self._services.people.purge_visitors(uow)
            await self._services.invitations.purge(uow)
            await self._services.speaking.purge_tickets(uow)
            await self._services.closing.destroy_leftover_secrets(uow)
            await outbox.purge_settled(uow, now - DELIVERIES_KEPT)
            await record.forget_handled(uow, now - UPDATES_REMEMBERED)
            await record.forget_due(uow, now - DELIVERIES_KEPT)

    async def _scrub_again(self) -> None:
        if self._database.scrub_owed:
            # Owed when the program starts too: a crash can have come before a secret was destroyed.
            async with self._database.transaction() as uow:
                await self._services.closing.destroy_leftover_secrets(uow)
            self._database.scrub_owed = not await self._database.scrub()


def schedule(tick: Task, progress: Task) -> AsyncIOScheduler:
    """A scheduler, not started, that wakes `tick` and `progress`. A late wake-up is one wake-up, never none."""
    scheduler = AsyncIOScheduler(
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}, timezone="UTC"
    )
    scheduler.add_job(tick, "interval", seconds=TICK_SECONDS)
    scheduler.add_job(progress, "interval", seconds=PROGRESS_SECONDS)
    return scheduler
