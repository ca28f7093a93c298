"""What is wrong with a spreadsheet: where, and why. All of it at once."""

from dataclasses import dataclass

# The sheets as people go through them; "" is the file as a whole, and comes first.
ORDER = ("", "survey", "choices", "settings")
LONGEST_ABOUT = 100


@dataclass(frozen=True)
class Problem:
    """One thing that has to be mended. Row 0 and column "" are the whole sheet; `key` names what is wrong."""

    sheet: str
    row: int
    column: str
    key: str
    about: str = ""


class UnreadableForm(Exception):
    """A spreadsheet that cannot be used. `problems` in the order of the sheets, rows and columns."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            "; ".join(f"{each.sheet} {each.row} {each.column} {each.key} {each.about}" for each in problems)
        )
        self.problems = problems


class Complaints:
    """The problems found so far."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, sheet: str, row: int, column: str, key: str, about: str = "") -> None:
        """One more."""
        self.found.append(Problem(sheet, row, column, key, about[:LONGEST_ABOUT]))

    def raise_any(self) -> None:
        """Raises UnreadableForm where there are any."""
        if self.found:
            raise UnreadableForm(sorted(dict.fromkeys(self.found), key=_place))


def _place(problem: Problem) -> tuple[int, str, int, int, str]:
    sheet = ORDER.index(problem.sheet) if problem.sheet in ORDER else len(ORDER)
    # Column Z comes before AA.
    return sheet, problem.sheet, problem.row, len(problem.column), problem.column
