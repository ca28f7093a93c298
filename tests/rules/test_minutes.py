"""Which files can be minutes: what is in them decides, whatever they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.minutes import LARGEST_FILE, NAMES, kind_of_file
from tests.support.papers import PDF, PROGRAM, TXT, WITH_MACROS, archive, docx


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.docx", docx()),
        ("Minutes May.DOCX", docx()),
        ("minutes.pdf", PDF),
        ("minutes.txt", TXT),
        ("minutes.txt", b"\xef\xbb\xbf" + TXT),
        ("minutes.txt", b"a tab\tand\r\nlines\n"),
    ],
)
def test_a_document_is_taken_for_what_it_is(name: str, content: bytes) -> None:
    assert kind_of_file(name, content) == ("." + name.rpartition(".")[2].lower(), "")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("minutes.exe", PROGRAM, "wrong-type"),
        ("minutes", PDF, "wrong-type"),
        ("minutes.pdf.exe", PDF, "wrong-type"),
        ("minutes.pdf", PROGRAM, "wrong-type"),
        ("minutes.pdf", b" " + PDF, "wrong-type"),
        ("minutes.pdf", docx(), "wrong-type"),
        ("minutes.docx", PDF, "wrong-type"),
        ("minutes.docx", b"PK\x03\x04 and nothing more", "wrong-type"),
        ("minutes.docx", PROGRAM + docx(), "wrong-type"),
        ("minutes.docx", docx()[:200], "wrong-type"),
        ("minutes.docx", archive(xl__workbook=b"<x/>", word__document=b"<x/>"), "wrong-type"),
        ("minutes.docm", docx(), "macros"),
        ("minutes.docx", docx(WITH_MACROS), "macros"),
        ("minutes.docx", docx(vbaProject=b"macro"), "macros"),
        ("minutes.docx", docx(VBAPROJECT=b"macro"), "macros"),
        ("minutes.txt", PROGRAM, "wrong-type"),
        ("minutes.txt", b"nothing\x00here", "wrong-type"),
        ("minutes.txt", "Łódź".encode("cp1250"), "wrong-type"),
        ("minutes.txt", b" \n\t", "empty"),
        ("minutes.txt", b"\xef\xbb\xbf", "empty"),
        ("minutes.pdf", b"", "empty"),
        ("minutes.docx", b"", "empty"),
        ("minutes.pdf", PDF + b"x" * LARGEST_FILE, "too-large"),
    ],
)
def test_anything_else_is_refused_and_says_why(name: str, content: bytes, problem: str) -> None:
    assert kind_of_file(name, content) == ("", problem)


@given(st.sampled_from(NAMES), st.binary(max_size=300), st.booleans())
def test_whatever_is_in_a_file_it_is_taken_or_refused(ending: str, content: bytes, archived: bool) -> None:
    whole = b"PK\x03\x04" + content if archived else content
    found, problem = kind_of_file(f"m{ending}", whole)
    assert (found == ending and not problem) or (not found and problem in ("wrong-type", "empty", "macros"))


@given(st.data())
def test_a_broken_document_is_refused_in_good_order(data: st.DataObject) -> None:
    whole = bytearray(docx())
    for _ in range(3):
        place = data.draw(st.integers(4, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    assert kind_of_file("m.docx", bytes(whole))[1] in ("", "wrong-type", "macros")
