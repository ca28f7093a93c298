"""Whatever a text holds, looking at it takes time in proportion to its length: steps are counted, not seconds."""

import sys
from itertools import cycle, islice
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.safety.gate import looked

# Lines of the gate's own code for each character, at most, and for a text of no length.
EACH, ONCE = 300, 20_000
# One letter can stand for as many.
MOST_FOR_ONE = 18
SHORT, LONG = 600, 1_200
PIECES = [
    "i want to ",
    "my dad has ",
    "chest pain ",
    "can't breathe ",
    "Dr Patel ",
    "my neighbour Mary Smith ",
    "07700 900123 ",
    "1 ",
    "1/2/80 ",
    "9434765919",
    "nine ",
    "double ",
    "a@b.c ",
    "a.b-c@",
    "ZZ99 3VZ ",
    "h e l p ",
    "k*ll ",
    "heeeelp ",
    "e\u0301",
    "\u200b",
    "?",
    ". ",
    "(",
    "'",
    "really ",
    "\ufdfa",
]


class Steps:
    """Counts the lines of the gate that are run."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> "Steps":
        sys.settrace(self._enter)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self._line if "/rules/safety/" in frame.f_code.co_filename else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:
        self.count += event == "line"
        return self._line


def steps(text: str) -> int:
    looked("")
    with Steps() as counted:
        looked(text, staff=("Dr Priya Patel", "Beth"))
    return counted.count


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_not_more_than_twice_the_work(piece: str) -> None:
    half, whole = ("".join(islice(cycle(piece), length)) for length in (SHORT, LONG))
    assert steps(whole) <= 2.2 * steps(half) + ONCE


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=8))
def test_the_work_for_a_long_text_has_a_bound(pieces: list[str]) -> None:
    text = "".join(islice(cycle("".join(pieces) or " "), LONG))
    assert steps(text) <= EACH * len(text) * (MOST_FOR_ONE if "\ufdfa" in text else 1) + ONCE
