"""The public page: as a web page, as a page for the wall and as words; in every script, and without a way in."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.reports.public_page import Change, PublicPage, Section, public_html, public_pdf, public_text

PAGE = PublicPage(
    title="Riverside Patient Group: what changed because of you",
    intro="This is what came of what people told us.",
    said="You said",
    changes=(Change("The phone queue", "We did", "A second person answers until 10am."),),
    none="There is nothing to report yet.",
    sections=(Section("The group in numbers", ("143 patients and carers are in the group.", "P1: 45 of 143.")),),
    day="As of 17 May 2027",
)


class Outline(HTMLParser):
    """The tags that open and close, and the words between them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.balance: list[str] = []
        self.words = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.opened.append(tag)
        if tag not in ("meta", "br"):
            self.balance.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.balance.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_web_page_says_all_of_it_and_is_whole() -> None:
    outline = Outline(public_html(PAGE))
    assert outline.balance == []
    for said in ("You said", "The phone queue", "We did", "until 10am", "143 patients", "As of 17 May 2027"):
        assert said in outline.words
    assert outline.opened.count("h1") == 1


def test_words_of_people_are_words_in_a_web_page() -> None:
    nasty = replace(PAGE, changes=(Change("<script>alert(1)</script>", "We did", "=1+1 & <b>bold</b>"),))
    page = public_html(nasty)
    assert b"<script" not in page
    assert "<script>alert(1)</script>" in Outline(page).words


def test_nothing_to_report_is_said() -> None:
    empty = replace(PAGE, changes=(), sections=())
    assert b"There is nothing to report yet." in public_html(empty)
    assert "There is nothing to report yet." in public_text(empty)
    assert public_pdf(empty).startswith(b"%PDF-1.7")


def test_the_page_for_the_wall_is_a4_and_accessible() -> None:
    made = public_pdf(PAGE)
    assert b"/MediaBox[0 0 595.2756 841.8898]" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/Lang(en)" in made


@pytest.mark.parametrize("words", ["ٹیلی فون کی قطار", "ফোনের সারি", "Kolejka na żółć", "电话排队"])
def test_every_script_can_hang_on_the_wall(words: str) -> None:
    page = replace(PAGE, changes=(Change(words, "We did", words),), right_to_left=words.startswith("ٹ"))
    assert public_pdf(page).startswith(b"%PDF-1.7")
    assert words in Outline(public_html(page)).words


def test_the_words_can_be_copied() -> None:
    text = public_text(PAGE)
    assert "You said: The phone queue\nWe did: A second person answers until 10am." in text
    assert "The group in numbers\n143 patients and carers are in the group.\nP1: 45 of 143." in text
