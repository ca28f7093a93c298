"""What simulated patients do about a meeting."""

import random
from collections import Counter

import pytest

from bot.demo.cast.decisions import Screen
from bot.demo.cast.meetings import ITEMS, meeting_of, meeting_reply, suggestion

REPLIES = ("Coming", "Online", "Apologies", "What I need")


@pytest.mark.parametrize(
    ("text", "buttons", "about"),
    [
        ("M4 · Spring meeting", REPLIES, "M4"),
        ("M4 · Spring meeting", ("✓ Coming", "Online", "Apologies"), "M4"),
        ("M4 is over. Was this useful?", ("Yes", "Partly", "No"), "M4 afterwards"),
        ("M4 was cancelled.", (), None),
        ("P4 · Saturdays?", ("Yes", "No"), None),
        ("Were you coming?", REPLIES, None),
    ],
)
def test_a_meeting_is_known_by_its_reference_and_its_buttons(text, buttons, about):
    assert meeting_of(Screen(text, buttons)) == about


def test_some_come_some_join_from_home_some_are_sorry_and_some_say_nothing():
    rng = random.Random(2)
    made = Counter(meeting_reply(Screen("M4", REPLIES), rng) for _ in range(1000))
    assert set(made) == {"coming", "online", "apologies", None}
    assert all(count > 80 for count in made.values())


def test_nobody_joins_online_where_there_is_no_link():
    rng = random.Random(2)
    made = {meeting_reply(Screen("M4", ("Coming", "Apologies")), rng) for _ in range(500)}
    assert made == {"coming", "apologies", None}


def test_most_found_it_useful():
    rng = random.Random(2)
    made = Counter(meeting_reply(Screen("M4", ("Yes", "Partly", "No")), rng) for _ in range(1000))
    assert made["yes"] > made["partly"] > made["no"] > 0


def test_a_few_have_something_for_the_agenda():
    rng = random.Random(2)
    made = Counter(suggestion(rng) for _ in range(1000))
    assert 20 < 1000 - made[None] < 200
    assert set(made) - {None} <= {f"/agenda {item}" for item in ITEMS}
