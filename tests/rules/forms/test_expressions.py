"""Conditions of XLSForm: what they say, and what is refused when they are read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.forms.expressions import DEEPEST, LONGEST, Expression, ExpressionProblem
from bot.rules.forms.values import Value, day_number

TODAY = date(2027, 5, 12)
ANSWERS: dict[str, Value] = {"age": 17.0, "why": "cost time", "day": day_number(date(2027, 1, 1)), "said": "it's far"}


@pytest.mark.parametrize(
    "condition",
    [
        "${age} >= 16",
        "${age} = '17'",
        "${age} != 18",
        "${age} div 2 = 8.5 and ${age} mod 2 = 1",
        "-${age} < 0",
        "selected(${why}, 'cost')",
        "not(selected(${why}, 'co'))",
        "count-selected(${why}) = 2",
        "${why} = 'cost time'",
        '${said} = "it\'s far"',
        "contains(${said}, 'far') or ${age} > 100",
        "string-length(${said}) = 8",
        "${unanswered} = ''",
        "not(${unanswered} > 3) and not(${unanswered} < 3)",
        "if(${age} > 3, ${age} = 17, false())",
        "coalesce(${unanswered}, 'none') = 'none'",
        "${day} < today() and ${day} = date('2027-01-01')",
        "today() = date('2027-05-12')",
        ". > 3 and . = 4 and selected(., '4')",
        "(1 + 2) * 3 = 9 and round(2.4) = 2 and floor(2.9) = 2 and ceiling(2.1) = 3",
        "true() != false()",
    ],
)
def test_a_condition_that_holds(condition: str) -> None:
    assert Expression.read(condition).holds(ANSWERS, today=TODAY, own=4.0)


@pytest.mark.parametrize(
    "condition",
    ["${why} > 3", "${unanswered} != ''", "selected(${unanswered}, '')", "${age} = ''", "number(${why})", "false()"],
)
def test_a_condition_that_does_not_hold(condition: str) -> None:
    assert not Expression.read(condition).holds(ANSWERS, today=TODAY)


@pytest.mark.parametrize(
    ("condition", "key", "about"),
    [
        ("pulldata('a', 'b')", "function", "pulldata"),
        ("document('file:///etc/passwd')", "function", "document"),
        ("__import__('os')", "function", "import__"),
        ("/data/age > 3", "path", "/"),
        ("count(//*)", "path", "/"),
        ("../age", "path", ".."),
        ("@id = 1", "path", "@"),
        ("$age > 3", "path", "$"),
        ("age > 3", "name", "age"),
        ("${a b} > 3", "path", "$"),
        ("${} > 3", "name", ""),
        ("${age} > '2027-01-01'", "day", "date('2027-05-12')"),
        ("${age} >", "syntax", ""),
        ("${age} > 'open", "syntax", ""),
        ("", "syntax", ""),
        ("selected(${age})", "syntax", ""),
        ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "too-deep", ""),
        ("1" * (LONGEST + 1), "too-long", ""),
    ],
)
def test_what_is_not_understood_is_refused_by_name(condition: str, key: str, about: str) -> None:
    with pytest.raises(ExpressionProblem) as refused:
        Expression.read(condition)
    assert refused.value.key == key
    assert about in refused.value.about


def test_a_large_number_is_compared_to_its_last_digit() -> None:
    assert Expression.read(". = 1234567 and selected(., '1234567')").holds({}, today=TODAY, own=1234567.0)
    assert not Expression.read(". = 1234570").holds({}, today=TODAY, own=1234567.0)


def test_the_questions_that_a_condition_looks_at_are_known() -> None:
    assert Expression.read("${a} > 1 and selected(${b-2}, '${no}')").names == {"a", "b-2"}


@given(st.text(max_size=60) | st.text("${}ab()'\"=<>!.,+-*/ 0123456789andornotselected", max_size=60))
def test_whatever_is_written_is_understood_or_refused_and_nothing_else(condition: str) -> None:
    try:
        found = Expression.read(condition)
    except ExpressionProblem:
        return
    assert found.holds({}, today=TODAY) in (True, False)


@given(st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_numbers_compare_as_numbers_do(left: int, right: int) -> None:
    for sign, holds in (("<", left < right), ("<=", left <= right), ("=", left == right), ("!=", left != right)):
        assert (
            Expression.read(f"${{a}} {sign} ${{b}}").holds({"a": float(left), "b": float(right)}, today=TODAY)
            == holds
        )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("+".join(["1"] * 150), "too-deep"),
        (" or ".join(["${a}"] * 102), "too-deep"),
        ("-" * 200 + "1", "too-deep"),
        ("9" * 900 + " > 1", "syntax"),
        ("1 mod 0 = 1", "syntax"),
    ],
)
def test_a_condition_that_would_break_the_reader_is_refused(text: str, key: str) -> None:
    with pytest.raises(ExpressionProblem) as problem:
        Expression.read(text)
    assert problem.value.key == key


def test_the_largest_condition_can_be_read_and_asked_deep_within_the_program() -> None:
    largest = "concat(" * 39 + "${a}" + ",'')" * 39 + " = " + "+".join(["1"] * 60)

    def below(levels: int) -> bool:
        return below(levels - 1) if levels else Expression.read(largest).holds({"a": "60"}, today=TODAY)

    assert below(400)
