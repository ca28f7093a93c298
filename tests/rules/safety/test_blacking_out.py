"""Blacking out: the spans point into the text as it was written, and nothing else is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.safety.concerns import Sort, Span, apart, blacked_out
from bot.rules.safety.folding import fold
from tests.rules.safety.gate import looked, parts

LABELS = {sort: f"[{sort}]" for sort in Sort}
NUMBER = "07700 900123"
# What stands in messages and moves the places of letters: emoji, marks, what cannot be seen, other directions.
AROUND = st.text(st.sampled_from("ab é👩‍👩‍👧e\u0301\u200b\u200d\u202e\u2066\u2069\ufeffﬁ½שא١\n.,!?()"), max_size=30)


@given(AROUND, AROUND)
def test_only_the_number_goes_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before} | {NUMBER} | {after}"
    assert blacked_out(text, looked(text).spans, LABELS) == f"{before} | [phone] | {after}"


@pytest.mark.parametrize(
    "number",
    [
        "0️⃣7️⃣7️⃣0️⃣0️⃣ 900123",
        "0\u200b7\u200b7\u200b0\u200b0\u200b \u206690\u206901\u200d23",
        "07700 90012\N{MATHEMATICAL BOLD DIGIT THREE}",
    ],
)
def test_signs_within_a_number_go_with_it(number: str) -> None:
    assert parts(f"👍 {number} 👍") == [(Sort.PHONE, number)]


def test_an_accent_goes_with_its_letter() -> None:
    name = "Dr Andre\u0301"
    assert parts(f"{name} is here") == [(Sort.STAFF_NAME, name)]


@given(st.text())
def test_every_letter_of_the_plain_text_knows_where_it_stood(text: str) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.plain)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


def test_spans_that_meet_become_one_of_the_longer_ones_sort() -> None:
    longer, inner = Span(2, 10, Sort.EMAIL), Span(8, 12, Sort.PHONE)
    assert apart([inner, longer]) == (Span(2, 12, Sort.EMAIL),)
    assert blacked_out("a b c d e f g", [inner, longer], LABELS) == "a [email]g"


def test_nothing_found_is_nothing_changed() -> None:
    assert blacked_out("as it is", (), {}) == "as it is"
