"""A poll or a survey on paper: ordinary, or in large print, as accessible PDF; each copy with a number of its own."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.reports.typesetting import accessible_pages

ORDINARY, LARGE = 12, 18


@dataclass(frozen=True)
class PaperQuestion:
    """One question as it is printed.

    `place` is what stands above it ("Question 2"), `section` and `hint` may be empty, and so may `when`: under which
    condition to answer it. There are `choices` to tick, or else so many `lines` to write on, none after a statement.
    `how` says in words what to do.
    """

    place: str
    words: str
    how: str
    section: str = ""
    hint: str = ""
    when: str = ""
    choices: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True)
class Paper:
    """What a printed sheet says, in its reader's language. `large`: in letters of 18 points.

    `notes` are paragraphs before the questions, `end` stands after them. `numbers` has one for each copy: "S3-0042".
    """

    title: str
    group: str
    notes: tuple[str, ...]
    questions: tuple[PaperQuestion, ...]
    end: str
    numbers: tuple[str, ...]
    sheet: str
    large: bool = False
    language: str = "en"
    right_to_left: bool = False


def paper_pdf(paper: Paper) -> bytes:
    """Sets every copy on A4 as PDF/UA-1, each beginning on a page of its own. Raises ValueError without a copy."""
    if not paper.numbers:
        raise ValueError("a sheet needs a number")
    values = {
        **asdict(paper),
        "language": paper.language.partition("-")[0].lower(),
        "size": LARGE if paper.large else ORDINARY,
    }
    return accessible_pages("paper.typ", values)


def room_for(*, long: bool, large: bool) -> int:
    """How many lines to write on: more for a story than for a word, fewer where they are far apart."""
    if not long:
        return 1
    return 5 if large else 6


def without_blanks(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line for line in lines if line.strip())
