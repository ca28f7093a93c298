"""Leaving out a required question: it says why it needs an answer, in words of the form where it has any."""

from dataclasses import replace
from datetime import date

import pytest

from bot.rules.forms.answers import AnswerProblem, Said
from bot.rules.forms.form import Form, Kind
from bot.rules.forms.sheet import REVIEW, Sheet
from tests.rules.forms.forms import form, question

NEEDED = question("why", Kind.TEXT, required=True)
WORDED = replace(NEEDED, insistence={"en": "We need to know this.", "pl": "Musimy to wiedzieć."})


def sheet(found: Form) -> Sheet:
    return Sheet(found, date(2027, 5, 12)).begun()


def test_a_required_question_cannot_be_left_out() -> None:
    for past in (Sheet.skipped, Sheet.gone_on):
        with pytest.raises(AnswerProblem) as problem:
            past(sheet(form(NEEDED)), "why")
        assert (problem.value.key, problem.value.arguments) == ("required", {})


@pytest.mark.parametrize(("language", "words"), [("pl", "Musimy to wiedzieć."), ("cy", "We need to know this.")])
def test_it_says_so_in_the_words_of_the_form(language: str, words: str) -> None:
    for past in (Sheet.skipped, Sheet.gone_on):
        with pytest.raises(AnswerProblem) as problem:
            past(sheet(form(WORDED)), "why", language)
        assert (problem.value.key, problem.value.arguments) == ("refused", {"words": words})


def test_what_has_its_answer_can_be_passed() -> None:
    answered = replace(sheet(form(WORDED)), answers={"why": Said("Because")})
    assert answered.gone_on("why", "en").place == REVIEW
