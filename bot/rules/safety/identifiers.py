"""Everything in a text that tells who somebody is by a number, a code or an address."""

from collections.abc import Iterator

from bot.rules.regions import Region
from bot.rules.safety.concerns import Span
from bot.rules.safety.context import Context
from bot.rules.safety.marks import marks_in
from bot.rules.safety.numbers import numbers_in
from bot.rules.safety.reading import Reading
from bot.rules.safety.ruleset import Rules
from bot.rules.safety.spoken import spoken_in


def identifiers_in(reading: Reading, context: Context, rules: Rules, region: Region) -> Iterator[Span]:
    """The identifiers, in no order. They may meet."""
    yield from numbers_in(reading, context, region)
    yield from spoken_in(reading, rules, region)
    yield from marks_in(reading, context, rules)
