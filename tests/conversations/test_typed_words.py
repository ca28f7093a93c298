"""What people type where a poll asks for words: too long, wrong or strange, never lost, and never more than text."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.conversations.house import House
from tests.conversations.people import a_chair, ask, group_of, member, taps, types

LONG = "x" * 4096


async def test_five_thousand_characters_where_something_short_is_asked(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await types(house, chair, "/poll")
    for part in (LONG, "y" * 904):
        assert "at most 300 letters" in await types(house, chair, part)
    await types(house, chair, "Saturdays?")
    for part in (LONG, f"Yes\n{'y' * 904}"):
        said = await types(house, chair, part)
        assert "at least 2 answers" in said or "at most 100 letters" in said
    await types(house, chair, "Yes\nNo")
    for label in ("One answer", "Everyone", "Anonymous", "Everyone who was asked", "You advise"):
        await taps(house, chair, label)
    for part in (LONG, "12 " * 300, "1" * 904):
        said = await types(house, chair, part)
        assert "do not understand that date" in said or "has passed" in said or "more than a year" in said
    assert "This is what members will see" in await taps(house, chair, "Wednesday 12 May")
    live_text = await taps(house, chair, "Send to 1 member")
    assert "Saturdays?" in live_text
    await taps(house, chair, "Close now")
    await taps(house, chair, "Yes, close it")
    await taps(house, chair, "Record the outcome")
    await taps(house, chair, "We will do this")
    assert "at most 1,500 letters" in await types(house, chair, LONG)
    assert "at most 1,500 letters" in await types(house, chair, "😀" * 904)
    assert "This is what members will see" in await types(house, chair, "z" * 1500)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Q? | One", "at least 2 answers"),
        ("Q? | " + " | ".join(str(number) for number in range(13)), "more than 12 answers"),
        ("Q? | Yes | YES", "Two of the answers are the same"),
        ("Q? | Yes | Yes\u200b", "Two of the answers are the same"),
        ("Q? | Yes | | No", "One of the answers is empty"),
        ("Q? | Yes | \u200b\u200c", "One of the answers is empty"),
        ("Q? | Yes | " + "n" * 101, "One of the answers is too long"),
    ],
)
async def test_a_poll_that_cannot_be_asked_keeps_its_question(house: House, line: str, word: str) -> None:
    chair = await a_chair(house)
    said = await types(house, chair, f"/poll {line}")
    assert word in said and "Q?" in said
    assert "at least 2 answers" in await types(house, chair, "Just one")
    assert "How many answers" in await types(house, chair, "Yes\nNo")


async def test_a_question_that_is_too_long_keeps_its_choices(house: House) -> None:
    chair = await a_chair(house)
    assert "at most 300 letters" in await types(house, chair, f"/poll {'q' * 301} | Tea | Coffee")
    said = await types(house, chair, "What to drink?")
    assert "This is what members will see" in said and "Coffee" in said
    assert "no question yet" in await types(house, chair, "/poll | Tea | Coffee")
    assert "Coffee" in await types(house, chair, "And now?")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("10 May 2027 6pm", "has passed"),
        ("yesterday", "has passed"),
        ("1 January 2031", "more than a year away"),
        ("26 March 2028 1:30am", "no such time"),
        ("31 October 2027 1:30am", "comes twice"),
        ("when the cows come home", "do not understand"),
        ("🗓", "do not understand"),
    ],
)
async def test_dates_that_will_not_do(house: House, typed: str, word: str) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await types(house, chair, "/poll Saturdays? | Yes | No")
    await taps(house, chair, "Closes:")
    assert word in await types(house, chair, typed)
    assert "This is what members will see" in await types(house, chair, "20 May 2027 5pm")


STRANGE = (
    '=HYPERLINK("http://x")', "<b>bold</b> & <script>", "هل نفتح يوم السبت؟", "👩‍👩‍👧 😀", "a\u202eb", "-1+1",
    "&lt;i&gt;",
)  # fmt: skip


async def test_strange_text_is_shown_and_exported_as_it_was_written(house: House) -> None:
    chair = await a_chair(house)
    manager = await member(house, 122, "<i>Helen</i> =1+1", tier="core")
    members = await group_of(house, 5)
    question = "".join(STRANGE)
    await ask(house, chair, f"\0{question} | {' | '.join(STRANGE)}", "Who: everyone", "Everyone")
    for number, person in enumerate(members):
        paper = await person.hears("asks:")
        assert seen(question) in seen(paper.words)
        # It would turn whatever stands behind it, and is the one thing that is left out.
        assert "\u202e" not in paper.words
        assert [seen(label) for label in paper.buttons] == [seen(text) for text in STRANGE]
        assert seen(STRANGE[number]) in seen(await taps(house, person, paper.buttons[number], message=paper))
    assert "<i>Helen</i> =1+1" in await types(house, chair, "/members")
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes, close it")
    await taps(house, chair, "Record the outcome")
    await taps(house, chair, "We will do this")
    await types(house, chair, question)
    await taps(house, chair, "Send it")
    assert seen(question) in seen(members[0].last.words)
    await types(house, manager, "/export P1")
    csv, xlsx = (message.document for message in manager.messages[-2:])
    assert csv is not None and xlsx is not None
    assert '"\'=HYPERLINK(""http://x"")' in csv.data.decode("utf-8-sig")
    cells = [cell for row in load_workbook(BytesIO(xlsx.data)).worksheets[0].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert {STRANGE[0], STRANGE[1], STRANGE[2]} <= {cell.value for cell in cells}


def seen(text: str) -> str:
    """Without the marks that keep a text in its own direction, and without those that would turn others."""
    return text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u202e")))
