"""What has been published of a table, as a value that can be kept from one publication to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.rules.small_numbers.protecting import Protected, Reason, as_shown
from bot.rules.small_numbers.tables import Numbers, Table, table_from_data, table_to_data


@dataclass(frozen=True)
class View:
    """What people see of a table, figure by figure. Only what `seen` makes of it is for their eyes.

    `table` is how things were when something was last renewed. `shown` has what people see of each figure, None where
    they never saw it; `fresh` has the numbers of those that are of that time.
    """

    table: Table
    shown: tuple[int | None, ...]
    fresh: Numbers
    reason: Reason | None = None

    @property
    def unknown(self) -> Numbers:
        """The numbers of the figures that nobody knows as they were at the last renewal."""
        return frozenset(range(len(self.shown))) - self.fresh


def first_view(table: Table, hidden: Numbers, reason: Reason | None = None) -> View:
    """The view of a table of which nothing was shown before."""
    shown = tuple(None if number in hidden else figure for number, figure in enumerate(table.figures))
    fresh = frozenset(range(len(shown))) - hidden
    return View(table, shown, fresh, reason)


def kept(earlier: Sequence[View], view: View) -> tuple[View, ...]:
    """The views to keep for those to come, oldest first: all that showed something, the new one too."""
    return (*earlier, view) if view.fresh and view not in earlier else tuple(earlier)


def seen(view: View, table: Table) -> Protected:
    """What people see: the figures as they were published, and the totals of `table`, as they are now."""
    return as_shown(table, view.shown, view.reason)


def view_to_data(view: View) -> dict[str, Any]:
    """The view as values that JSON can hold."""
    return {
        "table": table_to_data(view.table),
        "shown": list(view.shown),
        "fresh": sorted(view.fresh),
        "reason": view.reason,
    }


def view_from_data(data: Mapping[str, Any]) -> View:
    """The view that `view_to_data` made these values of."""
    return View(
        table_from_data(data["table"]),
        tuple(data["shown"]),
        frozenset(data["fresh"]),
        Reason(data["reason"]) if data["reason"] else None,
    )
