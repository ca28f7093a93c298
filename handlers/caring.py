"""What the command line asks for to keep the data well: to check it, to copy it, and to bring a copy back."""

import os
import shutil
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.clock import SystemClock
from bot.pulse import CLOCK, TELEGRAM
from bot.services import audit
from bot.settings import Settings
from handlers.assembly import telegram_bot
from handlers.running import offline
from storage.copying import CopyRefused, Found, back_up, bring_back
from storage.database import Database, StorageFailure
from storage.queries import audit_trail, outbox, pulse, record, restored
from storage.revision import HEAD, revision_of
from storage.wholeness import Unreadable, damage_of

LEAST_FREE_BYTES = 500_000_000
# Several beats of the pulse, and several long polls.
SILENT_FOR_LONG = timedelta(minutes=3)
# A broadcast to 10,000 takes 6 minutes.
LATE = timedelta(minutes=15)
CLOCKS_DIFFER = timedelta(minutes=2)


@dataclass(frozen=True)
class Finding:
    """One line of a check."""

    what: str
    good: bool
    says: str


async def check_everything(settings: Settings, config: Path) -> list[Finding]:
    """Look at files, database, audit trail and Telegram, changing nothing and sending nothing."""
    return [
        *_check_files(settings, config),
        *await _check_database(settings),
        await _check_telegram(settings),
    ]


