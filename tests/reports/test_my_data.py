"""What a member is handed on asking: the page shows it all and runs none of it; the JSON is exact."""

import json
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.cleaning import plain
from bot.reports.my_data import MyData, Section, my_data_html, my_data_json


class Page(HTMLParser):
    """Collects what a reader would see, element by element, and every element that was opened."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.update({f"{tag}.{name}": value for name, value in attrs})
        if tag != "meta":
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]][-1] += data


def held(*sections: Section, right_to_left: bool = False, machine: dict[str, object] | None = None) -> MyData:
    language = "ur" if right_to_left else "en"
    return MyData("What is held", "Made today.\n\nAsk us.", language, right_to_left, sections, machine or {})


def test_the_page_shows_every_section_and_row() -> None:
    page = Page(
        my_data_html(held(Section("You", (("Name", "Jane"), ("Language", "English"))), Section("Nothing", ())))
    )
    assert page.texts["h1"] == ["What is held"]
    assert page.texts["h2"] == ["You", "Nothing"]
    assert page.texts["dt"] == ["Name", "Language"]
    assert page.texts["dd"] == ["Jane", "English"]
    assert page.texts["p"] == ["Made today.", "Ask us."]


@pytest.mark.parametrize(("right_to_left", "language", "direction"), [(False, "en", "ltr"), (True, "ur", "rtl")])
def test_the_page_tells_its_language_and_direction(right_to_left: bool, language: str, direction: str) -> None:
    page = Page(my_data_html(held(right_to_left=right_to_left)))
    assert page.attributes["html.lang"] == language
    assert page.attributes["html.dir"] == direction


def test_the_page_fetches_and_runs_nothing() -> None:
    page = Page(my_data_html(held(Section("You", (("Name", "<script src='//x'>alert(1)</script><img src=x>"),)))))
    assert not {"script", "img", "link", "iframe"} & page.seen
    assert b"default-src 'none'" in my_data_html(held())
    assert page.texts["dd"] == ["<script src='//x'>alert(1)</script><img src=x>"]


@given(st.text(), st.text())
def test_the_page_shows_any_words_as_they_are(name: str, words: str) -> None:
    page = Page(my_data_html(held(Section("You", ((name, words),)))))
    assert page.texts["dt"] == [plain(name)]
    assert page.texts["dd"] == [plain(words)]


def test_json_is_indented_readable_and_exact() -> None:
    made = my_data_json(
        held(
            machine={
                "name": "Żółć",
                "joined": date(2026, 11, 22),
                "seen": datetime(2026, 11, 22, 9, tzinfo=UTC),
                "n": [1, None],
            }
        )
    )
    assert '\n  "name": "Żółć"' in made.decode()
    assert json.loads(made) == {
        "name": "Żółć",
        "joined": "2026-11-22",
        "seen": "2026-11-22T09:00:00+00:00",
        "n": [1, None],
    }


def test_json_takes_half_of_a_pair_of_surrogates() -> None:
    assert json.loads(my_data_json(held(machine={"text": "a\ud800b"}))) == {"text": "a?b"}


def test_json_refuses_what_it_could_not_say() -> None:
    with pytest.raises(TypeError, match="object"):
        my_data_json(held(machine={"thing": object()}))
