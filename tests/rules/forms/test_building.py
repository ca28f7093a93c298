"""Building a form by hand: whatever is done to it, no condition ever looks ahead or at what is no more."""

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.forms.answers import Chosen
from bot.rules.forms.building import (
    MOST_QUESTIONS,
    BuildProblem,
    Details,
    Sort,
    bounds_from,
    can_decide,
    changed,
    choices_from,
    empty_form,
    going_alone,
    limits,
    moved,
    only_if,
    problem_with_title,
    rating_from,
    sort_of,
    with_details,
    with_none_of_these,
    with_question,
    with_words,
    without,
)
from bot.rules.forms.data import form_from_data, form_to_data
from bot.rules.forms.form import Form, Kind
from bot.rules.forms.path import way

TODAY = date(2027, 5, 11)
YES_NO = Details(choices_from(["Yes", "No"], "en"))


def form_of(*sorts: Sort) -> Form:
    form = empty_form("Hours", "en")
    for number, sort in enumerate(sorts, start=1):
        form = with_question(form, sort, f"Question {number}", YES_NO if sort is Sort.SINGLE else Details())
    return form


def problem(error: pytest.ExceptionInfo[BuildProblem]) -> tuple[str, int]:
    return error.value.key, error.value.number


@pytest.mark.parametrize("sort", list(Sort))
def test_each_sort_of_question_is_of_its_kind(sort: Sort) -> None:
    (question,) = form_of(sort)
    assert sort_of(question) is sort
    assert (question.name, question.words) == ("q1", {"en": "Question 1"})
    assert question.takes_an_answer is (sort is not Sort.STATEMENT)
    assert question.long is (sort is Sort.LONG)


def test_a_rating_has_words_at_its_ends_and_a_number_its_range() -> None:
    form = with_question(empty_form("Hours", "en"), Sort.RATING, "How?", Details(rating_from("Bad", "Good", "en")))
    assert [each.words["en"] for each in form.questions[0].choices] == ["1 · Bad", "2", "3", "4", "5 · Good"]
    bounds = bounds_from(0, 10)
    assert (bounds.low, bounds.high, bounds.whole) == (0, 10, True)
    for low, high in ((5, 5), (9, 1), (0, 10**12)):
        with pytest.raises(BuildProblem, match="range"):
            bounds_from(low, high)
    with pytest.raises(BuildProblem, match="long-end"):
        rating_from("x" * 61, "", "en")


@pytest.mark.parametrize(("words", "key"), [("", "no-words"), (" \u200b\n", "no-words"), ("x" * 601, "long-words")])
def test_words_that_will_not_do(words: str, key: str) -> None:
    with pytest.raises(BuildProblem, match=key):
        with_question(empty_form("Hours", "en"), Sort.SHORT, words)
    with pytest.raises(BuildProblem, match=key):
        with_words(form_of(Sort.SHORT), "q1", words)


def test_choices_are_as_in_a_poll_and_stay_the_same_choice_when_they_are_typed_again() -> None:
    for typed, key in (("1", "few-choices"), ("Aa", "same-choice"), ("abcdefghijklm", "many-choices")):
        with pytest.raises(BuildProblem, match=key):
            choices_from(list(typed), "en")
    before = choices_from(["Yes", "No", "Not sure"], "en")
    after = choices_from(["Maybe", "No", "Yes"], "en", before)
    assert [each.name for each in after] == ["c4", "c2", "c1"]


def several(*words: str) -> Form:
    return with_question(empty_form("Hours", "en"), Sort.MULTIPLE, "Which?", Details(choices_from(words, "en")))


def test_a_limit_means_something_from_two_to_one_less_than_go_together() -> None:
    form = several("Early", "Late", "Saturdays", "Never")
    assert list(limits(form.questions[0].choices)) == [2, 3]
    form = changed(form, "q1", at_most=3)
    assert going_alone(form, "q1", None).questions[0].at_most == 3
    assert list(limits(going_alone(form, "q1", "c4").questions[0].choices)) == [2]
    # With one that goes alone, no more than three go together: nobody can go over that.
    assert going_alone(form, "q1", "c4").questions[0].at_most is None
    assert with_details(form, "q1", Details(choices_from(["Early", "Late"], "en"))).questions[0].at_most is None


def test_one_answer_goes_alone_and_is_the_same_one_when_answers_are_typed_again() -> None:
    form = with_none_of_these(several("Early", "Late"), "q1", "None of these")
    assert [(each.words["en"], each.alone) for each in form.questions[0].choices] == [
        ("Early", False), ("Late", False), ("None of these", True)
    ]  # fmt: skip
    again = choices_from(["None of these", "Late", "Noon"], "en", form.questions[0].choices)
    assert [each.alone for each in with_details(form, "q1", Details(again)).questions[0].choices] == [
        True,
        False,
        False,
    ]
    other = going_alone(form, "q1", "c1")
    assert [each.alone for each in other.questions[0].choices] == [True, False, False]
    assert not any(each.alone for each in going_alone(form, "q1", None).questions[0].choices)
    assert form_from_data(form_to_data(form)) == form
    for crowded, key in ((several(*"abcdefghijkl"), "many-choices"), (form, "same-choice")):
        with pytest.raises(BuildProblem, match=key):
            with_none_of_these(crowded, "q1", "None of THESE")


