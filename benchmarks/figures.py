"""Figures with their rounds behind them: median, spread, whether the aim was reached, and how they are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Aim:
    """What a figure is to be: at most, or at least, so much."""

    bound: float
    at_least: bool = False

    def reached(self, value: float) -> bool:
        """Whether a value keeps to it."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {plain(self.bound)}"


@dataclass(frozen=True)
class Figure:
    """One thing measured of one bot, a value for each round."""

    what: str
    who: str
    values: tuple[float, ...]
    unit: str = ""
    aim: Aim | None = None

    @property
    def middle(self) -> float:
        """The median over the rounds."""
        return median(self.values)

    @property
    def spread(self) -> str:
        """The lowest and the highest."""
        if len(self.values) == 1:
            return "one run"
        return f"{plain(min(self.values))} to {plain(max(self.values))}"

    @property
    def verdict(self) -> str:
        """Whether the aim was reached by the median."""
        if self.aim is None:
            return ""
        return "reached" if self.aim.reached(self.middle) else "MISSED"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def plain(value: float) -> str:
    """Three figures that say something."""
    if value == int(value) and abs(value) < 1e6:
        return f"{int(value):,}"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


HEAD = ("what", "bot", "median", "spread", "rounds", "aim", "")


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table, aligned to be read as it is."""
    rows = [HEAD, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _cells(figure: Figure) -> tuple[str, ...]:
    value = f"{plain(figure.middle)} {figure.unit}".strip()
    aim = str(figure.aim) if figure.aim else ""
    return (figure.what, figure.who, value, figure.spread, str(len(figure.values)), aim, figure.verdict)
