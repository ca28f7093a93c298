"""Invitations: how many pages, accessible, and with the words that were given."""

from dataclasses import replace

import pytest

from bot.reports.invitations import InvitationCard, InvitationSheet, invitation_sheet

SHEET = InvitationSheet(
    group_name="Riverside Patient Group",
    practice_name="Riverside Surgery",
    headline="Help to shape your surgery",
    explanation="A few short questions a month.\nNobody sees your medical record.",
    how_to="Point your camera at the square.",
    source="poster at reception",
    cards=(InvitationCard("K7QM", "https://t.me/riverside_bot?start=K7QM"),),
    expires="Valid until 31 December 2026",
)


def several(number: int) -> InvitationSheet:
    cards = (InvitationCard(f"C{place}", f"https://t.me/riverside_bot?start=C{place}") for place in range(number))
    return replace(SHEET, cards=tuple(cards))


@pytest.mark.parametrize(("cards", "pages"), [(1, 1), (2, 1), (8, 1), (9, 2), (17, 3)])
def test_one_card_is_a_poster_and_eight_share_a_page(cards: int, pages: int) -> None:
    assert f"/Type/Pages/Count {pages}/".encode() in invitation_sheet(several(cards))


def test_the_sheet_is_a4_and_accessible() -> None:
    made = invitation_sheet(SHEET)
    assert made.startswith(b"%PDF-1.7")
    assert b"/MediaBox[0 0 595.2756 841.8898]" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/Lang(en)" in made
    assert "Riverside Patient Group – Help to shape your surgery".encode() in made


def test_each_qr_code_says_in_words_where_it_leads() -> None:
    made = invitation_sheet(several(9))
    for place in range(9):
        alternative = f"/Alt(Point your camera at the square. https://t.me/riverside_bot?start=C{place})"
        assert alternative.encode() in made


def test_the_language_is_the_readers() -> None:
    urdu = replace(SHEET, headline="اپنی سرجری کو بہتر بنائیں", language="ur-PK", right_to_left=True)
    made = invitation_sheet(urdu)
    assert b"/Lang(ur)" in made
    assert b"/Direction/R2L" in made


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert invitation_sheet(SHEET) == invitation_sheet(SHEET)


def test_markup_in_the_words_is_shown_and_not_obeyed() -> None:
    assert b"/Title(#panic() *Yes* $x$)" in invitation_sheet(replace(SHEET, headline="#panic() *Yes* $x$"))


@pytest.mark.parametrize("cards", [1, 9])
@pytest.mark.parametrize(
    "words", ["", "word " * 800, "w" * 500, "\x00\u200b\ufeff\ue000\U000f0000 አማርኛ 한국어 \ud800"]
)
def test_any_words_fit_the_pages(words: str, cards: int) -> None:
    sheet = replace(several(cards), explanation=words, how_to=words, practice_name=words[:200], expires="")
    assert f"/Type/Pages/Count {1 if cards == 1 else 2}/".encode() in invitation_sheet(sheet)


def test_a_sheet_without_cards_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a card"):
        invitation_sheet(several(0))
