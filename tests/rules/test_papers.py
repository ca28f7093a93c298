"""The numbers of printed sheets, as staff type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.papers import MOST_SHEETS, read_sheet_number, sheet_number


@given(st.sampled_from("PS"), st.integers(1, 99), st.integers(1, MOST_SHEETS))
def test_a_number_is_read_however_it_is_typed(letter: str, place: int, number: int) -> None:
    reference = f"{letter}{place}"
    whole = sheet_number(reference, number)
    for typed in (whole, whole.lower(), str(number), f" {reference} {number} ", f"{reference}/{number:04}"):
        assert read_sheet_number(reference, typed) == whole


@pytest.mark.parametrize(
    "typed", ["", "0", "S3-0000", "S4-0042", "P3-0042", "forty", "12345", "-3", "4.2", "S3", "٤٢"]
)
def test_what_is_no_number_of_this_survey(typed: str) -> None:
    assert read_sheet_number("S3", typed) is None
