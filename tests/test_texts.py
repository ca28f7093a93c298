"""Every word on the screen: people's text stays text, dates read well, and every message can be said."""

import string
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import END_OF_ISOLATE, ISOLATE, LOCALES, Html, Texts, closest, languages

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
FILES = sorted(LOCALES.rglob("*.ftl"))


@pytest.fixture
def texts() -> Texts:
    return Texts("en", LONDON)


class Reader(Visitor):
    """What a message asks for: its arguments, and the keys of its variants."""

    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.variants: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.arguments.add(node.id.name)

    def visit_Variant(self, node: ast.Variant) -> None:  # noqa: N802
        self.variants.add(node.key.name if isinstance(node.key, ast.Identifier) else str(node.key.value))
        self.generic_visit(node)


class Tags(HTMLParser):
    """Which tags are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open_now: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ("b", "i", "u", "s", "code", "pre", "a", "blockquote")
        self.open_now.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open_now.pop() == tag


def messages(file: Path) -> list[tuple[str, set[str], set[str]]]:
    found = []
    for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
        assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
        if isinstance(entry, ast.Message):
            reader = Reader()
            reader.visit(entry)
            found.append((entry.id.name, reader.arguments, reader.variants))
    return found


EVERY_MESSAGE = [
    pytest.param(file.parent.name, *message, id=f"{file.parent.name}-{message[0]}")
    for file in FILES
    for message in messages(file)
]


@pytest.mark.parametrize(("language", "key", "arguments", "variants"), EVERY_MESSAGE)
def test_every_message_can_be_said_with_the_arguments_it_names(
    language: str, key: str, arguments: set[str], variants: set[str]
) -> None:
    texts = Texts(language, LONDON)
    for word in {*variants, "other"}:
        for number in (None, 0, 1, 2, 1_234):
            given_words = dict.fromkeys(arguments, word if number is None else number)
            for said in (texts(key, **given_words), texts.plain(key, **given_words)):
                assert said.strip()
                assert "!" not in said
                assert "{" not in said


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_catalogue_has_an_exclamation_mark(file: Path) -> None:
    spoken = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert not [line for line in spoken if "!" in line]


def test_no_key_is_said_twice() -> None:
    for language in languages():
        keys = [key for file in FILES if file.parent.name == language for key, _, _ in messages(file)]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_tags_are_telegrams_and_closed(file: Path) -> None:
    texts = Texts(file.parent.name)
    for key, arguments, _ in messages(file):
        reader = Tags()
        reader.feed(texts(key, **dict.fromkeys(arguments, "<script>")))
        assert reader.open_now == [], key


def test_peoples_text_stays_text(texts: Texts) -> None:
    assert texts("heading", words="<i>&") == "<b>&lt;i&gt;&amp;</b>"
    assert texts("heading", words=Html("<i>so</i>")) == "<b><i>so</i></b>"
    assert texts("own-words", words='"it\'s"') == '"it\'s"'
    assert texts.plain("own-words", words="<i>&") == "<i>&"


@given(words=st.text(alphabet=string.printable + "ابשд", min_size=1))
def test_no_text_of_people_makes_a_tag(words: str) -> None:
    said = Texts("en")("own-words", words=words)
    assert "<" not in said
    assert ">" not in said


def test_peoples_text_stays_as_it_is_where_there_is_no_html(texts: Texts) -> None:
    assert texts.plain("own-words", words="Tom &amp; Asha") == "Tom &amp; Asha"


def test_a_name_from_right_to_left_does_not_turn_the_sentence(texts: Texts) -> None:
    for name in ("فاطمة", "שרה", "Asha فاطمة"):
        assert texts("heading", words=name) == f"<b>{ISOLATE}{name}{END_OF_ISOLATE}</b>"
        assert texts.plain("own-words", words=name) == f"{ISOLATE}{name}{END_OF_ISOLATE}"
    for name in ("Asha", "Łukasz", "আশা", "小明", "1"):
        assert texts("heading", words=name) == f"<b>{name}</b>"


def test_a_sign_that_turns_the_direction_turns_no_sentence(texts: Texts) -> None:
    assert texts("own-words", words="\u202eAsha") == "Asha"
    # Nor does it end our isolate, to turn what comes after it.
    assert texts("own-words", words=f"{END_OF_ISOLATE}\u202eשרה") == f"{ISOLATE}שרה{END_OF_ISOLATE}"
    assert texts("own-words", words="\u2067Asha") == f"{ISOLATE}\u2067Asha{END_OF_ISOLATE}{END_OF_ISOLATE}"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2027, 5, 12, 17, 30, tzinfo=UTC), "Wednesday 12 May, 6:30pm"),
        (datetime(2027, 5, 12, 17, 0, tzinfo=UTC), "Wednesday 12 May, 6pm"),
        (datetime(2027, 1, 1, 0, 5, tzinfo=UTC), "Friday 1 January, 12:05am"),
        (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), "Friday 1 January, 12pm"),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "Sunday 28 March, 12:59am"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "Sunday 28 March, 2am"),
    ],
)
def test_a_moment_reads_in_local_time(texts: Texts, moment: datetime, said: str) -> None:
    assert texts.when(moment) == said
    assert said.endswith(texts.clock_time(moment))


def test_a_day_is_the_day_on_the_wall(texts: Texts) -> None:
    late = datetime(2027, 5, 12, 23, 30, tzinfo=UTC)
    assert texts.day(late) == "13 May 2027"
    assert Texts("en", AUCKLAND).when(late) == "Thursday 13 May, 11:30am"


def test_a_language_that_is_not_on_offer_falls_back_to_english() -> None:
    assert "en" in languages()
    assert [closest(code) for code in ("en", "en-GB", "EN", "xx", "", None)] == ["en"] * 6
    assert Texts("xx")("button-back") == Texts("en")("button-back") == "Back"


def test_a_key_that_is_not_there_and_an_argument_that_is_missing_are_errors(texts: Texts) -> None:
    with pytest.raises(KeyError, match="no-such-key"):
        texts("no-such-key")
    with pytest.raises(KeyError, match="heading"):
        texts("heading")
