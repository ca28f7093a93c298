"""Ethnic groups as England asks and counts them: one question in two steps, and tables to the other lists in use.

Three lists are in use at once, and must not be mixed:

- the question of the GOV.UK Design System (pattern "Equality information", after the harmonised standard of the
  Government Statistical Service): 5 broad groups, 18 groups in all, and the person's own description. It is asked;
- NHS records: ETHNIC CATEGORY in the NHS Data Model and Dictionary, the 16 + 1 codes of the 2001 census, and 99;
- the census of 2021: the same 18 groups and Roma.
"""

from collections.abc import Iterable

from bot.rules.profile.choices import NOT_SAID, Choice, group_of

# Broad groups, each with its parts in the order in which they are asked. The last part takes own words.
PARTS: dict[str, tuple[str, ...]] = {
    "white": ("british", "irish", "gypsy-traveller", "other"),
    "mixed": ("white-caribbean", "white-african", "white-asian", "other"),
    "asian": ("indian", "pakistani", "bangladeshi", "chinese", "other"),
    "black": ("african", "caribbean", "other"),
    "other": ("arab", "other"),
}
GROUPS = tuple(f"{group}/{part}" for group, parts in PARTS.items() for part in parts)

CHOICES = (
    *(Choice(group, opens=group) for group in PARTS),
    *(Choice(value, page=group_of(value), own=value.endswith("/other")) for value in GROUPS),
)

# Asked, and chose not to say; and not known. Source: NHS Data Model and Dictionary, ETHNIC CATEGORY (codes of 2001).
NOT_STATED, NOT_KNOWN = "Z", "99"

# From the groups asked here to the codes of 2001, by the same source. Two groups are younger than that list, and have
# no code: a Gypsy or Irish Traveller is counted with any other White background, an Arab with any other ethnic group.
NHS_2001 = {
    "white/british": "A",
    "white/irish": "B",
    "white/gypsy-traveller": "C",
    "white/other": "C",
    "mixed/white-caribbean": "D",
    "mixed/white-african": "E",
    "mixed/white-asian": "F",
    "mixed/other": "G",
    "asian/indian": "H",
    "asian/pakistani": "J",
    "asian/bangladeshi": "K",
    # In 2001 Chinese stood among the other groups; the code has stayed.
    "asian/chinese": "R",
    "asian/other": "L",
    "black/caribbean": "M",
    "black/african": "N",
    "black/other": "P",
    "other/arab": "S",
    "other/other": "S",
}

ROMA = "white/roma"
CENSUS_2021 = (*GROUPS[:3], ROMA, *GROUPS[3:])
# A Romani person may be a Gypsy, who has a group of their own: only this word is one thing.
_ROMA_WORDS = frozenset({"roma", "white roma"})


def nhs_2001(values: Iterable[str]) -> str:
    """The NHS code for what somebody said of their ethnic group, or for their having said nothing.

    Z where they were asked and prefer not to say. 99 where nothing is known, and where only a broad group is: the
    list of 2001 has no code for "White, and no more said".
    """
    said = set(values)
    if NOT_SAID in said:
        return NOT_STATED
    return next((NHS_2001[value] for value in said if value in NHS_2001), NOT_KNOWN)


def census_2021(value: str, words: str | None = None) -> str | None:
    """The census group of 2021 for a group asked here, or None where only a broad group was given, or nothing.

    18 of the 19 are the same. The question here does not offer Roma: it is found in the own description of
    somebody of another White background, where that is the word.
    """
    if value == "white/other" and words is not None and " ".join(words.lower().split()) in _ROMA_WORDS:
        return ROMA
    return value if value in CENSUS_2021 else None
