"""Writing a survey in the chat: every step by buttons and words, and none that breaks or loses what is there."""

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.rules.forms.form import Form, Kind
from bot.services.surveys import get_survey
from tests.conversations.house import House
from tests.conversations.people import a_chair, group_of, member, practice, revoke, taps, types

PREVIEW = "This is what members will see"


async def asked(house: House, number: int = 1) -> Form:
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        return (await get_survey(uow, practice(house), number)).form


async def begun(house: House, title: str = "Opening hours") -> PersonDriver:
    """A chair who has begun to write a survey."""
    chair, _ = await a_chair(house), await group_of(house, 2)
    await types(house, chair, "/survey")
    assert "What is the survey called?" in await taps(house, chair, "Write it here")
    assert "There are no questions yet." in await types(house, chair, title)
    return chair


async def adds(house: House, person: PersonDriver, sort: str, *steps: str) -> str:
    """A question of this sort: words are typed, and *Skip* is tapped."""
    await taps(house, person, "Add a question")
    said = await taps(house, person, sort)
    for step in steps:
        said = await (taps(house, person, "Skip") if step == "Skip" else types(house, person, step))
    return said


async def test_every_sort_of_question_is_built_and_sent(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "One answer", "Do you work?", "Yes\nNo")
    await adds(house, chair, "Several answers", "When could you come?", "Early | Late | Saturdays")
    await adds(house, chair, "A rating", "How easy is it?", "Very hard\nVery easy")
    await adds(house, chair, "A rating", "How kind are we?", "Skip")
    await adds(house, chair, "A number", "How often did you come?", "0 to 10")
    await adds(house, chair, "A number", "How far away do you live?", "Skip")
    await adds(house, chair, "A date", "When were you here last?")
    await adds(house, chair, "A few words", "What is best?")
    await adds(house, chair, "A longer text", "What should change?")
    said = await adds(house, chair, "Only something to read", "Thank you for reading.")
    assert "10. Thank you for reading." in said and "This is only to read." in said
    assert PREVIEW in await taps(house, chair, "Done")
    assert "Sent to 2 of 2" in await taps(house, chair, "Send to 2 members")
    form = await asked(house)
    assert [each.kind for each in form] == [
        Kind.SINGLE, Kind.MULTIPLE, Kind.RATING, Kind.RATING, Kind.NUMBER, Kind.NUMBER, Kind.DATE, Kind.TEXT,
        Kind.TEXT, Kind.STATEMENT,
    ]  # fmt: skip
    assert [choice.words["en"] for choice in form.questions[2].choices] == [
        "1 · Very hard", "2", "3", "4", "5 · Very easy"
    ]  # fmt: skip
    assert (form.questions[4].bounds.low, form.questions[4].bounds.high) == (0, 10)
    assert [each.long for each in form][7:9] == [False, True]


async def test_a_question_is_changed_moved_and_taken_out(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "One answer", "First?", "Yes\nNo")
    await adds(house, chair, "A few words", "Second?")
    await adds(house, chair, "A number", "Third?", "Skip")
    await taps(house, chair, "1. First?")
    assert "It needs an answer." in await taps(house, chair, "Needs an answer: no")
    assert "It can be skipped." in await taps(house, chair, "Needs an answer: yes")
    assert "Prefer not to say" in await taps(house, chair, "Prefer not to say: not offered")
    await taps(house, chair, "Change the words")
    assert "1. Do you work?" in await types(house, chair, "Do you\u0020 work?")
    assert "The answers are now" in await taps(house, chair, "Change the answers")
    assert "Sometimes" in await types(house, chair, "Yes\nSometimes\nNo")
    await taps(house, chair, "Move down")
    await taps(house, chair, "1. Second?")
    assert "Second?" not in await taps(house, chair, "Delete this question")
    await taps(house, chair, "2. Third?")
    await taps(house, chair, "Change the numbers")
    assert "From -5 to 5." in await types(house, chair, "-5 to 5")
    await taps(house, chair, "Back")
    await taps(house, chair, "Done")
    await taps(house, chair, "Send to 2 members")
    first, second = await asked(house)
    assert (first.words["en"], first.may_not_say, first.required) == ("Do you work?", True, False)
    assert [each.words["en"] for each in first.choices] == ["Yes", "Sometimes", "No"]
    assert second.bounds.low == -5


