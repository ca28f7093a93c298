"""Who has been heard: shares of the list in any bands, gaps that add up, and nothing from what is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.breaking_down import bands_of, measure_of
from bot.rules.profile.choices import NOT_SAID
from bot.rules.profile.questions import Question
from bot.rules.representing import (
    LEAST_GAP,
    MEASURES,
    Comparison,
    by_age,
    by_ethnic_group,
    by_sex,
    compare,
    ethnic_codes,
)
from bot.rules.small_numbers.floors import Floors, Hidden, Shown
from bot.rules.small_numbers.protecting import protect
from bot.rules.small_numbers.tables import Table

FLOORS = Floors()
BANDS = (*(f"{youngest}_{youngest + 4}" for youngest in range(0, 95, 5)), "95+")
LISTS = st.fixed_dictionaries({(sex, band): st.integers(0, 900) for sex in ("female", "male") for band in BANDS})
EVENLY = {(sex, band): 100 for sex in ("female", "male") for band in BANDS}


def bands(measure: Question, region: str = "england", minimum_age: int = 16) -> tuple[str, ...]:
    asked = measure_of(region, minimum_age, measure)
    assert asked is not None
    return bands_of(asked)


def heard(counts: list[int], measure: Question = Question.AGE) -> Comparison:
    population = by_age(EVENLY, 16) if measure is Question.AGE else by_sex(EVENLY, 16)
    return compare(measure, population, protect(Table(bands(measure), tuple(counts), sum(counts)), FLOORS), FLOORS)


def test_15_to_19_counts_for_four_fifths_and_is_an_estimate() -> None:
    found = by_age(EVENLY, 16)
    assert found.counts == {
        "16-24": 360, "25-34": 400, "35-44": 400, "45-54": 400, "55-64": 400, "65-74": 400, "75-over": 1000,
    }  # fmt: skip
    assert found.estimated and found.whole == 3360
    assert found.share("16-24") == 11 and found.share("under-16") is None


@pytest.mark.parametrize(
    ("minimum_age", "first", "people", "estimated"),
    [(12, "under-16", 160, True), (15, "under-16", 40, True), (18, "16-24", 280, True), (25, "25-34", 400, False)],
)
def test_the_list_begins_at_the_practices_own_age(minimum_age: int, first: str, people: int, estimated: bool) -> None:
    found = by_age(EVENLY, minimum_age)
    assert next(iter(found.counts.items())) == (first, people)
    assert found.estimated is estimated
    assert set(found.counts) == set(bands(Question.AGE, minimum_age=minimum_age)) - {NOT_SAID}


@given(patients=LISTS, minimum_age=st.integers(0, 94))
def test_nobody_of_the_list_is_lost_or_counted_twice(patients: dict[tuple[str, str], int], minimum_age: int) -> None:
    ages, sexes = by_age(patients, minimum_age), by_sex(patients, minimum_age)
    assert ages.whole == pytest.approx(sexes.whole)
    older = sum(
        count for (_, band), count in patients.items() if int(band.removesuffix("+").split("_")[0]) >= minimum_age
    )
    assert older - 1e-6 <= ages.whole <= sum(patients.values()) + 1e-6
    # Where those under 16 have a band, its end is inside one of five years.
    assert ages.estimated is bool(minimum_age % 5 or minimum_age < 16)
    if minimum_age == 0:
        assert ages.whole == sum(patients.values())


def test_ethnic_groups_are_counted_by_broad_group_and_a_few_people_have_no_figure() -> None:
    figures = {"white/british": 500, "white": 0, "asian/indian": 60, "asian/chinese": 40, "other/arab": 3, "black": 9}
    found = by_ethnic_group({**figures, "not-stated": 90}, "england", FLOORS)
    assert found.whole == 612
    assert found.counts["white"] == 500 and found.counts["asian"] == 100
    assert found.counts["other"] is None
    assert [found.counts["mixed"], found.counts["black"]].count(None) >= 1


@pytest.mark.parametrize("region", ["england", "new-zealand"])
def test_every_group_that_members_choose_is_known_by_its_value_and_falls_into_a_band(region: str) -> None:
    asked = measure_of(region, 16, Question.ETHNICITY)
    assert asked is not None
    codes = ethnic_codes(region)
    for choice in asked.choices:
        assert not choice.value or codes[choice.value] == choice.value
    of_list = by_ethnic_group(dict.fromkeys(codes.values(), 100), region, FLOORS)
    assert set(of_list.counts) <= set(bands_of(asked))


@given(counts=st.lists(st.integers(0, 60), min_size=8, max_size=8))
def test_a_gap_is_the_difference_of_what_is_shown(counts: list[int]) -> None:
    found = heard(counts)
    assert len(found.lines) == 7 and found.whole == sum(counts)
    for line, count in zip(found.lines, counts, strict=False):
        assert line.count in (Hidden(), Shown(count))
        if line.gap is not None:
            assert line.share is not None and line.of_list is not None
            assert line.share - line.gap == line.of_list
        if isinstance(line.count, Hidden):
            assert line.share is None and line.gap is None
        assert not line.is_low or (line.gap or -LEAST_GAP) <= -LEAST_GAP


@given(counts=st.lists(st.integers(0, 60), min_size=8, max_size=8))
def test_shares_are_of_those_who_said_unless_that_would_tell_what_is_hidden(counts: list[int]) -> None:
    found = heard(counts)
    hidden = any(isinstance(line.count, Hidden) for line in found.lines)
    assert found.of_all is hidden
    assert found.base == (sum(counts) if hidden else sum(counts[:-1]))
    shown = [line.share for line in found.lines if line.share is not None]
    if not hidden and shown:
        assert abs(sum(shown) - 100) <= len(shown)


def test_a_hidden_band_of_note_is_taken_for_under_heard_whatever_is_in_it() -> None:
    few, none = heard([2, 40, 40, 40, 40, 40, 40, 40]), heard([0, 40, 40, 40, 40, 40, 40, 40])
    assert few.lines[0].is_low and none.lines[0].is_low


def test_of_fewer_than_ten_nothing_is_shown() -> None:
    found = heard([9, 0, 0, 0, 0, 0, 0, 0])
    assert found.is_hidden and all(line.share is None for line in found.lines)


def test_an_answer_that_the_list_does_not_have_is_shown_without_a_gap() -> None:
    found = heard([40, 40, 20, 20, 10], Question.SEX)
    assert [(line.band, line.of_list, line.share) for line in found.lines] == [
        ("female", 50, 33), ("male", 50, 33), ("non-binary", None, 17), ("own", None, 17),
    ]  # fmt: skip
    assert found.not_stated.share == 8


@pytest.mark.parametrize("measure", MEASURES)
def test_without_a_list_there_are_no_gaps(measure: Question) -> None:
    names = bands(measure)
    table = Table(names, (20,) * len(names), 20 * len(names))
    found = compare(measure, None, protect(table, FLOORS), FLOORS)
    assert all(line.gap is None and line.share is not None for line in found.lines)
