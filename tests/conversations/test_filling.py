"""Filling in a survey: one message, back and skip, stop and come back, whatever is typed or tapped."""

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from tests.conversations.house import CHAIR, House
from tests.conversations.people import a_chair, actor, group_of, member, taps, told, types
from tests.conversations.surveys import ask_survey


async def begun(house: House) -> PersonDriver:
    """Somebody who has tapped *Start*, in a group that has been asked."""
    await a_chair(house)
    asha, *_ = await group_of(house, 2)
    await ask_survey(house)
    assert "Getting an appointment" in shown(asha)
    assert "up to 6 questions" in shown(asha)
    await taps(house, asha, "Start")
    return asha


def shown(person: PersonDriver) -> str:
    """The newest message of the bot."""
    return person.last.words


def paper(person: PersonDriver) -> Message:
    """The message with the survey."""
    return next(m for m in reversed(person.messages) if m.markup)


async def to_the_review(house: House, asha: PersonDriver) -> None:
    """From the first statement to the review."""
    await taps(house, asha, "Next")
    await taps(house, asha, "Yes")
    await types(house, asha, "15")
    await taps(house, asha, "Phone")
    await taps(house, asha, "Next")
    await types(house, asha, "1 March 2026")
    await taps(house, asha, "Good")
    await types(house, asha, "Nobody <b>listens</b>")


async def test_a_survey_from_start_to_thank_you(house: House) -> None:
    asha = await begun(house)
    assert "Thank you for taking part" in shown(asha)
    await taps(house, asha, "Next")
    assert "Question 1 of 5" in shown(asha)
    await taps(house, asha, "Yes")
    # The branch adds a question, and the count says so.
    assert "Question 2 of 6" in shown(asha)
    assert "How many minutes" in shown(asha)
    await types(house, asha, "15")
    assert "Question 3 of 6" in shown(asha)
    await taps(house, asha, "Phone")
    assert "Your answer: Phone" in shown(asha)
    await taps(house, asha, "Online")
    await taps(house, asha, "Next")
    await types(house, asha, "1 March 2026")
    assert "How was it?" in shown(asha)
    await taps(house, asha, "Good")
    assert "The last one" in shown(asha)
    await types(house, asha, "Nobody <b>listens</b>")
    for words in ("Your answers", "15", "Phone; Online", "1 March 2026", "Good", "Nobody <b>listens</b>"):
        assert words in shown(asha)
    await taps(house, asha, "Submit")
    assert "Your answers to S1 are sent" in shown(asha)


async def test_taps_edit_one_message_and_do_not_flood_the_chat(house: House) -> None:
    asha = await begun(house)
    before = len(asha.messages)
    await taps(house, asha, "Next")
    await taps(house, asha, "No")
    await taps(house, asha, "Phone")
    await taps(house, asha, "Back")
    assert len(asha.messages) == before


async def test_back_skip_and_a_branch_that_is_left(house: House) -> None:
    asha = await begun(house)
    await to_the_review(house, asha)
    await taps(house, asha, "Change 1")
    await taps(house, asha, "No")
    # Back at the review; the waiting time is not asked any more, and does not count.
    assert "Your answers" in shown(asha)
    assert "15" not in shown(asha)
    await taps(house, asha, "Change 1")
    await taps(house, asha, "Yes")
    assert "15" in shown(asha)
    await taps(house, asha, "Change 3")
    await taps(house, asha, "✓ Phone")
    await taps(house, asha, "Skip")
    assert "no answer" in shown(asha)


async def test_what_is_required_cannot_be_left_out(house: House) -> None:
    asha = await begun(house)
    await taps(house, asha, "Next")
    assert "Skip" not in paper(asha).buttons
    await taps(house, asha, "No")
    await taps(house, asha, "Skip")
    await taps(house, asha, "Skip")
    assert "Prefer not to say" in paper(asha).buttons
    await taps(house, asha, "Prefer not to say")
    await taps(house, asha, "Skip")
    assert "Prefer not to say" in shown(asha)
    await taps(house, asha, "Submit")
    assert "are sent" in shown(asha)