async def test_a_question_asked_only_because_of_an_answer_before(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "One answer", "Do you work?", "Yes\nNo")
    await adds(house, chair, "A few words", "Where?")
    await taps(house, chair, "1. Do you work?")
    assert not any(label.startswith("Ask it only") for label in chair.last.buttons)
    await taps(house, chair, "Back")
    await taps(house, chair, "2. Where?")
    assert "Which question decides?" in await taps(house, chair, "Ask it only if")
    assert "Which answer has to be chosen?" in await taps(house, chair, "1. Do you work?")
    assert "Only if the answer to question 1 is “Yes”." in await taps(house, chair, "Yes")
    assert "Question 1 has to come first" in await taps(house, chair, "Move up")
    await taps(house, chair, "Back")
    await taps(house, chair, "1. Do you work?")
    assert "Please change question 2 first" in await taps(house, chair, "Delete this question")
    await taps(house, chair, "Change the answers")
    assert "Please change question 2 first" in await types(house, chair, "Never\nNo")
    assert "Mostly" in await types(house, chair, "Yes\nMostly")
    await taps(house, chair, "Back")
    assert "Only if the answer to question 1 is “Yes”." in await taps(house, chair, "Done")
    await taps(house, chair, "Change the questions")
    await taps(house, chair, "2. Where?")
    await taps(house, chair, "Ask it only if")
    assert "Only if" not in await taps(house, chair, "Ask it always")


async def test_several_answers_have_a_most_and_one_that_goes_alone(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "Several answers", "When could you come?", "Early\nLate\nSaturdays")
    await taps(house, chair, "1. When could you come?")
    assert "How many answers" in await taps(house, chair, "At most: as many as they like")
    assert [label for label in chair.last.buttons if label.isdigit()] == ["2"]
    assert "at most 2 answers" in await taps(house, chair, "2")
    assert "Which answer is it?" in await taps(house, chair, "Goes alone: no answer")
    assert "Please tap one of the buttons" in await types(house, chair, "none")
    assert "None of these (goes alone)" in await taps(house, chair, "Add “None of these”")
    assert "At most: 2 answers" in chair.last.buttons
    await taps(house, chair, "Goes alone: None of these")
    assert "Add “None of these”" not in chair.last.buttons
    await taps(house, chair, "Back")
    await taps(house, chair, "Back")
    await taps(house, chair, "Done")
    await taps(house, chair, "Send to 2 members")
    asha = house.person(1000)
    await taps(house, asha, "Start")
    for label, chosen in (
        ("Early", "Early"),
        ("Late", "Early; Late"),
        ("None of these", "None of these"),
        ("Saturdays", "Saturdays"),
    ):
        assert f"Your answer: {chosen}" in await taps(house, asha, label)
    await taps(house, asha, "Late")
    assert "at most 2" in await taps(house, asha, "Early")


async def test_one_answer_more_or_less_and_the_limit_still_means_something(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "Several answers", "When?", "Early\nLate\nSaturdays\nNever")
    for label in ("1. When?", "At most: as many", "3", "Goes alone: no answer"):
        await taps(house, chair, label)
    assert "Never (goes alone)" in await taps(house, chair, "Never")
    assert "At most: as many as they like" in chair.last.buttons
    await taps(house, chair, "Goes alone: Never")
    assert "goes alone" not in await taps(house, chair, "No answer goes alone")
    await taps(house, chair, "Change the answers")
    await types(house, chair, "Early\nLate")
    assert not any(label.startswith("At most") for label in chair.last.buttons)
    assert "has changed since" in await taps(house, chair, data="s:ask:question:most@0")


async def test_what_is_built_survives_a_restart_and_can_be_kept(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "One answer", "Do you work?", "Yes\nNo")
    await taps(house, chair, "Add a question")
    await taps(house, chair, "Several answers")
    await types(house, chair, "When?")
    await house.restart()
    assert "You were in the middle" in await types(house, chair, "/survey")
    assert "2. When?" in await types(house, chair, "Early\nLate")
    assert "Do you want to keep" in await taps(house, chair, "Cancel")
    assert "2. When?" in await taps(house, chair, "Back")
    await taps(house, chair, "Cancel")
    assert "Saved as a draft" in await taps(house, chair, "Save as a draft")
    await house.restart()
    await types(house, chair, "/survey")
    await taps(house, chair, "Saved drafts (1)")
    await taps(house, chair, "Opening hours")
    await taps(house, chair, "Change the questions")
    assert "3. Why?" in await adds(house, chair, "A longer text", "Why?")


async def test_thrown_away_is_thrown_away(house: House) -> None:
    chair = await begun(house)
    assert "Cancelled" in await taps(house, chair, "Cancel")
    await types(house, chair, "/survey")
    await taps(house, chair, "Write it here")
    await types(house, chair, "Opening hours")
    await adds(house, chair, "A few words", "Why?")
    await taps(house, chair, "Done")
    assert "Do you want to keep" in await taps(house, chair, "Cancel")
    assert "Cancelled" in await taps(house, chair, "Throw it away")
    await types(house, chair, "/survey")
    assert not any("draft" in label for label in chair.last.buttons)


