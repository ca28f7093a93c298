"""Numbers that are said in words, as a phone writes them down: 'oh seven seven double oh'."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.rules.regions import Region
from bot.rules.safety.checks import is_nhs_number, is_phone_number
from bot.rules.safety.concerns import Sort, Span
from bot.rules.safety.reading import Reading
from bot.rules.safety.ruleset import Rules

# Fewer are a time of day, or a score.
FEWEST_DIGITS = 9


@dataclass(frozen=True)
class _Said:
    """Digits that stand in words from `first` to `last`."""

    digits: str
    first: int
    last: int


def spoken_in(reading: Reading, rules: Rules, region: Region) -> Iterator[Span]:
    """Every phone number and NHS number that is said in words."""
    words = reading.words
    for said in _runs(reading, rules):
        sort = None
        if is_phone_number(said.digits, region, plus=False, said=False):
            sort = Sort.PHONE
        elif is_nhs_number(said.digits):
            sort = Sort.NHS_NUMBER
        if sort is not None:
            yield Span(*reading.folded.original(words[said.first].start, words[said.last].end), sort)


def _runs(reading: Reading, rules: Rules) -> Iterator[_Said]:
    """Words that are digits, one after another; 'double' and 'triple' among them."""
    digits, first, times = "", 0, 1
    for place, word in enumerate(reading.words):
        digit, repeated = rules.numbers.digits.get(word.plain), rules.numbers.repeats.get(word.plain)
        if digit is None and repeated is None:
            if len(digits) >= FEWEST_DIGITS:
                yield _Said(digits, first, place - 1)
            digits, times = "", 1
            continue
        first = first if digits or times > 1 else place
        if digit is None:
            times = repeated or 1
        else:
            digits, times = digits + digit * times, 1
    if len(digits) >= FEWEST_DIGITS:
        yield _Said(digits, first, len(reading.words) - 1)
