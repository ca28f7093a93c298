"""Trying a survey out before it is sent: its author goes through it as a member will, and nothing is kept."""

import pytest
from sqlalchemy import text

from bot.demo.standin.driver import PersonDriver
from tests.conversations.house import House
from tests.conversations.people import a_chair, group_of, practice, revoke, taps, types
from tests.xlsform.books import xlsx

PREVIEW = "This is what members will see"
SURVEY = (
    ("type", "name", "label::English (en)", "label::Polski (pl)", "required", "relevant"),
    ("select_one yn", "came", "Did you call us?", "Czy Pan dzwonił?", "yes", ""),
    ("integer", "waited", "How many minutes did you wait?", "Ile minut?", "yes", "${came} = 'yes'"),
    ("select_multiple ways", "ways", "Which ways do you like?", "Które sposoby?", "", ""),
    ("text", "why", "Why?", "Dlaczego?", "", ""),
)
CHOICES = (
    ("list_name", "name", "label::English (en)", "label::Polski (pl)"),
    ("yn", "yes", "Yes", "Tak"),
    ("yn", "no", "No", "Nie"),
    *(("ways", f"w{number}", f"Way {number}", f"Sposób {number}") for number in range(1, 13)),
)
FILE = xlsx({"survey": SURVEY, "choices": CHOICES, "settings": (("form_title",), ("Calling us",))})


async def begun(house: House) -> PersonDriver:
    """A chair with a draft, who tries it out."""
    chair, _ = await a_chair(house), await group_of(house, 2)
    chair.send_file("survey.xlsx", FILE, caption="/survey")
    await house.quiet()
    said = await taps(house, chair, "Try it out")
    assert "Nothing that you answer is kept or sent." in said and "There are up to 4 questions." in said
    return chair


async def kept(house: House) -> int:
    """How many sheets, ballots and places on rosters there are."""
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        statement = " + ".join(f"(SELECT count(*) FROM {table})" for table in ("sheet", "ballot", "roster"))
        return int(await uow.session.scalar(text(f"SELECT {statement}")) or 0)


async def test_from_start_to_the_end_and_back_at_the_preview(house: House) -> None:
    chair = await begun(house)
    assert "Question 1 of 3" in await taps(house, chair, "Start")
    assert "Question 2 of 4" in await taps(house, chair, "Yes")
    assert "Please type a number" in await types(house, chair, "long")
    assert "Question 3 of 4" in await types(house, chair, "15")
    assert "page 2 of 2" in await taps(house, chair, "More choices")
    assert "Your answer: Way 11" in await taps(house, chair, "Way 11")
    assert "Why?" in await taps(house, chair, "Next")
    review = await types(house, chair, "It is <b>quick</b>")
    assert "Your answers" in review and "15" in review and "It is <b>quick</b>" in review
    assert "Did you call us?" in await taps(house, chair, "Change 1")
    assert "15" not in await taps(house, chair, "No")
    assert "Nothing was kept or sent." in await taps(house, chair, "Submit")
    assert PREVIEW in chair.last.words
    assert await kept(house) == 0
    assert "Sent to 2 of 2" in await taps(house, chair, "Send to 2 members")


async def test_each_try_begins_anew_and_can_be_left_at_any_time(house: House) -> None:
    chair = await begun(house)
    assert PREVIEW in await taps(house, chair, "Back")
    await taps(house, chair, "Try it out")
    await taps(house, chair, "Start")
    await taps(house, chair, "No")
    assert PREVIEW in await taps(house, chair, "Stop for now")
    assert "There are up to 4 questions." in await taps(house, chair, "Try it out")
    assert "Question 1 of 3" in await taps(house, chair, "Start")


async def test_in_another_language(house: House) -> None:
    chair = await begun(house)
    assert "Czy Pan dzwonił?" in await taps(house, chair, "Polski")
    assert "Które sposoby?" in await taps(house, chair, "Nie")


async def test_what_is_required_is_asked_for_at_the_end(house: House) -> None:
    chair = await begun(house)
    await taps(house, chair, "Start")
    here = practice(house).id
    assert "1 question still needs an answer" in await taps(house, chair, data=f"se:{here}:0:1")
    assert "Did you call us?" in chair.last.words
    assert "question is not for you" in await taps(house, chair, data=f"sf:{here}:0:2:k:0")
    await taps(house, chair, data=f"sf:{here}:0:99:c:1")
    assert "Question 1 of 3" in chair.last.words


async def test_it_survives_a_restart(house: House) -> None:
    chair = await begun(house)
    await taps(house, chair, "Start")
    await taps(house, chair, "Yes")
    await house.restart()
    assert "You were in the middle" in await types(house, chair, "/survey")
    assert "Question 3 of 4" in await types(house, chair, "15")


async def test_a_button_of_a_try_that_is_over_says_so(house: House) -> None:
    chair = await begun(house)
    await taps(house, chair, "Start")
    question = chair.last
    data = next(button.data for row in question.keyboard for button in row if button.label == "Yes")
    await taps(house, chair, "Stop for now")
    assert PREVIEW in await taps(house, chair, data=data)
    await taps(house, chair, "Cancel")
    assert "nothing to go on with" in await taps(house, chair, data=data)


async def test_only_who_may_ask_can_try(house: House) -> None:
    chair = await begun(house)
    await revoke(house, chair)
    assert "I do not know that command" in await taps(house, chair, "Start")


@pytest.mark.parametrize("words", ["Hello", "/polls"])
async def test_whatever_is_typed_where_a_button_is_asked_for_has_an_answer(house: House, words: str) -> None:
    chair = await begun(house)
    await taps(house, chair, "Start")
    await types(house, chair, words)
    said = "\n".join(message.words for message in chair.news)
    assert "Please tap one of the buttons" in said or "There is no open poll" in said
