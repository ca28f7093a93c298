"""The year of a report, in each country and across its ends, and what stands on its buttons."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.regions import REGIONS
from bot.rules.reporting import (
    MAY_BE_CHOSEN,
    SEEN,
    Part,
    Side,
    chosen_as_text,
    chosen_from,
    hash_of,
    span_of,
    year_of,
)
from bot.rules.words import ChainKind

MONTHS = st.integers(1, 12)


@pytest.mark.parametrize(
    ("country", "day", "year"),
    [
        ("england", date(2027, 3, 31), 2026),
        ("england", date(2027, 4, 1), 2027),
        ("england", date(2028, 2, 29), 2027),
        ("new-zealand", date(2027, 6, 30), 2026),
        ("new-zealand", date(2027, 7, 1), 2027),
    ],
)
def test_each_country_has_its_own_financial_year(country: str, day: date, year: int) -> None:
    assert year_of(day, REGIONS[country].year_begins) == year


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), MONTHS)
def test_every_day_is_in_exactly_one_year(day: date, first_month: int) -> None:
    year = year_of(day, first_month)
    first, after = span_of(year, first_month)
    assert first <= day < after
    assert year_of(first - timedelta(days=1), first_month) == year - 1
    assert span_of(year + 1, first_month)[0] == after


@given(st.sampled_from(MAY_BE_CHOSEN), st.integers(1, 999_999_999))
def test_what_was_chosen_comes_back_from_its_button(kind: ChainKind, key: int) -> None:
    assert chosen_from(chosen_as_text((kind, key))) == (kind, key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "back",
        "project",
        "project.",
        "project.x",
        "project.-1",
        "project.٣",
        "feedback.3",
        "1.project",
        "project.9999999999",
    ],
)
def test_a_forged_choice_is_none(text: str) -> None:
    assert chosen_from(text) is None


@given(st.text(), st.text())
def test_only_the_same_report_has_the_same_hash(one: str, other: str) -> None:
    assert (hash_of(one)[:SEEN] == hash_of(other)[:SEEN]) == (one == other)


def test_a_report_has_six_parts_and_two_sides() -> None:
    assert len(Part) == 6
    assert {*Side} == {Side.PRACTICE, Side.GROUP}
