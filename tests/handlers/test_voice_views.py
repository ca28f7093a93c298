"""Comments, topics and the chain on the screen: the longest words fit, and nobody sees what is not for them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.rules.permissions import Capability
from bot.rules.voices import LONGEST_ANSWER, LONGEST_TITLE, Closure, Which
from bot.rules.words import Attribution, ChainKind, Connection, FeedbackState, MemberState, OutcomeKind, Role, Tier
from bot.services.chain import Told
from bot.services.consultations import Brief
from bot.services.inbox import PAGE, Answer, Opened, Page
from bot.services.knots import Knot
from bot.services.people import Actor, Membership
from bot.services.speaking import LONGEST_COMMENT
from bot.services.topics import Topic
from bot.services.voices import Voice
from bot.texts import Texts
from handlers.callbacks import OnAgenda, OnTopic, Run, Trace, Triage
from handlers.views import inbox, outcomes, topics, tracing
from handlers.views.screen import Screen
from tests.handlers.test_views import LETTERS, MOST, assert_fits, long, poll_of, practice_of

NOW = datetime(2027, 5, 12, 17, 30, tzinfo=UTC)
TODAY = date(2027, 5, 12)
TEXTS = Texts("en", practice_of("x").settings.zone)
PERSON = Membership(1, MemberState.ACTIVE, Connection.STAFF, Tier.WIDER, "Mo", True, True, "alias")
MANAGER = Actor(1, 1, "en", practice_of("x"), PERSON, frozenset({Role.MANAGER}))
CHAIR = replace(MANAGER, roles=frozenset({Role.CHAIR}))
CLOSURE = Closure(MOST, MOST, MOST, MOST, MOST, 100)


@pytest.fixture(params=LETTERS.values(), ids=LETTERS)
def letter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def voice_of(letter: str, **changes: Any) -> Voice:
    given: dict[str, Any] = {
        "id": MOST, "practice_id": MOST, "reference": "F100000", "topic_id": MOST,
        "topic": long(letter, LONGEST_TITLE), "attribution": Attribution.NAMED, "name": long(letter, 80),
        "text": long(letter, LONGEST_COMMENT), "state": FeedbackState.NEW, "reason": None, "version": MOST,
        "said_on": TODAY - timedelta(days=400), "answered_on": None, "ended_on": None, "member_id": MOST,
    }  # fmt: skip
    return Voice(**{**given, **changes})


def opened_of(voice: Voice, letter: str = "W", answers: int = 0, outcome: str | None = None) -> Opened:
    written = tuple(Answer(number, long(letter, LONGEST_ANSWER), NOW) for number in range(answers))
    return Opened(voice, written, 400, outcome)


def topic_of(letter: str, number: int = 0, **changes: Any) -> Topic:
    given: dict[str, Any] = {
        "id": MOST + number, "practice_id": MOST, "title": long(letter, LONGEST_TITLE), "ended_at": None,
        "waiting": MOST, "comments": MOST,
    }  # fmt: skip
    return Topic(**{**given, **changes})


def knot_of(letter: str, kind: ChainKind = ChainKind.ACTION, number: int = 0, **changes: Any) -> Knot:
    references = {ChainKind.TOPIC: "", ChainKind.CONSULTATION: "S100000"}
    states = {
        ChainKind.FEEDBACK: "new", ChainKind.TOPIC: "open", ChainKind.CONSULTATION: "finished",
        ChainKind.AGENDA: "accepted", ChainKind.ACTION: "dropped", ChainKind.PROJECT: "under-way",
    }  # fmt: skip
    given: dict[str, Any] = {
        "kind": kind, "id": MOST + number, "reference": references.get(kind, "A100000"), "title": long(letter, 500),
        "state": states[kind], "outcome": long(letter, 2_000),
    }  # fmt: skip
    return Knot(**{**given, **changes})


def buttons(screen: Screen) -> dict[str, object]:
    return {button.label: button.tap for row in screen.rows for button in row}


def acts(screen: Screen) -> list[str]:
    return [tap.act for tap in buttons(screen).values() if isinstance(tap, Triage)]


def test_the_longest_list_fits_and_every_button_can_be_read_again(letter: str) -> None:
    page = Page(
        tuple(voice_of(letter, id=number, state=FeedbackState.CANNOT) for number in range(PAGE)), 0, MOST, MOST
    )
    for which in Which:
        for topic in (None, topic_of(letter)):
            screen = inbox.list_screen(TEXTS, practice_of(letter), CLOSURE, which, page, topic)
            assert_fits(screen)
            looked = [tap.voice for tap in buttons_of(screen) if isinstance(tap, Triage) and tap.act == "look"]
            assert looked == [voice.id for voice in page.voices]


def test_an_empty_inbox_says_so() -> None:
    nobody = Closure(0, 0, 0, 0, 0, None)
    said = inbox.list_screen(TEXTS, practice_of("x"), nobody, Which.NEW, Page((), 0, 1, 0), None).text
    assert "Nobody has said anything in the last 90 days." in said
    assert "first word" not in said and "longest" not in said.lower()


@pytest.mark.parametrize("state", FeedbackState)
@pytest.mark.parametrize("answers", [0, 1, 3])
def test_the_longest_comment_fits_with_all_that_was_said_to_it(
    letter: str, state: FeedbackState, answers: int
) -> None:
    cannot = state is FeedbackState.CANNOT
    words = long(letter, LONGEST_ANSWER)
    voice = voice_of(letter, state=state, reason=words if cannot else None)
    assert_fits(inbox.voice_screen(TEXTS, opened_of(voice, letter, answers, words), TODAY))


def test_what_can_be_done_about_a_comment_is_what_its_state_allows() -> None:
    def offered(state: FeedbackState, **changes: Any) -> list[str]:
        return acts(inbox.voice_screen(TEXTS, opened_of(voice_of("x", state=state, **changes)), TODAY))

    assert offered(FeedbackState.NEW) == ["read", "hand", "done", "cannot", "answer", "topics", "list"]
    assert offered(FeedbackState.ACKNOWLEDGED) == ["hand", "done", "cannot", "answer", "topics", "list"]
    assert offered(FeedbackState.IN_HAND) == ["done", "cannot", "answer", "topics", "list"]
    for ended in (FeedbackState.DONE, FeedbackState.CANNOT):
        assert offered(ended) == ["hand", "answer", "topics", "list"]


def test_nobody_answers_an_anonymous_comment_and_the_reason_stands_there() -> None:
    voice = voice_of("x", attribution=Attribution.ANONYMOUS, member_id=None, name="")
    screen = inbox.voice_screen(TEXTS, opened_of(voice), TODAY)
    assert "answer" not in acts(screen)
    assert "No answer can reach anybody" in screen.text


def test_only_a_named_comment_has_a_name() -> None:
    def said(**changes: Any) -> str:
        return inbox.voice_screen(TEXTS, opened_of(voice_of("x", **changes)), TODAY).text

    assert "Signed by Asha &amp; Ben." in said(name="Asha & Ben")
    assert "has left the group" in said(name="")
    assert "The bot shows nobody who it was." in said(attribution=Attribution.CONFIDENTIAL, name="")


def test_peoples_words_stay_words() -> None:
    screen = inbox.voice_screen(TEXTS, opened_of(voice_of("x", text="<b>now</b>")), TODAY)
    assert "<blockquote>&lt;b&gt;now&lt;/b&gt;</blockquote>" in screen.text


def test_days_read_as_days() -> None:
    def said(days: int) -> str:
        opened = replace(opened_of(voice_of("x", said_on=TODAY - timedelta(days=days))), days=days)
        return inbox.voice_screen(TEXTS, opened, TODAY).text

    assert "12 May 2027, today. Nobody has written back yet." in said(0)
    assert "11 May 2027, yesterday. Nobody has written back for 1 day." in said(1)
    assert "30 April 2027, 12 days ago. Nobody has written back for 12 days." in said(12)


def test_every_topic_can_be_chosen_over_the_pages(letter: str) -> None:
    voice, offered = voice_of(letter), tuple(topic_of(letter, number) for number in range(20))
    found = []
    for page in range(3):
        screen = inbox.topics_screen(TEXTS, practice_of(letter), voice, voice.version, offered, page, PAGE)
        assert_fits(screen)
        found += [tap.value for tap in buttons_of(screen) if isinstance(tap, Triage) and tap.act == "move"]
    # The one that it is under is not among them.
    assert found == [str(topic.id) for topic in offered[1:]]


def buttons_of(screen: Screen) -> list[object]:
    return [button.tap for row in screen.rows for button in row]


def test_topics_in_a_list_and_one_by_one(letter: str) -> None:
    here = practice_of(letter)
    listed = [topic_of(letter, number, ended_at=NOW if number % 2 else None) for number in range(19)]
    opened: list[int] = []
    for page in range(3):
        screen = topics.list_screen(TEXTS, here, listed, page)
        assert_fits(screen)
        opened += [tap.topic for tap in buttons_of(screen) if isinstance(tap, OnTopic) and tap.act == "look"]
    assert opened == [topic.id for topic in listed]
    for topic in listed[:2]:
        assert_fits(topics.topic_screen(TEXTS, topic, long(letter, LONGEST_ANSWER)))
        assert_fits(topics.end_screen(TEXTS, topic))


def test_a_topic_without_comments_has_nothing_to_tell() -> None:
    empty = topics.topic_screen(TEXTS, topic_of("x", waiting=0, comments=0), None)
    labels = list(buttons(empty))
    assert "Record what came of it…" not in labels and "See the comments" not in labels
    assert "Open it again" in buttons(topics.topic_screen(TEXTS, topic_of("x", ended_at=NOW), None))


def place_of(letter: str, kind: ChainKind, count: int, voice: Voice | None = None) -> tracing.Place:
    before = tuple(knot_of(letter, ChainKind.FEEDBACK, number) for number in range(count))
    after = tuple(knot_of(letter, ChainKind.PROJECT, number) for number in range(count))
    return tracing.Place(knot_of(letter, kind), before, after, MOST, voice)


@pytest.mark.parametrize("kind", ChainKind)
def test_the_longest_place_in_the_chain_fits_and_leads_everywhere(letter: str, kind: ChainKind) -> None:
    here = practice_of(letter)
    for count in (0, 1, 60):
        voice = voice_of(letter) if kind is ChainKind.FEEDBACK else None
        place = place_of(letter, kind, count, voice)
        for actor in (MANAGER, CHAIR):
            found = set()
            for page in range(-(-2 * count // tracing.PAGE) or 1):
                screen = tracing.place_screen(TEXTS, here, place, actor, page)
                assert_fits(screen)
                found |= {
                    (tap.kind, tap.subject)
                    for tap in buttons_of(screen)
                    if isinstance(tap, Trace) and tap.act == "look"
                }
            assert found >= {(each.kind, each.id) for each in (*place.came_from, *place.came_of)}
        assert_fits(tracing.undo_screen(TEXTS, here, place))


def test_the_chair_sees_the_chain_and_no_words_of_comments() -> None:
    place = tracing.Place(knot_of("x", ChainKind.FEEDBACK, title="Phones"), (), (knot_of("x", ChainKind.TOPIC),), 1)
    screen = tracing.place_screen(TEXTS, practice_of("x"), place, CHAIR)
    assert "Phones" in screen.text and "blockquote" not in screen.text
    assert not any(isinstance(tap, Triage | OnTopic) for tap in buttons_of(screen))
    assert [tap.act for tap in buttons_of(screen) if isinstance(tap, Trace)] == ["look"]
    seen = replace(place, voice=voice_of("y", text="It rings and rings"))
    assert "It rings and rings" in tracing.place_screen(TEXTS, practice_of("x"), seen, MANAGER).text


def test_each_thing_can_be_opened_by_whoever_may() -> None:
    def openers(kind: ChainKind, actor: Actor) -> list[type]:
        place = tracing.Place(knot_of("x", kind), (), (), 0)
        taps = buttons_of(tracing.place_screen(TEXTS, practice_of("x"), place, actor))
        return [type(tap) for tap in taps if not isinstance(tap, Trace)]

    assert openers(ChainKind.FEEDBACK, MANAGER) == [Triage]
    assert openers(ChainKind.TOPIC, MANAGER) == [Triage, OnTopic]
    assert openers(ChainKind.AGENDA, CHAIR) == [OnAgenda]
    assert openers(ChainKind.ACTION, CHAIR) == openers(ChainKind.CONSULTATION, CHAIR) == [Run]
    assert (openers(ChainKind.PROJECT, CHAIR), openers(ChainKind.PROJECT, MANAGER)) == ([], [Run])


@pytest.mark.parametrize("kind", tracing.BEGINNINGS)
def test_what_can_be_made_of_something_fits_on_buttons(letter: str, kind: ChainKind) -> None:
    here, knot = practice_of(letter), knot_of(letter, kind)
    version = MOST if kind is ChainKind.FEEDBACK else 0
    for actor in (MANAGER, CHAIR):
        screen = tracing.make_screen(TEXTS, here, knot, actor, version)
        assert_fits(screen)
        made = [tap.act for tap in buttons_of(screen) if isinstance(tap, Trace)]
        assert ("agenda" in made) is (kind in tracing.VOICES)
        assert ("project" in made) is actor.may(Capability.RUN_PROJECTS)
    for wanted in (ChainKind.AGENDA, ChainKind.ACTION, ChainKind.PROJECT):
        ends = [knot_of(letter, wanted, number) for number in range(20)]
        picked = []
        for page in range(3):
            screen = tracing.pick_screen(TEXTS, here, knot.link, wanted, ends, page, version)
            assert_fits(screen)
            picked += [tap.value for tap in buttons_of(screen) if isinstance(tap, Trace) and tap.act == "to"]
        assert [tracing.of_picked(value) for value in picked] == [
            (wanted, str(each.id), str(version)) for each in ends
        ]
        assert_fits(tracing.pick_screen(TEXTS, here, knot.link, wanted, [], 0, version))


@pytest.mark.parametrize("kind", OutcomeKind)
@pytest.mark.parametrize(("said", "answered"), [(1, 0), (0, 1), (5, 5), (40, 40)])
def test_what_everybody_hears_fits_whatever_they_said(
    letter: str, kind: OutcomeKind, said: int, answered: int
) -> None:
    told = Told(1, NOW, kind, long(letter, LONGEST_ANSWER), knot_of(letter), long(letter, LONGEST_TITLE), MOST)
    mine = [voice_of(letter, id=number) for number in range(said)]
    polls: list[Brief] = [poll_of(letter) for _ in range(answered)]
    assert_fits(outcomes.told_screen(TEXTS, practice_of(letter), told, mine, polls))


def test_the_words_of_an_outcome() -> None:
    told = Told(1, NOW, OutcomeKind.DONE, "Two <b>lines", knot_of("x"), "Phones", 3)
    text = outcomes.told_screen(TEXTS, practice_of("x", name="Hill Surgery"), told, [voice_of("x")], []).text
    assert text.startswith("<b>You said, we did</b>")
    assert "What Hill Surgery did:" in text and "Two &lt;b&gt;lines" in text
    cannot = replace(told, kind=OutcomeKind.CANNOT)
    assert (
        "Why Hill Surgery cannot do it:"
        in outcomes.told_screen(TEXTS, practice_of("x", name="Hill Surgery"), cannot, [voice_of("x")], []).text
    )
