"""A text as rules compare it: small letters without accents, plain quotes and dashes, nothing that cannot be seen."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Marks that look like another, or that a phone puts in by itself, and that NFKC leaves as they are.
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032`\u00b4\u05f3", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\r\u2028\u2029\u0085\x0b\x0c", "\n"),
        # Letters whose stroke is no accent of its own, and that people leave out where they have no such key.
        "\u0142": "l",
        "\u0141": "L",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0111": "d",
        "\u0110": "D",
        **dict.fromkeys("\u115f\u1160\u3164\uffa0", ""),
        "\t": " ",
        "\u061f": "?",
    }
)
_MARKS = ("Mn", "Me")
_UNSEEN = ("Cf", "Cc", "Cs")
# Scripts of India, where a word without its marks is another word.
INDIC = ("\u0900", "\u0dff")
# The letters of a word, as a pattern; the Indian full stops are none of them.
LETTERS = rf"(?:[^\W_]|[{INDIC[0]}-\u0963\u0966-{INDIC[1]}])+"


@dataclass(frozen=True)
class Folded:
    """`plain` is what rules read. `starts` and `ends` say for each of its characters where it stood in the text."""

    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of `plain` as a stretch of the text, with the accents and signs on its last letter."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """A text in its plain form. Takes time in proportion to its length."""
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, letter in enumerate(text):
        folded = _folded(letter)
        if folded:
            plain.append(folded)
            starts += [place] * len(folded)
            ends += [place + 1] * len(folded)
        elif ends and ends[-1] == place and unicodedata.category(letter) in _MARKS:
            # An accent belongs to its letter, and goes where the letter goes.
            ends[-1] = place + 1
    return Folded("".join(plain), tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """One letter in plain form: nothing for what cannot be seen, several for what stands for several."""
    pieces = unicodedata.normalize("NFKD", letter.translate(_SAME)).casefold()
    return "".join(_plain(piece) for piece in pieces)


def _plain(piece: str) -> str:
    if piece == "\n":
        return piece
    category = unicodedata.category(piece)
    if category in _UNSEEN or (category in _MARKS and not INDIC[0] <= piece <= INDIC[1]):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(piece))
    return " " if piece.isspace() else piece
