"""`python -m benchmarks.fuzz`: hostile updates by the thousand, a table, and 1 where a judgement fails."""

import argparse
import asyncio
import logging
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random

from benchmarks.fuzz.judging import FAILED, NOT_UNDERSTOOD, log_of, numbers, problems
from benchmarks.fuzz.run import Run
from benchmarks.fuzz.table import table
from tests.conversations.process import bot_process

MOST_SHOWN = 40


def main() -> int:
    """Run what the command line asks for. 0 where every judgement holds, else 1."""
    asked = _arguments()
    # What the bot logs is kept beside its database, and not said here.
    logging.getLogger("tests.conversations.process").setLevel(logging.CRITICAL)
    folder = Path(tempfile.mkdtemp(prefix="ppgbot-fuzz-"))
    found = asyncio.run(run(folder, asked.updates, asked.seed))
    for problem in found[:MOST_SHOWN]:
        print(problem)  # noqa: T201
    if found:
        print(f"FAILED {len(found)} times with --seed {asked.seed}; log and database are in {folder}")  # noqa: T201
        return 1
    print("Every judgement holds.")  # noqa: T201
    shutil.rmtree(folder)
    return 0


async def run(folder: Path, updates: int, seed: int) -> list[str]:
    """One run, with its table; what was wrong."""
    async with bot_process(folder) as bot:
        course = await Run(bot, Random(seed)).through(updates)
        log = log_of(bot)
        odd, failed = len(numbers(log, NOT_UNDERSTOOD)), len(numbers(log, FAILED))
        print(table(course, updates, odd=odd, failed=failed))  # noqa: T201
        return await problems(bot, course)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--updates", type=int, default=10_000, help="how many hostile updates")
    parser.add_argument("--seed", type=int, default=1, help="the same seed sends the same")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
