"""Segments: their stable names, and when one may be asked by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.profile.questions import Question
from bot.rules.profile.segments import FEWEST, Segment, may_be_offered, parse, segments_of
from bot.rules.regions import REGIONS


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("carer", Segment(Question.CARER)),
        ("young-children", Segment(Question.CHILDREN)),
        ("condition", Segment(Question.CONDITION)),
        ("age:25-34", Segment(Question.AGE, "25-34")),
        ("ethnicity:asian", Segment(Question.ETHNICITY, "asian")),
        ("ethnicity:pacific", Segment(Question.ETHNICITY, "pacific")),
        ("language:polish", Segment(Question.LANGUAGE, "polish")),
    ],
)
def test_a_segment_has_one_stable_name(text: str, segment: Segment) -> None:
    assert str(segment) == text
    assert parse(text) == segment


@pytest.mark.parametrize("region", REGIONS)
def test_every_segment_of_every_country_comes_back_from_its_name(region: str) -> None:
    segments = segments_of(region, 0)
    assert len(set(segments)) == len(segments)
    assert [parse(str(segment)) for segment in segments] == list(segments)


@pytest.mark.parametrize(
    "text",
    ["", "carer:yes", "carer:", "carer:no", "age", "age:", "age:not-said", "age:26", "access:braille", "language:own",
     "ethnicity:asian/indian", "ethnicity:not-said", "Carer", " carer", "sex:own", "%", "age:%"],
)  # fmt: skip
def test_what_is_no_segment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no such segment"):
        parse(text)


@given(text=st.text(max_size=30))
def test_any_text_is_a_segment_or_refused(text: str) -> None:
    try:
        assert str(parse(text)) == text
    except ValueError as refused:
        assert "no such segment" in str(refused)


def test_nobody_under_16_is_a_segment_where_none_can_join() -> None:
    assert "age:under-16" not in map(str, segments_of("england", 16))
    assert "age:under-16" in map(str, segments_of("england", 13))


@pytest.mark.parametrize(
    ("members", "of", "offered"), [(10, 20, True), (9, 100, False), (10, 19, False), (91, 100, False), (0, 0, False)]
)
def test_a_segment_needs_10_members_and_10_others(members: int, of: int, offered: bool) -> None:
    assert may_be_offered(members, of) is offered


@given(members=st.integers(0, 500), others=st.integers(0, 500))
def test_a_segment_and_its_rest_may_both_be_asked_or_neither(members: int, others: int) -> None:
    whole = members + others
    assert may_be_offered(members, whole) is may_be_offered(others, whole) is (min(members, others) >= FEWEST)
