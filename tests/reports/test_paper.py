"""A survey on paper: every question, box and condition is there, in any script, each copy with its number."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from bot.reports.paper import Paper, PaperQuestion, paper_pdf, room_for, without_blanks

QUESTION = PaperQuestion("Question 1", "How was it?", "Tick one box.", choices=("Good", "Poor"))
PAPER = Paper(
    title="Friends and Family Test",
    group="Riverside Patient Group",
    notes=("This comes from us.",),
    questions=(
        QUESTION,
        PaperQuestion("Question 2", "Why?", "Write.", when="Answer this only if it was poor.", lines=6),
    ),
    end="Thank you.",
    numbers=("S3-0001", "S3-0002"),
    sheet="Sheet",
)


def pages(paper: Paper) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(paper_pdf(paper))).pages]


def test_each_copy_is_whole_and_has_its_own_number() -> None:
    first, second = pages(PAPER)
    for words in ("Friends and Family Test", "How was it?", "Good", "Answer this only if it was poor.", "Thank you."):
        assert words in first
        assert words in second
    assert "S3-0001" in first
    assert "S3-0002" in second
    assert "S3-0001" not in second


def test_it_is_tagged_and_says_its_language() -> None:
    root = PdfReader(io.BytesIO(paper_pdf(PAPER))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"


def test_large_print_takes_more_room_and_loses_nothing() -> None:
    many = replace(PAPER, numbers=("S3-0001",), questions=(QUESTION,) * 8)
    ordinary, large = pages(many), pages(replace(many, large=True))
    assert len(large) > len(ordinary)
    assert "".join(large).count("How was it?") == "".join(ordinary).count("How was it?") == 8
    assert all("S3-0001" in page for page in large)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ur", "آپ کیسے ہیں؟"), ("pl", "Jak się masz? Źdźbło"), ("bn", "আপনি কেমন আছেন?"), ("zh", "你好吗？")],
)
def test_any_script_is_printed(language: str, words: str) -> None:
    question = replace(QUESTION, words=words, choices=(words, "=1+1", "<b>#strong[x]"))
    paper = replace(PAPER, language=language, right_to_left=language == "ur", questions=(question,))
    (first, _) = pages(paper)
    assert "=1+1" in first
    assert "#strong[x]" in first


def test_a_long_list_of_choices_goes_on_overleaf() -> None:
    choices = tuple(f"Choice {number}" for number in range(1, 81))
    text = "".join(pages(replace(PAPER, numbers=("S3-0001",), questions=(replace(QUESTION, choices=choices),))))
    assert [each for each in choices if each not in text] == []


def test_without_a_number_there_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="number"):
        paper_pdf(replace(PAPER, numbers=()))


def test_room_and_blanks() -> None:
    assert room_for(long=False, large=True) == 1
    assert room_for(long=True, large=True) < room_for(long=True, large=False)
    assert without_blanks(("a", " ", "b")) == ("a", "b")