async def test_typed_nonsense_gets_a_word_and_loses_nothing(house: House) -> None:
    asha = await begun(house)
    await taps(house, asha, "Next")
    assert "Please tap one of the buttons" in await types(house, asha, "Perhaps") or "Question 1" in shown(asha)
    await taps(house, asha, "Yes")
    for typed, answer in (
        ("soon", "Please type a number"),
        ("1.5", "whole number"),
        ("-1", "at least 0"),
        ("500", "at most 120"),
    ):
        assert answer in await types(house, asha, typed)
    asha.send("sticker")
    await house.quiet()
    assert "How many minutes" in shown(asha)
    await types(house, asha, "20")
    assert "Question 3 of 6" in shown(asha)
    await taps(house, asha, "Skip")
    assert "I do not understand that date" in await types(house, asha, "the day my cat was ill")
    await taps(house, asha, "Skip")
    await taps(house, asha, "Good")
    assert "too long" in await types(house, asha, "x" * 4_000)
    assert "Your answers" in await types(house, asha, "=HYPERLINK(1)")


async def test_stop_restart_and_come_back(house: House) -> None:
    asha = await begun(house)
    await taps(house, asha, "Next")
    await taps(house, asha, "Yes")
    await types(house, asha, "15")
    await taps(house, asha, "Stop for now")
    assert "kept, but not sent yet" in shown(asha)
    assert "Shall I pass this on" in await types(house, asha, "Hello?")
    await house.restart()
    house.clock.advance(days=1)
    await types(house, asha, "/polls")
    await taps(house, asha, "S1")
    assert "You have answered 2 of 6 questions" in shown(asha)
    await taps(house, asha, "Go on")
    assert "Question 3 of 6" in shown(asha)


async def test_the_reminder_leads_back_to_where_it_was_left(house: House) -> None:
    asha = await begun(house)
    await taps(house, asha, "Next")
    await taps(house, asha, "No")
    house.clock.advance(days=6, hours=1)
    await house.tick()
    assert "still time" in shown(asha)
    assert "You have answered 1 of 5 questions" in shown(asha)
    await taps(house, asha, "Go on")
    assert "Which ways do you like?" in shown(asha)


async def test_a_double_tap_answers_once(house: House) -> None:
    asha = await begun(house)
    await taps(house, asha, "Next")
    message = paper(asha)
    asha.tap(message, "No")
    asha.tap(message, "No")
    await house.quiet()
    assert "Question 2 of 5" in shown(asha)


async def test_the_button_of_an_older_question_changes_that_answer(house: House) -> None:
    asha = await begun(house)
    await taps(house, asha, "Next")
    old = paper(asha)
    await taps(house, asha, "Yes")
    await types(house, asha, "15")
    await types(house, asha, "/polls")
    await taps(house, asha, "S1")
    await taps(house, asha, "Go on")
    asha.tap(old, "No") if "No" in old.buttons else None
    await house.quiet()
    assert "Question" in shown(asha)


async def test_answers_are_changed_until_the_close_and_count_when_sent(house: House) -> None:
    asha = await begun(house)
    await to_the_review(house, asha)
    await taps(house, asha, "Submit")
    await taps(house, asha, "Change my answers")
    await taps(house, asha, "Change 1")
    await taps(house, asha, "No")
    assert "Until then, what you sent before counts" in shown(asha)
    await taps(house, asha, "Submit")
    assert "are sent" in shown(asha)
    house.clock.advance(days=8)
    await house.tick()
    asha.tap(next(m for m in reversed(asha.messages) if "Change my answers" in m.buttons), "Change my answers")
    await house.quiet()
    assert "is closed" in await told(house, asha) or any("closed" in toast.text for toast in asha.toasts)


