"""The way through a form: what applies, what counts, and where somebody is."""

from datetime import date

from hypothesis import given

from bot.rules.forms.answers import NOT_SAID, Answer, Chosen, as_value
from bot.rules.forms.form import Form, Kind
from bot.rules.forms.path import after, before, counting, missing, standing, way
from tests.rules.forms.forms import answered, form, question

TODAY = date(2027, 5, 12)
YES = Chosen(frozenset({"red"}))
NO = Chosen(frozenset({"green"}))
BRANCHED = form(
    question("a"),
    question("b", condition="selected(${a}, 'red')", required=True),
    question("note", Kind.STATEMENT, "selected(${b}, 'red')"),
    question("c", condition="${b} = 'red'"),
    question("d"),
)


def names(found: Form, answers: dict[str, Answer]) -> list[str]:
    return [each.name for each in way(found, answers, TODAY)]


def test_a_question_is_asked_where_its_condition_holds() -> None:
    assert names(BRANCHED, {}) == ["a", "d"]
    assert names(BRANCHED, {"a": YES}) == ["a", "b", "d"]
    assert names(BRANCHED, {"a": YES, "b": YES}) == ["a", "b", "note", "c", "d"]


def test_an_answer_on_a_path_no_longer_taken_counts_for_nothing_and_opens_nothing() -> None:
    given = {"a": NO, "b": YES, "c": YES, "d": NO}
    assert names(BRANCHED, given) == ["a", "d"]
    assert counting(BRANCHED, given, TODAY) == {"a": NO, "d": NO}
    # And is there again when the path is.
    assert counting(BRANCHED, {**given, "a": YES}, TODAY) == {**given, "a": YES}


def test_not_saying_is_an_answer_that_no_condition_sees() -> None:
    assert names(BRANCHED, {"a": NOT_SAID}) == ["a", "d"]
    assert counting(BRANCHED, {"a": NOT_SAID}, TODAY) == {"a": NOT_SAID}


def test_questions_are_counted_along_the_way_that_applies() -> None:
    assert (standing(BRANCHED, {}, "d", TODAY).number, standing(BRANCHED, {}, "d", TODAY).total) == (2, 2)
    given: dict[str, Answer] = {"a": YES, "b": YES}
    there = standing(BRANCHED, given, "note", TODAY)
    assert (there.number, there.total) == (2, 4)


def test_what_is_required_is_missed_only_where_it_applies() -> None:
    assert missing(BRANCHED, {}, TODAY) == ()
    assert [each.name for each in missing(BRANCHED, {"a": YES}, TODAY)] == ["b"]


def by_hand(found: Form, answers: dict[str, Answer]) -> list[str]:
    """The plain model: each question on its own, answered or not by what counts before it."""
    taken: list[str] = []
    for each in found:
        heard = {name: as_value(answers[name]) for name in taken if name in answers and answers[name] != NOT_SAID}
        if each.asked_if is None or each.asked_if.holds(heard, today=TODAY):
            taken.append(each.name)
    return taken


@given(answered())
def test_the_way_is_that_of_a_plain_model(case: tuple[Form, dict[str, Answer]]) -> None:
    found, answers = case
    assert names(found, answers) == by_hand(found, answers)
    assert set(counting(found, answers, TODAY)) == set(names(found, answers)) & set(answers)


@given(answered())
def test_forward_and_back_walk_the_same_way(case: tuple[Form, dict[str, Answer]]) -> None:
    found, answers = case
    forward, at = [], after(found, answers, None, TODAY)
    while at is not None:
        forward.append(at.name)
        at = after(found, answers, at.name, TODAY)
    backward, at = [], before(found, answers, None, TODAY)
    while at is not None:
        backward.append(at.name)
        at = before(found, answers, at.name, TODAY)
    assert forward == backward[::-1] == names(found, answers)


@given(answered())
def test_the_number_of_a_question_never_passes_the_total(case: tuple[Form, dict[str, Answer]]) -> None:
    found, answers = case
    places = [standing(found, answers, name, TODAY) for name in names(found, answers)]
    assert all(0 <= place.number <= place.total for place in places)
    assert [place.number for place in places] == sorted(place.number for place in places)
