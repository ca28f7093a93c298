"""What the clock makes happen: closings, reminders, quiet hours, the change of the clocks, three days away."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.standin.driver import PersonDriver
from tests.conversations.house import House, open_house
from tests.conversations.people import a_chair, ask, group_of, member, taps, told, types
from tests.support.clock import HandClock

LINE = "Saturdays? | Yes | No"


def heard(person: PersonDriver, words: str) -> int:
    """How many messages somebody has that contain these words."""
    return sum(words in message.words for message in person.messages if not message.outgoing)


async def test_the_closing_time_closes_and_sends_the_results(house: House) -> None:
    chair, members = await a_chair(house), await group_of(house, 5)
    await ask(house, chair, LINE)
    for number, person in enumerate(members):
        await taps(house, person, "Yes" if number else "No")
    house.clock.set(datetime(2027, 5, 18, 16, 59, 59, tzinfo=UTC))
    await house.tick()
    assert heard(members[0], "Results") == 0
    house.clock.advance(seconds=1)
    await house.tick()
    await house.tick()
    for person in (*members, chair):
        assert heard(person, "5 of 5 people asked have answered (100%)") == 1
    assert "4 (80%)" in members[0].last.words
    assert "What was decided?" in chair.last.words and "What was decided?" not in members[0].last.words
    paper = next(message for message in members[0].messages if message.markup and "Yes" in message.data)
    assert "P1 is closed" in await taps(house, members[0], "Yes", message=paper)


async def test_a_tap_after_the_time_but_before_the_clock_is_too_late(house: House) -> None:
    chair, members = await a_chair(house), await group_of(house, 1)
    await ask(house, chair, LINE)
    house.clock.set(datetime(2027, 5, 18, 17, 0, tzinfo=UTC))
    assert "P1 is closed" in await taps(house, members[0], "Yes")
    assert "0 of 1" in await types(house, chair, "/results P1")


async def test_one_reminder_a_day_before_to_those_silent_who_want_one(house: House) -> None:
    chair, (asha, ben, carla) = await a_chair(house), await group_of(house, 3)
    dev = await member(house, 1003, reminders=False)
    await ask(house, chair, LINE)
    await taps(house, asha, "Yes")
    await taps(house, carla, "Yes")
    await types(house, carla, "/settings")
    await taps(house, carla, "Turn messages off")
    house.clock.set(datetime(2027, 5, 17, 16, 59, tzinfo=UTC))
    await house.tick()
    assert heard(ben, "There is still time") == 0
    for minutes in (1, 5, 600, 60):
        house.clock.advance(minutes=minutes)
        await house.tick()
    assert [heard(person, "There is still time") for person in (asha, ben, carla, dev)] == [0, 1, 0, 0]
    assert heard(chair, "There is still time") == 0


async def test_a_reminder_moves_out_of_the_quiet_hours_to_before_them(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await types(house, chair, f"/poll {LINE}")
    await taps(house, chair, "Closes:")
    await types(house, chair, "18 May 2027 10pm")
    await taps(house, chair, "Send to 1 member")
    house.clock.set(datetime(2027, 5, 17, 18, 44, tzinfo=UTC))
    await house.tick()
    assert heard(asha, "There is still time") == 0
    house.clock.advance(minutes=1)
    await house.tick()
    assert heard(asha, "There is still time") == 1


# Local evenings, and the next morning at 8: on ordinary nights and on those when the clocks change.
NIGHTS = [
    ("Europe/London", (2027, 5, 11), (2027, 5, 12)),
    ("Europe/London", (2027, 3, 27), (2027, 3, 28)),
    ("Europe/London", (2027, 10, 30), (2027, 10, 31)),
    ("Pacific/Auckland", (2027, 4, 3), (2027, 4, 4)),
    ("Pacific/Auckland", (2027, 9, 25), (2027, 9, 26)),
]


@pytest.mark.parametrize(("zone", "evening", "morning"), NIGHTS, ids=str)
async def test_what_is_asked_in_quiet_hours_goes_out_at_eight_local_time(
    tmp_path: Path, zone: str, evening: tuple[int, int, int], morning: tuple[int, int, int]
) -> None:
    local = ZoneInfo(zone)
    clock = HandClock(datetime(*evening, 21, 30, tzinfo=local).astimezone(UTC))
    async with open_house(tmp_path, clock, timezone=zone) as house:
        chair, (asha,) = await a_chair(house), await group_of(house, 1)
        assert "It is quiet time now." in await types(house, chair, f"/poll {LINE}")
        live = await taps(house, chair, "Send to 1 member")
        assert "The messages go out on" in live and f"{morning[2]} " in live and ", 8am." in live
        eight = datetime(*morning, 8, tzinfo=local)
        clock.set(eight.replace(hour=7, minute=59))
        await house.tick()
        assert heard(asha, "Saturdays?") == 0
        clock.set(eight)
        await house.tick()
        assert heard(asha, "Saturdays?") == 1
        assert "Sent to 1 of 1 member." in await told(house, chair)


@pytest.mark.parametrize(("zone", "evening", "morning"), NIGHTS[1:], ids=str)
async def test_a_poll_over_the_change_of_the_clocks_closes_at_six_local_time(
    tmp_path: Path, zone: str, evening: tuple[int, int, int], morning: tuple[int, int, int]
) -> None:
    local = ZoneInfo(zone)
    clock = HandClock(datetime(*evening, 12, 0, tzinfo=local).astimezone(UTC))
    async with open_house(tmp_path, clock, timezone=zone) as house:
        chair, (asha,) = await a_chair(house), await group_of(house, 1)
        await types(house, chair, f"/poll {LINE}")
        await taps(house, chair, "Closes:")
        await taps(house, chair, chair.last.buttons[0])
        await taps(house, chair, "Send to 1 member")
        six = datetime(*morning, 18, tzinfo=local)
        for moment, closed in ((six.replace(hour=17, minute=59), 0), (six, 1)):
            clock.set(moment)
            await house.tick()
            assert heard(asha, "Fewer than 5 people answered") == closed


async def test_after_three_days_away_all_that_was_due_happens_once(house: House) -> None:
    chair, members = await a_chair(house), await group_of(house, 5)
    await types(house, chair, f"/poll {LINE}")
    await taps(house, chair, "Closes:")
    await taps(house, chair, "Friday 14 May")
    await taps(house, chair, "Send to 5 members")
    for person in members:
        await taps(house, person, "Yes")
    late = await member(house, 1009)
    await types(house, late, "/polls")
    await house.stop()
    house.clock.advance(days=3, hours=8)
    members[0].type("/polls")
    await house.start()
    await house.tick()
    assert heard(members[0], "There is no open poll now") == 1
    for person in members:
        assert heard(person, "There is still time") == 0
        assert heard(person, "5 of 5 people asked") == 1
    await house.restart()
    await house.tick()
    assert heard(chair, "5 of 5 people asked") == 1


async def test_an_outcome_is_chased_once_a_week_until_it_is_recorded(house: House) -> None:
    chair, members = await a_chair(house), await group_of(house, 1)
    await ask(house, chair, LINE)
    house.clock.set(datetime(2027, 5, 18, 17, 0, tzinfo=UTC))
    await house.tick()
    for week in (1, 2, 3):
        house.clock.advance(days=6)
        await house.tick()
        assert heard(chair, "nobody has said what came of it") == week - 1
        house.clock.advance(days=1)
        await house.tick()
        await house.tick()
        assert heard(chair, "nobody has said what came of it") == week
    await taps(house, chair, "Record the outcome")
    await taps(house, chair, "We cannot do this")
    await types(house, chair, "There is no money.")
    await taps(house, chair, "Send it")
    assert "we cannot" in members[0].last.words and "There is no money." in members[0].last.words
    house.clock.advance(days=21)
    await house.tick()
    assert heard(chair, "nobody has said what came of it") == 3


async def test_results_of_fewer_than_five_are_withheld_and_named_ones_are_live(house: House) -> None:
    chair, members = await a_chair(house), await group_of(house, 5)
    await ask(house, chair, "Secret? | Yes | No")
    await ask(house, chair, "Open? | Yes | No", "Names:", "Named")
    for person in members[:4]:
        papers = {message.words.split()[0]: message for message in person.messages if "Yes" in message.data}
        await taps(house, person, "Yes", message=papers["P1"])
        await taps(house, person, "No", message=papers["P2"])
    assert "Results open when it closes" in await types(house, chair, "/results P1")
    assert "4 (100%)" in await types(house, chair, "/results P2")
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes, close it")
    said = await types(house, chair, "/results P1")
    assert "Fewer than 5 people answered" in said and "100%" not in said
    assert heard(members[0], "Fewer than 5 people answered") == 1
