"""A form as plain data is the same form again, zeros and all."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.forms.data import form_from_data, form_to_data
from bot.rules.forms.form import Bounds, Choice, Form, Kind, Question
from tests.rules.forms.forms import forms

numbers = st.none() | st.sampled_from([0.0, 1.0, -2.5, 100.0])
words = st.dictionaries(st.sampled_from(["en", "pl"]), st.text(min_size=1, max_size=10), max_size=2)
questions = st.builds(
    Question,
    name=st.just("q"),
    kind=st.sampled_from(Kind),
    words=words,
    hint=words,
    required=st.booleans(),
    section=words,
    choices=st.lists(st.builds(Choice, st.sampled_from("abc"), words, st.booleans()), max_size=3).map(tuple),
    at_most=st.none() | st.integers(1, 3),
    bounds=st.builds(Bounds, numbers, numbers, st.booleans(), numbers),
    long=st.booleans(),
    may_not_say=st.booleans(),
    refusal=words,
)


@given(forms() | st.builds(lambda title, asked: Form(title, ("en", "pl"), (asked,)), words, questions))
def test_a_form_comes_back_as_it_was(form: Form) -> None:
    assert form_from_data(json.loads(json.dumps(form_to_data(form)))) == form
