"""What came of what people said, for everybody: a web page for a site, and a page for the waiting room's wall."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from string import Template

from bot.reports.cleaning import plain
from bot.reports.typesetting import accessible_pages

_PAGE = Path(__file__).parent / "templates" / "public_page.html"


@dataclass(frozen=True)
class Change:
    """One piece of news: what was `said`, and under `label` ("We did") what came of it."""

    said: str
    label: str
    words: str


@dataclass(frozen=True)
class Section:
    """Lines under a heading."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PublicPage:
    """What the page says, in the readers' language.

    `said` stands over each piece of news, `none` where there is no news. `language` is a tag such as "en" or "ur".
    """

    title: str
    intro: str
    said: str
    changes: tuple[Change, ...]
    none: str
    sections: tuple[Section, ...]
    day: str
    language: str = "en"
    right_to_left: bool = False


def public_html(page: PublicPage) -> bytes:
    """Gives one web page that needs nothing from outside and runs nothing."""
    changes = "\n".join(_change(page, each) for each in page.changes) or _paragraph(page.none)
    return (
        Template(_PAGE.read_text(encoding="utf-8"))
        .substitute(
            language=_escaped(page.language),
            direction="rtl" if page.right_to_left else "ltr",
            title=_escaped(page.title),
            intro=_paragraph(page.intro),
            changes=changes,
            sections="\n".join(_section(each) for each in page.sections),
            day=_escaped(page.day),
        )
        .encode()
    )


def public_pdf(page: PublicPage) -> bytes:
    """Sets the page on A4 as PDF/UA-1, in letters that can be read from a chair."""
    values = {**asdict(page), "language": page.language.partition("-")[0].lower()}
    return accessible_pages("public_page.typ", values)


def public_text(page: PublicPage) -> str:
    """Gives the page as plain text, for a newsletter or a post."""
    changes = [f"{page.said}: {each.said}\n{each.label}: {each.words}" for each in page.changes] or [page.none]
    sections = ["\n".join((each.title, *each.lines)) for each in page.sections]
    return "\n\n".join(plain(part) for part in (page.title, page.intro, *changes, *sections, page.day))


def _change(page: PublicPage, change: Change) -> str:
    pairs = ((page.said, change.said), (change.label, change.words))
    rows = (f'<dt dir="auto">{_escaped(name)}</dt><dd dir="auto">{_escaped(said)}</dd>' for name, said in pairs)
    return f"<dl>{''.join(rows)}</dl>"


def _section(section: Section) -> str:
    lines = _items(section.lines) if len(section.lines) > 1 else "".join(map(_paragraph, section.lines))
    return f'<section>\n<h2 dir="auto">{_escaped(section.title)}</h2>\n{lines}\n</section>'


def _items(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f'<li dir="auto">{_escaped(line)}</li>' for line in lines) + "</ul>"


def _paragraph(text: str) -> str:
    return f'<p dir="auto">{_escaped(text)}</p>'


def _escaped(text: str) -> str:
    return escape(plain(text))
