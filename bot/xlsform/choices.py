"""The choices sheet: lists of choices, each by its name."""

import re

from bot.rules.forms.form import Choice
from bot.xlsform.cells import Row, Sheet
from bot.xlsform.columns import columns_of
from bot.xlsform.problems import Complaints
from bot.xlsform.types import Lists, too_long

# Choices are often numbered. A space would make two of one where several are chosen.
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}\Z")
LONGEST_CHOICE = 150


def lists_of(sheet: Sheet, language: str, complaints: Complaints) -> Lists:
    """The lists of the sheet by name, their choices in order."""
    lists: dict[str, dict[str, Choice]] = {}
    columns = columns_of(sheet, language, complaints)

    def complain(row: Row, column: str, key: str, about: str = "") -> None:
        complaints.add(sheet.name, row.number, columns.column(column), key, about)

    for row in sheet.rows:
        listed, name, words = columns.text(row, "list_name"), columns.text(row, "name"), columns.words(row, "label")
        if not listed:
            complain(row, "list_name", "no-list")
        if not NAME.match(name):
            complain(row, "name", "name", name)
        elif name in lists.setdefault(listed, {}):
            complain(row, "name", "choice-twice", name)
        if not words:
            complain(row, "label", "no-label", name)
        for code in too_long(words, LONGEST_CHOICE):
            complaints.add(sheet.name, row.number, columns.column("label", code), "too-long", str(LONGEST_CHOICE))
        # One that is not right is in its list all the same: the list is there, and its row has been complained of.
        lists.setdefault(listed, {}).setdefault(name, Choice(name, words))
    return {listed: tuple(found.values()) for listed, found in lists.items() if listed}
