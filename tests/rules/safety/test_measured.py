"""How well the shipped rules do on messages that were labelled by somebody else: emergencies must not
be overlooked.
"""

import tomllib
from functools import cache

import pytest

from benchmarks.safety.learning import WRITTEN, learned, read_examples, written
from benchmarks.safety.measuring import MESSAGES, SETS, Judged, Score, judged, scores
from bot.rules.safety.concerns import BY_RULES, URGENT, Concern

RECALL, FALSE_ALARMS = 0.95, 5.0


@cache
def everything() -> tuple[Judged, ...]:
    return tuple(message for which in SETS for message in judged(which))


def score(name: str) -> Score:
    (found,) = (each for each in scores(everything()) if each.name == name)
    return found


def test_every_message_is_of_a_set_and_there_are_enough() -> None:
    sets = [message["set"] for message in tomllib.loads(MESSAGES.read_text(encoding="utf-8"))["message"]]
    assert set(sets) == set(SETS)
    assert len(sets) == len(everything()) >= 150


@pytest.mark.parametrize("concern", sorted(URGENT))
def test_hardly_anything_urgent_is_overlooked(concern: Concern) -> None:
    assert score(concern).recall >= RECALL


def test_false_alarms_are_few() -> None:
    assert score("emergency + self-harm").false_alarms < FALSE_ALARMS


@pytest.mark.parametrize("concern", [Concern.IDENTIFIER, Concern.STAFF])
def test_what_names_people_is_found(concern: Concern) -> None:
    assert score(concern).recall >= RECALL


def test_the_file_of_weights_is_what_the_messages_teach() -> None:
    examples = read_examples()
    assert WRITTEN.read_text(encoding="utf-8") == written({each: learned(examples, each) for each in BY_RULES})