async def test_a_file_in_the_middle_keeps_what_was_written(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "A few words", "Why?")
    chair.send_file("hours.csv", b"type,name,label\ntext,how,How?\n", caption="/survey")
    await house.quiet()
    said = "\n".join(message.words for message in chair.news)
    assert "I kept the survey that you were writing" in said and "What is the survey called?" in said
    await taps(house, chair, "Cancel")
    await types(house, chair, "/survey")
    await taps(house, chair, "Saved drafts (1)")
    assert "Why?" in await taps(house, chair, "Opening hours")


@pytest.mark.parametrize(
    ("sort", "steps", "wrong", "said"),
    [
        ("One answer", (), "x" * 601, "at most 600 letters"),
        ("One answer", (), "\u200b", "nothing to read"),
        ("One answer", ("Why?",), "One", "at least 2 answers"),
        ("One answer", ("Why?",), "Yes\nYES", "Two of the answers are the same"),
        ("Several answers", ("Why?",), "\n".join(str(number) for number in range(13)), "more than 12 answers"),
        ("A rating", ("How?",), "Bad", "two lines"),
        ("A rating", ("How?",), "Bad\n" + "x" * 61, "at most 60 letters"),
        ("A number", ("How many?",), "a few", "smallest and the largest"),
        ("A number", ("How many?",), "10 to 0", "smallest and the largest"),
        ("A number", ("How many?",), "0 to 99999999999", "smallest and the largest"),
    ],
)
async def test_typed_nonsense_has_an_answer_at_every_step(
    house: House, sort: str, steps: tuple[str, ...], wrong: str, said: str
) -> None:
    chair = await begun(house)
    await adds(house, chair, "A few words", "Kept?")
    await adds(house, chair, sort, *steps)
    assert said in await types(house, chair, wrong)
    assert "You were in the middle" in await types(house, chair, "/survey")
    while "Add a question" not in chair.last.buttons:
        await taps(house, chair, "Back")
    assert "Kept?" in chair.last.words


async def test_where_a_button_is_asked_for_words_are_not_taken(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "One answer", "Do you work?", "Yes\nNo")
    await adds(house, chair, "A few words", "Where?")
    for label in ("2. Where?", "Ask it only if", "1. Do you work?"):
        await taps(house, chair, label)
        assert "Please tap one of the buttons" in await types(house, chair, "nonsense")
        chair.send("sticker")
        await house.quiet()
        assert "I can only read text" in "\n".join(message.words for message in chair.news)


async def test_a_button_of_before_a_change_changes_nothing(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "A few words", "First?")
    await adds(house, chair, "A few words", "Second?")
    await taps(house, chair, "1. First?")
    question = chair.last
    delete = next(
        button.data for row in question.keyboard for button in row if button.label == "Delete this question"
    )
    await taps(house, chair, "Move down")
    await taps(house, chair, "1. Second?")
    assert "has changed since" in await taps(house, chair, data=delete)
    assert "has changed since" in await taps(house, chair, data="s:ask:question:delete")
    assert "has changed since" in await taps(house, chair, data="s:ask:question:condition@-1")
    await taps(house, chair, "Back")
    assert "1. Second?" in chair.last.words and "2. First?" in chair.last.words
    for data in ("s:ask:build:99@3", "s:ask:build:0@3", "s:ask:build:add@0", "s:ask:build:", "s:ask:build:x@y"):
        assert "has changed since" in await taps(house, chair, data=data)


async def test_the_same_tap_twice_moves_once(house: House) -> None:
    chair = await begun(house)
    for name in ("First?", "Second?", "Third?"):
        await adds(house, chair, "A few words", name)
    await taps(house, chair, "1. First?")
    await taps(house, chair, "Move down", twice=True)
    assert [line for line in chair.last.words.splitlines() if line.endswith("?")] == [
        "1. Second?", "2. First?", "3. Third?"
    ]  # fmt: skip


async def test_twelve_questions_and_no_more(house: House) -> None:
    chair = await begun(house)
    for number in range(12):
        await adds(house, chair, "A few words", f"Number {number}?")
    assert "Add a question" not in chair.last.buttons


async def test_a_survey_of_nothing_to_answer_is_not_sent(house: House) -> None:
    chair = await begun(house)
    await adds(house, chair, "Only something to read", "Hello.")
    await taps(house, chair, "Done")
    for label in ("Send to 2 members", "Send later"):
        assert "at least one question" in await taps(house, chair, label)


async def test_whoever_loses_the_role_in_the_middle_is_in_nothing_any_more(house: House) -> None:
    assert house.bot is not None
    chair = await begun(house)
    await adds(house, chair, "A few words", "Why?")
    asha = await member(house, 5000)
    await revoke(house, chair)
    assert "I do not know that command" in await taps(house, chair, "Done")
    assert "Sorry" not in await types(house, chair, "Hello")
    assert "nothing to go on with" in await taps(house, asha, data="s:ask:preview:send")
