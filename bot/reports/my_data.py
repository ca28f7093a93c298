"""Everything held about a member, as one page to read and one file for machines."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from html import escape
from pathlib import Path
from string import Template

from bot.reports.cleaning import plain

_PAGE = Path(__file__).parent / "templates" / "my_data.html"


@dataclass(frozen=True)
class Section:
    """One part of what is held: its title, and rows of what it is called and what is held."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MyData:
    """What a member gets: words in the member's language for reading, `machine` with the same for programs.

    `language` is a tag such as "en" or "ur". `machine` holds what JSON can hold, and dates and times.
    """

    title: str
    intro: str
    language: str
    right_to_left: bool
    sections: tuple[Section, ...]
    machine: Mapping[str, object]


def my_data_html(data: MyData) -> bytes:
    """Gives one page that needs nothing from outside and runs nothing, on a screen or on paper."""
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        language=_escaped(data.language),
        direction="rtl" if data.right_to_left else "ltr",
        title=_escaped(data.title),
        intro=_paragraphs(data.intro),
        sections="\n".join(_section(number, section) for number, section in enumerate(data.sections, start=1)),
    )
    return page.encode()


def my_data_json(data: MyData) -> bytes:
    """Gives `machine` as indented UTF-8 JSON; dates and times are ISO 8601."""
    text = json.dumps(data.machine, ensure_ascii=False, indent=2, allow_nan=False, default=_iso)
    return f"{text}\n".encode("utf-8", "replace")


def _section(number: int, section: Section) -> str:
    rows = "\n".join(
        f'<div><dt dir="auto">{_escaped(name)}</dt><dd dir="auto">{_escaped(held)}</dd></div>'
        for name, held in section.rows
    )
    heading = f'<h2 id="part-{number}">{_escaped(section.title)}</h2>'
    listed = f"\n<dl>\n{rows}\n</dl>" if section.rows else ""
    return f'<section aria-labelledby="part-{number}">\n{heading}{listed}\n</section>'


def _paragraphs(text: str) -> str:
    parts = (part.strip() for part in plain(text).split("\n\n"))
    return "\n".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _escaped(text: str) -> str:
    return escape(plain(text))


def _iso(value: object) -> str:
    # A datetime is a date.
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a JSON file")
