"""The surveys that a practice can begin with: each is a good one as it is."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from openpyxl import load_workbook

from bot.rules.forms.answers import Answer, Chosen
from bot.rules.forms.form import Form, Kind, Words
from bot.rules.forms.path import way
from bot.rules.lengths import utf16_length
from bot.rules.words import Attribution
from bot.services import templates
from handlers.views.filling import LONGEST_LABEL

TODAY = date(2027, 5, 12)
each_template = pytest.mark.parametrize("template", templates.templates(), ids=lambda each: each.key)


def every_words(form: Form) -> Iterator[Words]:
    yield form.title
    for question in form:
        yield from (words for words in (question.words, question.hint, question.section, question.refusal) if words)
        yield from (choice.words for choice in question.choices)


def asked(key: str, **chosen: str) -> list[str]:
    answers: dict[str, Answer] = {name: Chosen(frozenset(names.split())) for name, names in chosen.items()}
    return [each.name for each in way(templates.form(key), answers, TODAY)]


def test_the_friends_and_family_test_has_its_exact_words_in_their_order() -> None:
    form = templates.form("friends-and-family")
    question = form.question("experience")
    assert question.words == {"en": "Overall, how was your experience of our service?"}
    assert [choice.words["en"] for choice in question.choices] == [
        "Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know",
    ]  # fmt: skip
    assert (question.kind, question.may_not_say, question.asked_if) == (Kind.SINGLE, False, None)
    assert form.attribution is Attribution.ANONYMOUS


def test_the_friends_and_family_test_asks_everybody_for_words_of_their_own() -> None:
    follow_ups = [each for each in templates.form("friends-and-family") if each.kind is Kind.TEXT]
    assert follow_ups
    assert all(each.asked_if is None and each.long and not each.required for each in follow_ups)


def test_the_friends_and_family_test_is_no_poll_of_members() -> None:
    words = " ".join(
        text.lower() for found in every_words(templates.form("friends-and-family")) for text in found.values()
    )
    assert "poll" not in words
    assert "member" not in words


@each_template
def test_a_template_is_short_and_is_called_what_the_menu_says(template: templates.Template) -> None:
    form = templates.form(template.key)
    assert form.title["en"] == template.title
    assert 3 <= sum(1 for each in form if each.takes_an_answer) <= 8
    assert form.languages[0] == "en"


@each_template
def test_nothing_in_a_template_lacks_its_translation(template: templates.Template) -> None:
    form = templates.form(template.key)
    assert [words for words in every_words(form) if set(words) != set(form.languages)] == []


def test_two_templates_speak_a_second_language() -> None:
    spoken = [templates.form(each.key).languages for each in templates.templates()]
    assert spoken.count(("en", "pl")) == 2


@each_template
def test_a_template_reads_well_on_a_phone(template: templates.Template) -> None:
    form = templates.form(template.key)
    choices = [text for question in form for choice in question.choices for text in choice.words.values()]
    assert [text for text in choices if utf16_length(text) > LONGEST_LABEL] == []
    sentences = [
        sentence
        for words in every_words(form)
        for text in words.values()
        for sentence in text.replace("?", ".").split(".")
    ]
    assert [sentence for sentence in sentences if len(sentence.split()) > 20 or "!" in sentence] == []


@each_template
def test_a_template_can_be_opened_and_changed(template: templates.Template) -> None:
    book = load_workbook(io.BytesIO(templates.content(template.key)))
    assert book.sheetnames == ["survey", "choices", "settings", "about"]
    for name in book.sheetnames[:3]:
        assert book[name].freeze_panes == "A2"
        assert book[name].column_dimensions["A"].width > 10
    assert "\n".join(str(value) for (value,) in book["about"].values).startswith("How to change this survey")


def test_who_never_tried_is_not_asked_how_it_was() -> None:
    assert asked("access-to-appointments", last_time="never") == ["last_time", "barriers", "changes", "ideas"]
    smooth = asked("access-to-appointments", last_time="month", ease="easy", wait="week")
    assert "in_the_way" not in smooth and "ease" in smooth
    assert "in_the_way" in asked("access-to-appointments", last_time="month", ease="hard", wait="week")
    assert "in_the_way" in asked("access-to-appointments", last_time="month", ease="easy", wait="none")


def test_who_was_not_at_the_meeting_is_asked_what_kept_them() -> None:
    assert asked("after-meeting", took_part="no") == ["took_part", "reasons", "next_time"]
    assert asked("after-meeting", took_part="room", heard="no") == [
        "took_part", "useful", "heard", "help_to_speak", "next_time",
    ]  # fmt: skip


def test_other_questions_hang_on_what_was_said_before_them() -> None:
    assert "times" in asked("new-member-welcome", part="some") and "times" not in asked(
        "new-member-welcome", part="polls"
    )
    assert "other_topic" in asked("annual-priorities", priorities="phone other")
    assert "worse" not in asked("annual-priorities", noticed="better")


@pytest.mark.parametrize(
    ("key", "name", "most", "alone"),
    [
        ("access-to-appointments", "barriers", None, "none"),
        ("access-to-appointments", "changes", 2, None),
        ("new-member-welcome", "interests", 3, None),
        ("new-member-welcome", "help", None, "none"),
        ("annual-priorities", "priorities", 3, None),
    ],
)
def test_limits_of_several_choices_are_kept_by_the_buttons(
    key: str, name: str, most: int | None, alone: str | None
) -> None:
    question = templates.form(key).question(name)
    assert (question.at_most, question.holds_if) == (most, None)
    assert [choice.name for choice in question.choices if choice.alone] == ([alone] if alone else [])


def test_what_is_personal_need_not_be_said() -> None:
    may = {
        (each.key, question.name)
        for each in templates.templates()
        for question in templates.form(each.key)
        if question.may_not_say
    }
    assert may == {
        ("access-to-appointments", "barriers"),
        ("after-meeting", "reasons"),
        ("new-member-welcome", "help"),
    }


def test_a_template_that_there_is_not() -> None:
    for read in (templates.form, templates.content):
        with pytest.raises(KeyError):
            read("../../etc/passwd")


def test_the_library_for_spreadsheets_is_not_loaded_before_it_is_needed() -> None:
    program = (
        "import sys; import handlers.registry, handlers.views.xlsform; from bot.services.templates import templates;"
        "templates(); print(sorted({'openpyxl', 'defusedxml', 'xlsxwriter', 'pyxform'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
