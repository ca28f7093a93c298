"""The next view of something that was published before: in time, or of a part of the same people."""

from collections.abc import Iterable, Sequence

from bot.rules.small_numbers.differences import still_safe, too_close
from bot.rules.small_numbers.floors import Floors
from bot.rules.small_numbers.hiding import NOTHING
from bot.rules.small_numbers.protecting import Reason, decide
from bot.rules.small_numbers.tables import Numbers, Part, Table
from bot.rules.small_numbers.views import View, first_view


def protect_next(earlier: Sequence[View], table: Table, floors: Floors) -> View:
    """The view of a table after the `earlier` ones, oldest first; the last of them where nothing is renewed.

    Something is renewed once at least 10 people have come or gone. A band is renewed as a whole; it stands as it was
    while any figure of it has moved by 1 to 4, or its base in a breakdown by 1 to 9, and others stand with it where
    its figures could be told from theirs. Look at set times, as for a digest, and give a view one date, that of its
    last renewal: which band moved when is for nobody to see. Raises ValueError where the tables are not alike.
    """
    _check_alike(earlier, table)
    hidden, reason = decide(table, floors)
    # Where nothing has been seen there is nothing to compare.
    told = [view for view in earlier if view.fresh]
    if not told:
        return first_view(table, hidden, reason)
    last = told[-1]
    if _moved(last.table, table) < floors.base:
        return last
    bands = [part for part in table.parts() if _has_news(last, table, part, hidden)]
    close = _too_close(told, _renewed(last, table, bands, hidden, reason), floors)
    bands = [part for part in bands if close.isdisjoint(part)]
    while bands:
        view = _renewed(last, table, bands, hidden, reason)
        if all(still_safe(each, view, floors) for each in reversed(told)):
            return view
        # The one with the least news stands too, and may keep the others apart.
        bands.remove(min(bands, key=lambda part: abs(table.figures[part[-1]] - last.table.figures[part[-1]])))
    return last


def protect_beside(views: Sequence[View], table: Table, floors: Floors) -> View:
    """The view of a table beside others of which each is of a part of its people, or of more people.

    A table of a part has two bands: that part, and the rest. What is too close to a figure in one of the `views` is
    hidden, and as much as that needs; where even that is not enough, everything. Raises ValueError where the tables
    are not alike.
    """
    _check_alike(views, table)
    told = [view for view in views if view.fresh]
    also: Numbers = NOTHING
    while True:
        new = first_view(table, *decide(table, floors, also))
        close = _too_close(told, new, floors)
        if not close:
            break
        also |= close | {number for part in table.parts() if part[-1] in close for number in part}
    if all(still_safe(view, new, floors) for view in told):
        return new
    return first_view(table, frozenset(range(len(table.figures))), Reason.CLOSE)


def _check_alike(views: Iterable[View], table: Table) -> None:
    if not all(view.table.is_like(table) for view in views):
        raise ValueError("this is a view of another table")


def _too_close(views: Iterable[View], new: View, floors: Floors) -> Numbers:
    return frozenset(number for view in views for number in too_close(view, new, floors))


def _moved(then: Table, now: Table) -> int:
    return sum(abs(new - old) for old, new in zip(then.bases, now.bases, strict=True))


def _has_news(view: View, table: Table, part: Part, hidden: Numbers) -> bool:
    """Whether a band has something new to show, and nothing that was shown would have to be hidden now."""
    taken_back = any(number in hidden and view.shown[number] is not None for number in part)
    news = any(number not in hidden and view.shown[number] != table.figures[number] for number in part)
    return news and not taken_back


def _renewed(view: View, table: Table, bands: Sequence[Part], hidden: Numbers, reason: Reason | None) -> View:
    fresh = frozenset(number for part in bands for number in part) - hidden
    shown = tuple(
        figure if number in fresh else old
        for number, (figure, old) in enumerate(zip(table.figures, view.shown, strict=True))
    )
    return View(table, shown, fresh, reason if not fresh else None)
