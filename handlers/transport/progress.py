"""Keeps the author's message about a poll up to date: how the sending goes, how many have answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import structlog
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.clock import Clock
from bot.delivery.pacer import Lane, Pacer
from bot.rules.permissions import Capability
from bot.services.all import Services
from bot.texts import texts_in
from handlers.transport.messenger import Messenger, seconds_of
from handlers.views.polls import progress_screen
from handlers.views.screen import Screen
from storage.database import Database, StorageFailure
from storage.models.consultation import Consultation
from storage.queries import consultations, people

log = structlog.get_logger()

# After the close the last state is shown, and then the message is left alone.
AFTER_CLOSE = timedelta(minutes=10)
# Each edit takes a place that a member could have had: the longer it has been going on, the less is missed meanwhile.
PATIENCE_SHARE = 1 / 15
MOST_PATIENT = timedelta(seconds=6)


@dataclass(frozen=True)
class _Live:
    """What a live message would say now; `mark` tells whether it says so already."""

    chat_id: int
    message_id: int
    screen: Screen
    mark: str


class ProgressKeeper:
    """Edits each live message when it would say something new."""

    def __init__(
        self, *, messenger: Messenger, pacer: Pacer, database: Database, services: Services, clock: Clock
    ) -> None:
        self._messenger = messenger
        self._pacer = pacer
        self._database = database
        self._services = services
        self._clock = clock
        self._next_look: dict[int, datetime] = {}

    async def tick(self) -> None:
        """Look at every live message once."""
        try:
            async with self._database.reading() as uow:
                rows = await consultations.showing_progress(uow, self._clock.now() - AFTER_CLOSE)
            for row in rows:
                if self._its_time(row):
                    await self._bring_up_to_date(row)
            self._next_look = {row.id: self._next_look[row.id] for row in rows if row.id in self._next_look}
        except StorageFailure as failure:
            log.warning("progress-waits", error=type(failure).__name__)

    def _its_time(self, row: Consultation) -> bool:
        until_then = self._next_look.get(row.id, row.opened_at) - self._clock.now()
        # Further off than patience goes: the clock was set back.
        return not timedelta() < until_then <= MOST_PATIENT

    async def _bring_up_to_date(self, row: Consultation) -> None:
        live = await self._look(row)
        if live is None or live.mark == row.progress_shown:
            return
        # The place in line first, and then what there is to say: it can be a while until it is this chat's turn.
        async with self._pacer.slot(Lane.REPLY, live.chat_id):
            live = await self._look(row) or live
            shown = await self._edit(live)
        if shown:
            now = self._clock.now()
            self._next_look[row.id] = now + min(MOST_PATIENT, (now - row.opened_at) * PATIENCE_SHARE)
            async with self._database.transaction() as uow:
                await consultations.note_progress(uow, row.id, live.mark)

    async def _look(self, row: Consultation) -> _Live | None:
        practice = self._services.book.get(row.practice_id)
        if practice is None or row.author_id is None or row.progress_message_id is None:
            return None
        async with self._database.reading() as uow:
            person = await people.by_id(uow, row.author_id)
            author = await self._services.people.recipient(uow, person.telegram_id, practice) if person else None
            if author is None or not author.may(Capability.ASK):
                return None
            progress = await self._services.results.progress(uow, practice, row.id)
        screen = progress_screen(texts_in(author.language, practice.settings.zone), progress)
        mark = sha256(screen.text.encode()).hexdigest()[:16]
        return _Live(author.telegram_id, row.progress_message_id, screen, mark)

    async def _edit(self, live: _Live) -> bool:
        try:
            await self._messenger.edit_now(live.chat_id, live.message_id, live.screen)
        except RetryAfter as wait:
            self._pacer.halt(seconds_of(wait))
            return False
        except (BadRequest, Forbidden):
            # The message is gone, or its reader: shown is shown.
            return True
        except TelegramError as failure:
            log.warning("progress-not-shown", error=type(failure).__name__)
            return False
        return True
