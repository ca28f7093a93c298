"""Answers: what a question takes, what it says to the rest, and that each is kept as it was given."""

from contextlib import AbstractContextManager
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.forms.answers import (
    LONGEST_SHORT,
    NOT_SAID,
    Answer,
    AnswerProblem,
    Chosen,
    Day,
    Number,
    Said,
    check,
    from_kept,
    kept,
    number_from,
    with_choice,
    words_from,
)
from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import Bounds, Kind, Question
from tests.rules.forms.forms import CHOICES, form, question

MULTIPLE = Question("m", Kind.MULTIPLE, {"en": "Which?"}, choices=CHOICES, at_most=1)


def chosen(*names: str) -> Chosen:
    return Chosen(frozenset(names))


def problem(key: str) -> AbstractContextManager[object]:
    return pytest.raises(AnswerProblem, match=f"^{key}$")


def test_one_choice_takes_the_place_of_another() -> None:
    assert with_choice(question("s"), chosen("red"), "green", on=True) == chosen("green")


def test_several_choices_come_and_go() -> None:
    several = question("m", Kind.MULTIPLE)
    assert with_choice(several, chosen("red"), "green", on=True) == chosen("red", "green")
    assert with_choice(several, chosen("red", "green"), "red", on=False) == chosen("green")
    assert with_choice(several, chosen("red"), "red", on=False) is None
    assert with_choice(several, chosen("red"), "green", on=False) == chosen("red")


def test_none_of_these_puts_the_others_out_and_is_put_out_by_them() -> None:
    several = question("m", Kind.MULTIPLE)
    assert with_choice(several, chosen("red", "green"), "none", on=True) == chosen("none")
    assert with_choice(several, chosen("none"), "red", on=True) == chosen("red")


def test_a_choice_that_is_not_there_or_one_too_many_is_refused() -> None:
    with problem("no-choice"):
        with_choice(question("s"), None, "blue", on=True)
    with problem("too-many"):
        with_choice(MULTIPLE, chosen("red"), "green", on=True)


@pytest.mark.parametrize(
    ("typed", "value"), [("3", 3.0), (" 2,5 ", 2.5), ("\N{MINUS SIGN}4", -4.0), ("1e2", 100.0), ("٣", 3.0)]
)
def test_numbers_as_people_type_them(typed: str, value: float) -> None:
    assert number_from(Question("n", Kind.NUMBER, {}), typed) == Number(value)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("three", "no-number"),
        ("", "no-number"),
        ("nan", "no-number"),
        ("inf", "no-number"),
        ("9" * 400, "no-number"),
        ("2.5", "not-whole"),
        ("0", "too-low"),
        ("11", "too-high"),
        ("4", "step"),
    ],
)
def test_numbers_out_of_bounds_are_refused(typed: str, key: str) -> None:
    bounded = Question("n", Kind.NUMBER, {}, bounds=Bounds(1, 10, whole=True, step=2))
    with problem(key):
        number_from(bounded, typed)


def test_words_have_a_length() -> None:
    asked = Question("t", Kind.TEXT, {})
    assert words_from(asked, "  a word ") == Said("a word")
    with problem("empty"):
        words_from(asked, " \n ")
    with problem("too-long"):
        words_from(asked, "x" * (LONGEST_SHORT + 1))


def test_a_condition_of_its_own_is_refused_in_the_forms_words() -> None:
    asked = Question(
        "n",
        Kind.NUMBER,
        {"en": "How many?"},
        holds_if=Expression.read(". <= ${all}"),
        refusal={"en": "No more than all.", "pl": "Nie więcej niż wszystkie."},
    )
    made = form(Question("all", Kind.NUMBER, {"en": "All?"}), asked)
    others: dict[str, Answer] = {"all": Number(3.0)}
    check(made, asked, Number(3.0), others, today=date(2027, 5, 12), language="pl")
    check(made, asked, NOT_SAID, others, today=date(2027, 5, 12), language="pl")
    with pytest.raises(AnswerProblem) as refused:
        check(made, asked, Number(4.0), others, today=date(2027, 5, 12), language="pl")
    assert refused.value.arguments == {"words": "Nie więcej niż wszystkie."}


ANSWERS = (
    st.frozensets(st.text(max_size=9)).map(Chosen)
    | st.floats(allow_nan=False, allow_infinity=False).map(Number)
    | st.dates().map(Day)
    | st.text().map(Said)
    | st.just(NOT_SAID)
)


@given(ANSWERS)
def test_an_answer_is_kept_as_it_was_given(answer: Answer) -> None:
    assert from_kept(kept(answer)) == answer


@pytest.mark.parametrize("data", [{}, {"chosen": "red"}, {"number": "3"}, {"number": float("nan")}, {"day": "May"}])
def test_what_was_never_kept_is_no_answer(data: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        from_kept(data)
