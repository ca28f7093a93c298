"""Telegram's HTML: what it becomes, and what is refused."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.standin import ApiError
from bot.demo.standin.entities import detect, length, to_html
from bot.demo.standin.telegram_html import parse_html


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("plain & simple", "plain & simple", []),
        ("a &lt;b&gt; &amp;amp; &quot; &#8364; &#x1F600; &nbsp; &#0;", 'a <b> &amp; " € 😀 &nbsp; &#0;', []),
        ("<b>x</b><strong>y</strong>", "xy", ["bold", "bold"]),
        ("<i>x</i><em>y</em>", "xy", ["italic", "italic"]),
        ("<u>x</u><ins>y</ins>", "xy", ["underline", "underline"]),
        ("<s>x</s><strike>y</strike><del>z</del>", "xyz", ["strikethrough"] * 3),
        ('<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', "xy", ["spoiler", "spoiler"]),
        ("<B>x</B >", "x", ["bold"]),
        ("<b>x</>", "x", ["bold"]),
        ("<code><b>x</b></code>", "x", ["code"]),
        ("<blockquote>x</blockquote>", "x", ["blockquote"]),
        ("<blockquote expandable>x</blockquote>", "x", ["expandable_blockquote"]),
        ("<b></b>x", "x", []),
        ('<a href="not an address">x</a>', "x", []),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", ["custom_emoji"]),
        ("<b>one <i>two</i></b>", "one two", ["bold", "italic"]),
    ],
)
def test_what_telegram_reads(source: str, text: str, kinds: list[str]) -> None:
    found, entities = parse_html(source)
    assert (found, [e["type"] for e in entities]) == (text, kinds)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 3'),
        ('<a href="x>x</a>', "Unclosed start tag at byte offset 0"),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_what_telegram_refuses(source: str, problem: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {problem}"


def test_addresses_and_languages_are_kept() -> None:
    _, (link,) = parse_html('<a href="https://x.org/?a=1&amp;b=2">x</a>')
    assert link["url"] == "https://x.org/?a=1&b=2"
    _, (unquoted,) = parse_html("<a href=https://x.org>x</a>")
    assert unquoted["url"] == "https://x.org"
    _, (code,) = parse_html('<pre><code class="language-python">x</code></pre>')
    assert (code["type"], code["language"]) == ("pre", "python")


def test_offsets_count_utf16_units() -> None:
    _, entities = parse_html("😀<b>é😀</b>")
    assert entities == [{"type": "bold", "offset": 2, "length": 3}]
    assert length("😀é") == 3


def test_commands_and_addresses_are_found_outside_code() -> None:
    text = "😀 /help me@x.org https://x.org/a. @chair a/b"
    kinds = [(e["type"], e["offset"]) for e in detect(text, [])]
    assert kinds == [("bot_command", 3), ("email", 9), ("url", 18), ("mention", 35)]
    code = [{"type": "code", "offset": 0, "length": 5}]
    assert detect("/help", code) == code


@pytest.mark.parametrize(
    "source",
    [
        "<b>one <i>two</i></b> &lt;",
        '<pre><code class="language-x">y</code></pre>',
        "<blockquote expandable>😀 <u>x</u></blockquote>",
        '<a href="https://x.org/?a=1&amp;b">x</a><tg-spoiler>s</tg-spoiler>',
        '<tg-emoji emoji-id="1">x</tg-emoji>',
    ],
)
def test_shown_html_is_what_was_sent(source: str) -> None:
    assert to_html(*parse_html(source)) == source


@given(st.text(st.sampled_from("ab <>&\"'/😀é=bi\n"), max_size=40))
def test_any_source_is_read_or_refused_and_what_is_shown_is_safe(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError:
        return
    shown = to_html(text, entities)
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<b>", "</b>", "<i>", "</i>"}
    assert unescape(re.sub(r"<[^>]*>", "", shown)) == text
