"""The bot starts on an empty database and is killed while it makes the tables; people wait at the door."""

import asyncio
import contextlib
import re
import time
from dataclasses import replace

from benchmarks.crash.books import shape
from benchmarks.crash.judging import Verdict, judge_talk
from benchmarks.crash.ordeal import PATIENCE, Ordeal, Trial, ordeal
from benchmarks.crash.trouble import stir
from storage.migrating import head
from storage.models import Base
from tests.support.databases import PostgresServer

WAITING = (2_001, 2_002, 2_003)
WELCOME = "patient group of"
MOST_KILLS = 6
# Before a part of the start is over, Python is reading the program, and knows of no database yet.
EARLIEST, LATEST = 0.45, 1.05
EVERYTHING = {*Base.metadata.tables, "alembic_version"}


class _Starts:
    """How long a start takes, and what the kills found."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.before, self.after = 0, 0
        self.broken: list[str] = []

    async def inspect(self, it: Ordeal) -> None:
        """A database is as it was, or as it is to be; never in between."""
        revision, tables = await shape(it.bot)
        if revision is None and not tables & set(Base.metadata.tables):
            self.before += 1
        elif revision == head() and tables >= EVERYTHING:
            self.after += 1
        else:
            self.broken.append(f"after kill {it.kills} the database is at {revision}, with {len(tables)} tables")


async def migrating(trial: Trial, server: PostgresServer | None) -> Verdict:
    """However often the first start is killed, the next one finishes it, and everybody is welcomed."""
    starts, whole = _Starts(), Verdict("", 0)
    chance = trial.chance("houses")
    while whole.kills < trial.rounds:
        kills = min(chance.randint(1, MOST_KILLS), trial.rounds - whole.kills)
        place = trial.folder / f"house-{whole.kills}"
        place.mkdir()
        house = replace(trial, folder=place, rounds=kills, url=server.create(shaped=False) if server else "")
        _add(whole, await _one_house(replace(house, seed=trial.seed + whole.kills), starts))
    whole.done = f"{starts.before} killed before the tables, {starts.after} after"
    whole.lost += starts.broken
    return whole


async def _one_house(trial: Trial, starts: _Starts) -> Verdict:
    async with ordeal(trial) as it:
        for person in WAITING:
            it.bot.person(person).type("/start")
        if not starts.seconds:
            await _measure(it, starts)
        for number in range(trial.rounds):
            it.bot.standin.faults.clear()
            if number % 2:
                stir(it.bot.standin.faults, trial.chance(f"trouble {number}"), WAITING)
            await _killed_at_the_start(it, starts)
        await it.last_life()
        for person in WAITING:
            await it.bot.person(person).hears(WELCOME, PATIENCE)
        return judge_talk(it, "", [WELCOME], WAITING)


async def _measure(it: Ordeal, starts: _Starts) -> None:
    # A start to measure by, against a database beside the one that is to be empty.
    began = time.monotonic()
    config = it.bot.config.read_text()
    it.bot.config.write_text(_with_another_database(config))
    await it.bot.start()
    await it.bot.kill()
    starts.seconds = time.monotonic() - began
    it.bot.config.write_text(config)


def _with_another_database(config: str) -> str:
    return re.sub(r"^url = .*$", 'url = "sqlite+aiosqlite:///measured.db"', config, flags=re.MULTILINE)


async def _killed_at_the_start(it: Ordeal, starts: _Starts) -> None:
    starting = asyncio.create_task(it.bot.start())
    await asyncio.sleep(starts.seconds * EARLIEST)
    await it.end_life(starts.seconds * (LATEST - EARLIEST))
    starting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await starting
    await starts.inspect(it)


def _add(whole: Verdict, part: Verdict) -> None:
    whole.lost += part.lost
    for name in ("kills", "repeats", "allowed", "cuts", "looked_again"):
        setattr(whole, name, getattr(whole, name) + getattr(part, name))
