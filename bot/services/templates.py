"""Surveys to begin with: XLSForm files that a practice can copy and change. The files are what counts."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.rules.forms.form import Form

FOLDER = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True)
class Template:
    """One of them: its key, its title as it stands in the file, and the name of the file."""

    key: str
    title: str
    file_name: str


TEMPLATES = tuple(
    Template(key, title, f"{key}.xlsx")
    for key, title in (
        ("friends-and-family", "Friends and Family Test"),
        ("access-to-appointments", "Getting an appointment"),
        ("after-meeting", "After the meeting"),
        ("new-member-welcome", "Welcome to the group"),
        ("annual-priorities", "Our priorities for the year"),
    )
)


def templates() -> tuple[Template, ...]:
    """Every template, in the order in which they are offered. Opens no file."""
    return TEMPLATES


@cache
def form(key: str) -> Form:
    """The survey in a template, read once. Raises KeyError where there is none of this key."""
    # The library for spreadsheets is loaded when somebody takes a template.
    from bot.xlsform.reading import read_form  # noqa: PLC0415

    return read_form(_named(key).file_name, content(key))


def content(key: str) -> bytes:
    """The file of a template, to be copied and changed. Raises KeyError where there is none of this key."""
    return (FOLDER / _named(key).file_name).read_bytes()


def _named(key: str) -> Template:
    return {each.key: each for each in TEMPLATES}[key]
