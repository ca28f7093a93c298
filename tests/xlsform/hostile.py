"""Files that no honest program writes, and some that one does: each is built here, and none is kept."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter

from tests.xlsform.books import YES_NO, survey, xlsx

SHEET, STRINGS, STYLES, BOOK = (
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
)  # fmt: skip
SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
GOOD = xlsx({"survey": survey(("select_one yn", "a", "Why?")), "choices": YES_NO})
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed(parts: Mapping[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A good workbook with some parts changed, or (None) left out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(packed, "w", method) as made:
        for name in dict.fromkeys([*good.namelist(), *parts]):
            content = parts.get(name, b"") if name in parts else good.read(name)
            if content is not None:
                made.writestr(name, content)
    return packed.getvalue()


def sheet(rows: bytes, before: bytes = b"") -> bytes:
    """A workbook whose survey is this XML."""
    return changed(
        {SHEET: b"<worksheet " + SPACE + b">" + before + b"<sheetData>" + rows + b"</sheetData></worksheet>"}
    )


def cells(row: int, *texts: str, last: str = "") -> bytes:
    """A row of text cells; `last` is where the last one stands."""
    places = [f"{'ABCDEFG'[index]}{row}" for index in range(len(texts))]
    places[-1] = last or places[-1]
    inner = "".join(
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in zip(places, texts, strict=True)
    )
    return f'<row r="{row}">{inner}</row>'.encode()


HEADER = cells(1, "type", "name", "label")
QUESTION = cells(2, "text", "a", "Why?")


def lying_about_its_size() -> bytes:
    """A part of 40 MB that says that it has 1,000 bytes."""
    whole = bytearray(changed({SHEET: b"<worksheet " + SPACE + b"><sheetData>" + b"<row/>" * 7_000_000}))
    size = struct.pack("<L", len(b"<worksheet " + SPACE + b"><sheetData>") + 42_000_000)
    return bytes(whole.replace(size, struct.pack("<L", 1_000)))


def with_a_password() -> bytes:
    """As Excel packs a workbook with a password: in the container of old Excel."""
    return CONTAINER + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


def zipped_with_a_password() -> bytes:
    """A zip whose parts are marked as encrypted."""
    whole = bytearray(GOOD)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = whole.find(mark)
        while start >= 0:
            whole[start + place] |= 1
            start = whole.find(mark, start + 4)
    return bytes(whole)


def with_macros() -> bytes:
    """A workbook with a macro in it."""
    return changed({"xl/vbaProject.bin": CONTAINER + b"\0" * 600_000})


def with_lists_to_choose_from() -> bytes:
    """What managers add: a list of types to choose from, colours, a note, a filter."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        page = book.add_worksheet("survey")
        page.add_table(0, 0, 1, 2, {"columns": [{"header": each} for each in ("type", "name", "label")]})
        page.write_row(1, 0, ("text", "a", "Why?"))
        page.data_validation(1, 0, 100, 0, {"validate": "list", "source": ["text", "note"]})
        page.conditional_format(0, 0, 9, 9, {"type": "no_blanks", "format": book.add_format({"bold": True})})
        page.write_comment(0, 0, "What people see")
        page.protect("secret")
        book.add_chartsheet("chart").set_chart(_chart(book))
    return packed.getvalue()


