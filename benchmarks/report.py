"""docs/benchmarks.md: the figures of a run between their markers; the words around them are kept."""

import os
import platform
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.figures import Figure, table

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PACKAGES = ("python-telegram-bot", "aiohttp", "httpx", "sqlalchemy", "aiosqlite")


def write(path: Path, figures: Sequence[Figure], command: str, seconds: float) -> None:
    """Put the figures in place of those that stand between the markers."""
    page = path.read_text(encoding="utf-8")
    made = f"{BEGIN}\n\n{_heading(command, seconds)}\n\n{table(figures)}\n\n{END}"
    found = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    if not found.search(page):
        raise ValueError(f"{path} has no markers for the figures")
    path.write_text(found.sub(lambda _: made, page), encoding="utf-8")


def machine() -> str:
    """The machine and what runs on it, in two lines."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, {model.group(1) if model else 'unknown processor'}, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; load {load}.\n{packages}."
    )


def _heading(command: str, seconds: float) -> str:
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"`{command}`, ended {when} after {seconds / 60:.0f} minutes.\n{machine()}"


def command_line() -> str:
    """How this run was asked for."""
    return " ".join(("python -m benchmarks", *sys.argv[1:]))
