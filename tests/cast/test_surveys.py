"""What simulated patients do in a survey."""

import random
from collections import Counter

import pytest

from bot.demo.cast.decisions import Screen, Tap, Temper, Type
from bot.demo.cast.surveys import begins, survey_move, survey_of

ASHA = Temper("Asha", "Patel")
SHY = Temper("Ben", "Ali", open_about_themselves=False)
STOP = "Stop for now"


def moves(screen, temper=ASHA, count=400):
    rng = random.Random(3)
    return Counter(survey_move(screen, temper, rng) for _ in range(count))


@pytest.mark.parametrize(
    ("text", "buttons", "reference"),
    [
        ("S3 · Riverside asks you to fill in:", ("Start", "Polski"), "S3"),
        ("S3 · Question 2 of 6", ("Yes", "No", "Back", STOP), "S3"),
        ("Your answers to S3 are sent.", ("Change my answers",), None),
        ("P3 · Riverside asks: Saturdays?", ("Yes", "No"), None),
        ("S3 · Results", ("Question 1",), None),
    ],
)
def test_a_survey_is_known_by_its_reference_and_its_buttons(text, buttons, reference):
    assert survey_of(Screen(text, buttons)) == reference


def test_a_survey_is_begun_and_sent():
    begun = Screen("S3", ("Polski", "Start"))
    assert begins(begun)
    assert moves(begun) == {Tap("start"): 400}
    assert moves(Screen("S3 · Your answers", ("Submit", "Change 1", STOP))) == {Tap("submit"): 400}


def test_most_choose_and_a_few_stop():
    made = moves(Screen("S3 · Question 1 of 2", ("Yes", "No", "Not sure", "Back", "Skip", STOP)))
    assert set(made) == {Tap("yes"), Tap("no"), Tap("not sure"), Tap("stop for now")}
    assert made[Tap("stop for now")] < 40


def test_after_a_choice_among_several_people_go_on():
    made = moves(Screen("S3 · Question 1 of 2", ("✓ Phone", "Online", "Back", "Next", STOP)))
    assert made[Tap("next")] > made[Tap("online")] > 0
    assert Tap("phone") not in made


def test_who_does_not_like_to_say_does_not_have_to():
    made = moves(Screen("S3 · Question 1 of 2", ("Yes", "No", "Prefer not to say", STOP)), SHY)
    assert made[Tap("prefer not to say")] > 350


@pytest.mark.parametrize(
    ("text", "fits"),
    [("Type a number as your answer.", str.isdigit), ("Type a date as your answer.", lambda typed: "2026" in typed)],
)
def test_what_is_typed_fits(text, fits):
    made = moves(Screen(f"S3 · Question 1 of 2. {text}", ("Back", STOP)))
    assert all(fits(move.text) for move in made if isinstance(move, Type))
    assert any(isinstance(move, Type) for move in made)


def test_many_skip_what_they_would_have_to_write():
    made = moves(Screen("S3 · Question 1 of 2. Type your answer.", ("Back", "Skip", STOP)))
    assert made[Tap("skip")] > 150
    assert sum(count for move, count in made.items() if isinstance(move, Type)) > 80
