"""The main job, over HTTP: people join, the chair asks, people answer, and every number is what was tapped."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from tests.conversations import main_job_people as ways
from tests.conversations.house import CHAIR, MANAGER, House, open_house
from tests.conversations.main_job_checks import (
    a_tap_after_the_close_shows_the_result,
    the_command_line_writes_the_same,
    the_files_agree,
    the_screens_agree,
)
from tests.conversations.main_job_model import Clerk
from tests.conversations.main_job_people import Fate, arrive, come_back, group_of, invitation, join_to_work, settle
from tests.conversations.main_job_polls import (
    SEVERAL_HABITS,
    SINGLE_HABITS,
    answer,
    ask_guided,
    ask_in_one_line,
    close,
    send,
    shows_answer,
    tap,
)
from tests.conversations.main_job_reading import numbers_in
from tests.support.clock import HandClock

SATURDAYS = ("Should we open on Saturdays?", ("Yes", "No", "Not sure"))
# Also what a spreadsheet would take for a formula, and what HTML would take for a tag.
CHANGES = ("What should change first?", ("The phones", "=Opening hours", "Waiting <room> & doors"))


@pytest.fixture
def clock() -> HandClock:
    """A Tuesday, 11am in London, that is past: the command line's export has the machine's own clock."""
    return HandClock(datetime(2026, 5, 12, 10, 0, tzinfo=UTC))


async def test_forty_strangers_become_a_group_that_answers(house: House) -> None:
    chair, manager = house.person(CHAIR, "Maria"), house.person(MANAGER, "Helen")
    await asyncio.gather(join_to_work(chair), join_to_work(manager))

    members, silent = await forty_arrive(house, chair)
    await the_group_counts(chair, members, silent)

    clerk = Clerk(*SATURDAYS)
    await ask_in_one_line(chair, clerk)
    await send(house, chair, clerk, [person for person in members if person not in silent])
    await all_answer(house, members, clerk, silent)
    await nothing_is_told_before_the_close(house, chair, manager)

    results = await close(chair)
    await house.quiet()
    assert results.photo is not None
    assert numbers_in(results.words) == clerk.numbers()
    await a_tap_after_the_close_shows_the_result(members[0], clerk)
    await the_screens_agree(chair, manager, clerk, members)
    files = await the_files_agree(manager, clerk, {person.id: person.person.name for person in members}, named=False)
    await the_command_line_writes_the_same(house, files)


async def forty_arrive(house: House, chair: PersonDriver) -> tuple[list[PersonDriver], list[PersonDriver]]:
    """Forty people with their fates, five of whom come back after a restart. Returns members, and the silent ones."""
    codes = {"": "", "poster": await invitation(chair, "For a poster or letter"), "wrong": "WRONG234"}
    codes |= {f"letter {n}": await invitation(chair, "For 1 person") for n in range(4)}
    fates: list[tuple[Fate, str, str]] = [
        *[(ways.JOINS, "", "")] * 11,
        *[(ways.JOINS, f"letter {n}", "") for n in range(4)],
        *[(ways.JOINS, "poster", "")] * 4,
        (ways.JOINS, "wrong", ""),
        *[(ways.JOINS_AS_CARER, "", "")] * 3,
        *[(ways.JOINS_SILENTLY, "", "")] * 2,
        *[(ways.NOT_REGISTERED, "", "")] * 3,
        *[(ways.TOO_YOUNG, "poster", "")] * 2,
        *[(ways.NOT_WITH_THIS_PRIVACY, "", "")] * 2,
        *[(ways.NOT_WITH_THIS_AGREEMENT, "", "")] * 2,
        *[(ways.JOINS, "poster", step) for step in ways.STEPS],
    ]
    people = [house.person(1000 + place) for place in range(len(fates))]
    assert len(people) == 40
    whole = list(zip(people, fates, strict=True))
    await asyncio.gather(
        *(arrive(person, fate, code=codes[code], stop_at=stop) for person, (fate, code, stop) in whole)
    )

    await house.restart()
    await asyncio.gather(*(come_back(person, fate, stop) for person, (fate, _, stop) in whole if stop))
    latecomer = house.person(2000)
    latecomer.type(f"/start {codes['letter 0']}")
    await latecomer.hears("has been used, or has run out. You can go on without it.")
    members = [person for person, (fate, _, _) in whole if fate.is_in]
    return members, [person for person, (fate, _, _) in whole if fate is ways.JOINS_SILENTLY]


async def the_group_counts(
    chair: PersonDriver, members: Sequence[PersonDriver], silent: Sequence[PersonDriver]
) -> None:
    chair.type("/members")
    told = await chair.hears(f"{len(members)} members: 0 core, {len(members)} wider. 3 of them are carers.")
    assert f"Do not want messages: {len(silent)}." in told.words


async def all_answer(
    house: House, members: Sequence[PersonDriver], clerk: Clerk, silent: Sequence[PersonDriver]
) -> None:
    """Everybody taps as it is their habit; two who get no messages find the poll by themselves; one is in a hurry."""
    for person in silent:
        person.type("/polls")
        await person.hears("Open polls")
        person.tap("P1")
        await person.hears("Tap your answer.")
    hasty, *others = members
    await follow_habits(house, others, clerk)
    for choice in ("Yes", "No", "Not sure", "Yes", "No"):
        tap(hasty, clerk, choice)
    await house.quiet()
    assert all(shows_answer(person, clerk) for person in members)


async def follow_habits(house: House, people: Sequence[PersonDriver], clerk: Clerk) -> None:
    habits = SEVERAL_HABITS if clerk.several else SINGLE_HABITS
    await asyncio.gather(
        *(answer(house.standin, person, clerk, habits[place % len(habits)]) for place, person in enumerate(people))
    )


async def nothing_is_told_before_the_close(house: House, chair: PersonDriver, manager: PersonDriver) -> None:
    for who, command in ((chair, "/results P1"), (manager, "/summary P1")):
        who.type(command)
        told = await who.hears("Results open when it closes")
        assert numbers_in(told.words).shares == {}
    manager.type("/export P1")
    await manager.hears("P1 is still open.")
    await house.quiet()
    assert not [message for message in manager.messages if message.document and "answers" in message.document.name]


@pytest.mark.parametrize(
    ("guided", "several", "names"),
    [
        (True, True, "Confidential"),
        (True, False, "Named"),
        (False, False, "Named"),
        (True, True, "Anonymous"),
    ],
)
async def test_every_number_is_what_was_tapped(house: House, guided: bool, several: bool, names: str) -> None:
    people = await settle(group_of(house), house.standin, 12)
    chair, manager = house.person(CHAIR), house.person(MANAGER)
    clerk = Clerk(*CHANGES, several=several)
    await (ask_guided if guided else ask_in_one_line)(chair, clerk, names=names)
    await send(house, chair, clerk, people)

    await follow_habits(house, people, clerk)
    if names == "Named":
        chair.type("/results P1")
        assert numbers_in((await chair.hears("P1 · So far")).words) == clerk.numbers()

    assert numbers_in((await close(chair)).words) == clerk.numbers()
    await house.quiet()
    await a_tap_after_the_close_shows_the_result(people[-1], clerk)
    await the_screens_agree(chair, manager, clerk, people)
    known = {person.id: person.person.name for person in people}
    files = await the_files_agree(manager, clerk, known, named=names == "Named")
    await the_command_line_writes_the_same(house, files)


async def test_whoever_blocked_the_bot_is_reported_and_can_come_back(house: House) -> None:
    *others, gone = people = await settle(group_of(house), house.standin, 7)
    chair = house.person(CHAIR)
    house.clock.set(datetime(2026, 5, 12, 21, 0, tzinfo=UTC))
    clerk = Clerk(*SATURDAYS)
    preview = await ask_in_one_line(chair, clerk)
    assert "It is quiet time now." in preview.words
    chair.tap(preview, "Send to 7 members")
    clerk.asks(person.id for person in people)
    await chair.hears("The messages go out on Wednesday 13 May")
    gone.block()

    house.clock.set(datetime(2026, 5, 13, 7, 0, tzinfo=UTC))
    await house.tick()
    live = await chair.hears("Sent to 6 of 7 members.")
    assert "Not delivered: 1. Blocked the bot: 1." in live.words
    await asyncio.gather(*(answer(house.standin, person, clerk, (0,)) for person in others))

    gone.type("/start")
    await gone.hears("You are in the group of Riverside Surgery.")
    gone.type("/polls")
    await gone.hears("Open polls")
    gone.tap("P1")
    await gone.hears("Tap your answer.")
    await answer(house.standin, gone, clerk, (1,))
    assert numbers_in((await close(chair)).words) == clerk.numbers()
    await house.quiet()
    assert "P1 · Results" in gone.last.words


async def test_the_next_poll_leaves_out_whoever_is_known_to_be_gone(house: House) -> None:
    *others, gone = await settle(group_of(house), house.standin, 7)
    chair = house.person(CHAIR)
    gone.block()
    await house.quiet()
    clerk = Clerk(*SATURDAYS)
    preview = await ask_in_one_line(chair, clerk)
    assert "1 member cannot be reached." in preview.words
    await send(house, chair, clerk, others)
    chair.type("/members")
    await chair.hears("Cannot be reached: 1.")
    gone.type("/start")
    await gone.hears("You are in the group")
    chair.type("/members")
    told = await chair.hears("7 members: 0 core, 7 wider.")
    assert "Cannot be reached" not in told.words


async def test_a_chair_lets_some_in_and_declines_others(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="approval") as house:
        chair, manager = house.person(CHAIR, "Maria"), house.person(MANAGER, "Helen")
        await asyncio.gather(join_to_work(chair), join_to_work(manager))
        people = [house.person(1000 + place) for place in range(6)]
        await asyncio.gather(*(arrive(person, ways.ASKS_TO_JOIN) for person in people))
        await house.quiet()
        await house.restart()
        for place, person in enumerate(people):
            word = "Decline" if place % 3 == 0 else "Approve"
            chair.tap(next(m for m in chair.messages if f"{person.person.name} asks to join" in m.words), word)
            await person.hears("has let you into" if word == "Approve" else "has not let you into")
        declined, let_in = people[::3], [person for place, person in enumerate(people) if place % 3]

        manager.tap(next(m for m in manager.messages if f"{declined[0].person.name} asks" in m.words), "Approve")
        await house.quiet()
        assert manager.toasts[-1].text == "Somebody has decided that already."
        declined[0].type("/polls")
        await declined[0].hears("Only members of the group can do that.")

        clerk = Clerk(*SATURDAYS)
        await ask_in_one_line(chair, clerk)
        await send(house, chair, clerk, let_in)
        assert not [m for person in declined for m in person.messages if clerk.question in m.words]


async def test_a_group_by_invitation_lets_in_one_person_for_each_letter(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="invitation") as house:
        chair = house.person(CHAIR, "Maria")
        await join_to_work(chair)
        code = await invitation(chair, "For 1 person")
        quick, slow, without = (house.person(1000 + place) for place in range(3))
        await arrive(slow, ways.JOINS, code=code, stop_at="messages")
        await arrive(quick, ways.JOINS, code=code)

        slow.tap("Yes, message me")
        await house.quiet()
        assert "that code cannot be used" in slow.toasts[-1].text
        without.type("/start")
        await without.hears("patient group of")
        without.tap("Join the group")
        await without.hears("If you have a code from the practice, type it here.")
        without.type(code)
        await without.hears("that code cannot be used")

        without.type((await invitation(chair, "For 1 person")).lower())
        await without.hears("patient at")
        without.tap("Yes, I am a patient")
        await without.hears("Are you aged")
        chair.type("/members")
        await chair.hears("1 member: 0 core, 1 wider.")