def _chart(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=survey!$A$1:$A$2"})
    return chart


def part(name: str, inner: bytes, before: bytes = b"") -> bytes:
    """A workbook with one part of it replaced by an element of this name, with something inside."""
    element = {SHEET: b"worksheet", STRINGS: b"sst", STYLES: b"styleSheet", BOOK: b"workbook"}[name]
    return changed({name: before + b"<" + element + b" " + SPACE + b">" + inner + b"</" + element + b">"})


def two_surveys() -> bytes:
    """Two sheets of the same name, which no program allows."""
    relations = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    titles = ((b"survey", 1), (b"survey", 1), (b"choices", 2))
    sheets = b"".join(b'<sheet name="%s" sheetId="1" r:id="rId%d" %s/>' % (*each, relations) for each in titles)
    return part(BOOK, b"<sheets>" + sheets + b"</sheets>")


BELOW = HEADER + QUESTION
DEEP = b"<a>" * 1_200_000 + b"</a>" * 1_200_000
ENTITY = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
BILLION = b'<!DOCTYPE a [<!ENTITY l0 "ha">' + LAUGHS + b"]>"
TWO_BYTES = '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16")
WIDE_ROW = b"<row>" + b"<c/>" * 300_000 + b"</row>"
LONG_NUMBER = b"<row><c><v>" + b"9" * 10**6 + b"</v></c></row>"
LONG_TITLE = cells(1, "type", "name", "label", "x" + " " * 30_000 + ":" * 30_000)
BAD, FULL = "not-a-spreadsheet", "too-full"
TITLES = b"type,name,label"


def questions(many: int) -> bytes:
    """A .csv of so many questions."""
    return TITLES + b"".join(b"\ntext,a%d,?" % number for number in range(many))


# What it is: the name of the file, its content, and the one thing that has to be said of it.
REFUSED: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("s.xlsx", lambda: b"", "empty-file"),
    "nothing but spaces": ("s.csv", lambda: b" \r\n\n", "empty-file"),
    "too large": ("s.xlsx", lambda: b"x" * 2_000_001, "too-large"),
    "a picture": ("photo.jpg", lambda: b"\xff\xd8", "wrong-type"),
    "a workbook with macros, by its name": ("s.xlsm", with_macros, "wrong-type"),
    "a page": ("s.xlsx", lambda: b"<html>type</html>", BAD),
    "old Excel": ("s.xls", lambda: CONTAINER + b"\0" * 500, "old-excel"),
    "old Excel under a new name": ("s.xlsx", lambda: CONTAINER + b"\0" * 500, "old-excel"),
    "a password": ("s.xlsx", with_a_password, "encrypted"),
    "a password of the zip": ("s.xlsx", zipped_with_a_password, "encrypted"),
    "a workbook called .csv": ("s.csv", lambda: GOOD, BAD),
    "a zip of something else": ("s.xlsx", lambda: changed({BOOK: None, "content.xml": b"<office/>"}), BAD),
    "cut off": ("s.xlsx", lambda: GOOD[:-200], BAD),
    "half of it": ("s.xlsx", lambda: GOOD[: len(GOOD) // 2], BAD),
    "a zip of nothing": ("s.xlsx", lambda: b"PK\x03\x04" + b"\0" * 1_000, BAD),
    "packed in a rare way": ("s.xlsx", lambda: changed({}, zipfile.ZIP_LZMA), BAD),
    "no list of its parts": ("s.xlsx", lambda: changed({"[Content_Types].xml": None}), BAD),
    "a sheet that is not there": ("s.xlsx", lambda: changed({SHEET: None}), "no-survey"),
    "a sheet that is no XML": ("s.xlsx", lambda: changed({SHEET: b"type name label"}), BAD),
    "two surveys": ("s.xlsx", two_surveys, "sheet-twice"),
    "a bomb": ("s.xlsx", lambda: changed({SHEET: b"0" * 40_000_000}), FULL),
    "a bomb that lies about its size": ("s.xlsx", lying_about_its_size, BAD),
    "tags inside each other": ("s.xlsx", lambda: part(SHEET, DEEP), FULL),
    "texts without end": ("s.xlsx", lambda: part(STRINGS, b"<si/>" * 1_900_000), FULL),
    "styles without end": ("s.xlsx", lambda: part(STYLES, b"<cellXfs>" + b"<xf/>" * 90_000 + b"</cellXfs>"), FULL),
    "cells without end": ("s.xlsx", lambda: sheet(BELOW + WIDE_ROW), "too-many-columns"),
    "rows without end": ("s.xlsx", lambda: sheet(BELOW + b"<row/>" * 300_000), "too-many-rows"),
    "a row that is far away": ("s.xlsx", lambda: sheet(BELOW + cells(10**15, "text")), "too-many-rows"),
    "a row before the first": ("s.xlsx", lambda: sheet(BELOW + cells(-5, "text")), BAD),
    "a column that is far away": ("s.xlsx", lambda: sheet(BELOW + cells(3, "text", last="XFD3")), "too-many-columns"),
    "entities": ("s.xlsx", lambda: part(SHEET, b"&b;", ENTITY), BAD),
    "a billion laughs": ("s.xlsx", lambda: part(SHEET, b"&l11;", BILLION), BAD),
    "a billion laughs among the styles": ("s.xlsx", lambda: part(STYLES, b"&l11;", BILLION), BAD),
    "two bytes a letter": (
        "s.xlsx", lambda: changed({SHEET: TWO_BYTES + (BILLION + b"<a>&l11;</a>").decode().encode("utf-16-le")}), BAD,
    ),
    "a name that shows another end": ("survey\u202exslx.exe", lambda: GOOD, "wrong-type"),
    "a look at other files": ("s.xlsx", lambda: part(SHEET, b"&b;", OUTSIDE), BAD),
    "a text that is not there": ("s.xlsx", lambda: sheet(HEADER + b'<row><c t="s"><v>99</v></c></row>'), BAD),
    "a number that is none": ("s.xlsx", lambda: sheet(HEADER + b"<row><c><v>eleven</v></c></row>"), BAD),
    "a number of a million digits": ("s.xlsx", lambda: sheet(HEADER + LONG_NUMBER), BAD),
    "a cell that is a book": ("s.xlsx", lambda: sheet(HEADER + cells(2, "text", "a", "x" * 9_000_000)), "too-long"),
    "a name that is a book": ("s.xlsx", lambda: sheet(HEADER + cells(2, "text", "a" * 10**6, "Why?")), "name"),
    "a type that is a book": ("s.xlsx", lambda: sheet(HEADER + cells(2, "so " * 10**5, "a", "?")), "type-unknown"),
    "a title that is a book": ("s.xlsx", lambda: sheet(LONG_TITLE + cells(2, "text", "a", "Why?", "x")), "column"),
    "rows in a .csv": ("s.csv", lambda: TITLES + b"\ntext,a,Why?" * 100_000, "too-many-rows"),
    "empty rows in a .csv": ("s.csv", lambda: TITLES + b"\n" * 1_900_000, "too-many-rows"),
    "columns in a .csv": ("s.csv", lambda: TITLES + b",x" * 900_000, "too-many-columns"),
    "a quote left open": ("s.csv", lambda: TITLES + b'\n"text', BAD),
    "a cell of a .csv that is a book": ("s.csv", lambda: TITLES + b'\ntext,a,"' + b"x" * 10**6 + b'"', BAD),
    "zeros": ("s.csv", lambda: TITLES + b"\ntext,a\0,Why?", "not-utf-8"),
    "half a letter": ("s.csv", lambda: b"\xff\xfea", "not-utf-8"),
    "whatever a byte can be": ("s.csv", lambda: bytes(range(256)) * 100, "not-utf-8"),
    "questions without end": ("s.csv", lambda: questions(400), "too-many-questions"),
    "61 questions": ("s.csv", lambda: questions(61), "too-many-questions"),
    "a condition that is a book": (
        "s.csv", lambda: TITLES + b",constraint\ntext,a,?," + b".=1 or " * 200 + b".=1", "expression-too-long",
    ),
    "a condition of many parts": (
        "s.csv", lambda: TITLES + b",constraint\ntext,a,?," + b"." + b"=1" * 120, "expression-too-deep",
    ),
}  # fmt: skip

LINK = b'<externalLink %s><externalBook r:id="rId1" xmlns:r="x"/></externalLink>' % SPACE
ELSEWHERE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
)

# What looks odd, and is a form all the same.
LOADED: Mapping[str, Callable[[], bytes]] = {
    "a good one": lambda: GOOD,
    "macros, which nobody runs": with_macros,
    "links to other files, which nobody follows": lambda: changed(
        {
            "xl/externalLinks/externalLink1.xml": LINK,
            "xl/externalLinks/_rels/externalLink1.xml.rels": ELSEWHERE,
            "xl/worksheets/_rels/sheet1.xml.rels": ELSEWHERE,
        }
    ),
    "lists to choose from, colours, notes, a chart": with_lists_to_choose_from,
    "a size that is not its own": lambda: sheet(BELOW, b'<dimension ref="A1:XFD1048576"/>'),
    "a formula whose result is empty": lambda: sheet(
        cells(1, "type", "name", "label", "hint")
        + b'<row r="2"><c r="A2" t="inlineStr"><is><t>text</t></is></c><c r="B2" t="inlineStr"><is><t>a</t></is></c>'
        b'<c r="C2" t="inlineStr"><is><t>Why?</t></is></c><c r="D2" t="str"><f>""</f><v></v></c></row>'
    ),
}
