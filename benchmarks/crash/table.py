"""The verdicts as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.crash.judging import Verdict

HEAD = (
    "scenario",
    "database",
    "kills",
    "what was done",
    "lost",
    "answers lost",
    "repeats",
    "at most",
    "in doubt",
    "cut after",
    "looked again",
    "seconds",
    "",
)


@dataclass(frozen=True)
class Line:
    """One scenario on one database, how long it took, and what else there is to say."""

    scenario: str
    database: str
    verdict: Verdict
    seconds: float
    extra: str = ""

    def news(self) -> str:
        """That it is done, and how it went."""
        return f"{self.scenario} on {self.database}: {self.said} in {self.seconds:.0f} s"

    @property
    def said(self) -> str:
        """Whether every judgement holds."""
        return "FAILED" if self.verdict.problems() else "holds"

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        it = self.verdict
        numbers = (len(it.lost), len(it.answers_lost), it.repeats, it.allowed, it.in_doubt, it.cuts, it.looked_again)
        done = f"{it.done}; {self.extra}" if self.extra else it.done
        return (
            self.scenario,
            self.database,
            str(it.kills),
            done,
            *(str(number) for number in numbers),
            f"{self.seconds:.0f}",
            self.said,
        )


def table(lines: Sequence[Line]) -> str:
    """The lines in Markdown, aligned to be read as they are."""
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    drawn = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = "-|-".join("-" * width for width in widths)
    return "\n".join(f"| {row} |" for row in [drawn[0], rule, *drawn[1:]])
