"""Every view with the longest texts that are allowed: Telegram takes all of it."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.delivery.kinds import NATURES
from bot.delivery.kinds import Kind as DeliveryKind
from bot.rules.forms.answers import Answer, Chosen, Said
from bot.rules.forms.form import Choice as FormChoice
from bot.rules.forms.form import Form, Kind, Question
from bot.rules.forms.sheet import Sheet
from bot.rules.lengths import utf16_length
from bot.rules.polls import LONGEST_CHOICE, LONGEST_QUESTION, MOST_CHOICES, Share, problem_with
from bot.rules.words import (
    Attribution,
    Audience,
    Connection,
    ConsultationState,
    Influence,
    MemberState,
    Method,
    OutcomeKind,
    QuestionKind,
    ResultsTo,
    Role,
    Tier,
)
from bot.services.consultations import Reach
from bot.services.people import Actor, Membership
from bot.services.polls import Draft, Paper, Poll
from bot.services.practices import Practice, PublishedText
from bot.services.results import Progress, Results
from bot.services.stepping import Filled
from bot.services.surveys import Survey
from bot.settings import PracticeSettings
from bot.texts import Texts
from handlers.deliveries import TABLE
from handlers.features.joining import LONGEST_NAME
from handlers.features.outcome import LONGEST_OUTCOME
from handlers.transport.messenger import keyboard
from handlers.views import filling, joining, polls, results
from handlers.views.screen import LONGEST_CAPTION, LONGEST_MESSAGE, Screen, pieces

TEXTS = Texts("en")
NOW = datetime(2027, 9, 22, 22, 59, tzinfo=UTC)
LETTERS = {"plain": "W", "emoji": "😀", "escaped": "&", "right to left": "ש"}
MOST = 10**9


def long(letter: str, most: int) -> str:
    return letter * (most // utf16_length(letter))


def poll_of(letter: str, **changes: Any) -> Poll:
    choices = tuple((number, f"{number % 10}" + long(letter, LONGEST_CHOICE - 2)) for number in range(MOST_CHOICES))
    given: dict[str, Any] = {
        "id": MOST, "practice_id": MOST, "reference": "P100000", "is_survey": False,
        "title": long(letter, LONGEST_QUESTION),
        "question_id": MOST, "kind": QuestionKind.MULTIPLE, "choices": choices, "state": ConsultationState.OPEN,
        "audience": Audience.WIDER, "attribution": Attribution.ANONYMOUS, "results_to": ResultsTo.MEMBERS,
        "influence": Influence.ADVISE, "opened_at": NOW, "closes_at": NOW, "outcome": None, "outcome_kind": None,
    }  # fmt: skip
    return Poll(**{**given, **changes})


def results_of(poll: Poll) -> Results:
    shares = tuple(Share(text, MOST, 100) for _, text in poll.choices)
    return Results(poll, MOST, MOST, True, dict.fromkeys(Method, MOST), NOW, shares)


def practice_of(letter: str, **changes: Any) -> Practice:
    names = {"name": long(letter, 80), "group_name": long(letter, 80), "urgent_advice": long(letter, 400)}
    return Practice(MOST, PracticeSettings(code="E82123", **{**names, **changes}))


MEMBER = Membership(MOST, MemberState.ACTIVE, Connection.CARER, Tier.WIDER, "W" * LONGEST_NAME, True, True, "alias")


def parsed_length(text: str) -> int:
    return utf16_length(html.unescape(re.sub(r"</?(?:b|blockquote)>", "", text)))


def assert_fits(screen: Screen) -> None:
    assert 1 <= parsed_length(screen.text) <= LONGEST_MESSAGE
    buttons = [button for row in screen.rows for button in row]
    assert len(buttons) <= 100
    assert all(button.label.strip() for button in buttons)
    keyboard(screen.rows)
    if screen.picture is not None:
        assert screen.caption and utf16_length(pieces(screen.caption, LONGEST_CAPTION)[0]) <= LONGEST_CAPTION


@pytest.fixture(params=LETTERS.values(), ids=LETTERS)
def letter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_longest_poll_can_be_asked(letter: str) -> None:
    poll = poll_of(letter)
    shortest = [f"{number}{text}"[:LONGEST_CHOICE] for number, text in poll.choices]
    assert problem_with(poll.question, shortest) in (None, "long-choice")


def test_a_poll_to_answer_to_preview_and_to_watch(letter: str) -> None:
    poll, group = poll_of(letter), long(letter, 80)
    paper = Paper(poll, frozenset(range(1, MOST_CHOICES + 1)))
    assert_fits(polls.paper_screen(TEXTS, group, paper, TEXTS("poll-reminder")))
    draft = Draft(poll.question, tuple(text for _, text in poll.choices), NOW, QuestionKind.MULTIPLE)
    assert_fits(polls.preview_screen(TEXTS, group, draft, Reach(MOST, MOST, MOST), TEXTS.when(NOW)))
    failed = dict.fromkeys((*polls.REASONS, "something else"), MOST)
    for state in (ConsultationState.OPEN, ConsultationState.CLOSED):
        watched = replace(poll, state=state)
        assert_fits(polls.progress_screen(TEXTS, Progress(watched, MOST, MOST, 0, failed, MOST, MOST, NOW)))
    assert_fits(polls.open_polls_screen(TEXTS, [(poll, True)] * 100))


@pytest.mark.parametrize("state", ConsultationState)
def test_results_and_summary_with_the_longest_outcome(letter: str, state: ConsultationState) -> None:
    finished = state == ConsultationState.FINISHED
    outcome = long(letter, LONGEST_OUTCOME) if finished else None
    poll = poll_of(letter, state=state, outcome=outcome, outcome_kind=OutcomeKind.CANNOT if finished else None)
    found, group = results_of(poll), long(letter, 80)
    rows = results.outcome_row(TEXTS, poll)
    assert_fits(results.results_screen(TEXTS, group, found, rows, "\n\n" + TEXTS("outcome-ask-now")))
    assert_fits(results.members_results_screen(TEXTS, group, found))
    assert_fits(results.summary_screen(TEXTS, group, found, MOST, rows))
    for few in (replace(found, shares=None), replace(found, shares=None, asked=0, answered=0)):
        assert_fits(results.results_screen(TEXTS, group, few))
    preview = TEXTS("poll-preview-head") + "\n\n" + results.outcome_text(TEXTS, poll)
    assert_fits(Screen(preview))


def test_what_the_chart_says_in_words_is_plain() -> None:
    poll = poll_of("&", state=ConsultationState.CLOSED)
    caption = results.results_screen(TEXTS, "Group", results_of(poll)).caption
    assert "&amp;" not in caption and "&" in caption


def test_the_way_in(letter: str) -> None:
    practice = practice_of(letter)
    visitor = Actor(1, 1, "en", practice, roles=frozenset(Role))
    waiting = replace(visitor, membership=replace(MEMBER, state=MemberState.WAITING))
    for actor in (visitor, waiting, replace(visitor, membership=MEMBER)):
        assert_fits(joining.start_screen(TEXTS, practice, actor, several_languages=True))
    assert_fits(joining.more_screen(TEXTS, practice))
    assert_fits(joining.practices_screen(TEXTS, [practice] * 100))
    assert_fits(joining.request_screen(TEXTS, practice, replace(MEMBER, name=long(letter, LONGEST_NAME))))
    for member in (MEMBER, replace(MEMBER, may_message=False), replace(MEMBER, connection=Connection.STAFF)):
        assert_fits(joining.welcome_screen(TEXTS, practice, member))
    for region in ("england", "new-zealand"):
        assert_fits(joining.more_screen(TEXTS, practice_of(letter, region=region, urgent_advice="")))


@pytest.mark.parametrize("length", [1, 3_900, 4_050, 4_096, 20_000])
def test_an_agreement_of_any_length(letter: str, length: int) -> None:
    words = "\n".join(long(letter, 50) for _ in range(length // 50 + 1))
    rows = joining.question(TEXTS, "join", "agreement", "", ("button-agree", "agree")).rows
    screens = joining.agreement_screens(TEXTS, PublishedText(1, 1000, "0" * 64, words), rows)
    for screen in screens:
        assert_fits(screen)
    assert screens[-1].rows == rows
    shown = "".join(html.unescape(screen.text) for screen in screens)
    assert shown.count(letter) >= words.count(letter)


def test_every_kind_of_delivery_has_a_view() -> None:
    assert TABLE.keys() == NATURES.keys() - {DeliveryKind.EXPORT}


OF_POLLS_ONLY = ("question_id", "kind", "choices")


def filled_with(letter: str, kind: Kind, choices: int) -> Filled:
    words = {"en": long(letter, 2_000)}
    listed = tuple(FormChoice(f"c{number}", words) for number in range(choices))
    asked = tuple(
        Question(f"q{number}", kind, words, hint=words, section=words, choices=listed, may_not_say=True)
        for number in range(60)
    )
    survey = Survey(
        **{key: value for key, value in vars(poll_of(letter)).items() if key not in OF_POLLS_ONLY}
        | {"is_survey": True, "form": Form(words, ("en", "pl"), asked), "partial": False}
    )
    said: Answer = Chosen(frozenset({"c0"})) if choices else Said(long(letter, 6_000))
    answers = {question.name: said for question in asked}
    return Filled(survey, Sheet(survey.form, NOW.date(), answers, place="q0"), "en")


@pytest.mark.parametrize(("kind", "choices"), [(Kind.MULTIPLE, 95), (Kind.SINGLE, 10), (Kind.TEXT, 0)])
def test_every_page_of_a_survey_fits(letter: str, kind: Kind, choices: int) -> None:
    filled = filled_with(letter, kind, choices)
    for page in range(filling.page_of(choices) + 1):
        assert_fits(filling.filling_screen(TEXTS, filled, page))
    assert_fits(filling.review_screen(TEXTS, filled))
    assert_fits(filling.answered_screen(TEXTS, filled, "q0"))
    assert_fits(filling.intro_screen(TEXTS, long(letter, 80), filled, long(letter, 100)))
    assert_fits(filling.stopped_screen(TEXTS, filled))
    assert_fits(filling.sent_screen(TEXTS, filled))
