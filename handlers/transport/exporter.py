"""Exports on their way to whoever asked: one at a time, with a message that says how far it is.

The outbox keeps them, like any delivery: what a crash interrupts is made anew, and its message goes on where it was.
"""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import structlog
from telegram.error import TelegramError

from bot.delivery.outcomes import Faulty, Later, Outcome, Parcel, Withdrawn
from bot.delivery.pacer import Lane
from bot.reports.answer_files import MOST_BYTES
from bot.rules.permissions import Capability
from bot.services.all import Services
from bot.services.consultations import Brief, get_brief
from bot.services.practices import Practice
from bot.texts import Texts, texts_in
from handlers.exporting import export_to
from handlers.transport.messenger import Messenger
from handlers.views import exports as views
from handlers.views.screen import Screen
from storage.database import Database, StorageFailure
from storage.queries import outbox

log = structlog.get_logger()

# Short ones wait for their turn here; behind a long one they go back in line, and hold up nobody.
WAIT_SECONDS = 2.0
BUSY_SECONDS = 5.0
SHOW_EVERY_SECONDS = 4.0


class Exporter:
    """Makes the files of one export after another in a folder of its own, which holds nothing in between."""

    def __init__(self, messenger: Messenger, database: Database, services: Services, folder: Path) -> None:
        self._messenger = messenger
        self._database = database
        self._services = services
        self._folder = folder
        self._line = asyncio.Lock()

    def clear(self) -> None:
        """Delete what a process that is gone left behind: people's answers."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextlib.asynccontextmanager
    async def made(self, parcel: Parcel) -> AsyncIterator[Screen | Outcome]:
        """The message with its files, which are deleted afterwards; or why there is none."""
        try:
            await asyncio.wait_for(self._line.acquire(), WAIT_SECONDS)
        except TimeoutError:
            yield Later("busy", BUSY_SECONDS)
            return
        try:
            yield await self._make(parcel)
        finally:
            self.clear()
            self._line.release()

    async def _make(self, parcel: Parcel) -> Screen | Outcome:
        found = await self._whose(parcel)
        if found is None:
            return Withdrawn()
        practice, texts, about = found
        live = _Live(self._messenger, self._database, parcel, texts, about)
        showing = asyncio.create_task(live.run())
        try:
            self.clear()
            self._folder.mkdir(parents=True, mode=0o700)
            files = await export_to(
                self._folder, self._database, practice, about.id, texts, most_bytes=MOST_BYTES, progress=live.note
            )
        except StorageFailure as failure:
            return Later(type(failure).__name__)
        except Exception as failure:
            log.error("export-failed", delivery=parcel.id, error=type(failure).__name__)
            await live.say(views.failed_screen(texts, about.reference))
            return Faulty(type(failure).__name__)
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)
        await live.end()
        return views.export_screen(texts, about, files)

    async def _whose(self, parcel: Parcel) -> tuple[Practice, Texts, Brief] | None:
        practice = self._services.book.get(parcel.practice_id)
        if practice is None or parcel.subject_id is None:
            return None
        async with self._database.reading() as uow:
            actor = await self._services.people.recipient(uow, parcel.telegram_id, practice)
            # They may have handed their role on since they asked.
            if actor is None or not actor.may(Capability.EXPORT):
                return None
            about = await get_brief(uow, practice, parcel.subject_id)
        return practice, texts_in(actor.language, practice.settings.zone), about


class _Live:
    """The message that says how far an export is: there only where it takes a while."""

    def __init__(self, messenger: Messenger, database: Database, parcel: Parcel, texts: Texts, about: Brief) -> None:
        self._messenger = messenger
        self._database = database
        self._parcel = parcel
        self._texts = texts
        self._about = about
        self._message_id: int | None = parcel.details.get("progress")
        self._far = (0, 0)

    def note(self, done: int, whole: int) -> None:
        self._far = (done, whole)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(SHOW_EVERY_SECONDS)
            await self.say(views.progress_screen(self._texts, self._about, *self._far))

    async def end(self) -> None:
        if self._message_id is not None:
            await self.say(views.made_screen(self._texts, self._about))

    async def say(self, screen: Screen) -> None:
        """Say it in the message that there is, or in a new one that is kept in mind."""
        chat_id = self._parcel.telegram_id
        # The files are what was asked for: a word about them that does not arrive stops nothing.
        try:
            if self._message_id is not None:
                await self._messenger.edit(chat_id, self._message_id, screen, Lane.BULK)
                return
            self._message_id = (await self._messenger.say(chat_id, screen, Lane.BULK)).message_id
            details = {**self._parcel.details, "progress": self._message_id}
            async with self._database.transaction() as uow:
                await outbox.keep_details(uow, self._parcel.practice_id, self._parcel.id, details)
        except (TelegramError, *StorageFailure) as failure:
            log.warning("export-progress-not-shown", error=type(failure).__name__)
