"""The year's report: which year, which parts somebody writes, and whose signatures it needs.

What it holds follows the reporting template that practices in England used until 2015 and still know: practice and
group side by side, steps taken for those not heard, sources of feedback, three priorities with actions, result and
publicity, progress on earlier years, and the signatures of practice and group.
"""

from datetime import date
from enum import StrEnum


class Part(StrEnum):
    """A part that the practice writes, in the order in which it stands in the report."""

    STEPS = "steps"
    PRIORITY_1 = "priority-1"
    PRIORITY_2 = "priority-2"
    PRIORITY_3 = "priority-3"
    PUBLICITY = "publicity"
    LAST_YEAR = "last-year"


class Side(StrEnum):
    """Who signs."""

    PRACTICE = "practice"
    GROUP = "group"


# The whole report as it was when it was first signed.
CONTENT = "content"
LONGEST_PART = 1_500
# The month in which a financial year begins.
BEGINS = {"england": 4, "new-zealand": 7}


def year_of(day: date, region: str) -> int:
    """The year in which the financial year of a day began."""
    return day.year if day.month >= BEGINS.get(region, BEGINS["england"]) else day.year - 1


def span_of(year: int, region: str) -> tuple[date, date]:
    """The first day of a financial year, and the first day after it."""
    month = BEGINS.get(region, BEGINS["england"])
    return date(year, month, 1), date(year + 1, month, 1)
