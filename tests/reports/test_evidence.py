"""The evidence pack: tagged, with numbered pages, in any script, whole however little or much there is to tell."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from bot.reports.evidence import Band, Chapter, Pack, evidence_pdf, pack_from_text, pack_to_text

BANDS = Chapter(
    "Practice and group by age",
    heads=("People", "List", "Group", "List, %", "Group, %", "Members", "Points"),
    bands=(
        Band("16 to 24", 11, 5, ("11%", "5%", "12", "−6")),
        Band("25 to 34", 12, None, ("12%", "hidden", "hidden", "–")),
        Band("Not stated", None, None, ("–", "0%", "0", "–")),
    ),
    notes=("The list is of 1 January 2027.",),
)
PACK = Pack(
    title="Patient group report 2027 to 2028",
    practice="Riverside Surgery (E82123)",
    period="1 April 2027 to 31 March 2028",
    chapters=(
        Chapter("The practice and its group", rows=(("Practice code", "E82123"),)),
        BANDS,
        Chapter("Priority 1", ("A second person answers until 10am.",)),
    ),
    language="en",
    right_to_left=False,
)
SIGNED = ("For the practice: Mo Lee, 3 June 2027", "For the group: not signed yet")


def made(pack: Pack) -> PdfReader:
    return PdfReader(io.BytesIO(evidence_pdf(pack, "Signatures", SIGNED)))


def text_of(pack: Pack) -> str:
    return "\n".join(page.extract_text() for page in made(pack).pages)


def test_it_says_all_of_it_and_who_signed() -> None:
    text = text_of(PACK)
    said = ("report 2027 to 2028", "Riverside Surgery (E82123)", "31 March 2028", "Practice code", "16 to 24", "−6")
    for words in (*said, "hidden", "The list is of 1 January 2027.", "until 10am", *SIGNED):
        assert words in text


def test_it_is_tagged_names_its_language_and_its_title() -> None:
    pdf = evidence_pdf(PACK, "Signatures", SIGNED)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_every_page_has_its_number_and_the_practice() -> None:
    long = replace(PACK, chapters=PACK.chapters * 12)
    pages = made(long).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page.extract_text()
        assert "Riverside Surgery (E82123)" in page.extract_text()


def test_the_bands_of_a_comparison_are_on_one_page() -> None:
    filling = [Chapter("Publicity", (f"Line {line}",)) for line in range(30)]
    for before in range(14, 30):
        pages = [page.extract_text() for page in made(replace(PACK, chapters=(*filling[:before], BANDS))).pages]
        whole = [text for text in pages if "16 to 24" in text]
        assert len(whole) == 1
        assert "Practice and group by age" in whole[0]
        assert "The list is of 1 January 2027." in whole[0]


@pytest.mark.parametrize(
    "words", ["Zażółć gęślą jaźń", "ہم نے اردو میں پوسٹر لگائے۔", "আমরা বাংলায় পোস্টার লাগিয়েছি।", "我们贴了中文海报。"]
)
def test_every_script_is_drawn_and_comes_back_as_it_was(words: str) -> None:
    chapter = Chapter(
        words, (words,), ((words, words),), BANDS.heads, (replace(BANDS.bands[0], label=words),), (words,)
    )
    pack = replace(PACK, practice=words, chapters=(chapter,))
    assert pack_from_text(pack_to_text(pack)) == pack
    drawn = evidence_pdf(pack, "Signatures", (f"For the group: {words}, 3 June 2027",))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn)).pages)
    # What runs from the right comes out of a PDF in another order; each of its letters is there all the same.
    assert {letter for letter in words if letter.isalpha()} - set(text) == set()


@pytest.mark.parametrize("words", ["=1+1", "<b>#strong[x]</b>", '"), panic("', "$x$ *bold* _it_ @ref `raw`"])
def test_what_people_wrote_is_shown_and_never_obeyed(words: str) -> None:
    text = text_of(replace(PACK, chapters=(Chapter(words, (words,), ((words, words),)),)))
    assert text.count(words) >= 4


def test_a_very_long_row_goes_over_pages_and_nothing_is_lost() -> None:
    many = " ".join(f"A{number} done." for number in range(1, 1_500))
    text = " ".join(text_of(replace(PACK, chapters=(Chapter("Priority 1", rows=(("Actions", many),)),))).split())
    assert all(f"A{number} done." in text for number in (1, 700, 1_499))


def test_an_empty_report_is_a_report() -> None:
    assert len(made(replace(PACK, chapters=())).pages) == 1


def test_the_same_report_is_the_same_text_and_comes_back_from_it() -> None:
    text = pack_to_text(PACK)
    assert pack_from_text(text) == PACK
    assert pack_to_text(pack_from_text(text)) == text
    assert pack_to_text(replace(PACK, period="other")) != text
