"""What simulated patients do about what they see."""

import random
from collections import Counter

import pytest

from bot.demo.cast.decisions import (
    Screen,
    Tap,
    Temper,
    Type,
    ballot,
    finishing_label,
    joining_move,
    plain,
    temper_of,
    thinking_time,
)
from bot.demo.cast.names import invent_names

ASHA = Temper("Asha", "Patel")
SATURDAYS = Screen("P12 Should we open on Saturdays?", ("Yes", "No", "Not sure"))


def move(buttons, text="", temper=ASHA, done=(), seed=1):
    return joining_move(Screen(text, tuple(buttons)), temper, frozenset(done), random.Random(seed))


def many_ballots(screen, count=2000):
    rng = random.Random(4)
    return [ballot(screen, temper_of("A", "B", rng), rng) for _ in range(count)]


@pytest.mark.parametrize(
    ("buttons", "label"),
    [
        (["Join the group", "Tell me more"], "join the group"),
        (["Tell me more", "Polski", "Join the group"], "join the group"),
        (["I am a carer of someone registered here", "I am a patient here"], "i am a patient here"),
        (["No", "Yes"], "yes"),
        (["✅ Yes", "No"], "yes"),
        (["Not now", "I agree"], "i agree"),
        (["Yes, I am registered", "No"], "yes, i am registered"),
        (["Back", "Next"], "next"),
        (["Done"], "done"),
    ],
)
def test_a_patient_takes_the_way_in(buttons, label):
    assert move(buttons) == Tap(label)


@pytest.mark.parametrize(
    "buttons",
    [
        [],
        ["Not now"],
        ["No"],
        ["Leave the group", "Settings", "Language"],
        ["Yes, leave", "Cancel"],
        ["Yes, erase", "Back"],
        ["Decline"],
        ["Stop reminders", "Start again"],
        ["Something nobody has heard of"],
    ],
)
def test_a_patient_leaves_every_way_out_alone(buttons):
    assert move(buttons) is None


def test_a_curious_patient_asks_for_more_once_and_then_joins():
    curious = Temper("Owen", "Denby", curious=True)
    buttons = ["Join the group", "Tell me more"]
    assert move(buttons, temper=curious) == Tap("tell me more")
    assert move(buttons, temper=curious, done=["tell me more"]) == Tap("join the group")


def test_a_carer_says_so():
    buttons = ["I am a patient here", "I am a carer of someone here", "No"]
    assert move(buttons, temper=Temper("Sian", "Kerr", carer=True)) == Tap("i am a carer of someone here")


def test_a_patient_types_their_name_when_asked_to():
    assert move(["Not now"], text="To sign, please type your full name.") == Type("Asha Patel")


def test_a_name_is_typed_once():
    assert move(["Not now"], text="To sign, please type your full name.", done=["Asha Patel"]) is None


def test_a_button_to_agree_is_pressed_before_a_name_is_typed():
    assert move(["I agree", "Not now"], text="You will then type your name.") == Tap("i agree")


def test_nobody_presses_the_same_button_twice():
    assert move(["Yes", "No"], done=["yes"]) is None


def test_who_does_not_mind_answers_about_themselves():
    buttons = ["16 to 24", "25 to 44", "Prefer not to say", "Skip", "Back"]
    moves = {move(buttons, seed=seed).label for seed in range(40)}
    assert moves == {"16 to 24", "25 to 44"}


def test_a_yes_about_health_is_not_everybodys_answer():
    buttons = ["Yes", "No", "Prefer not to say", "Skip"]
    assert {move(buttons, seed=seed).label for seed in range(40)} == {"yes", "no"}


def test_who_minds_skips():
    private = Temper("Marek", "Lis", open_about_themselves=False)
    assert move(["16 to 24", "25 to 44", "Skip"], temper=private) == Tap("skip")


def test_after_one_of_several_answers_comes_done():
    buttons = ["✓ English", "Polish", "Done", "Skip"]
    assert move(buttons, done=["english"]) == Tap("done")
    assert move(["✓ English", "Polish", "Skip"], done=["english"]) is None


def test_a_poll_is_a_reference_and_at_least_two_choices():
    assert SATURDAYS.poll == "P12"
    assert SATURDAYS.choices == ("yes", "no", "not sure")
    assert Screen("Should we open on Saturdays?", ("Yes", "No")).poll is None
    assert Screen("P12 is closed. 12 answered.", ("Results", "Settings")).poll is None
    assert Screen("P12 is closed.").poll is None
    assert Screen("Meeting M4", ("Coming", "Apologies")).poll is None


def test_ways_out_are_not_choices():
    screen = Screen("P3 How?", ("By phone", "Online", "Skip", "Not now", "Cancel", "Submit", "Why are we asking?"))
    assert screen.choices == ("by phone", "online")


def test_a_choice_may_begin_like_a_way_on():
    assert Screen("P4 When?", ("Next week", "Back in May", "Clear nights")).choices == (
        "next week",
        "back in may",
        "clear nights",
    )


def test_most_answer_within_twenty_seconds_and_some_never():
    ballots = many_ballots(SATURDAYS)
    given = [one for one in ballots if one]
    assert 0.05 < 1 - len(given) / len(ballots) < 0.3
    assert sum(one.delay <= 20 for one in given) / len(given) > 0.8
    assert max(one.delay for one in given) <= 46


def test_every_choice_finds_friends_and_the_first_most():
    votes = Counter(one.choice for one in many_ballots(SATURDAYS) if one)
    assert set(votes) == set(SATURDAYS.choices)
    assert votes.most_common(1)[0][0] == "yes"


def test_a_few_change_their_minds_to_something_else():
    given = [one for one in many_ballots(SATURDAYS) if one]
    changed = [one for one in given if one.second]
    assert 0.01 < len(changed) / len(given) < 0.15
    assert all(one.second != one.choice and one.doubt > 0 for one in changed)


def test_who_ignores_polls_never_answers():
    silent = Temper("Zofia", "Wrona", ignores_polls=True)
    assert all(ballot(SATURDAYS, silent, random.Random(seed)) is None for seed in range(50))


def test_two_choices_of_the_same_name_leave_nothing_to_change_to():
    wavering = Temper("Jun", "Lau", wavers=True)
    same = Screen("P5 Which?", ("Yes", "YES"))
    assert all(
        one is None or one.second is None for one in (ballot(same, wavering, random.Random(s)) for s in range(30))
    )


def test_the_button_that_hands_an_answer_in_is_found():
    assert finishing_label(Screen("P6", ("A", "B", "✅ Done"))) == "done"
    assert finishing_label(SATURDAYS) is None


def test_long_texts_are_read_longer():
    rng = random.Random(2)
    assert thinking_time(Screen("x" * 4000), rng) > thinking_time(Screen("x"), rng)
    assert thinking_time(Screen("x" * 100_000), rng) < 6


@pytest.mark.parametrize(
    ("label", "bare"),
    [("✅ Yes", "yes"), ("Yes ✓", "yes"), ("• Not sure", "not sure"), ("👍", "👍"), ("Sure?", "sure?")],
)
def test_a_plain_label_has_no_ornaments(label, bare):
    assert plain(label) == bare


def test_the_same_seed_gives_the_same_different_people():
    names = invent_names(150, random.Random(7))
    assert names == invent_names(150, random.Random(7))
    assert names != invent_names(150, random.Random(8))
    assert len(set(names)) == 150
