"""A text as words, each with where it stands, which sentence it is in, and how it may be meant."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from bot.rules.safety.folding import LETTERS, Folded, fold
from bot.rules.safety.spelling import Spelling

# The parts of each pattern share no character: there is one way to match, and no way back to try.
# A question mark is read as a word: whether something is asked matters to the rules.
_WORD = re.compile(rf"{LETTERS}(?:['@$*]+{LETTERS})*|\?+")
_ENDS = re.compile(r"[!;\u06d4\u0964\u0965\u3002](?:\W|$)")
_STOP = re.compile(r"(?<!\.)\.(?!\.)\W?\s")
# This many letters that stand alone, one beside the other, are a word that was spaced out.
_SPACED_OUT = 4
_SHOUTED = 0.7
QUESTION = "?"


@dataclass(frozen=True, slots=True)
class Word:
    """`start` and `end` count in the plain text. `filler`: phrases are read as if it were not there."""

    forms: frozenset[str]
    plain: str
    start: int
    end: int
    sentence: int
    capital: bool
    filler: bool


@dataclass(frozen=True)
class Reading:
    """A text and its words."""

    text: str
    folded: Folded
    words: tuple[Word, ...]

    def opens(self, place: int) -> bool:
        """Whether a word is the first of its sentence."""
        return place == 0 or self.words[place - 1].sentence != self.words[place].sentence

    def between(self, place: int) -> str:
        """What stands between a word and the next: a space, a comma."""
        words = self.words
        return self.folded.plain[words[place].end : words[place + 1].start] if place + 1 < len(words) else ""


def read(text: str, spelling: Spelling, fillers: Set[str], abbreviations: Set[str]) -> Reading:
    """The words of a text. Takes time in proportion to its length."""
    folded = fold(text)
    shouted = _is_shouted(text)
    words: list[Word] = []
    sentence, before = 0, 0
    for start, end in _pieces(folded.plain):
        gap, written = folded.plain[before:start], folded.plain[start:end]
        first = text[folded.starts[start]]
        last = words[-1].plain if words else ""
        if words and written[0] != QUESTION and (last == QUESTION or _breaks(gap, last, first, abbreviations)):
            sentence += 1
        spaced = " " in written or "-" in written or "." in written
        plain = "".join(filter(str.isalnum, written)) if spaced else QUESTION if written[0] == QUESTION else written
        capital = first.isupper() and not shouted
        words.append(Word(spelling.readings(plain), plain, start, end, sentence, capital, plain in fillers))
        before = end
    return Reading(text, folded, tuple(words))


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 10 and sum(letter.isupper() for letter in letters) > _SHOUTED * len(letters)


def _pieces(plain: str) -> Iterator[tuple[int, int]]:
    """Where words begin and end. What was spaced out letter by letter is one word."""
    spots = [match.span() for match in _WORD.finditer(plain)]
    place = 0
    while place < len(spots):
        after = place
        while after < len(spots) and _stands_alone(plain, spots, after, first=after == place):
            after += 1
        if after - place >= _SPACED_OUT:
            yield spots[place][0], spots[after - 1][1]
            place = after
        else:
            # Too few of them: each is a word, and none can be part of a longer run.
            yield from spots[place : max(after, place + 1)]
            place = max(after, place + 1)


def _stands_alone(plain: str, spots: list[tuple[int, int]], place: int, *, first: bool) -> bool:
    start, end = spots[place]
    if end - start != 1 or not plain[start].isalpha():
        return False
    return first or (start - spots[place - 1][1] == 1 and plain[start - 1] in " .-")


def _breaks(gap: str, before: str, first: str, abbreviations: Set[str]) -> bool:
    """Whether a sentence ends in what stands between two words."""
    if _ENDS.search(gap) or "\n\n" in gap:
        return True
    if "\n" in gap and not first.islower():
        return True
    return bool(_STOP.search(gap)) and not (before in abbreviations or (len(before) == 1 and before.isalpha()))
