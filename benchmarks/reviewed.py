"""`python -m benchmarks.reviewed WHAT PLACE`: one piece of reviewing in a process of its own, and what it took.

Prints seconds and the megabytes that were resident at most, as JSON.
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import typer

from benchmarks.answered import NATIONAL_LIST
from bot.services.survey_results import SurveyResults
from bot.settings import load
from handlers.running import export_everything, offline, read_the_list

Work = Callable[[Path], Awaitable[float]]


async def summary(folder: Path) -> float:
    """The summary of the survey, every question counted."""
    async with offline(load(folder / "config.toml")) as (database, book, services), database.reading() as uow:
        practice = next(iter(book))
        (survey,) = [each for each in await services.results.exportable(uow, practice) if each.is_survey]
        began = time.perf_counter()
        found = await services.summaries.of(uow, practice, survey.id, "en")
        assert isinstance(found.results, SurveyResults) and found.results.questions, "the survey is closed"
        return time.perf_counter() - began


async def export(folder: Path) -> float:
    """Every answer as CSV and Excel."""
    began = time.perf_counter()
    await export_everything(load(folder / "config.toml"), folder / "out")
    return time.perf_counter() - began


async def registered(folder: Path) -> float:
    """The national list, of which one practice is kept."""
    began = time.perf_counter()
    await read_the_list(load(folder / "config.toml"), code="", file=folder / NATIONAL_LIST, told=lambda _: None)
    return time.perf_counter() - began


WORK: dict[str, Work] = {"summary": summary, "export": export, "list": registered}


def main() -> None:
    """Do it, and say what it took."""
    what, place = sys.argv[1:]
    seconds = asyncio.run(_awaited(WORK[what], Path(place)))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    typer.echo(json.dumps({"seconds": seconds, "megabytes": megabytes}))


async def _awaited(work: Work, place: Path) -> float:
    return await work(place)


if __name__ == "__main__":
    main()
