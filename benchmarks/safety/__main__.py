"""`python -m benchmarks.safety`: how much the safety gate finds, and how often it is wrong."""

import argparse
from collections.abc import Iterator, Sequence

from benchmarks.safety.measuring import SETS, TUNING, Judged, Score, judged, scores

BOTH = "both"
HEAD = ("set", "concern", "messages", "with it", "found", "precision", "recall", "false alarms in 100")


def main() -> None:
    """Print a table. Messages are shown of the tuning set only: the others would not be held out any more."""
    asked = _arguments()
    if asked.misses:
        print(*_misses(judged(TUNING)), sep="\n")  # noqa: T201
        return
    messages = {which: judged(which) for which in SETS}
    messages[BOTH] = [message for found in messages.values() for message in found]
    rows = [HEAD, *(_row(which, score) for which, found in messages.items() for score in scores(found))]
    print(_table(rows))  # noqa: T201


def _row(which: str, score: Score) -> tuple[str, ...]:
    return (
        which,
        score.name,
        str(score.messages),
        str(score.there),
        str(score.found),
        f"{score.precision:.2f}",
        f"{score.recall:.2f}",
        f"{score.false_alarms:.1f}",
    )


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """Markdown, aligned to be read as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    drawn = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = "-|-".join("-" * width for width in widths)
    return "\n".join([f"| {drawn[0]} |", f"|-{rule}-|", *(f"| {row} |" for row in drawn[1:])])


def _misses(messages: Sequence[Judged]) -> Iterator[str]:
    for message in messages:
        missed, false = message.expected - message.found, message.found - message.expected
        if missed or false:
            yield f"missed: {', '.join(sorted(missed)) or '-'}; false: {', '.join(sorted(false)) or '-'}"
            yield f"    {message.text!r}"
            yield f"    found by: {', '.join(message.because) or '-'}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.safety", description=__doc__)
    parser.add_argument("--misses", choices=(TUNING,), help="list the messages where the gate is wrong")
    return parser.parse_args()


if __name__ == "__main__":
    main()
