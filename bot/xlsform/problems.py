"""What is wrong with a spreadsheet: where, and why. All of it at once."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that has to be mended. Row 0 and column "" are the whole sheet; `key` names what is wrong."""

    sheet: str
    row: int
    column: str
    key: str
    about: str = ""


class UnreadableForm(Exception):
    """A spreadsheet that cannot be used. `problems` in the order of the sheets."""

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
        self.found.append(Problem(sheet, row, column, key, about[:100]))

    def raise_any(self) -> None:
        """Raises UnreadableForm where there are any."""
        if self.found:
            raise UnreadableForm(self.found)
