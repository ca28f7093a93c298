"""Codes and addresses that tell who somebody is: e-mail, postcode, NHI number, a day with its month's name."""

import re
from collections.abc import Iterator

from bot.rules.safety.checks import has_nhi_shape, is_nhi_number
from bot.rules.safety.concerns import Sort, Span
from bot.rules.safety.context import Context
from bot.rules.safety.reading import Reading
from bot.rules.safety.ruleset import Rules

# Both sides have a bound, and '@' is in neither. Said in words it needs both: "look at nhs.uk" is no address.
_EMAIL = re.compile(
    r"(?<![\w.+-])\w[\w.+'-]{0,63}"
    r"(?: ?(?:@|[(\[] ?at ?[)\]]) ?[a-z0-9-]{1,63}(?:(?:\.| ?[(\[] ?dot ?[)\]] ?| dot )[a-z0-9-]{1,63}){1,4}"
    r"| at [a-z0-9-]{1,63}(?: dot [a-z0-9-]{1,63}){1,4})(?![\w@])"
)
# The shape of a postcode (Royal Mail): the last two letters are none of C, I, K, M, O, V. ZZ99 stands for people who
# have none (NHS Data Dictionary).
_POSTCODE = re.compile(
    r"(?<![^\W_])(?:(?:[a-z]{1,2}\d[a-z\d]?|gir) ?\d[abd-hjlnp-uw-z]{2}|zz99 ?\d[a-z]{2})(?![^\W_])"
)
_ORDINAL = re.compile(r"1st|2nd|3rd|[04-9]th")
_NHI = re.compile(r"(?<![^\W_])[a-z]{3}[ -]?\d{2}(?:\d{2}|[a-z]{2})(?![^\W_])")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d|\d\d")


def marks_in(reading: Reading, context: Context, rules: Rules) -> Iterator[Span]:
    """Every code, address and written-out date of birth."""
    plain, original = reading.folded.plain, reading.folded.original
    for match in _EMAIL.finditer(plain):
        yield Span(*original(*match.span()), Sort.EMAIL)
    for match in _POSTCODE.finditer(plain):
        # "vitamin b12 3rd time": to be safe, only what is written small is taken for a count.
        written = reading.text[reading.folded.starts[match.end() - 1]]
        if written.isupper() or not _ORDINAL.fullmatch(match[0][-3:]):
            yield Span(*original(*match.span()), Sort.POSTCODE)
    for match in _NHI.finditer(plain):
        code = match[0].replace(" ", "").replace("-", "")
        if is_nhi_number(code) or (has_nhi_shape(code) and context.said(match.start()).health_number):
            yield Span(*original(*match.span()), Sort.NHI_NUMBER)
    yield from _written_days(reading, context, rules)


def _written_days(reading: Reading, context: Context, rules: Rules) -> Iterator[Span]:
    """'12 May 1980', '12th of May 1980', 'May 12, 1980'."""
    for month, word in enumerate(reading.words):
        if word.plain in rules.numbers.months and (ends := _day_and_year(reading, month)) is not None:
            first, last = (reading.words[place] for place in ends)
            said = context.said(first.start)
            if said.birth or (len(last.plain) == 4 and not said.visit):
                yield Span(*reading.folded.original(first.start, last.end), Sort.BIRTH_DATE)


def _day_and_year(reading: Reading, month: int) -> tuple[int, int] | None:
    """The first and the last word of a day that is written out, by where the month's name stands."""
    for day, year in ((month - 1, month + 1), (month - 2, month + 1), (month + 1, month + 2)):
        if day >= 0 and year < len(reading.words):
            is_day, is_year = _DAY.fullmatch(reading.words[day].plain), _YEAR.fullmatch(reading.words[year].plain)
            if is_day and 1 <= int(is_day[1]) <= 31 and is_year:
                return min(day, month), year
    return None
