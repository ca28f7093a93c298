"""Makes people's text fit for files: without characters that XML, PDF or a reading direction would trip over."""

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_VIRAMA_CLASS = 9
_LONG_RUN = re.compile(r"\S{31,}")
_PIECE = 15

# What XML 1.0 forbids, and C1 controls, which no reader shows.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# Embeddings and overrides turn round the words beside them; marks and isolates, which Fluent puts in, do not.
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e]")


def plain(text: str) -> str:
    """Gives the text with line ends as LF and each character that XML forbids replaced by U+FFFD."""
    return _ILLEGAL.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def drawable(text: str) -> str:
    """Gives the text as pictures and pages take it: `plain`, and in its natural direction."""
    return _DIRECTION_CONTROLS.sub("", plain(text).replace("\ufeff", ""))


def breakable(text: str) -> str:
    """Gives the text with invisible places to break in each run of more than 30 characters without a space."""
    return _LONG_RUN.sub(lambda run: _with_breaks(run.group()), text)


def one_line(text: str, most: int) -> str:
    """Gives the text on one line of at most `most` characters, the last of them an ellipsis if it was longer."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def fitted(text: str, most: int) -> str:
    """Gives the text as a picture has room for it: `one_line` of at most `most` characters, and `breakable`."""
    return breakable(one_line(text, most))


def _with_breaks(run: str) -> str:
    broken: list[str] = []
    since_break = 0
    for position, character in enumerate(run):
        if since_break >= _PIECE and _may_break_between(run[position - 1], character):
            broken.append(_ZERO_WIDTH_SPACE)
            since_break = 0
        broken.append(character)
        since_break += 1
    return "".join(broken)


def _may_break_between(before: str, after: str) -> bool:
    joins_backwards = unicodedata.category(after) in {"Mn", "Mc", "Me", "Sk", "Cf"}
    joins_forwards = unicodedata.category(before) == "Cf" or unicodedata.combining(before) == _VIRAMA_CLASS
    return not joins_backwards and not joins_forwards
