"""The profile on the screen: every question of every country in words, and the longest of it in one message."""

import html
import re
from datetime import UTC, datetime

import pytest

from bot.rules.lengths import utf16_length
from bot.rules.profile.choices import NOT_SAID
from bot.rules.profile.questions import LONGEST_OWN_WORDS, OF_PROFILE, Asked, Question, questions_for
from bot.rules.profile.segments import segments_of
from bot.rules.regions import REGIONS
from bot.services.practices import Practice
from bot.services.profile import Answers, Profile
from bot.settings import PracticeSettings
from bot.texts import Texts
from handlers.transport.messenger import keyboard
from handlers.views.my_data import LISTS, my_data_screen
from handlers.views.profile import At, Pages, answer_in_words, answer_label, segment_name
from handlers.views.screen import LONGEST_MESSAGE, Screen

TEXTS = Texts("en")
ALLOWED = dict.fromkeys(OF_PROFILE, True)


def practice_in(region: str) -> Practice:
    return Practice(1, PracticeSettings(name="&" * 80, code="E82123", region=region, minimum_age=0))


def assert_fits(screen: Screen) -> None:
    shown = html.unescape(re.sub(r"</?b>", "", screen.text))
    assert utf16_length(shown) <= LONGEST_MESSAGE
    keyboard(screen.rows)


def everything(asked: Asked) -> Answers:
    """All that can be said at once, in the longest words."""
    values = [choice.value for choice in asked.choices if choice.value]
    return dict.fromkeys(values if asked.several else values[-1:], "&" * LONGEST_OWN_WORDS)


@pytest.fixture(params=REGIONS)
def practice(request: pytest.FixtureRequest) -> Practice:
    return practice_in(str(request.param))


@pytest.fixture
def profile(practice: Practice) -> Profile:
    asked = questions_for(practice.settings.region.key, 0)
    return Profile(asked, {each.question: everything(each) for each in asked}, ALLOWED)


def test_every_page_of_every_question_can_be_shown(practice: Practice, profile: Profile) -> None:
    for shown in (profile, Profile(profile.asked, {}, ALLOWED), Profile(profile.asked)):
        pages = Pages(TEXTS, practice, shown)
        assert_fits(pages.overview())
        for asked in profile.asked:
            for page in dict.fromkeys(choice.page for choice in asked.choices):
                assert_fits(pages.question(At(asked.question, page, walk=True)))
        for purpose in OF_PROFILE:
            assert_fits(pages.consent(purpose, At(Question.AGE)))


def test_no_answer_is_shown_as_its_bare_value(practice: Practice, profile: Profile) -> None:
    for asked in profile.asked:
        for choice in asked.choices:
            if choice.value:
                assert answer_label(TEXTS, practice, asked.question, choice.value) != choice.value
                pages = Pages(TEXTS, practice, profile)
                own = At(asked.question, choice.page, own=True)
                assert not choice.own or pages.question(own).text
        assert answer_in_words(TEXTS, practice, asked, {NOT_SAID: None}) == ["Prefer not to say"]


def test_an_answer_that_the_country_does_not_ask_is_shown_all_the_same() -> None:
    practice = practice_in("england")
    asked = next(each for each in questions_for("england", 0) if each.question is Question.ETHNICITY)
    assert answer_in_words(TEXTS, practice, asked, {"pacific/samoan": None}) == ["pacific/samoan"]
    said = {"question": "ethnicity", "answer": "pacific/samoan", "own_words": None}
    at = datetime(2027, 1, 1, tzinfo=UTC).isoformat()
    held = {"person": {"last_seen": at}, "membership": {}, "roles": [], "profile": [said]}
    screen = my_data_screen(TEXTS, practice, {**held, **{name: [] for name in LISTS}})
    assert b"pacific/samoan" in screen.documents[0].make()


def test_every_segment_has_a_name(practice: Practice) -> None:
    names = [segment_name(TEXTS, practice, segment) for segment in segments_of(practice.settings.region.key, 0)]
    assert len(set(names)) == len(names)
    assert {"Carers", "Aged 25 to 34", "With children aged under 5"} <= set(names)
    assert not [name for name in names if name != name.strip() or ":" in name.partition(": ")[2]]
