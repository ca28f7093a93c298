"""How a run went, as a table."""

from benchmarks.fuzz.run import Course

HEAD = ("kind", "sent", "answered", "not answered", "why not")


def table(course: Course, updates: int, *, odd: int, failed: int) -> str:
    """A line for each kind, then the run as a whole."""
    rows = [HEAD]
    for kind, tally in sorted(course.kinds.items()):
        silent = tally.sent - tally.answered
        rows.append((kind, str(tally.sent), str(tally.answered), str(silent), tally.excuse if silent else ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    drawn = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines = [f"| {row} |" for row in (drawn[0], "-|-".join("-" * width for width in widths), *drawn[1:])]
    pace = updates / course.seconds if course.seconds else 0
    lines += [
        "",
        f"{updates} updates in {course.seconds:.0f} s, {pace:.0f} a second. Of {odd} some was not understood; "
        f"{failed} failed while they were handled, and were passed over.",
        f"An honest person waited {course.worst:.1f} s at the longest.",
    ]
    return "\n".join(lines)
