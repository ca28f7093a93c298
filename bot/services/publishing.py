"""The one door through which breakdowns and lists of small numbers are published.

What was shown is kept, series by series, so that what comes later does not undo what it hides. The rules are in
`bot.rules.small_numbers`.
"""

from collections.abc import Sequence
from datetime import date

from bot.clock import Clock
from bot.rules.small_numbers.floors import Floors
from bot.rules.small_numbers.protecting import Protected, Reason, as_shown
from bot.rules.small_numbers.publishing import protect_next
from bot.rules.small_numbers.tables import Table
from bot.rules.small_numbers.views import View, kept, seen, view_from_data, view_to_data
from bot.services.agreed import local_date
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.reviewing import PublishedView
from storage.queries import published as kept_views

FLOORS = Floors()


async def published(
    uow: UnitOfWork, practice: Practice, series: str, table: Table, clock: Clock
) -> tuple[Protected, date]:
    """A table as it may be shown now, and the day that it is of, to be said beside it. Needs a writing unit of work.

    `series` names what is counted and by what: "profile:age", or "answers:<consultation>:<question>:age". Its table
    has the same answers and bands each time, empty ones too. It is renewed once a week at most, however often
    somebody asks, and only where the rules let it. Where answers or bands are not those of before, all is hidden.
    """
    today = local_date(practice, clock.now())
    while True:
        rows = await kept_views.views_of(uow, practice.id, series)
        earlier = [view_from_data(row.view) for row in rows]
        if not all(view.table.is_like(table) for view in earlier):
            return as_shown(table, [None] * len(table.figures), Reason.CLOSE), today
        if rows and _same_week(rows[-1].looked_on, today):
            return seen(earlier[-1], table), rows[-1].published_on
        view = protect_next(earlier, table, FLOORS)
        on = await _keep(uow, practice, series, rows, earlier, view, today)
        if on is not None:
            return seen(view, table), on


async def _keep(
    uow: UnitOfWork,
    practice: Practice,
    series: str,
    rows: Sequence[PublishedView],
    earlier: Sequence[View],
    view: View,
    today: date,
) -> date | None:
    """Keep what was looked at, and give its day; None where somebody else was first, and all is to be done again."""
    if len(kept(earlier, view)) > len(earlier):
        number = len(rows) + 1
        done = await kept_views.keep(uow, practice.id, series, number=number, on=today, view=view_to_data(view))
        return today if done else None
    if not rows:
        return today
    await kept_views.note_look(uow, practice.id, series, number=rows[-1].number, on=today)
    return rows[-1].published_on


def _same_week(one: date, other: date) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]
