"""What a button carries: there and back for every kind of tap, and nothing from hostile data."""

from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.callbacks import KINDS, LARGEST_ID, LIMIT_BYTES, SEPARATOR, Run, Setting, Step, Tap, Vote, unpack

WORDS = st.text(st.characters(exclude_characters=SEPARATOR, exclude_categories=["Cs"]), max_size=4)
VALUES: dict[type, st.SearchStrategy[Any]] = {str: WORDS, int: st.integers(0, LARGEST_ID), bool: st.booleans()}


def taps(kind: type[Tap]) -> st.SearchStrategy[Tap]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: VALUES[hints[field.name]] for field in fields(kind)})


ANY_TAP = st.one_of([taps(kind) for kind in KINDS.values()])


@given(tap=ANY_TAP)
def test_every_tap_comes_back_as_it_was(tap: Tap) -> None:
    packed = tap.pack()
    assert 1 <= len(packed.encode()) <= LIMIT_BYTES
    assert unpack(packed) == tap


def test_every_kind_has_a_code_of_its_own() -> None:
    assert len(KINDS) == len(Tap.__subclasses__())
    assert all(code and SEPARATOR not in code for code in KINDS)


@pytest.mark.parametrize(
    "tap",
    [
        Run("export", "P" * 64),
        Step("poll", "preview", "é" * 30),
        Setting("x" * 60, "y"),
    ],
)
def test_what_is_too_long_for_a_button_is_refused(tap: Tap) -> None:
    with pytest.raises(ValueError, match="too long for a button"):
        tap.pack()


def test_the_largest_numbers_of_a_database_fit() -> None:
    largest = Vote(LARGEST_ID, LARGEST_ID, LARGEST_ID, True)
    assert unpack(largest.pack()) == largest


def test_a_number_that_no_database_holds_is_no_tap() -> None:
    assert unpack(f"v:1:{LARGEST_ID + 1}:1:1") is None


def test_a_value_that_would_not_come_back_is_refused() -> None:
    with pytest.raises(ValueError, match="separator"):
        Run("export", "P1:P2").pack()


@given(data=st.text(max_size=64))
def test_nothing_hostile_gets_through_but_a_whole_tap(data: str) -> None:
    tap = unpack(data)
    assert tap is None or unpack(tap.pack()) == tap


@given(tap=ANY_TAP, place=st.integers(0, 63), letter=st.characters(exclude_categories=["Cs"]))
def test_a_tap_with_a_letter_changed_is_a_tap_or_nothing(tap: Tap, place: int, letter: str) -> None:
    packed = tap.pack()
    found = unpack(packed[:place] + letter + packed[place + 1 :])
    assert found is None or isinstance(found, Tap)


@pytest.mark.parametrize(
    "data",
    [
        "", ":", "v", "v:1:1:1", "v:1:1:1:1:1", "v:1:1:1:2", "v:1:1:1:", "v:-1:1:1:1", "v: 1:1:1:1", "v:1.0:1:1:1",
        "v:١:1:1:1", "v:²:1:1:1", "v:1_0:1:1:1", "v:+1:1:1:1", "v:0x1:1:1:1", f"v:{10**18}:1:1:1", "V:1:1:1:1",
        "zz:1", "v:1:1:1:True", "\0:1", "d:1:1", "p:", "p:None",
    ],
)  # fmt: skip
def test_hostile_data_is_no_tap(data: str) -> None:
    assert unpack(data) is None
