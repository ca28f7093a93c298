"""`python -m benchmarks`: makes the measurements, prints a table, and writes the figures into docs/benchmarks.md."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import report
from benchmarks.figures import Figure, table
from benchmarks.measurements import broadcast, footprint, killing, replying, reviewing, surveying, throughput
from benchmarks.stage import Stage, limiter_is_there

Measurement = Callable[[Stage], list[Figure]]
MEASUREMENTS: dict[str, Measurement] = {
    "throughput": throughput.measure,
    "at-once": replying.at_once,
    "replies": replying.during_broadcast,
    "survey": surveying.measure,
    "kill": killing.measure,
    "start": footprint.start,
    "memory": footprint.memory,
    "broadcast": broadcast.plain,
    "faults": broadcast.with_faults,
    "cut": broadcast.cut,
    "reviewing": reviewing.measure,
}
QUICK_ROUNDS = 1


def main(
    rounds: Annotated[int, typer.Option(min=1, max=100, help="How many rounds.")] = 5,
    only: Annotated[list[str] | None, typer.Option(help=f"Of {', '.join(MEASUREMENTS)}; can be repeated.")] = None,
    quick: Annotated[bool, typer.Option(help="One round, small: shows that it works, and no more.")] = False,
    write: Annotated[bool, typer.Option(help="Put the figures into the page, where all were taken.")] = True,
    page: Annotated[Path, typer.Option(help="The page.")] = report.PAGE,
) -> None:
    """Measure the bot beside python-telegram-bot's own ways. About an hour in full; nothing else should run."""
    if unknown := set(only or ()) - set(MEASUREMENTS):
        raise typer.BadParameter(f"there is no {', '.join(unknown)}")
    typer.echo(report.machine(), err=True)
    if not limiter_is_there():
        typer.echo("aiolimiter is not installed: AIORateLimiter is left out.", err=True)
    began = time.monotonic()
    figures = _measure(only or list(MEASUREMENTS), QUICK_ROUNDS if quick else rounds, quick)
    typer.echo(table(figures))
    if write and not quick and not only:
        report.write(page, figures, report.command_line(), time.monotonic() - began)


def _measure(names: list[str], rounds: int, quick: bool) -> list[Figure]:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="ppgbot-bench-") as folder:
        stage = Stage(Path(folder), rounds, quick, lambda line: typer.echo(line, err=True))
        for name in names:
            made = MEASUREMENTS[name](stage)
            typer.echo(table(made), err=True)
            figures += made
    return figures


if __name__ == "__main__":
    typer.run(main)
