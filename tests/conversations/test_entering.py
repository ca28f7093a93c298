"""Staff enter what came on paper and by phone: it counts like all else, once, and what was wrong is taken back."""

import csv
import io
from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from handlers import running
from handlers.running import export_everything
from tests.conversations.house import STAFF, House
from tests.conversations.people import UNKNOWN, a_chair, actor, group_of, taps, types

POLL = "/poll Should we open on Saturdays? | Yes | No | Not sure"


async def a_receptionist(house: House) -> PersonDriver:
    return await a_chair(house, STAFF)


async def asked(house: House, number: int = 4) -> tuple[PersonDriver, list[PersonDriver]]:
    """A chair who has asked so many members."""
    chair, people = await a_chair(house), await group_of(house, number)
    await types(house, chair, POLL)
    await taps(house, chair, f"Send to {number} members")
    return chair, people


async def enters(house: House, staff: PersonDriver, number: str, *choices: str) -> str:
    """From the command to *Submit*."""
    await types(house, staff, "/enter P1")
    await taps(house, staff, "On paper")
    await (taps(house, staff, "No number") if not number else types(house, staff, number))
    for choice in choices:
        await taps(house, staff, choice)
    return await taps(house, staff, "Submit")


async def test_three_sheets_and_a_call_count_like_all_else(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SystemClock", lambda: house.clock)
    chair, people = await asked(house)
    staff = await a_receptionist(house)
    for person in people[:2]:
        await taps(house, person, "Yes")
    assert "Stored for P1, sheet P1-0001. 1 answer on paper so far." in await enters(house, staff, "1", "Yes")
    assert "sheet P1-0002. 2 answers on paper so far." in await enters(house, staff, "p1-2", "No")
    # The same sheet once more is noticed, and the step stays where it is.
    await types(house, staff, "/enter P1")
    await taps(house, staff, "On paper")
    assert "Sheet P1-0002 was entered before." in await types(house, staff, "P1-0002")
    assert "That is no number of a sheet of P1." in await types(house, staff, "S9-1")
    await types(house, staff, "3")
    await house.restart()
    await taps(house, staff, "No")
    assert "3 answers on paper so far." in await taps(house, staff, "Submit")
    await types(house, staff, "/enter P1")
    await taps(house, staff, "By phone")
    await taps(house, staff, "Not sure")
    assert "1 answer by phone so far." in await taps(house, staff, "Submit")
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes, close it")
    await house.tick()
    said = await types(house, chair, "/results P1")
    assert "2 of 4 people asked have answered (50%)." in said
    assert "4 more answers came on paper or by phone. They are counted." in said
    for line in ("Yes", "No", "Not sure"):
        assert line in said
    assert "3 (50%)" in said
    assert "2 (33%)" in said
    assert house.bot is not None
    house.clock.advance(hours=1)
    written = await export_everything(house.settings, tmp_path / "out")
    table = next(path for path in written if path.suffix == ".csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert sorted((row["answer_text"], row["method"]) for row in rows) == [
        ("No", "paper"),
        ("No", "paper"),
        ("Not sure", "phone"),
        ("Yes", "chat"),
        ("Yes", "chat"),
        ("Yes", "paper"),
    ]


async def test_the_same_again_is_asked_about_and_the_last_one_can_be_taken_back(house: House) -> None:
    await asked(house)
    staff = await a_receptionist(house)
    await enters(house, staff, "", "Yes")
    assert "Is this another person?" in await enters(house, staff, "", "Yes")
    assert "2 answers on paper so far." in await taps(house, staff, "Yes, another person")
    assert "Taken back." in await taps(house, staff, "Take this one back")
    assert "2 answers on paper so far." in await enters(house, staff, "7", "Yes")
    await taps(house, staff, "Take this one back")
    # With its answers its number is free again.
    assert "sheet P1-0007. 2 answers" in await enters(house, staff, "7", "No")


async def test_an_empty_sheet_is_nothing_and_stopping_stores_nothing(house: House) -> None:
    await asked(house)
    staff = await a_receptionist(house)
    await types(house, staff, "/enter")
    await taps(house, staff, "P1 Should we open")
    await taps(house, staff, "By phone")
    await taps(house, staff, "Skip")
    assert "Nothing is answered on this sheet." in await taps(house, staff, "Submit")
    assert "Nothing of this sheet was stored." in await taps(house, staff, "Stop for now")


async def test_it_is_not_for_members_and_not_after_the_close(house: House) -> None:
    chair, people = await asked(house)
    staff = await a_receptionist(house)
    assert await types(house, people[0], "/enter P1") == UNKNOWN
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes, close it")
    assert "closed" in await types(house, staff, "/enter P1")
    assert "Nothing is open" in await types(house, staff, "/enter")


async def test_sheets_are_printed_with_numbers_that_no_sheet_had_before(house: House) -> None:
    await asked(house)
    staff = await a_receptionist(house)
    await types(house, staff, "/enter P1")
    assert "P1-0001 to P1-0010" in await taps(house, staff, "Print 10 sheets")
    first = staff.last.document
    assert first is not None
    await types(house, staff, "/enter P1")
    assert "P1-0011 to P1-0020" in await taps(house, staff, "Print 10 in large print")
    assert first.name == "sheets-P1-0001.pdf"


async def test_the_command_line_goes_on_with_the_numbers_of_the_chat(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SystemClock", lambda: house.clock)
    await asked(house)
    staff = await a_receptionist(house)
    await types(house, staff, "/enter P1")
    await taps(house, staff, "Print 10 sheets")
    target = tmp_path / "sheets.pdf"
    numbers = await running.print_sheets(
        house.settings, code="", reference="P1", count=2, large=True, language="en", target=target
    )
    assert numbers == ["P1-0011", "P1-0012"]
    assert target.read_bytes().startswith(b"%PDF")


async def test_an_old_button_does_not_throw_a_half_typed_sheet_away(house: House) -> None:
    await asked(house)
    staff = await a_receptionist(house)
    await enters(house, staff, "1", "Yes")
    done = staff.last
    await types(house, staff, "/enter P1")
    await taps(house, staff, "By phone")
    assert "Tap Submit" in await taps(house, staff, "No")
    assert "by phone" in await taps(house, staff, "Enter the next one", message=done)
    assert "1 answer by phone so far." in await taps(house, staff, "Submit")


async def test_after_the_close_nothing_is_left_of_the_last_sheet(house: House) -> None:
    chair, _ = await asked(house)
    staff = await a_receptionist(house)
    await enters(house, staff, "1", "Yes")
    assert (await actor(house, staff)).place is not None
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes, close it")
    assert (await actor(house, staff)).place is None


async def test_what_is_open_is_offered_behind_many_that_are_closed(house: House) -> None:
    chair, _ = await asked(house)
    staff = await a_receptionist(house)
    for number in range(2, 11):
        await types(house, chair, f"/poll Question {number}? | Yes | No")
        await taps(house, chair, "Send to 4 members")
        await types(house, chair, f"/close P{number}")
        await taps(house, chair, "Yes, close it")
    for person, command in ((staff, "/enter"), (chair, "/close")):
        await types(house, person, command)
        assert len(person.last.buttons) == 1 and "P1 " in person.last.buttons[0]
