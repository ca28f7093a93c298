"""Keeps the author's message about a poll up to date: how the sending goes, how many have answered."""

from datetime import timedelta
from hashlib import sha256

import structlog
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.clock import Clock
from bot.delivery.pacer import Lane, Pacer
from bot.services.all import Services
from bot.texts import Texts
from handlers.transport.replies import Messenger, seconds_of
from handlers.views.polls import progress_screen
from handlers.views.screen import Screen
from storage.database import Database, StorageFailure
from storage.queries import consultations, people

log = structlog.get_logger()

# After the close the last state is shown, and then the message is left alone.
AFTER_CLOSE = timedelta(minutes=10)


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

    async def tick(self) -> None:
        """Look at every live message once."""
        try:
            for consultation_id, chat_id, message_id, screen, mark in await self._changed():
                if await self._edit(chat_id, message_id, screen):
                    async with self._database.transaction() as uow:
                        await consultations.note_progress(uow, consultation_id, mark)
        except StorageFailure as failure:
            log.warning("progress-waits", error=type(failure).__name__)

    async def _changed(self) -> list[tuple[int, int, int, Screen, str]]:
        found = []
        async with self._database.reading() as uow:
            for row in await consultations.showing_progress(uow, self._clock.now() - AFTER_CLOSE):
                practice = self._services.book.get(row.practice_id)
                author = await people.by_id(uow, row.author_id) if row.author_id is not None else None
                if practice is None or author is None or row.progress_message_id is None:
                    continue
                progress = await self._services.results.progress(uow, practice, row.id)
                screen = progress_screen(Texts(author.language, practice.settings.zone), progress)
                mark = sha256(screen.text.encode()).hexdigest()[:16]
                if mark != row.progress_shown:
                    found.append((row.id, author.telegram_id, row.progress_message_id, screen, mark))
        return found

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        try:
            await self._messenger.edit(chat_id, message_id, screen, Lane.BULK)
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
