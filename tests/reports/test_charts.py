"""Charts: what is drawn, in every script, and that people's words stay words."""

import re
import struct
import zlib
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.charts import Bar, BarChart, alternative_text, bar_chart


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    corner: bytes


def read_png(data: bytes) -> Picture:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks = dict.fromkeys([b"IHDR", b"IDAT"], b"")
    position = 8
    while position < len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        body = data[position + 8 : position + 8 + length]
        if kind in chunks:
            chunks[kind] += body
        position += length + 12
    width, height = struct.unpack_from(">II", chunks[b"IHDR"])
    # Whatever the first line's filter, its first pixel is stored as it is.
    return Picture(width, height, zlib.decompress(chunks[b"IDAT"])[1:4])


def chart(*labels: str, count: int = 3) -> BarChart:
    bars = tuple(Bar(label, count + place, "10%") for place, label in enumerate(labels))
    return BarChart("Which day?", "P7 · 30 of 60 answered", bars, "Closed on 21 November")


def in_boxes(text: str) -> str:
    """The text in characters of private use, which no font has."""
    return re.sub(r"\S", "\U000f0000", text)


def test_a_chart_is_as_wide_as_a_phone_shows_sharply_and_white() -> None:
    picture = read_png(bar_chart(chart("Yes", "No")))
    assert picture.width == 1080
    assert picture.height > 600
    assert picture.corner == b"\xff\xff\xff"


def test_each_bar_makes_the_chart_taller_and_twelve_fit_what_telegram_takes() -> None:
    heights = [read_png(bar_chart(chart(*["word " * 40] * number))).height for number in (1, 2, 5, 12)]
    assert heights == sorted(set(heights))
    assert heights[-1] + 1080 < 10_000


def test_long_labels_wrap_even_without_spaces() -> None:
    short, long, unbroken = (read_png(bar_chart(chart(label))).height for label in ("a", "b " * 60, "c" * 120))
    assert short < long
    assert short < unbroken


def test_the_same_values_give_the_same_picture() -> None:
    assert bar_chart(chart("Yes", "No")) == bar_chart(chart("Yes", "No"))


def test_nobody_and_nothing_can_be_drawn() -> None:
    nobody = BarChart("Title", "", (Bar("Yes", 0, "0%"), Bar("No", 0, "0%")), "")
    assert read_png(bar_chart(nobody)).width == 1080
    assert read_png(bar_chart(BarChart("Title", "", (), ""))).width == 1080


def test_a_single_answer_among_many_does_not_look_like_none() -> None:
    def among_many(count: int) -> bytes:
        return bar_chart(BarChart("Title", "", (Bar("Most", 5000, ""), Bar("Few", count, "same")), ""))

    assert among_many(0) != among_many(1)


@pytest.mark.parametrize(
    "label",
    [
        "Zażółć gęślą jaźń, țară",
        "جی ہاں، ہر ہفتے",
        "نعم، كل أسبوع",
        "হ্যাঁ, প্রতি সপ্তাহে",
        "ਹਾਂ ਜੀ",
        "હા, દર અઠવાડિયે",
        "हाँ",
        "כן",
        "ஆம்",
        "中文診所 诊所",
        "👍🏽",
    ],
)
def test_every_script_of_the_patients_has_its_own_letters(label: str) -> None:
    assert bar_chart(chart(label)) != bar_chart(chart(in_boxes(label)))


def test_a_script_without_a_font_is_boxes_and_no_error() -> None:
    assert bar_chart(chart("한국어 አማርኛ")) == bar_chart(chart(in_boxes("한국어 አማርኛ")))


@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_direction_of_the_language_turns_the_chart(right_to_left: bool) -> None:
    bars = (Bar("Yes", 3, "75%"), Bar("نہیں", 1, "25%"))
    turned = bar_chart(BarChart("Title", "P1", bars, "", right_to_left))
    other = bar_chart(BarChart("Title", "P1", bars, "", not right_to_left))
    assert turned != other


@pytest.mark.parametrize(
    ("label", "as_markup"),
    [
        ("*Yes*", "Yes"),
        ("_Yes_", "Yes"),
        ("$x$", "x"),
        ("#str(1)", "1"),
        ("Yes // no", "Yes"),
        ("Yes /* no */", "Yes"),
        ("\\u{41}", "A"),
        ("`Yes`", "Yes"),
        ("= Yes", "Yes"),
    ],
)
def test_markup_in_a_label_is_shown_and_not_obeyed(label: str, as_markup: str) -> None:
    assert bar_chart(chart(label)) != bar_chart(chart(as_markup))


@pytest.mark.parametrize(
    "label",
    [
        '#panic("no")',
        '"]',
        "=cmd",
        '"}], "',
        "<label> @reference",
        "\\",
        '#read("/etc/passwd")',
        "\x00\x1b\ud800\uffff",
    ],
)
def test_nothing_in_a_label_breaks_the_chart(label: str) -> None:
    nasty = BarChart(label, label, (Bar(label, 1, label),), label)
    assert read_png(bar_chart(nasty)).width == 1080


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet=st.characters(), max_size=60), st.booleans())
def test_any_text_can_be_drawn(text: str, right_to_left: bool) -> None:
    assert read_png(bar_chart(BarChart(text, text, (Bar(text, 1, text),), text, right_to_left))).width == 1080


def test_the_alternative_text_says_all_that_the_picture_shows() -> None:
    result = BarChart(
        "Open on Saturdays?", "P12 · 41 of 60", (Bar("Yes,\nplease", 29, "71%"), Bar("No", 0, "")), "Closed"
    )
    assert alternative_text(result).splitlines() == [
        "Open on Saturdays?",
        "P12 · 41 of 60",
        "Yes, please: 29 (71%)",
        "No: 0",
        "Closed",
    ]
