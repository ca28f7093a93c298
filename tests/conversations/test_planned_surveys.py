"""Sending later: planned in the chat, sent by the clock, seen by its author, and stopped."""

from datetime import UTC, datetime

from bot.demo.standin.driver import PersonDriver
from tests.conversations.house import House
from tests.conversations.people import a_chair, actor, group_of, member, practice, revoke, taps, types

MONDAY = datetime(2027, 5, 17, 8, 0, tzinfo=UTC)


async def previewed(house: House, chair: PersonDriver) -> None:
    """A survey from a template, in its preview."""
    await types(house, chair, "/survey")
    await taps(house, chair, "Use a ready-made")
    await taps(house, chair, "After the meeting")


async def plans(house: House, chair: PersonDriver, when: str = "Monday 17 May", *labels: str) -> str:
    """From a preview to a plan."""
    assert "When should it go out?" in await taps(house, chair, "Send later")
    assert "Should it go out again" in await taps(house, chair, when)
    for label in labels or ("Only once", "7 days"):
        await taps(house, chair, label)
    return await taps(house, chair, "Plan it")


async def ticks(house: House, moment: datetime) -> None:
    house.clock.set(moment)
    await house.tick()


def heard(person: PersonDriver, words: str) -> int:
    """How many messages somebody has that contain these words."""
    return sum(words in message.words for message in person.messages if not message.outgoing)


async def test_a_planned_survey_goes_out_once_across_a_restart_and_its_author_watches_it(house: House) -> None:
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    await previewed(house, chair)
    assert "Planned for Monday 17 May, 9am" in await plans(house, chair)
    await ticks(house, datetime(2027, 5, 17, 7, 59, tzinfo=UTC))
    assert heard(asha, "After the meeting") == 0
    await house.stop()
    house.clock.set(MONDAY)
    await house.start()
    await house.quiet()
    await house.restart()
    await house.tick()
    assert [heard(person, "After the meeting") for person in (asha, ben)] == [1, 1]
    assert heard(chair, "S1") == 1
    live = await chair.hears("Sent to 2 of 2 members.")
    # From the next tick on it is a live message like any other.
    await house.tick()
    await taps(house, chair, "Close now", message=live)
    await taps(house, chair, "Yes, close it")
    await house.tick()
    assert heard(chair, "Closed.") == 1


async def test_what_was_missed_for_days_goes_out_late_and_once(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await previewed(house, chair)
    await plans(house, chair, "Monday 17 May", "Every 3 months", "14 days")
    await house.stop()
    house.clock.set(datetime(2027, 5, 20, 12, 0, tzinfo=UTC))
    await house.start()
    await house.quiet()
    await house.tick()
    assert heard(asha, "After the meeting") == 1
    assert heard(asha, "Closes Thursday 3 June, 6pm") == 1
    await types(house, chair, "/survey")
    assert "Tuesday 17 August, 9am, every 3 months" in await taps(house, chair, "Planned (1)")


async def test_a_poll_is_planned_from_its_preview(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await types(house, chair, "/poll Saturdays? | Yes | No")
    await plans(house, chair, "Wednesday 12 May", "Every week", "3 days")
    for number, day in enumerate((12, 19), start=1):
        await ticks(house, datetime(2027, 5, day, 8, 0, tzinfo=UTC))
        assert heard(asha, "Saturdays?") >= number
        assert heard(chair, f"P{number} · Saturdays?") == 1


async def test_the_time_can_be_typed_and_every_step_goes_back(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await previewed(house, chair)
    await taps(house, chair, "Send later")
    for typed, said in (
        ("yesterday", "has passed"),
        ("nonsense", "do not understand that date"),
        ("1 May 2031", "more than a year"),
        ("28 March 2028", "Should it go out again"),
    ):
        assert said in await types(house, chair, typed)
    assert "Tuesday 28 March, 9am" in chair.last.words
    await taps(house, chair, "Every week")
    assert [label for label in chair.last.buttons if "day" in label] == ["1 day", "3 days"]
    assert "tap one of the buttons" in await types(house, chair, "5 days")
    assert "People can answer for 1 day." in await taps(house, chair, "1 day")
    for said in ("How long", "Should it", "When should", "This is what members will see"):
        assert said in await taps(house, chair, "Back")


async def test_a_time_that_has_passed_by_the_last_tap_is_not_taken(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await previewed(house, chair)
    await taps(house, chair, "Send later")
    house.clock.advance(days=2)
    assert "has passed" in await taps(house, chair, "Wednesday 12 May")
    assert "has passed" in await taps(house, chair, data="s:ask:later:999999999")
    await taps(house, chair, "Monday 17 May")
    await taps(house, chair, "Only once")
    await taps(house, chair, "1 day")
    house.clock.advance(days=5)
    assert "has passed" in await taps(house, chair, "Plan it")


async def test_what_is_planned_is_listed_and_stopped(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    for every in ("Every month", "Only once"):
        await previewed(house, chair)
        await plans(house, chair, "Monday 17 May", every, "3 days")
    await types(house, chair, "/survey")
    said = await taps(house, chair, "Planned (2)")
    assert "every month" in said and "once" in said
    listed = chair.last
    assert "Stopped." in await taps(house, chair, "Stop 1.")
    assert "Stop 2." not in " ".join(chair.last.buttons)
    stale = next(button.data for row in listed.keyboard for button in row)
    assert "Sorry" not in await taps(house, chair, data=stale)
    await ticks(house, MONDAY)
    assert heard(asha, "After the meeting") <= 1


async def test_whoever_lost_the_role_has_planned_in_vain_and_the_chair_hears_it(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    manager = await member(house, 122, "Mo")
    await previewed(house, manager)
    await plans(house, manager)
    await revoke(house, manager)
    await ticks(house, MONDAY)
    assert heard(chair, "was due, but it was not sent. The person who planned it cannot ask") == 1
    assert heard(manager, "was due") == 0


async def test_nobody_to_ask_is_said(house: House) -> None:
    chair = await a_chair(house)
    await previewed(house, chair)
    await plans(house, chair, "Monday 17 May", "Every week", "3 days")
    await ticks(house, MONDAY)
    assert heard(chair, "There was nobody to send it to. The next time is Monday 24 May, 9am.") == 1


async def test_erasing_its_author_ends_what_they_planned(house: House) -> None:
    assert house.bot is not None
    manager, (asha,) = await member(house, 122, "Mo"), await group_of(house, 1)
    await previewed(house, manager)
    await plans(house, manager)
    author = await actor(house, manager)
    async with house.bot.database.transaction() as uow:
        await house.bot.services.membership.forget(uow, author)
    async with house.bot.database.reading() as uow:
        (plan,) = await house.bot.services.planning.to_come(uow, practice(house))
        assert plan.author_id is None
    await ticks(house, MONDAY)
    assert heard(asha, "After the meeting") == 0
