"""What came in to a question of a survey, as the summary that fits its kind."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from statistics import median

from bot.rules.forms.bins import Bin, Span, all_whole, date_bins, number_bins
from bot.rules.forms.form import Choice, Kind, Question, Words
from bot.rules.polls import Share, per_cent, tally

# A step of a rating that stands for a number is called by it: n4, or 4.
STEP = re.compile(r"n?(-?\d+(?:\.\d+)?)\Z", re.ASCII)
TOP = 2
# With fewer steps, two of them are nearly all of them.
LEAST_STEPS = 4


@dataclass(frozen=True)
class CameIn:
    """What came in to one question: how many answered, how many of them preferred not to say, and what was given."""

    answered: int = 0
    not_said: int = 0
    chosen: Mapping[str, int] = field(default_factory=dict)
    numbers: Sequence[float] = ()
    days: Sequence[date] = ()


@dataclass(frozen=True)
class Summary:
    """Of how many a summary is: `said` answered, beside those who preferred not to say. Per cent are of `said`."""

    said: int
    not_said: int


@dataclass(frozen=True)
class Withheld(Summary):
    """Too few have answered this question for anything of it to be shown."""


@dataclass(frozen=True)
class OfChoices(Summary):
    """How many chose each choice. Where there could be `several`, the shares can add up to more than a hundred."""

    shares: tuple[Share, ...]
    several: bool = False


@dataclass(frozen=True)
class OfRating(OfChoices):
    """A rating as well has its `top` steps together, and, where the steps are numbers, their average."""

    top: tuple[str, ...] = ()
    top_count: int = 0
    average: float | None = None
    lowest: float | None = None
    highest: float | None = None

    @property
    def top_per_cent(self) -> int:
        """The share of the top steps."""
        return per_cent(self.top_count, self.said)


@dataclass(frozen=True)
class OfNumbers(Summary):
    """Numbers that were typed."""

    lowest: float
    highest: float
    median: float
    mean: float
    bins: tuple[Bin, ...]
    whole: bool


@dataclass(frozen=True)
class OfDates(Summary):
    """Dates that were typed."""

    earliest: date
    latest: date
    bins: tuple[Span, ...]


@dataclass(frozen=True)
class OfTexts(Summary):
    """Words of people's own: so many of them. They are no numbers, and are listed elsewhere."""


def summarise(question: Question, came_in: CameIn, read: Callable[[Words], str], *, least: int) -> Summary:
    """The summary of a question whose words are read by `read`, or Withheld where fewer than `least` answered it.

    Those who preferred not to say are in no share, no average and no `least`.
    """
    said = came_in.answered - came_in.not_said
    if 0 < said < least:
        return Withheld(said, came_in.not_said)
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.RATING:
            return _choices(question, came_in, read)
        case Kind.NUMBER if came_in.numbers:
            return _numbers(came_in.numbers, said, came_in.not_said)
        case Kind.DATE if came_in.days:
            days = came_in.days
            return OfDates(said, came_in.not_said, min(days), max(days), date_bins(days))
        case Kind.TEXT:
            return OfTexts(said, came_in.not_said)
        case _:
            return Summary(said, came_in.not_said)


def _choices(question: Question, came_in: CameIn, read: Callable[[Words], str]) -> OfChoices:
    if question.kind is Kind.RATING:
        return _rating(question.choices, came_in, read)
    shares = _shares(question.choices, came_in, read)
    return OfChoices(came_in.answered - came_in.not_said, came_in.not_said, shares, question.kind is Kind.MULTIPLE)


def _shares(choices: Sequence[Choice], came_in: CameIn, read: Callable[[Words], str]) -> tuple[Share, ...]:
    places = {number: choice.name for number, choice in enumerate(choices)}
    counts = {number: came_in.chosen.get(name, 0) for number, name in places.items()}
    texts = [(number, read(choice.words)) for number, choice in enumerate(choices)]
    return tally(texts, counts, came_in.answered - came_in.not_said)


def _rating(choices: Sequence[Choice], came_in: CameIn, read: Callable[[Words], str]) -> OfRating:
    shares, said = _shares(choices, came_in, read), came_in.answered - came_in.not_said
    steps = _steps(choices)
    # Numbers have a high end. Words stand as they were asked, where the first ones are named, whatever they mean.
    order = sorted(range(len(choices)), key=lambda place: -steps[place]) if steps else range(len(choices))
    top = sorted(order[:TOP]) if len(choices) >= LEAST_STEPS else []
    total = sum((Fraction(step) * share.count for step, share in zip(steps, shares, strict=False)), Fraction())
    return OfRating(
        said,
        came_in.not_said,
        shares,
        top=tuple(shares[place].text for place in top),
        top_count=sum(shares[place].count for place in top),
        average=float(total / said) if steps and said else None,
        lowest=min(steps, default=None),
        highest=max(steps, default=None),
    )


def _steps(choices: Sequence[Choice]) -> list[float]:
    """The numbers that the steps of a rating stand for; none where they are words."""
    found = [STEP.match(choice.name) for choice in choices]
    return [float(each[1]) for each in found if each is not None] if all(found) else []


def _numbers(values: Sequence[float], said: int, not_said: int) -> OfNumbers:
    # Rounded once, so that an average is never outside its values.
    mean = float(sum(map(Fraction, values)) / len(values))
    bins, whole = number_bins(values), all_whole(values)
    return OfNumbers(said, not_said, min(values), max(values), median(values), mean, bins, whole)