async def test_a_survey_is_read_in_another_language(house: House) -> None:
    await a_chair(house)
    asha, *_ = await group_of(house, 2)
    await ask_survey(house)
    await taps(house, asha, "Polski")
    assert "Dziękujemy" in shown(asha)
    await taps(house, asha, "Next")
    await taps(house, asha, "Yes (pl)")
    assert "Ile minut?" in shown(asha)


async def test_a_poll_that_is_being_built_waits_while_a_survey_is_filled_in(house: House) -> None:
    chair = await member(house, CHAIR, "Maria")
    await ask_survey(house)
    intro = paper(chair)
    await types(house, chair, "/poll")
    await types(house, chair, "Open on Saturdays?")
    chair.tap(intro, "Start")
    await house.quiet()
    chair.tap(intro, "Stop for now")
    await house.quiet()
    assert "Open on Saturdays?" in shown(chair)
    await types(house, chair, "Yes\nNo")
    assert "How many answers" in shown(chair)


async def test_who_was_in_the_middle_at_the_close_is_let_go(house: House) -> None:
    asha = await begun(house)
    await taps(house, asha, "Next")
    await taps(house, asha, "Yes")
    house.clock.advance(days=8)
    await house.tick()
    # Nothing says any more where they were: beside a half-done ballot it could tell whose it is.
    assert (await actor(house, asha)).place is None
    assert "Shall I pass this on" in await types(house, asha, "15")


async def test_words_that_cross_the_close_hear_that_it_is_closed(house: House) -> None:
    asha = await begun(house)
    await taps(house, asha, "Next")
    await taps(house, asha, "Yes")
    # Its time is up, and the clock has not closed it yet.
    house.clock.advance(days=8)
    assert "S1 is closed" in await types(house, asha, "15")
    assert (await actor(house, asha)).place is None


async def test_the_button_of_one_survey_does_not_end_another(house: House) -> None:
    asha = await begun(house)
    first = paper(asha)
    await ask_survey(house)
    second = paper(asha)
    asha.tap(second, "Start")
    await house.quiet()
    for label in ("Next", "Yes"):
        await taps(house, asha, label, message=paper_of(asha, "S2"))
    asha.tap(first, "Stop for now")
    await house.quiet()
    assert "Question 3 of 6" in await types(house, asha, "15")


def paper_of(person: PersonDriver, reference: str) -> Message:
    """The newest message with this survey."""
    return next(m for m in reversed(person.messages) if m.markup and m.words.startswith(reference))


async def test_half_done_answers_count_only_where_people_are_told(house: House) -> None:
    await a_chair(house)
    asha, *_ = await group_of(house, 2)
    await ask_survey(house, partial=True)
    assert "the answers you have given still count" in shown(asha)
    await taps(house, asha, "Start")
    await taps(house, asha, "Next")
    await taps(house, asha, "No")
    await taps(house, asha, "Stop for now")
    assert "even if you do not finish" in shown(asha)


async def test_a_survey_that_is_being_written_is_kept_as_a_draft_when_its_author_turns_to_something_else(
    house: House,
) -> None:
    chair = await member(house, CHAIR, "Maria")
    await ask_survey(house)
    intro = paper(chair)
    await types(house, chair, "/survey")
    await taps(house, chair, "Write it here")
    await types(house, chair, "Our opening hours")
    for label in ("Add a question", "One answer"):
        await taps(house, chair, label)
    for words in ("Open late?", "Yes\nNo"):
        await types(house, chair, words)
    chair.tap(intro, "Start")
    await house.quiet()
    assert "I kept the survey that you were writing" in await types(house, chair, "/poll")
    await taps(house, chair, "Cancel")
    await types(house, chair, "/survey")
    await taps(house, chair, "Saved drafts")
    assert any("Our opening hours" in label for label in paper(chair).buttons)
