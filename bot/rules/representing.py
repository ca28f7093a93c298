"""Who has been heard: the members of a group, or those who answered, beside the practice's registered list.

Compared are people aged 16 and over (or the practice's own minimum age) with the list from that age on, in percentage
points, with the number of people and without tests of significance: groups are too small for those. Whoever did not
say is in a row of their own, and no part of the shares of those who did.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.profile import england, new_zealand
from bot.rules.profile.choices import NOT_SAID, group_of
from bot.rules.profile.questions import AGE_BANDS, Question
from bot.rules.small_numbers.floors import HIDDEN, Cell, Floors, Hidden, Shown, percent, together
from bot.rules.small_numbers.protecting import Protected, one_way

MEASURES = (Question.AGE, Question.SEX, Question.ETHNICITY)
# In the practice's own figures: those who would not say, and those of whom it is not known.
NOT_STATED, NOT_KNOWN = "not-stated", "not-known"
# A band is said to be under-heard from so many percentage points on: less is within what one or two people make.
LEAST_GAP = 5
YEARS_IN_BAND, OLDEST_BAND = 5, "95+"


@dataclass(frozen=True)
class Population:
    """How many of the list are in each band; None where that is not shown. `estimated`: a band had to be split."""

    counts: Mapping[str, float | None]
    whole: float
    estimated: bool = False

    def share(self, band: str) -> int | None:
        """The share of the list in a band, in whole per cent; None where there is no figure."""
        count = self.counts.get(band)
        return int(100 * count / self.whole + 0.5) if count is not None and self.whole else None


@dataclass(frozen=True)
class Line:
    """One band: its share of the list, how many said that they are in it, and their share of those who did."""

    band: str
    of_list: int | None
    count: Cell
    share: int | None

    @property
    def gap(self) -> int | None:
        """The share of those heard less that of the list; None where either is not known."""
        return self.share - self.of_list if self.share is not None and self.of_list is not None else None

    @property
    def is_low(self) -> bool:
        """Whether the band is under-heard; where its number is hidden, it is taken for so if it is a part of note."""
        if self.gap is not None:
            return self.gap <= -LEAST_GAP
        return isinstance(self.count, Hidden) and (self.of_list or 0) >= LEAST_GAP


@dataclass(frozen=True)
class Comparison:
    """Those heard beside the list, by one measure. `base` is how many the shares are of.

    It is those who said which band they are in; `of_all` where it has to be everybody, as not all can be shown.
    """

    measure: Question
    lines: tuple[Line, ...]
    not_stated: Line
    whole: int
    base: int
    of_all: bool
    estimated: bool

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it may be shown."""
        return all(isinstance(line.count, Hidden) for line in (*self.lines, self.not_stated))


def by_age(patients: Mapping[tuple[str, str], int], minimum_age: int) -> Population:
    """The list from `minimum_age` on, in the bands that members can be in.

    It is published in bands of five years. Where one has to be split, as 15 to 19 is at 16, its people are taken to
    be spread evenly over its years: four fifths of them are 16 and over. Such a figure is an estimate.
    """
    counts: dict[str, float | None] = {}
    youngest, estimated = minimum_age, False
    for band, oldest in AGE_BANDS:
        if oldest >= minimum_age:
            counts[band], split = _aged(patients, youngest, oldest)
            estimated |= split
            youngest = oldest + 1
    return Population(counts, sum(count or 0 for count in counts.values()), estimated)


def by_sex(patients: Mapping[tuple[str, str], int], minimum_age: int) -> Population:
    """The list from `minimum_age` on, by sex. A band is split as in `by_age`."""
    counts: dict[str, float | None] = {}
    estimated = False
    for sex in ("female", "male"):
        its = {key: count for key, count in patients.items() if key[0] == sex}
        counts[sex], split = _aged(its, minimum_age, AGE_BANDS[-1][1])
        estimated |= split
    return Population(counts, sum(count or 0 for count in counts.values()), estimated)


def by_ethnic_group(patients: Mapping[str, int], region: str, floors: Floors) -> Population:
    """The practice's own figures by broad group, of all ages that it counted. Of a few people there is no figure."""
    counts = dict.fromkeys(new_zealand.LEVEL_1 if region == "new-zealand" else england.PARTS, 0)
    for value, count in patients.items():
        if group_of(value) in counts:
            counts[group_of(value)] += count
    whole = sum(counts.values())
    cells = zip(counts, one_way(counts, whole, floors).bases, strict=True)
    return Population({band: cell.count if isinstance(cell, Shown) else None for band, cell in cells}, whole)


def _aged(patients: Mapping[tuple[str, str], int], youngest: int, oldest: int) -> tuple[float, bool]:
    """How many are from `youngest` to `oldest` years old, and whether a band had to be split for that."""
    found, split = 0.0, False
    for (_, band), count in patients.items():
        if band == OLDEST_BAND:
            found += count if oldest >= int(OLDEST_BAND[:-1]) else 0
            continue
        first, last = (int(age) for age in band.split("_"))
        years = max(0, min(last, oldest) - max(first, youngest) + 1)
        found += count * years / YEARS_IN_BAND
        split |= 0 < years < YEARS_IN_BAND
    return found, split


def ethnic_codes(region: str) -> dict[str, str]:
    """From the codes and values of a region's lists of ethnic groups to the values that are kept, broad ones too.

    Where two groups share a code of England's list of 2001, it stands for the wider of the two; Roma stand among the
    White groups, as in the census of 2021. Who would not say, and of whom it is not known, are in no group.
    """
    if region == "new-zealand":
        own = (*new_zealand.LEVEL_1, *new_zealand.LEVEL_2)
        codes = {code: value for value, code in (*new_zealand.LEVEL_1.items(), *new_zealand.LEVEL_2.items())}
        unknown = {new_zealand.REFUSED: NOT_STATED, new_zealand.NOT_STATED: NOT_KNOWN}
    else:
        own = (*england.PARTS, *england.CENSUS_2021)
        codes = {code: value for value, code in england.NHS_2001.items()} | {"Roma": england.ROMA}
        unknown = {england.NOT_STATED: NOT_STATED, england.NOT_KNOWN: NOT_KNOWN}
    return {**dict(zip(own, own, strict=True)), **codes, **unknown}


def compare(measure: Question, population: Population | None, heard: Protected, floors: Floors) -> Comparison:
    """Those heard beside the list, where there is one. `heard` has a base for each band of the measure."""
    cells = dict(zip(heard.bands, heard.bases, strict=True))
    not_stated = cells.pop(NOT_SAID, HIDDEN)
    said = together(cells.values())
    of_all = isinstance(said, Hidden)
    base = said.count if isinstance(said, Shown) else heard.whole
    lines = tuple(
        Line(band, population.share(band) if population else None, cell, percent(cell, base, floors))
        for band, cell in cells.items()
    )
    rest = Line(NOT_SAID, None, not_stated, percent(not_stated, heard.whole, floors))
    estimated = population.estimated if population else False
    return Comparison(measure, lines, rest, heard.whole, base, of_all, estimated)
