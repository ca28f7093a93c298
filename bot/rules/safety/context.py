"""What the words around a place in a text say of it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.rules.safety.net import Hit
from bot.rules.safety.reading import Reading
from bot.rules.safety.ruleset import Rules, near

# How many words may stand between what says what a number is, and the number: "my mobile number now is 07…".
BEFORE, AROUND = 6, 8


@dataclass(frozen=True)
class Said:
    """What the words around a number say that it is."""

    phone: bool
    birth: bool
    visit: bool
    health_number: bool


class Context:
    """The words of one text, asked about places in its plain form."""

    def __init__(self, reading: Reading, hits: Mapping[int, list[Hit]], rules: Rules) -> None:
        self._words, self._hits, self._numbers = reading.words, hits, rules.numbers
        self._starts = [word.start for word in reading.words]

    def said(self, start: int) -> Said:
        """What is said of the number that begins at `start` in the plain text."""
        place = bisect_left(self._starts, start)
        return Said(
            phone=self._before(place, self._numbers.phone),
            birth=self._before(place, self._numbers.birth),
            visit=place < len(self._words)
            and near(Hit(place, place), self._of(self._numbers.visit), self._words, AROUND),
            health_number=self._before(place, self._numbers.health_number),
        )

    def _of(self, number: int) -> Sequence[Hit]:
        return self._hits.get(number, ())

    def _before(self, place: int, number: int) -> bool:
        hits = self._of(number)
        index = bisect_left(hits, place, key=lambda hit: hit.last) - 1
        if index < 0 or place >= len(self._words):
            return False
        last = hits[index].last
        return place - last <= BEFORE and self._words[last].sentence == self._words[place].sentence
