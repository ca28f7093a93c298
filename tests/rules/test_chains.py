"""The chain as a web of steps: nothing comes of itself, and both directions tell the same story."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.chains import Link, Step, ahead, behind, closes_a_circle, may_come_of
from bot.rules.words import ChainKind

LINKS = st.tuples(st.sampled_from([ChainKind.AGENDA, ChainKind.ACTION, ChainKind.PROJECT]), st.integers(1, 4))
WEBS = st.lists(st.tuples(LINKS, LINKS), max_size=25)


def without_circles(steps: list[Step]) -> list[Step]:
    """As a practice builds it: each step is put in unless it closes a circle."""
    kept: list[Step] = []
    for came_from, to in steps:
        if not closes_a_circle(kept, came_from, to):
            kept.append((came_from, to))
    return kept


@given(steps=WEBS)
def test_nothing_comes_of_itself(steps: list[Step]) -> None:
    kept = without_circles(steps)
    for link in {each for step in kept for each in step}:
        directly = [to for came_from, to in kept if came_from == link]
        assert link not in directly
        assert link not in ahead(kept, directly)


@given(steps=WEBS, link=LINKS, other=LINKS)
def test_what_is_ahead_of_one_has_it_behind(steps: list[Step], link: Link, other: Link) -> None:
    kept = without_circles(steps)
    assert (other in ahead(kept, [link])) is (link in behind(kept, [other]))


@given(steps=WEBS, link=LINKS)
def test_what_comes_next_is_ahead_and_so_is_what_comes_of_that(steps: list[Step], link: Link) -> None:
    kept = without_circles(steps)
    directly = {to for came_from, to in kept if came_from == link}
    assert ahead(kept, [link]) == directly | ahead(kept, directly)


@given(steps=WEBS)
def test_a_circle_that_is_there_all_the_same_is_gone_round_once(steps: list[Step]) -> None:
    for came_from, to in steps:
        assert ahead(steps, [came_from]) >= {to} - {came_from}


def test_work_comes_of_voices_and_of_work_and_voices_of_nothing() -> None:
    for came_from in ChainKind:
        assert not any(
            may_come_of(came_from, voice) for voice in (ChainKind.FEEDBACK, ChainKind.TOPIC, ChainKind.CONSULTATION)
        )
        assert may_come_of(came_from, ChainKind.ACTION)
        assert may_come_of(came_from, ChainKind.PROJECT)
        assert may_come_of(came_from, ChainKind.AGENDA) is (came_from is not ChainKind.AGENDA)
