"""`python -m benchmarks.crash`: every scenario on every database, a table, and 1 where a judgement fails."""

import argparse
import asyncio
import contextlib
import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.crash.judging import Verdict
from benchmarks.crash.ordeal import Trial, first_line
from benchmarks.crash.scenarios.answering import answering
from benchmarks.crash.scenarios.broadcasting import broadcasting
from benchmarks.crash.scenarios.building import building
from benchmarks.crash.scenarios.joining import joining
from benchmarks.crash.scenarios.migrating import migrating
from benchmarks.crash.scenarios.takeover import takeover
from benchmarks.crash.table import Line, table
from tests.support.databases import PostgresServer

SCENARIOS: dict[str, Callable[[Trial], Awaitable[Verdict]]] = {
    "broadcast": broadcasting,
    "answering": answering,
    "joining": joining,
    "building": building,
}
MIGRATION, TAKEOVER = "migration", "takeover"
NAMES = (*SCENARIOS, MIGRATION, TAKEOVER)
DATABASES = ("sqlite", "postgresql")
SEED = 1


def main() -> int:
    """Run what the command line asks for. 0 where every judgement holds, else 1."""
    asked = _arguments()
    # What the bot logs is kept beside its database, and not said here.
    logging.getLogger("tests.conversations.process").setLevel(logging.CRITICAL)
    databases = DATABASES if asked.database == "both" else (asked.database,)
    folder = Path(tempfile.mkdtemp(prefix="ppgbot-crash-"))
    lines = []
    with _server("postgresql" in databases) as server:
        for database in databases:
            for name in [asked.only] if asked.only else NAMES:
                if name == TAKEOVER and database == "sqlite":
                    continue
                trial = Trial(folder / f"{database}-{name}", "", asked.rounds, asked.seed, asked.small)
                line = asyncio.run(run(name, trial, server if database == "postgresql" else None))
                lines.append(line)
                print(line.news(), file=sys.stderr, flush=True)  # noqa: T201
    return _report(lines, folder, asked.seed)


async def run(name: str, trial: Trial, server: PostgresServer | None = None) -> Line:
    """One scenario, on SQLite in the trial's folder or on a new database of the server."""
    trial.folder.mkdir(parents=True)
    if server is not None and name != MIGRATION:
        trial = replace(trial, url=server.create(shaped=True))
    began, extra = time.monotonic(), ""
    try:
        verdict, extra = await _verdict(name, trial, server)
    except AssertionError as failure:
        verdict = Verdict("came to no end", 0, lost=[first_line(failure)])
    return Line(name, "postgresql" if server else "sqlite", verdict, time.monotonic() - began, extra)


async def _verdict(name: str, trial: Trial, server: PostgresServer | None) -> tuple[Verdict, str]:
    if name == MIGRATION:
        return await migrating(trial, server), ""
    if name != TAKEOVER:
        return await SCENARIOS[name](trial), ""
    verdict, seconds = await takeover(trial)
    return verdict, f"taken over in {median(seconds):.1f} s (median), {max(seconds):.1f} s (worst)"


def _report(lines: Sequence[Line], folder: Path, seed: int) -> int:
    print(table(lines))  # noqa: T201
    for line in lines:
        for problem in line.verdict.problems():
            print(f"{line.scenario} on {line.database}: {problem}")  # noqa: T201
    if any(line.verdict.problems() for line in lines):
        print(f"FAILED with --seed {seed}; logs and databases are in {folder}")  # noqa: T201
        return 1
    shutil.rmtree(folder)
    return 0


@contextlib.contextmanager
def _server(wanted: bool) -> Iterator[PostgresServer | None]:
    server = PostgresServer() if wanted else None
    try:
        yield server
    finally:
        if server is not None:
            server.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50, help="kills for each scenario")
    parser.add_argument("--only", choices=NAMES, help="one scenario")
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    parser.add_argument("--small", action="store_true", help="with few people, for a quick look")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed kills at the same moments")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
