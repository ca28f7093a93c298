"""What the profile asks in each country, and what becomes of the answers when another is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.profile.choices import ALONE, NO, NONE, NOT_SAID, YES, Choice
from bot.rules.profile.questions import (
    AGE_BANDS,
    LONGEST_OWN_WORDS,
    PURPOSES,
    Asked,
    Question,
    after,
    age_bands,
    own_words,
    questions_for,
)
from bot.rules.regions import REGIONS
from bot.rules.words import Purpose
from handlers.callbacks import LARGEST_ID, AboutMe, unpack
from handlers.views.profile import CHOOSE

EVERY = [asked for region in REGIONS for asked in questions_for(region, 0)]


def of(question: Question, region: str = "england", minimum_age: int = 16) -> Asked:
    return next(asked for asked in questions_for(region, minimum_age) if asked.question is question)


@pytest.mark.parametrize("region", REGIONS)
def test_every_country_asks_every_question_once_and_those_of_one_consent_together(region: str) -> None:
    asked = questions_for(region, 16)
    assert sorted(each.question for each in asked) == sorted(Question)
    purposes = list(dict.fromkeys(each.purpose for each in asked))
    assert [each.purpose for each in asked] == sorted((each.purpose for each in asked), key=purposes.index)
    assert purposes[0] == Purpose.PROFILE


def test_health_and_ethnicity_rest_on_consents_of_their_own() -> None:
    special = {question: purpose for question, purpose in PURPOSES.items() if purpose is not Purpose.PROFILE}
    assert special == {
        Question.ETHNICITY: Purpose.ETHNICITY,
        Question.CONDITION: Purpose.HEALTH,
        Question.ACCESS: Purpose.HEALTH,
    }


def test_age_bands_have_no_gaps_and_under_16_is_only_asked_where_they_may_join() -> None:
    assert age_bands(16)[0] == "16-24"
    assert age_bands(15) == ("under-16", "16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-over")
    assert age_bands(30)[0] == "25-34"
    oldest = [age for _, age in AGE_BANDS]
    starts = [int(band.partition("-")[0]) for band, _ in AGE_BANDS[1:]]
    assert starts == [age + 1 for age in oldest[:-1]]


@given(age=st.integers(0, 120), minimum=st.integers(0, 120))
def test_whoever_may_join_finds_their_age_band(age: int, minimum: int) -> None:
    band = next(name for name, oldest in AGE_BANDS if age <= oldest)
    assert (band in age_bands(minimum)) or age < minimum


def test_england_asks_for_the_ethnic_group_in_two_steps_of_5_and_18() -> None:
    asked = of(Question.ETHNICITY)
    groups = asked.on_page("")
    assert [choice.value for choice in groups] == ["white", "mixed", "asian", "black", "other"]
    parts = [asked.on_page(group.opens) for group in groups]
    assert [len(part) for part in parts] == [4, 4, 5, 3, 2]
    # The last of each takes own words.
    assert [[choice.own for choice in part].index(True) for part in parts] == [3, 3, 4, 2, 1]
    assert not asked.several


def test_new_zealand_takes_several_ethnicities_over_two_pages() -> None:
    asked = of(Question.ETHNICITY, "new-zealand")
    assert asked.several
    first, more = asked.on_page(""), asked.on_page("more")
    assert [choice.opens for choice in first if not choice.value] == ["more"]
    assert len(first) - 1 + len(more) == 18


@pytest.mark.parametrize("asked", EVERY, ids=lambda asked: asked.question)
def test_every_answer_fits_on_a_button_and_is_found_by_its_value(asked: Asked) -> None:
    values = [choice.value for choice in asked.choices if choice.value]
    assert len(set(values)) == len(values)
    for value in [*values, NOT_SAID]:
        choice = asked.choice(value)
        assert choice is not None and choice.value == value
        tap = AboutMe(LARGEST_ID, CHOOSE, True, asked.question, value)
        assert unpack(tap.pack()) == AboutMe(LARGEST_ID, CHOOSE, True, asked.question.value, value)
    assert asked.choice("") is None
    assert asked.choice("forged") is None
    assert all(asked.has_page(choice.opens) for choice in asked.choices)


def test_a_single_answer_takes_the_place_of_the_one_before() -> None:
    assert after([YES], Choice(NO), on=True, several=False) == {NO}
    assert after([YES], Choice(NOT_SAID), on=True, several=False) == {NOT_SAID}
    assert after([YES], Choice(YES), on=False, several=False) == set()


def test_a_broad_group_does_not_undo_the_part_of_it_that_was_chosen() -> None:
    assert after(["asian/indian"], Choice("asian"), on=True, several=False) == {"asian/indian"}
    assert after(["asian/indian"], Choice("white"), on=True, several=False) == {"white"}
    assert after(["asian"], Choice("asian/indian"), on=True, several=False) == {"asian/indian"}


def test_several_answers_stand_together_until_none_of_them_is_said() -> None:
    assert after(["braille"], Choice("audio"), on=True, several=True) == {"braille", "audio"}
    assert after(["braille", "audio"], Choice("audio"), on=False, several=True) == {"braille"}
    for alone in (NONE, NOT_SAID):
        assert after(["braille", "audio"], Choice(alone), on=True, several=True) == {alone}
        assert after([alone], Choice("audio"), on=True, several=True) == {"audio"}


TAPS = st.lists(st.tuples(st.sampled_from(["audio", "braille", "own", NONE, NOT_SAID]), st.booleans()), max_size=12)


@given(taps=TAPS, several=st.booleans())
def test_whatever_is_tapped_what_stands_alone_stands_alone(taps: list[tuple[str, bool]], several: bool) -> None:
    values: frozenset[str] = frozenset()
    for value, on in taps:
        values = after(values, Choice(value), on=on, several=several)
        assert (value in values) == on
        assert len(values) <= 1 or (several and not values & ALONE)
        # Twice is as good as once.
        assert after(values, Choice(value), on=on, several=several) == values


@pytest.mark.parametrize(
    ("typed", "kept"), [("  Kurdish \n and  Welsh ", "Kurdish and Welsh"), ("", ""), ("\u200b ", "")]
)
def test_own_words_are_one_line(typed: str, kept: str) -> None:
    assert own_words(typed) == kept


def test_own_words_have_room_for_few_words() -> None:
    assert LONGEST_OWN_WORDS == 60
