"""What simulated patients have to say, and how it gets to the practice."""

import random
from collections import Counter

import pytest

from bot.demo.cast.decisions import Screen
from bot.demo.cast.voices import comment, is_voice, voice_move

ASKED = ("Pass it on", "Not now")
SIGNING = ("Named: they see my name", "Confidential", "Anonymous", "Back")
TOPICS = ("Reception", "Prescriptions", "Something else", "Back")
READY = ("Send to the practice", "Back", "Cancel")


def test_some_have_something_to_say_and_most_do_not():
    rng = random.Random(3)
    said = [comment(rng) for _ in range(1000)]
    assert 200 < sum(words is not None for words in said) < 400
    assert all(words is None or words.startswith("/feedback ") for words in said)


@pytest.mark.parametrize(
    ("buttons", "is_one"), [(ASKED, True), (("Take those parts out", "Keep my words"), True), (("Yes", "No"), False)]
)
def test_a_comment_on_its_way_is_known_by_its_buttons(buttons, is_one):
    assert is_voice(Screen("Shall I pass this on?", buttons)) is is_one


@pytest.mark.parametrize(("buttons", "presses"), [(ASKED, {"pass it on"}), (READY, {"send to the practice"})])
def test_it_is_passed_on_and_sent(buttons, presses):
    rng = random.Random(3)
    assert {voice_move(Screen("", buttons), rng) for _ in range(20)} == presses


def test_it_is_signed_in_every_way():
    rng = random.Random(3)
    signed = Counter(voice_move(Screen("", SIGNING), rng) for _ in range(500))
    assert set(signed) == {"named: they see my name", "confidential", "anonymous"}


def test_any_topic_will_do_and_no_button_that_leads_away():
    rng = random.Random(3)
    chosen = {voice_move(Screen("", TOPICS), rng) for _ in range(100)}
    assert chosen == {"reception", "prescriptions", "something else"}


def test_after_the_thanks_there_is_nothing_left_to_press():
    assert voice_move(Screen("Thank you. This is F1.", ("What I have said",)), random.Random(3)) is None