@pytest.mark.parametrize(
    ("title", "key"), [("", "no-title"), (" ", "no-title"), ("x" * 301, "long-title"), ("x", None)]
)
def test_a_title(title: str, key: str | None) -> None:
    assert problem_with_title(title) == key


def test_no_more_than_twelve_questions() -> None:
    form = form_of(*[Sort.SHORT] * MOST_QUESTIONS)
    with pytest.raises(BuildProblem, match="too-many"):
        with_question(form, Sort.SHORT, "One more")


def test_a_question_asked_only_if_another_was_answered_so() -> None:
    form = only_if(form_of(Sort.SINGLE, Sort.SHORT), "q2", "q1", "c2")
    assert [each.name for each in way(form, {}, TODAY)] == ["q1"]
    assert [each.name for each in way(form, {"q1": Chosen(frozenset({"c2"}))}, TODAY)] == ["q1", "q2"]
    assert form_from_data(form_to_data(form)) == form
    with pytest.raises(BuildProblem) as refused:
        without(form, "q1")
    assert problem(refused) == ("needed", 2)
    for name, by in (("q1", 1), ("q2", -1)):
        with pytest.raises(BuildProblem) as refused:
            moved(form, name, by)
        assert problem(refused) == ("order", 1)
    with pytest.raises(BuildProblem) as refused:
        with_details(form, "q1", Details(choices_from(["Yes", "Never"], "en", form.questions[0].choices)))
    assert problem(refused) == ("needed", 2)
    kept = with_details(form, "q1", Details(choices_from(["Maybe", "No"], "en", form.questions[0].choices)))
    assert [each.words["en"] for each in kept.question("q1").choices] == ["Maybe", "No"]
    freed = changed(form, "q2", asked_if=None)
    assert [each.name for each in without(freed, "q1")] == ["q2"]


@pytest.mark.parametrize(("other", "choice"), [("q1", "c9"), ("q2", "c1"), ("q3", "c1"), ("nothing", "c1")])
def test_a_condition_on_what_cannot_decide_is_refused(other: str, choice: str) -> None:
    form = form_of(Sort.SINGLE, Sort.SHORT, Sort.SINGLE)
    with pytest.raises(BuildProblem, match="gone"):
        only_if(form, "q2", other, choice)


def test_words_in_another_language_go_when_the_words_change() -> None:
    form = changed(form_of(Sort.SHORT), "q1", words={"en": "Why?", "pl": "Dlaczego?"})
    assert with_words(form, "q1", "Why not?").question("q1").words == {"en": "Why not?"}


STEP = st.tuples(
    st.sampled_from(["add", "move", "delete", "if", "choices"]), st.integers(0, 11), st.integers(0, 11), st.booleans()
)


def step(form: Form, what: str, here: int, there: int, flag: bool) -> Form:
    names = [each.name for each in form]
    if what == "add":
        sort = Sort.SINGLE if flag else Sort.SHORT
        return with_question(form, sort, "Which?", YES_NO if flag else Details())
    if not names:
        return form
    name, other = names[here % len(names)], names[there % len(names)]
    if what in ("move", "delete"):
        return without(form, name) if what == "delete" else moved(form, name, 1 if flag else -1)
    if what == "if":
        return only_if(form, name, other, "c1" if flag else "c2")
    question = form.question(name)
    if question.kind is not Kind.SINGLE:
        return form
    return with_details(form, name, Details(choices_from(["Yes" if flag else "No", "Other"], "en", question.choices)))


@settings(max_examples=200, deadline=None)
@given(st.lists(STEP, max_size=40))
def test_whatever_is_built_can_be_asked(steps: list[tuple[str, int, int, bool]]) -> None:
    form = empty_form("Hours", "en")
    for each in steps:
        with contextlib.suppress(BuildProblem):
            form = step(form, *each)
        assert len(form.questions) <= MOST_QUESTIONS
        before: dict[str, set[str]] = {}
        for question in form:
            assert question.name not in before
            if question.asked_if is not None:
                (needed,) = question.asked_if.names
                assert needed in before
                assert any(f"'{choice}'" in question.asked_if.text for choice in before[needed])
            assert {other.name for _, other in can_decide(form, question.name)} <= before.keys()
            before[question.name] = {choice.name for choice in question.choices}
