"""A new version of the agreement, and a very long one: signed before the next thing, with nothing lost."""

from pathlib import Path

import pytest

from tests.conversations.house import open_house
from tests.conversations.people import a_chair, ask, member, taps, types, walk
from tests.support.clock import HandClock

ASHA = 1000


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    path = tmp_path / "agreement.md"
    publish(path, "# Our agreement\n\nI keep secrets.")
    return path


def publish(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


async def test_a_new_version_is_signed_before_the_next_thing(
    tmp_path: Path, clock: HandClock, agreement: Path
) -> None:
    async with open_house(tmp_path, clock, agreement=str(agreement)) as house:
        chair, asha = await a_chair(house), await member(house, ASHA)
        await ask(house, chair)
        paper = await asha.hears("Saturdays?")
        publish(agreement, "# Our agreement\n\nI keep more secrets.")
        await house.restart()

        said = await taps(house, asha, "Yes", message=paper)
        assert "The agreement has changed" in said and "I keep more secrets." in said
        assert "Your answer" not in said
        said = await taps(house, asha, "I agree")
        assert "signed version 2" in said and "Tap your answer" in said
        assert "Your answer: Yes" in await taps(house, asha, "Yes")

        assert "The agreement has changed" in await types(house, chair, "/members")
        assert "Nothing has changed" in await taps(house, chair, "Not now")
        await types(house, chair, "/members")
        assert "Please send your last message again" in await taps(house, chair, "I agree")
        assert "Have not signed" not in await types(house, chair, "/members")


async def test_a_new_version_in_the_middle_of_a_poll_loses_nothing(
    tmp_path: Path, clock: HandClock, agreement: Path
) -> None:
    async with open_house(tmp_path, clock, agreement=str(agreement)) as house:
        chair = await a_chair(house)
        await types(house, chair, "/poll")
        await types(house, chair, "Saturdays?")
        publish(agreement, "New words.")
        await house.restart()
        assert "New words." in await types(house, chair, "Yes\nNo")
        assert "Please tap one of the buttons" in await types(house, chair, "Yes\nNo")
        said = await taps(house, chair, "I agree")
        assert "Saturdays?" in said and "type the answers" in said
        assert "How many answers" in await types(house, chair, "Yes\nNo")


async def test_a_version_that_comes_while_reading_is_shown_again(
    tmp_path: Path, clock: HandClock, agreement: Path
) -> None:
    async with open_house(tmp_path, clock, agreement=str(agreement)) as house:
        asha = house.person(ASHA)
        await walk(house, asha, "Join", "Yes, I am", "Yes", "Yes, go on")
        publish(agreement, "Other words.")
        await house.restart()
        said = await taps(house, asha, "I agree")
        assert "has changed while you were reading" in said and "Other words." in said
        await taps(house, asha, "I agree")
        assert "You are in" in await taps(house, asha, "Yes, message me")


async def test_a_long_agreement_comes_whole_with_the_question_last(
    tmp_path: Path, clock: HandClock, agreement: Path
) -> None:
    words = [f"Point {number}: I keep what I hear & read <to myself>." for number in range(200)]
    publish(agreement, "\n".join(words))
    async with open_house(tmp_path, clock, agreement=str(agreement), signature="typed") as house:
        asha = house.person(ASHA)
        shown = await walk(house, asha, "Join", "Yes, I am", "Yes", "Yes, go on")
        assert all(word in shown for word in words)
        assert shown.endswith("Do you agree?")
        await taps(house, asha, "I agree")
        await taps(house, asha, "Back")
        assert asha.last.words == "Do you agree?"
        assert asha.last.buttons == ["I agree", "Not now", "Back"]
