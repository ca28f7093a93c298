"""Conditions in words: a simple one is understood piece by piece, and one that is more is left as it is written."""

import pytest

from bot.rules.forms.conditions import Clause, Simple, in_clauses
from bot.rules.forms.expressions import Expression

YES, COST = Clause("q1", "is", "yes"), Clause("why", "is", "cost")


@pytest.mark.parametrize(
    ("text", "clauses", "either"),
    [
        ("selected(${q1}, 'yes')", (YES,), False),
        ("${q1} = 'yes'", (YES,), False),
        ('( ${ q1 }="yes" )', (YES,), False),
        ("not(selected(${q1}, 'yes'))", (Clause("q1", "is-not", "yes"),), False),
        ("${q1} != 'yes'", (Clause("q1", "is-not", "yes"),), False),
        ("${age} >= 16 and ${age} < 65", (Clause("age", "least", "16"), Clause("age", "below", "65")), False),
        ("${age} > 1.5 or ${age} <= -2", (Clause("age", "above", "1.5"), Clause("age", "most", "-2")), True),
        ("(selected(${q1}, 'yes')) and (selected(${why}, 'cost'))", (YES, COST), False),
        ("selected(${q1}, 'yes') or (selected(${why}, 'cost') or ${q1} = 'yes')", (YES, COST, YES), True),
    ],
)
def test_a_simple_condition(text: str, clauses: tuple[Clause, ...], either: bool) -> None:
    assert in_clauses(Expression.read(text)) == Simple(clauses, either)


@pytest.mark.parametrize(
    "text",
    [
        "selected(${q1}, 'yes') and ${age} > 16 or ${age} < 3",
        "not(${q1} = 'yes')",
        "not(selected(${q1}, 'yes') and selected(${why}, 'cost'))",
        "count-selected(${why}) > 1",
        "${q1} = ${why}",
        "${age} + 1 > 3",
        "${age} > 3 + 1",
        "${q1} = ''",
        "true()",
    ],
)
def test_what_is_more_than_that_is_left_as_it_is_written(text: str) -> None:
    assert in_clauses(Expression.read(text)) is None
