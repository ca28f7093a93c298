"""The way in: polls Telegram, handles what waits in one transaction, answers, and only then acknowledges.

An update is acknowledged when its effect is durable, never before. What a crash leaves unacknowledged comes again,
and `handled_update` knows it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.clock import Clock
from bot.texts import Texts
from handlers.context import Document, Turn
from handlers.transport.documents import Documents
from handlers.transport.reading import updates_of
from handlers.transport.replies import Replier
from handlers.transport.request import READ_SECONDS
from handlers.transport.turnstile import Pass, Turnstile
from handlers.turning import BotApplication, Desk
from handlers.views.screen import Screen
from storage.database import Database, StorageFailure, UnitOfWork
from storage.queries import record

log = structlog.get_logger()

HOLD_SECONDS = 25
BATCH = 100
TRIES = 3
# Time for the replies of a quiet moment to get out before the updates are acknowledged. Those that the pacer holds
# back longer do not keep others waiting: a crash can lose them, and what they answered is stored all the same.
REPLY_GRACE_SECONDS = 0.1
# Longer while a reply fails on the way: whoever else would be waiting meets the same network.
TROUBLE_GRACE_SECONDS = 3.0
TROUBLE_STEP_SECONDS = 0.1
LAST_REPLIES_SECONDS = 5.0
PAUSE_SECONDS = 1.0

FirstTime = Callable[[UnitOfWork, Update], Awaitable[tuple[Turn | None, str | None]]]


class _Undo(Exception):
    """Rolls back a savepoint on purpose."""


class Intake:
    """The one poller of a token."""

    def __init__(
        self,
        *,
        bot: Bot,
        application: BotApplication,
        desk: Desk,
        database: Database,
        replier: Replier,
        clock: Clock,
        after_batch: Callable[[], None],
        turnstile: Turnstile,
        documents: Documents,
    ) -> None:
        self._bot = bot
        self._application = application
        self._desk = desk
        self._database = database
        self._replier = replier
        self._clock = clock
        self._after_batch = after_batch
        self._turnstile = turnstile
        self._documents = documents
        self._offset: int | None = None
        # When Telegram last answered.
        self.heard_at: datetime | None = None
        self._stopping = asyncio.Event()
        self._replies: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Take nothing more in. `run` ends when what was taken in is handled and answered."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped."""
        while not self._stopping.is_set():
            updates = await self._unless_stopping(self._fetch())
            if updates:
                await self._handle_until_stored(updates)
        if self._offset is not None:
            await self._acknowledge()
        await self.replied(LAST_REPLIES_SECONDS)

    async def _fetch(self) -> tuple[Update, ...]:
        try:
            updates = await updates_of(
                self._bot, offset=self._offset, limit=BATCH, hold=HOLD_SECONDS, patience=2 * HOLD_SECONDS + 10
            )
            self.heard_at = self._clock.now()
            return updates
        except InvalidToken:
            raise
        except Conflict:
            log.error("another-process-polls-this-token")
            await asyncio.sleep(PAUSE_SECONDS * 3)
        except TelegramError as failure:
            log.warning("telegram-not-reached", error=type(failure).__name__)
            await asyncio.sleep(PAUSE_SECONDS)
        return ()

    async def replied(self, seconds: float) -> None:
        """Wait until every reply that is on its way has been sent, or given up; for at most so many seconds."""
        if self._replies:
            await asyncio.wait(self._replies, timeout=seconds)

    async def _unless_stopping(self, fetch: Awaitable[tuple[Update, ...]]) -> tuple[Update, ...]:
        fetching = asyncio.ensure_future(fetch)
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait((fetching, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if fetching.done():
            return fetching.result()
        fetching.cancel()
        await asyncio.wait((fetching,))
        return ()

    async def _handle_until_stored(self, updates: Sequence[Update]) -> None:
        # A database that is locked, full or away: the batch is not acknowledged, and tried again as a whole.
        # Counted once, however often it is tried: nobody floods us by waiting.
        aside = self._set_aside(updates)
        self._desk.documents = await self._fetched(updates, aside)
        while not self._stopping.is_set():
            try:
                turns = await self.handle(updates, aside)
                break
            except StorageFailure as failure:
                log.error("batch-waits-for-database", updates=len(updates), error=type(failure).__name__)
                await asyncio.sleep(PAUSE_SECONDS)
        else:
            return
        self._after_batch()
        sending = asyncio.create_task(self._replier.send(turns))
        self._replies.add(sending)
        sending.add_done_callback(self._replies.discard)
        # A full batch means that more are waiting for us already.
        await asyncio.wait((sending,), timeout=REPLY_GRACE_SECONDS if len(updates) < BATCH else 0)
        await self._while_in_trouble(sending)
        self._offset = updates[-1].update_id + 1

    async def _fetched(self, updates: Sequence[Update], aside: dict[int, Pass]) -> dict[int, Document]:
        try:
            return await self._documents.fetch(updates, aside)
        except Exception as failure:
            # Whoever sent a file is asked to send it again; the others need not wait for it.
            log.warning("files-not-fetched", error=type(failure).__name__)
            return {}

    async def _while_in_trouble(self, sending: asyncio.Task[None]) -> None:
        for _ in range(int(TROUBLE_GRACE_SECONDS / TROUBLE_STEP_SECONDS)):
            if sending.done() or not self._replier.in_trouble or self._stopping.is_set():
                return
            await asyncio.wait((sending,), timeout=TROUBLE_STEP_SECONDS)

    async def _acknowledge(self) -> None:
        try:
            await updates_of(self._bot, offset=self._offset, limit=1, hold=0, patience=READ_SECONDS)
        except TelegramError as failure:
            log.warning("not-acknowledged", error=type(failure).__name__)

    async def handle(self, updates: Sequence[Update], aside: dict[int, Pass]) -> list[Turn]:
        """Handle updates in one transaction, but for those set `aside`. Returns the turns, durable by then.

        First without savepoints, which cost as much as the work itself. Where one update fails, everything is
        undone and done again with a savepoint for each, so that only the one that fails is lost.
        """
        try:
            return await self._handle(updates, aside, self._plainly)
        except StorageFailure:
            raise
        except Exception as failure:
            log.warning("batch-one-by-one", updates=len(updates), error=type(failure).__name__)
            return await self._handle(updates, aside, self._in_a_savepoint)

    def _set_aside(self, updates: Sequence[Update]) -> dict[int, Pass]:
        passes = {
            update.update_id: self._turnstile.pass_for(update.effective_user.id)
            for update in updates
            if update.effective_user is not None
        }
        return {update_id: verdict for update_id, verdict in passes.items() if verdict is not Pass.GO}

    def _slow_down(self, update: Update, verdict: Pass) -> Turn | None:
        turn = self._desk.bare_turn(update)
        if turn is not None and verdict is Pass.WARN:
            turn.say(Screen(turn.texts("slow-down")))
        return turn

    async def _handle(self, updates: Sequence[Update], aside: dict[int, Pass], first_time: FirstTime) -> list[Turn]:
        turns: list[Turn] = []
        outcomes: list[tuple[int, str | None]] = []
        async with self._database.transaction() as uow:
            known = await record.handled_among(uow, [update.update_id for update in updates])
            self._desk.uow = uow
            fresh = [update for update in updates if update.update_id not in known]
            if first_time == self._plainly:
                # Only reads ahead. What fails in it would fail one by one as well, for everybody.
                await self._desk.prepare(uow, [update for update in fresh if update.update_id not in aside])
            for update in updates:
                if update.update_id in aside:
                    turn, error = self._slow_down(update, aside[update.update_id]), "flood"
                    outcomes.append((update.update_id, error))
                elif update.update_id in known:
                    turn, error = await self._again(uow, update), None
                else:
                    turn, error = await first_time(uow, update)
                    outcomes.append((update.update_id, error))
                    known.add(update.update_id)
                if turn is not None:
                    turns.append(turn)
            await record.mark_handled(uow, outcomes, self._clock.now())
        return turns

    async def _plainly(self, uow: UnitOfWork, update: Update) -> tuple[Turn | None, str | None]:
        return await self._process(uow, update, again=False), None

    async def _in_a_savepoint(self, uow: UnitOfWork, update: Update) -> tuple[Turn | None, str | None]:
        error = "unknown"
        for _ in range(TRIES):
            try:
                async with uow.savepoint():
                    turn = await self._process(uow, update, again=False)
                    # Written inside the savepoint, so that what the database refuses is this update's failure.
                    await uow.flush()
                    return turn, None
            except StorageFailure:
                raise
            except Exception as failure:
                error = type(failure).__name__
                log.error("update-failed", update=update.update_id, error=error, where=_where(failure))
        return self._sorry(), error

    async def _again(self, uow: UnitOfWork, update: Update) -> Turn | None:
        # Its effect is stored: answered again from the state as it is, and whatever that would change is undone.
        turn: Turn | None = None
        try:
            async with uow.savepoint():
                turn = await self._process(uow, update, again=True)
                raise _Undo
        except _Undo:
            return turn
        except StorageFailure:
            raise
        except Exception as failure:
            log.error("replay-failed", update=update.update_id, error=type(failure).__name__)
            return None

    async def _process(self, uow: UnitOfWork, update: Update, *, again: bool) -> Turn | None:
        desk = self._desk
        desk.uow, desk.again, desk.turn, desk.failure = uow, again, None, None
        await self._application.process_update(update)
        if desk.failure is not None:
            raise desk.failure
        return desk.turn

    def _sorry(self) -> Turn | None:
        turn = self._desk.turn
        if turn is not None:
            turn.replies.clear()
            turn.say(Screen(Texts(turn.actor.language)("something-broke")))
        return turn


def _where(failure: BaseException) -> str:
    # File and line only: a message can hold what a person wrote.
    trace = failure.__traceback__
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
