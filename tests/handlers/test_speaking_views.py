"""Comments on the screen: what the gate says, the words as they were written, and every message within its limits."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from telegram import Chat, Message, MessageEntity

from bot.demo.standin.telegram_html import parse_html
from bot.rules.lengths import utf16_length
from bot.rules.regions import REGIONS
from bot.rules.safety.concerns import Concern, Finding, Looked, Sort, Span
from bot.rules.words import Attribution, FeedbackState
from bot.services.hearing_back import HeardBack
from bot.services.inbox import Answer
from bot.services.speaking import LONGEST_COMMENT, Sent, new_ticket
from bot.services.topics import Topic
from bot.services.voices import Voice
from bot.texts import Texts
from handlers.callbacks import LARGEST_ID, OwnVoice, Speak
from handlers.views import own_voices, safety
from handlers.views import speaking as views
from handlers.views.my_data import LISTS, my_data_screen
from handlers.views.screen import LONGEST_MESSAGE, Screen
from tests.handlers.test_views import LETTERS, MEMBER, MOST, assert_fits, long, practice_of

NOW = datetime(2027, 5, 12, 17, 30, tzinfo=UTC)
TEXTS = Texts("en", practice_of("x").settings.zone)
NOTHING = Looked()
EVERYTHING = Looked(
    (
        Finding(Concern.EMERGENCY),
        Finding(Concern.SELF_HARM),
        Finding(Concern.CLINICAL),
        Finding(Concern.COMPLAINT),
        *(
            Finding(concern, spans=tuple(Span(place, place + 1, sort) for place, sort in enumerate(Sort)))
            for concern in (Concern.IDENTIFIER, Concern.STAFF, Concern.PATIENT)
        ),
    )
)


def here(letter: str = "x", region: str = "england", **changes: Any) -> Any:
    return practice_of(letter, region=region, **changes)


def plainly(region: str = "england", **changes: Any) -> Any:
    """A practice that has no words of its own."""
    return here(region=region, name="Hill Surgery", urgent_advice="", **changes)


def of(*concerns: Concern) -> Looked:
    return Looked(tuple(Finding(concern) for concern in concerns))


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def quoted(screen: Screen) -> str:
    """What is read out of a message when it is tapped."""
    text, entities = parse_html(screen.text)
    message = Message(
        1,
        NOW,
        Chat(1, "private"),
        text=text,
        entities=[MessageEntity(each["type"], each["offset"], each["length"]) for each in entities],
    )
    first = next(each for each in message.entities if each.type == "blockquote")
    return message.parse_entity(first)


def fits(screen: Screen) -> None:
    assert_fits(replace(screen, text=re.sub("</?tg-spoiler>", "", screen.text)))


@pytest.fixture(params=LETTERS.values(), ids=LETTERS)
def letter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("looked", [NOTHING, EVERYTHING], ids=["nothing", "everything"])
def test_the_longest_comment_fits_whatever_the_gate_says(letter: str, region: str, looked: Looked) -> None:
    for own in ("", long(letter, 600)):
        practice, words = here(letter, region, complaints_advice=own), long(letter, LONGEST_COMMENT)
        topics = [Topic(MOST + each, MOST, long(letter, 60), None, 0, 0) for each in range(30)]
        tap = Speak(practice.id, "last", Attribution.CONFIDENTIAL, LARGEST_ID)
        for screen in (
            views.preview_screen(TEXTS, practice, words, looked, under_a_file=True),
            views.covered_screen(TEXTS, practice, words, looked),
            views.sign_screen(TEXTS, practice, words, MEMBER),
            views.topics_screen(TEXTS, practice, words, Attribution.CONFIDENTIAL, topics, 1),
            views.last_screen(TEXTS, practice, words, tap, long(letter, 60), "W" * 80, new_ticket()),
        ):
            fits(screen)
            assert quoted(screen) == words
        for screen in (
            views.too_long_screen(TEXTS, practice, looked, MOST),
            views.not_now_screen(TEXTS, practice, looked),
            *(views.sent_screen(TEXTS, practice, Sent("F100000"), sign) for sign in Attribution),
        ):
            fits(screen)


def voice_of(letter: str, **changes: Any) -> Voice:
    given: dict[str, Any] = {
        "id": MOST, "practice_id": MOST, "reference": "F100000", "topic_id": 1, "topic": long(letter, 60),
        "attribution": Attribution.CONFIDENTIAL, "name": "", "text": long(letter, LONGEST_COMMENT),
        "state": FeedbackState.NEW, "reason": None, "version": 1, "said_on": date(2027, 5, 12), "answered_on": None,
        "ended_on": None, "member_id": 1,
    }  # fmt: skip
    return Voice(**{**given, **changes})


@pytest.mark.parametrize("state", FeedbackState)
def test_what_comes_back_fits(letter: str, state: FeedbackState) -> None:
    practice, voice = here(letter), voice_of(letter, state=state, reason=long(letter, 1000))
    answers = tuple(Answer(number, f"{number} " + long(letter, 998), NOW) for number in range(9))
    outcome = "So: " + long(letter, 996)
    seen = set()
    for page in range(12):
        screen = own_voices.own_screen(TEXTS, practice, HeardBack(voice, answers, outcome), page)
        fits(screen)
        seen.add(screen.text)
    assert sum(text.count("<blockquote>") for text in seen) == 2 + len(answers)
    fits(own_voices.list_screen(TEXTS, practice, [voice] * 25, 3))
    fits(own_voices.state_screen(TEXTS, practice, voice))
    fits(own_voices.reply_screen(TEXTS, practice, voice, answers[0]))
    assert ("The reason" in own_voices.state_screen(TEXTS, practice, voice).text) == voice.has_ended


def test_every_own_comment_can_be_reached() -> None:
    practice, found = here(), [voice_of("x", id=number) for number in range(20)]
    screens = [own_voices.list_screen(TEXTS, practice, found, page) for page in range(3)]
    taps = [button.tap for screen in screens for row in screen.rows for button in row]
    assert {tap.voice for tap in taps if isinstance(tap, OwnVoice)} == set(range(20))
    assert own_voices.list_screen(TEXTS, practice, found, 99) == screens[-1]
    assert "nothing here yet" in own_voices.list_screen(TEXTS, practice, []).text


STRANGE = (
    "<b>Bold</b> & <script>alert(1)</script>", "&lt;i&gt; &amp;", '=HYPERLINK("http://x")', "هل نفتح يوم السبت؟",
    "שלום and 😀 \u202eturned\u202c", "\u2068isolated\u2069", "Line one\n\n  Line two", "@somebody /start https://x.org",
)  # fmt: skip


@pytest.mark.parametrize("words", STRANGE)
def test_strange_words_come_back_letter_by_letter(words: str) -> None:
    spans = Looked((Finding(Concern.IDENTIFIER, spans=(Span(1, 4, Sort.PHONE), Span(5, 7, Sort.EMAIL))),))
    for looked in (NOTHING, spans):
        screen = views.preview_screen(TEXTS, here(), words, looked)
        assert quoted(screen) == words
    assert quoted(views.sign_screen(TEXTS, here(), quoted(screen), MEMBER)) == words


def test_1500_of_what_counts_double_is_too_long_by_as_much() -> None:
    over = utf16_length("😀" * 1500) - LONGEST_COMMENT
    text = views.too_long_screen(TEXTS, here(), NOTHING, over).text
    assert "1,500 letters too long" in text and "most emoji count as 2" in text and "Nothing is lost" in text
    assert "1 letter too long" in views.too_long_screen(TEXTS, here(), NOTHING, 1).text


def test_nothing_found_is_a_plain_question() -> None:
    screen = views.preview_screen(TEXTS, plainly(), "More chairs", NOTHING)
    assert screen.text.startswith("<b>Shall I pass this on to the practice?</b>")
    assert labels(screen) == ["Pass it on", "Not now"]


@pytest.mark.parametrize(
    ("region", "concern", "numbers"),
    [
        ("england", Concern.EMERGENCY, ["999", "111"]),
        ("england", Concern.SELF_HARM, ["116 123", "999", "111"]),
        ("new-zealand", Concern.EMERGENCY, ["111", "0800 611 116"]),
        ("new-zealand", Concern.SELF_HARM, ["1737", "111", "0800 611 116"]),
    ],
)
def test_danger_comes_first_with_whom_to_call(region: str, concern: Concern, numbers: list[str]) -> None:
    screen = views.preview_screen(TEXTS, plainly(region), "Words", of(concern))
    before, _, _ = screen.text.partition("Shall I pass this on")
    assert before.startswith("<b>This sounds urgent")
    assert [number for number in numbers if number not in before] == []
    assert labels(screen) == ["It is not urgent: pass it on", "Not now"]
    # It stays where somebody decides against passing it on.
    assert numbers[0] in views.not_now_screen(TEXTS, plainly(region), of(concern)).text
    assert numbers[0] in safety.signpost_screen(TEXTS, plainly(region), of(concern)).text


def test_who_may_harm_themselves_hears_of_somebody_to_talk_to_before_anything_else() -> None:
    alone = views.preview_screen(TEXTS, plainly(), "Words", of(Concern.SELF_HARM)).text
    assert alone.index("do not have to go through this alone") < alone.index("Samaritans") < alone.index("999")
    both = views.preview_screen(TEXTS, plainly(), "Words", of(Concern.EMERGENCY, Concern.SELF_HARM)).text
    assert both.index("999") < both.index("Samaritans")


def test_the_practice_can_say_itself_whom_to_call_and_where_to_complain() -> None:
    practice = plainly(complaints_advice="Write to <Ms Hill>.")
    settings = practice.settings.model_copy(update={"urgent_advice": "Ring the bell."})
    own = replace(practice, settings=settings)
    text = views.preview_screen(TEXTS, own, "Words", of(Concern.SELF_HARM, Concern.CLINICAL, Concern.COMPLAINT)).text
    assert text.count("Ring the bell.") == 1
    assert "Write to &lt;Ms Hill&gt;." in text
    assert not [word for word in ("999", "111", "Samaritans", "Ombudsman") if word in text]


@pytest.mark.parametrize(
    ("region", "named"),
    [
        (
            "england",
            ["practice manager at Hill Surgery", "Integrated Care Board", "Parliamentary and Health Service"],
        ),
        ("new-zealand", ["tell Hill Surgery first", "0800 555 050", "Commissioner: call 0800 11 22 33"]),
    ],
)
def test_a_complaint_is_told_where_it_belongs(region: str, named: list[str]) -> None:
    screen = views.preview_screen(TEXTS, plainly(region), "Words", of(Concern.COMPLAINT))
    assert [words for words in named if words not in screen.text] == []
    assert labels(screen) == ["It is about the service: pass it on", "Not now"]


def test_ones_own_health_is_for_the_practice_or_the_advice_line() -> None:
    screen = views.preview_screen(TEXTS, plainly(), "Words", of(Concern.CLINICAL))
    assert "contact Hill Surgery" in screen.text and "NHS 111 online" in screen.text
    assert labels(screen) == ["Pass it on", "Not now"]


def test_several_concerns_stand_in_one_message_the_most_urgent_first() -> None:
    text = views.preview_screen(TEXTS, plainly(), "x" * 99, EVERYTHING).text
    order = ["sounds urgent", "Samaritans", "own health", "may be a complaint", "Shall I pass", "I have covered"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert text.count("999") == 1


def test_parts_are_covered_named_and_can_be_taken_out_or_kept() -> None:
    words = "Call 07700 900123 or a@b.co, says Dr Patel"
    spans = (Span(5, 17, Sort.PHONE), Span(21, 27, Sort.EMAIL), Span(34, 42, Sort.STAFF_NAME))
    looked = Looked((Finding(Concern.IDENTIFIER, spans=spans[:2]), Finding(Concern.STAFF, spans=spans[2:])))
    screen = views.preview_screen(TEXTS, plainly(), words, looked)
    assert "<tg-spoiler>07700 900123</tg-spoiler> or <tg-spoiler>a@b.co</tg-spoiler>" in screen.text
    assert "I have covered a phone number, an email address, the name of somebody who works here." in screen.text
    assert labels(screen) == ["Take those parts out", "Keep my words", "Not now"]
    left = safety.taken_out(TEXTS, words, looked.spans)
    assert left == "Call [phone number] or [email address], says [member of staff]"
    asked = views.covered_screen(TEXTS, plainly(), words, looked)
    assert labels(asked) == ["Take those parts out", "Keep my words", "Back"] and quoted(asked) == words


def test_a_complaint_with_a_name_in_it_is_asked_both_things() -> None:
    looked = Looked((Finding(Concern.COMPLAINT), Finding(Concern.STAFF, spans=(Span(0, 2, Sort.STAFF_NAME),))))
    screen = views.preview_screen(TEXTS, plainly(), "Al is rude", looked)
    assert labels(screen) == ["It is about the service: pass it on", "Not now"]


def test_the_ways_to_sign_begin_with_their_words() -> None:
    screen = views.sign_screen(TEXTS, plainly(), "Words", MEMBER)
    assert [label.partition(":")[0] for label in labels(screen)] == ["Named", "Confidential", "Anonymous", "Back"]


def test_every_topic_can_be_reached_and_something_else_is_on_every_page() -> None:
    titles = ["Something else", *(f"Topic {number}" for number in range(19))]
    topics = [Topic(number, 1, title, None, 0, 0) for number, title in enumerate(titles, start=1)]
    pages = [views.topics_screen(TEXTS, plainly(), "W", Attribution.NAMED, topics, page) for page in range(3)]
    found = [label for page in pages for label in labels(page) if label in titles[1:]]
    assert found == titles[1:]
    assert all("Something else" in labels(page) for page in pages)
    assert views.topics_screen(TEXTS, plainly(), "W", Attribution.NAMED, topics, 99) == pages[-1]
    assert [label for label in labels(pages[1]) if label not in titles] == [
        "More topics",
        "The topics before",
        "Back",
    ]


def test_each_last_look_has_a_ticket_of_its_own_that_fits_into_a_button() -> None:
    tickets = {new_ticket() for _ in range(100)}
    assert len(tickets) == 100 and {len(ticket) for ticket in tickets} == {12}
    for sign in Attribution:
        assert Speak(LARGEST_ID, "send", sign, LARGEST_ID, new_ticket()).pack()
    assert Speak(LARGEST_ID, "topic-999", Attribution.CONFIDENTIAL).pack()


def test_the_longest_signpost_is_one_message() -> None:
    assert utf16_length(unescape(safety.signpost_screen(TEXTS, here("&"), EVERYTHING).text)) <= LONGEST_MESSAGE


def test_comments_stand_in_what_is_held_about_somebody() -> None:
    said = {"reference": "F1", "said": "<b>More</b> chairs", "topic": "Reception", "attribution": "confidential"}
    entry = {
        **said,
        "said_on": "2027-05-12",
        "state": "in-hand",
        "reason": "No room",
        "replies": ["We look", "We try"],
    }
    whole = {"person": {}, "membership": {}, "roles": [], "profile": [], **{name: [] for name in LISTS}}
    page = my_data_screen(TEXTS, plainly(), {**whole, "voices": [entry]}).documents[0].make().decode()
    shown = (
        "What you told the practice 1",
        "&lt;b&gt;More&lt;/b&gt; chairs",
        "12 May 2027",
        "in hand",
        "We look; We try",
    )
    assert [words for words in shown if words not in page] == []


def test_what_somebody_put_down_and_sent_stands_there_too() -> None:
    held = {
        "put_down": [
            {"reference": "J2", "title": "A <new> phone", "why": "It rings", "at": "2027-05-12T09:00:00+00:00"}
        ],
        "announcements": [{"text": "We are open", "at": "2027-05-12T09:00:00+00:00"}],
        "drafts": [{"title": "Hours", "saved_at": "2027-05-12T09:00:00+00:00", "draft": {"secret": "shape"}}],
        "plans": [{"title": "Access", "first_at": "2027-06-12T09:00:00+00:00", "every": "monthly", "draft": {}}],
    }
    whole = {"person": {}, "membership": {}, "roles": [], "profile": [], **{name: [] for name in LISTS}}
    page = my_data_screen(TEXTS, plainly(), {**whole, **held}).documents[0].make().decode()
    shown = ("A &lt;new&gt; phone", "It rings", "We are open", "Hours", "Access", "monthly", "12 June 2027")
    assert [words for words in shown if words not in page] == []
    assert "shape" not in page.split("<pre")[0]
