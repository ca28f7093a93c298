"""Ethnicity as New Zealand asks and counts it: as many answers as are true of somebody.

Codes and order are those of HISO 10001:2017, Ethnicity Data Protocols (level 2 of the classification of Stats NZ).
The first page has the answers that the census question names; the second the other groups of level 2.
"""

from collections.abc import Iterable

from bot.rules.profile.choices import NOT_SAID, Choice, choices_of, group_of

# Level 2. The codes 10, 30 and 40 ("not further defined") stand for answers that this question does not take.
LEVEL_2 = {
    "european/nz": "11",
    "maori": "21",
    "pacific/samoan": "31",
    "pacific/cook-islands": "32",
    "pacific/tongan": "33",
    "pacific/niuean": "34",
    "asian/chinese": "42",
    "asian/indian": "43",
    "european/other": "12",
    "pacific/tokelauan": "35",
    "pacific/fijian": "36",
    "pacific/other": "37",
    "asian/southeast": "41",
    "asian/other": "44",
    "melaa/middle-eastern": "51",
    "melaa/latin-american": "52",
    "melaa/african": "53",
    "other": "61",
}
# Level 1: MELAA is Middle Eastern, Latin American and African.
LEVEL_1 = {"european": "1", "maori": "2", "pacific": "3", "asian": "4", "melaa": "5", "other": "6"}
# Asked, and would not say; and not stated at all.
REFUSED, NOT_STATED = "95", "99"

_NAMED_IN_THE_CENSUS = 8
_VALUES = tuple(LEVEL_2)
CHOICES = (
    *choices_of(*_VALUES[:_NAMED_IN_THE_CENSUS]),
    Choice("", opens="more"),
    *choices_of(*_VALUES[_NAMED_IN_THE_CENSUS:-1], page="more"),
    Choice("other", page="more", own=True),
)

# Who gives several answers is put with the first of them in this order, where each may be counted once only.
PRIORITY = (
    "maori",
    "pacific/tokelauan",
    "pacific/fijian",
    "pacific/niuean",
    "pacific/tongan",
    "pacific/cook-islands",
    "pacific/samoan",
    "pacific/other",
    "asian/southeast",
    "asian/indian",
    "asian/chinese",
    "asian/other",
    "melaa/latin-american",
    "melaa/african",
    "melaa/middle-eastern",
    "other",
    "european/other",
    "european/nz",
)


def level_2(value: str) -> str:
    """The code of level 2 for one answer. 95 where they prefer not to say, 99 where nothing is known."""
    return REFUSED if value == NOT_SAID else LEVEL_2.get(value, NOT_STATED)


def total_response(values: Iterable[str]) -> frozenset[str]:
    """The groups of level 1 that somebody is counted in: each that they gave, each once. The sum exceeds people."""
    return frozenset(group_of(value) for value in values if value in LEVEL_2)


def prioritised(values: Iterable[str]) -> str | None:
    """The one answer that somebody is counted under where the whole must add up, or None where they gave none."""
    given = set(values)
    return next((value for value in PRIORITY if value in given), None)