def _check_files(settings: Settings, config: Path) -> list[Finding]:
    database = Database(settings.storage.url).path
    private = [config, settings.telegram.token_file, settings.storage.secrets, settings.storage.erased, database]
    there = [path for path in private if path is not None and path.exists()]
    open_to_others = [
        path.name for path in there if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    says = f"others can read {', '.join(open_to_others)}; take that from them with chmod go-rwx"
    modes = Finding("files", not open_to_others, says if open_to_others else "nobody else can read them")
    if database is None or not database.parent.exists():
        return [modes]
    locked = [path.name for path in (database.parent, *there) if path != config and not os.access(path, os.W_OK)]
    if locked:
        return [
            modes,
            Finding("disk", False, f"cannot be written: {', '.join(locked)}; the bot waits, or will not start"),
        ]
    free = shutil.disk_usage(database.parent).free
    says = "" if free > LEAST_FREE_BYTES else "; make room: when it is full, the bot waits and loses nothing"
    return [modes, Finding("disk", free > LEAST_FREE_BYTES, f"{free // 1_000_000:,} MB free{says}")]


async def _check_database(settings: Settings) -> list[Finding]:
    database = Database(settings.storage.url)
    try:
        if database.path is not None and not _is_there(database.path):
            return [Finding("database", True, "not there yet; `ppgbot run` makes it")]
        revision = await revision_of(database)
        if revision != HEAD:
            return [Finding("database", True, f"at {revision}; `ppgbot run` brings it to {HEAD}")]
        damage = await damage_of(database)
        if damage:
            return [Finding("database", False, f"damaged: {damage}; stop the bot and restore a copy")]
        whole = Finding("database", True, f"whole, and up to date ({revision})")
        return [whole, await _check_clock(database), await _check_trail(database)]
    except Unreadable as failure:
        do = "restore a copy if it stays so" if database.is_sqlite else "is its server up?"
        return [Finding("database", False, f"cannot be read: {type(failure).__name__}; {do}")]
    finally:
        await database.close()


async def _check_clock(database: Database) -> Finding:
    async with database.reading() as uow:
        newest = await record.newest(uow)
    ahead = newest - SystemClock().now() if newest is not None else timedelta(0)
    if ahead > CLOCKS_DIFFER:
        minutes = round(ahead.total_seconds() / 60)
        return Finding("clock", False, f"{minutes} minutes behind what the database knows; set the machine's clock")
    return Finding("clock", True, "not behind what the database knows")


async def _check_trail(database: Database) -> Finding:
    async with database.reading() as uow:
        broken = [
            f"entry {each.number} of practice {each.practice_id} {each.how}"
            for practice_id in await audit_trail.practices(uow)
            async for each in audit_trail.breaks(uow, practice_id)
        ]
    if not broken:
        return Finding("audit trail", True, "whole")
    more = f" and {len(broken) - 3} more" if len(broken) > 3 else ""
    return Finding("audit trail", False, f"not as it was written: {'; '.join(broken[:3])}{more}")


async def _check_telegram(settings: Settings) -> Finding:
    bot = telegram_bot(settings)
    try:
        await bot.initialize()
        return Finding("telegram", True, f"the token is @{bot.username}'s")
    except InvalidToken:
        return Finding("telegram", False, "the token is not accepted; ask @BotFather for it")
    except TelegramError as failure:
        where = settings.telegram.api_base_url
        return Finding("telegram", False, f"not reached at {where}: {type(failure).__name__}")
    finally:
        await bot.shutdown()


async def health(settings: Settings) -> list[Finding]:
    """Whether the bot is alive, hears Telegram, and gets its messages out: for whoever watches from outside."""
    now = SystemClock().now()
    try:
        async with _opened(settings) as database, database.reading() as uow:
            beats, due, waits = await pulse.beats(uow), await outbox.next_due(uow), await restored.any_waits(uow)
    except (CopyRefused, Unreadable) as failure:
        return [Finding("database", False, f"cannot be read: {type(failure).__name__}")]
    return [_beats(beats, CLOCK, now), _beats(beats, TELEGRAM, now), _backlog(due, now, waits=waits)]


def _beats(beats: dict[str, datetime], name: str, now: datetime) -> Finding:
    at = beats.get(name)
    if at is None:
        return Finding(name, False, "was never heard of; is `ppgbot run` running?")
    age = now - at
    return Finding(name, age <= SILENT_FOR_LONG, f"last heard of {max(0, round(age.total_seconds()))} seconds ago")


def _backlog(due: datetime | None, now: datetime, *, waits: bool) -> Finding:
    if waits:
        return Finding("backlog", True, "since a restore messages wait for the word of a chair or manager")
    late = now - due if due is not None and due < now else timedelta(0)
    return Finding(
        "backlog", late <= LATE, f"the oldest message that is due waits for {round(late.total_seconds())} seconds"
    )


async def make_copy(settings: Settings, target: Path) -> Path:
    """Copy the database while the bot runs. A folder gets a file named by the moment. Refuses with CopyRefused."""
    now = datetime.now(UTC)
    target = _named(target, now)
    async with _opened(settings) as database:
        if database.path is not None and not _is_there(database.path):
            raise CopyRefused(f"{database.path}: there is no database yet")
        if await revision_of(database) != HEAD:
            raise CopyRefused("the database is of another version; `ppgbot migrate` brings it up to date")
        await back_up(database, target, now)
    return target


async def restore_copy(settings: Settings, copy: Path) -> Found:
    """Bring a copy back into an empty place. Refuses with CopyRefused.

    Whoever was erased since is erased again, and what the bot starts by itself waits for a manager's word.
    """
    now = SystemClock().now()
    async with _opened(settings) as database:
        if database.path is not None and _is_there(database.path):
            raise CopyRefused(f"{database.path} is there already, and is never overwritten; move it away first")
        if database.path is None and await revision_of(database) is not None:
            raise CopyRefused("the database is not empty; name an empty one under storage.url")
        found = await bring_back(copy, database, now)
    async with offline(settings) as (database, book, services), database.transaction() as uow:
        await services.restored.settle(uow)
        for practice in book:
            await audit.note(uow, None, practice.id, "restored a copy", f"{found.copied_at:%Y-%m-%d %H:%M}", now)
    return found


def _named(target: Path, now: datetime) -> Path:
    return target / f"ppgbot-{now:%Y-%m-%dT%H%M%S}.db" if target.is_dir() else target


def _is_there(path: Path) -> bool:
    return path.exists()


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.storage.url)
    try:
        yield database
    except StorageFailure as failure:
        raise CopyRefused(f"the database cannot be reached: {type(failure).__name__}") from None
    except OSError as failure:
        raise CopyRefused(f"{failure.filename or 'the disk'}: {(failure.strerror or 'failed').lower()}") from None
    finally:
        await database.close()
