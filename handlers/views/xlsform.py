"""What is wrong with a spreadsheet, in words: everything at once, each with its sheet, row and column."""

from collections.abc import Iterable

from bot.rules.lengths import utf16_length
from bot.texts import Html, Texts
from bot.xlsform.problems import Problem, UnreadableForm
from handlers.views.screen import LONGEST_MESSAGE, Screen

# What goes before and after the list, in the longest language, with room to spare.
ROOM_FOR_THE_LIST = LONGEST_MESSAGE - 600


def problem_screen(texts: Texts, unreadable: UnreadableForm) -> Screen:
    """Everything that keeps a spreadsheet from being a survey, and what to do."""
    problems = unreadable.problems
    lines = [texts("xlsform-problems", count=len(problems)), "", *problem_lines(texts, problems)]
    return Screen("\n".join([*lines, "", texts("xlsform-what-next")]))


def problem_lines(texts: Texts, problems: Iterable[Problem]) -> list[str]:
    """A line for each problem, as far as they fit into one message, and how many more there are."""
    every = [texts("xlsform-line", words=Html(_in_words(texts, each))) for each in problems]
    shown, room = 0, ROOM_FOR_THE_LIST
    for line in every:
        room -= utf16_length(line) + 1
        if room < 0:
            break
        shown += 1
    left = len(every) - shown
    return [*every[:shown], *([texts("xlsform-more", count=left)] if left else [])]


def _in_words(texts: Texts, problem: Problem) -> str:
    about = " ".join(problem.about.split())
    words = texts(f"xlsform-{problem.key}", about=about or "none")
    place = _place(texts, problem)
    return f"{place} {words}" if place else words


def _place(texts: Texts, problem: Problem) -> str:
    sheet, row, column = problem.sheet, str(problem.row), problem.column
    if not sheet:
        return ""
    if not problem.row:
        return (
            texts("xlsform-place-column", sheet=sheet, column=column)
            if column
            else texts("xlsform-place-sheet", sheet=sheet)
        )
    if not column:
        return texts("xlsform-place-row", sheet=sheet, row=row)
    return texts("xlsform-place", sheet=sheet, row=row, column=column)
