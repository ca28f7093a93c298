"""Makes the files of an export: read a page at a time, and written in a thread, so that neither people nor memory
feel how many answers there are.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from bot.reports.answer_files import fit_files, write_files
from bot.reports.answers import AnswerRow
from bot.services.exporting import Export, ExportedAnswer, begin_export, questions_of
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.views import exports as views
from storage.database import Database

Progress = Callable[[int, int], None]
Made = TypeVar("Made")


class Stopped(Exception):
    """Nobody waits for the files any more."""


async def export_to(
    folder: Path,
    database: Database,
    practice: Practice,
    consultation_id: int,
    texts: Texts,
    *,
    most_bytes: int | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the answers of a consultation into a folder, which has to be empty where `most_bytes` limits each file.

    `progress` is told (done, whole) in respondents. Check first that the answers are open. Refuses with
    NoSuchReference; a full disk is an OSError.
    """
    reading = _Reading(database, practice, consultation_id, progress)
    async with database.reading() as uow:
        about = (await begin_export(uow, practice, consultation_id)).about
        guide = views.guide(texts, await questions_of(uow, practice, consultation_id))
    stem = views.stem(about)

    def again() -> Iterator[AnswerRow]:
        return views.rows(texts, about, reading.answers())

    def write() -> list[Path]:
        if most_bytes is not None:
            return fit_files(again, guide, folder, stem, most_bytes)
        write_files(again(), guide, folder, stem)
        return [folder / f"{stem}{ending}" for ending in (".csv", ".xlsx")]

    try:
        return await in_thread(write)
    finally:
        reading.stop()


class _Reading:
    """Hands answers that the loop reads to a thread that writes them, which fetches each page when it wants it."""

    def __init__(
        self, database: Database, practice: Practice, consultation_id: int, progress: Progress | None
    ) -> None:
        self._database = database
        self._practice = practice
        self._id = consultation_id
        self._progress = progress
        self._loop = asyncio.get_running_loop()
        self._stopped = threading.Event()
        self._export: Export | None = None

    def stop(self) -> None:
        """Have the thread end at its next page."""
        self._stopped.set()

    def answers(self) -> Iterator[ExportedAnswer]:
        """Every answer, for a thread that is not the loop's. Raises Stopped."""
        self._export = None
        while True:
            if self._stopped.is_set():
                raise Stopped
            page = asyncio.run_coroutine_threadsafe(self._page(), self._loop).result()
            if page is None:
                return
            yield from page

    async def _page(self) -> list[ExportedAnswer] | None:
        async with self._database.reading() as uow:
            if self._export is None:
                self._export = await begin_export(uow, self._practice, self._id)
            page = await self._export.page(uow)
        if self._progress is not None:
            self._progress(self._export.done, self._export.whole)
        return page


async def in_thread(work: Callable[[], Made]) -> Made:
    """What `work` gives, from a thread of its own. A program that ends does not wait for it."""
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    found: list[Made] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as failure:
            failed.append(failure)
        # The loop can be gone by now: nobody waits any more.
        if not loop.is_closed():
            loop.call_soon_threadsafe(done.set)

    threading.Thread(target=run, name="export", daemon=True).start()
    await done.wait()
    if failed:
        raise failed[0]
    return found[0]
