"""What a practice reviews, at a size that it will not reach: a summary, an export, and the national list.

Each is done by a process of its own. Memory is flat where ten times as much takes hardly more of it.
"""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.answered import answered_town, national_list
from benchmarks.figures import Aim, Figure
from benchmarks.stage import OURS, Stage

SUMMARY_AIM = Aim(1.0)
# Ten times the rows, and a tenth more memory at most.
FLAT = Aim(1.1)
SECONDS = 1_800


def measure(stage: Stage) -> list[Figure]:
    """Seconds and megabytes, and memory beside that of a tenth of the size."""
    many = stage.size(1_000_000, 20_000)
    towns = {size: answered_town(stage.folder / f"answered-{size}", size).folder for size in (many // 10, many)}
    rounds = stage.each_round(f"a summary of {many:,} answers")
    seconds = tuple(_done("summary", towns[many])["seconds"] for _ in rounds)
    figures = [Figure(f"summary of {many:,} answers", OURS, seconds, "s", SUMMARY_AIM)]
    stage.say(f"an export of {many:,} answers")
    tenth, whole = towns[many // 10], towns[many]
    figures += _flat(f"export of {many:,} answers", _done("export", tenth), _done("export", whole))
    rows = stage.size(500_000, 20_000)
    stage.say(f"a national list of {rows:,} rows")
    national_list(tenth, rows // 10)
    national_list(whole, rows)
    return figures + _flat(f"national list of {rows:,} rows", _done("list", tenth), _done("list", whole))


def _flat(what: str, tenth: dict[str, float], whole: dict[str, float]) -> list[Figure]:
    times = whole["megabytes"] / tenth["megabytes"]
    return [
        Figure(f"{what}: time", OURS, (whole["seconds"],), "s"),
        Figure(f"{what}: memory at most", OURS, (whole["megabytes"],), "MB"),
        Figure(f"{what}: memory / a tenth of it", OURS, (times,), "×", FLAT),
    ]


def _done(what: str, place: Path) -> dict[str, float]:
    command = (sys.executable, "-m", "benchmarks.reviewed", what, str(place))
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    found: dict[str, float] = json.loads(said.stdout)
    return found
