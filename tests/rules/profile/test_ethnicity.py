"""Tables between the lists of ethnic groups: whole, and each answer in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.profile import england, new_zealand
from bot.rules.profile.choices import NOT_SAID, group_of

CODES = "ABCDEFGHJKLMNPRS"


def test_every_group_asked_in_england_has_a_code_and_every_code_a_group() -> None:
    assert england.NHS_2001.keys() == set(england.GROUPS)
    assert len(england.GROUPS) == 18
    assert sorted(set(england.NHS_2001.values())) == list(CODES)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (["white/british"], "A"),
        (["asian/chinese"], "R"),
        (["black/caribbean"], "M"),
        (["black/african"], "N"),
        # Younger than the list of 2001: counted where that list has room for them.
        (["white/gypsy-traveller"], "C"),
        (["other/arab"], "S"),
        # Only a broad group is not known well enough for a code.
        (["asian"], "99"),
        ([], "99"),
        ([NOT_SAID], "Z"),
    ],
)
def test_the_nhs_code_of_an_answer(said: list[str], code: str) -> None:
    assert england.nhs_2001(said) == code


def test_the_census_of_2021_has_the_18_groups_and_roma() -> None:
    assert len(england.CENSUS_2021) == 19
    assert set(england.CENSUS_2021) - set(england.GROUPS) == {england.ROMA}
    for value in england.GROUPS:
        assert england.census_2021(value) == value
    for value in ("white", NOT_SAID, ""):
        assert england.census_2021(value) is None


@pytest.mark.parametrize(
    ("value", "words", "group"),
    [
        ("white/other", " ROMA ", "white/roma"),
        ("white/other", "White  Roma", "white/roma"),
        ("white/other", "Romanian", "white/other"),
        ("white/other", "Romany", "white/other"),
        ("mixed/other", "Roma", "mixed/other"),
        ("white/british", "Roma", "white/british"),
    ],
)
def test_roma_is_found_only_where_somebody_says_so(value: str, words: str, group: str) -> None:
    assert england.census_2021(value, words) == group


ASKED = [choice.value for choice in new_zealand.CHOICES if choice.value]


def test_new_zealands_tables_hold_every_answer_once() -> None:
    assert sorted(ASKED) == sorted(new_zealand.LEVEL_2) == sorted(new_zealand.PRIORITY)
    assert len(set(new_zealand.LEVEL_2.values())) == len(ASKED) == 18
    for value, code in new_zealand.LEVEL_2.items():
        assert code.startswith(new_zealand.LEVEL_1[group_of(value)])
        assert new_zealand.level_2(value) == code
    assert new_zealand.level_2(NOT_SAID) == "95"
    assert new_zealand.level_2("forged") == "99"


SAID = st.sets(st.sampled_from([*ASKED, NOT_SAID]))


@given(said=SAID)
def test_somebody_is_counted_in_every_group_they_gave_and_prioritised_into_one_of_them(said: set[str]) -> None:
    total, one = new_zealand.total_response(said), new_zealand.prioritised(said)
    assert total == {group_of(value) for value in said - {NOT_SAID}}
    assert (one is None) == (not total)
    if one is not None:
        assert one in said
        assert group_of(one) in total


@given(said=SAID)
def test_maori_come_first_then_pacific_peoples_and_new_zealand_europeans_last(said: set[str]) -> None:
    one, groups = new_zealand.prioritised(said), new_zealand.total_response(said)
    order = ("maori", "pacific", "asian", "melaa", "other", "european")
    assert (group_of(one) if one else None) == next((group for group in order if group in groups), None)
    if one == "european/nz":
        assert said <= {"european/nz", NOT_SAID}
