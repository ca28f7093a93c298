"""Numbers and dates as people read them, and the labels of their bins."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from bot.rules.forms.bins import Bin, Span, Unit
from bot.texts import Texts

MOST_DIGITS = 12


def number_words(value: float, digits: int = MOST_DIGITS) -> str:
    """A number with at most so many digits after the point; of smaller ones the first two that count."""
    exact = Decimal(repr(float(value)))
    # The first digit of 0.004 stands at 10 to the power of -3.
    after = digits if not exact or exact.adjusted() >= -1 else max(digits, 1 - exact.adjusted())
    with localcontext(prec=400):
        rounded = exact.quantize(Decimal(1).scaleb(-min(after, MOST_DIGITS)), ROUND_HALF_UP)
    written = f"{rounded:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def bin_words(texts: Texts, some: Bin, *, whole: bool) -> str:
    """The numbers of a bin: 3, 10 to 19, or 0.5 to less than 1."""
    if not whole:
        return texts.plain("survey-bin-part", low=number_words(some.low), upto=number_words(some.upto))
    low, high = number_words(some.low), number_words(some.upto - 1)
    return low if low == high else texts.plain("survey-bin", low=low, high=high)


def span_words(texts: Texts, some: Span) -> str:
    """The dates of a bin: a day, a month, or years."""
    match some.unit:
        case Unit.DAY:
            return texts.calendar_day(some.first)
        case Unit.MONTH:
            return texts.month(some.first)
        case _:
            low, high = str(some.first.year), str(some.last.year)
            return low if low == high else texts.plain("survey-bin", low=low, high=high)
