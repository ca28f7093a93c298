"""Calling a meeting in the chat, in one line and step by step; moving and cancelling it; seeing who comes."""

from datetime import UTC, datetime

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.words import Connection, Need, Reply, Tier
from bot.services.meetings import Meeting, to_come
from tests.conversations.house import MANAGER, House
from tests.conversations.people import UNKNOWN, a_chair, actor, group_of, member, practice, revoke, taps, types

LINE = "Tue 15 Jun 2027 6:30pm | Summer meeting | Room 1"
WHEN = "Tuesday 15 June 2027, 6:30pm"
PREVIEW = "This is what members will see"


async def planned(house: House) -> list[Meeting]:
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        return await to_come(uow, practice(house))


async def called(house: House, chair: PersonDriver, line: str = LINE) -> Message:
    """A meeting called in one line. The message that says so, from which it is managed."""
    await types(house, chair, f"/meeting {line}")
    preview = chair.last
    assert "is called. The invitation goes to" in await taps(house, chair, "Send to", message=preview)
    return preview


async def guided(house: House, chair: PersonDriver, *steps: str) -> str:
    """What is said after these steps of the guided way: a label is tapped, anything else is typed."""
    said = await types(house, chair, "/meeting")
    for step in steps:
        said = await (taps(house, chair, step) if step in chair.last.buttons else types(house, chair, step))
    return said


def heard(person: PersonDriver, words: str) -> int:
    """How many messages somebody has that contain these words."""
    return sum(words in message.words for message in person.messages if not message.outgoing)


async def test_a_meeting_is_called_in_one_line(house: House) -> None:
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    said = await types(house, chair, f"/meeting {LINE}")
    for words in (PREVIEW, "invites you to a meeting", f"{WHEN} to 8pm", "Summer meeting", "Room 1"):
        assert words in said
    assert "Reminders: 7 days before, 1 day before, 1 hour before." in said
    assert "That is" not in said
    preview = chair.last
    said = await taps(house, chair, "Send to 2 members", message=preview)
    assert "M1 is called. The invitation goes to 2 members." in said
    assert "The agenda goes out on Tuesday 8 June 2027, 9am." in said
    for person in (asha, ben, chair):
        assert heard(person, "invites you to a meeting") == 1
        invitation = next(each for each in person.messages if "invites you" in each.words)
        assert "M1 · Summer meeting" in invitation.words
        assert {"Coming", "Apologies"} <= set(invitation.buttons)
    (meeting,) = await planned(house)
    assert (meeting.title, meeting.place, meeting.link) == ("Summer meeting", "Room 1", "")


async def test_only_the_time_has_to_be_given_and_an_address_is_the_link(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await called(house, chair, "15 June 2027 18:30")
    await called(house, chair, "15 June 2027 18:30 | https://meet.example/ppg")
    await called(house, chair, "15 June 2027 18:30 | Talk | https://meet.example/ppg | Room 1")
    assert [(each.title, each.place, each.link) for each in await planned(house)] == [
        ("Riverside Patient Group meeting", "", ""),
        ("Riverside Patient Group meeting", "", "https://meet.example/ppg"),
        ("Talk", "Room 1", "https://meet.example/ppg"),
    ]


async def test_a_meeting_is_called_step_by_step(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    assert "When is the meeting?" in await types(house, chair, "/meeting")
    assert chair.last.buttons == ["Cancel"]
    assert f"{WHEN}. Is that right?" in await types(house, chair, "tue 15 jun 6.30pm")
    assert chair.last.buttons == ["Yes", "Back", "Cancel"]
    assert "What is the meeting called?" in await taps(house, chair, "Yes")
    assert chair.last.buttons == ["Skip", "Back", "Cancel"]
    assert "Where is it?" in await types(house, chair, "Summer meeting")
    assert "Can people join online?" in await types(house, chair, "Room 1")
    assert "has to start with http" in await types(house, chair, "meet.example/ppg")
    assert "How often" in await types(house, chair, "https://meet.example/ppg")
    labels = ["Only once", "Every 3 months", "Every month", "Every week", "Back", "Cancel"]
    assert chair.last.buttons == labels
    said = await taps(house, chair, "Every 3 months")
    assert PREVIEW in said and "It comes again every 3 months." in said
    assert "Wednesday 15 September 2027, 6:30pm" in said and "Wednesday 15 March 2028, 6:30pm" in said
    await taps(house, chair, "Send to 1 member", message=chair.last)
    found = await planned(house)
    assert [each.reference for each in found] == ["M1", "M2", "M3", "M4"]
    assert {(each.title, each.place, each.link) for each in found} == {
        ("Summer meeting", "Room 1", "https://meet.example/ppg")
    }
    assert heard(asha, "invites you to a meeting") == 1


async def test_everything_but_the_time_can_be_skipped(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    assert PREVIEW in await guided(house, chair, "15 June 2027 6:30pm", "Yes", "Skip", "Skip", "Skip", "Only once")
    await taps(house, chair, "Send to", message=chair.last)
    (meeting,) = await planned(house)
    assert (meeting.title, meeting.place, meeting.link) == ("Riverside Patient Group meeting", "", "")


async def test_every_step_goes_back(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await guided(house, chair, "15 June 2027 6:30pm", "Yes", "Summer meeting", "Room 1", "Skip")
    asked = ("Can people join online?", "Where is it?", "What is the meeting called?", "When is the meeting?")
    assert "How often" in chair.last.words
    for question in asked:
        assert question in await taps(house, chair, "Back")
    assert chair.last.buttons == ["Cancel"]
    await types(house, chair, "15 June 2027 6:30pm")
    assert "When is the meeting?" in await taps(house, chair, "Back")
    assert "Cancelled. Nothing was sent." in await taps(house, chair, "Cancel")
    assert await planned(house) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 June 2027 6pm", "There is no such day."),
        ("Mon 15 June 2027 6pm", "the date do not fit"),
        ("11 May 2027 9am", "That time has passed."),
        ("15 June 2027", "The time is missing."),
        ("15 June 2031 6pm", "more than 2 years away"),
        ("when it suits", "I do not understand that."),
    ],
)
async def test_a_time_that_will_not_do_is_asked_for_with_the_rest_kept(house: House, typed: str, said: str) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    assert said in await types(house, chair, f"/meeting {typed} | Summer meeting | Room 1")
    assert chair.last.buttons == ["Cancel"]
    assert said in await types(house, chair, typed)
    assert f"{WHEN}. Is that right?" in await types(house, chair, "15 June 2027 6:30pm")
    preview = await taps(house, chair, "Yes")
    for words in (PREVIEW, "Summer meeting", "Room 1", WHEN):
        assert words in preview


@pytest.mark.parametrize(
    ("typed", "said", "label", "moment"),
    [
        ("31 Oct 2027 1:30am", "comes twice", "after the clocks go back", datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
        ("31 Oct 2027 1:30am", "comes twice", "before the clocks go back", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("26 March 2028 1:30am", "no such time", "2:30am", datetime(2028, 3, 26, 1, 30, tzinfo=UTC)),
        ("15 June 2027 at 7", "in the morning, or later", "7pm", datetime(2027, 6, 15, 18, 0, tzinfo=UTC)),
        ("15 June 2027 at 7", "in the morning, or later", "7am", datetime(2027, 6, 15, 6, 0, tzinfo=UTC)),
    ],
)
async def test_a_time_that_can_mean_two_things_is_asked(
    house: House, typed: str, said: str, label: str, moment: datetime
) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    assert said in await types(house, chair, f"/meeting {typed} | Summer meeting")
    choice = next(each for each in chair.last.buttons if each.endswith(label))
    assert PREVIEW in await taps(house, chair, choice)
    await taps(house, chair, "Send to", message=chair.last)
    assert [(each.starts_at, each.title) for each in await planned(house)] == [(moment, "Summer meeting")]


async def test_a_choice_of_an_earlier_question_means_nothing_any_more(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await guided(house, chair, "31 Oct 2027 1:30am")
    first = chair.last
    await types(house, chair, "15 June 2027 at 7")
    assert "in the morning, or later" in await taps(house, chair, first.buttons[0], message=first)
    assert "What is the meeting called?" in await taps(house, chair, f"{WHEN.rsplit(' ', 1)[0]} 7pm")


async def test_what_is_wrong_beside_the_time_is_asked_for_too(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    said = await types(house, chair, "/meeting 15 June 2027 6:30pm | Talk | www.meet.example")
    assert "has to start with http" in said
    assert "Talk" in await types(house, chair, "https://meet.example")
    said = await types(house, chair, f"/meeting 31 June 2027 6pm | {'x' * 151} | www.meet.example")
    assert "no such day" in said
    await types(house, chair, "15 June 2027 6:30pm")
    assert "title is too long" in await taps(house, chair, "Yes")
    assert "has to start with http" in await types(house, chair, "Talk")
    # Who goes back does not want it.
    assert PREVIEW in await taps(house, chair, "Back")


async def test_each_thing_can_be_changed_from_the_preview(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 2)
    await member(house, 2000, tier=Tier.CORE)
    await types(house, chair, f"/meeting {LINE}")
    for label, answer in (
        ("Change the time", "16 June 2027 7pm"),
        ("Change the title", "Talk"),
        ("Change the place", "Room 2"),
        ("Change the link", "https://meet.example/2"),
    ):
        await taps(house, chair, label)
        assert PREVIEW in await taps(house, chair, "Back")
        await taps(house, chair, label)
        said = await types(house, chair, answer)
        if label == "Change the time":
            said = await taps(house, chair, "Yes")
        assert PREVIEW in said
    for label, choice, shown in (
        ("Length: 90 minutes", "45 minutes", "Length: 45 minutes"),
        ("Who: everyone", "Core members (1)", "Who: core members"),
        ("How often: once", "Every month", "How often: every month"),
        ("Agenda: usual", "First meeting", "Agenda: first meeting"),
    ):
        await taps(house, chair, label)
        assert PREVIEW in await taps(house, chair, "Back")
        await taps(house, chair, label)
        assert PREVIEW in await taps(house, chair, choice)
        assert shown in chair.last.buttons
    await taps(house, chair, "Change the reminders")
    await taps(house, chair, "14 days before")
    await taps(house, chair, "✓ 7 days before")
    assert "14 days before, 1 day before, 1 hour before." in await taps(house, chair, "Done")
    await taps(house, chair, "Send to 1 member", message=chair.last)
    first = (await planned(house))[0]
    assert (first.title, first.place, first.link) == ("Talk", "Room 2", "https://meet.example/2")
    assert first.starts_at == datetime(2027, 6, 16, 18, 0, tzinfo=UTC)
    assert first.length.total_seconds() == 45 * 60
    assert (first.audience, first.order) == ("core", "first")
    assert [span.total_seconds() // 3600 for span in first.reminders] == [14 * 24, 24, 1]


async def test_one_at_night_and_soon_is_taken_and_said_so(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    house.clock.set(datetime(2027, 5, 11, 21, 0, tzinfo=UTC))
    said = await types(house, chair, "/meeting tomorrow 9:30pm")
    assert "That is tomorrow." in said
    assert "It is quiet time now. The messages go out on Wednesday 12 May, 8am." in said
    assert "The messages go out on" in await taps(house, chair, "Send to", message=chair.last)
    assert heard(asha, "invites you") == 0
    house.clock.set(datetime(2027, 5, 12, 7, 0, tzinfo=UTC))
    await house.tick()
    assert heard(asha, "invites you") == 1


async def test_a_time_that_has_passed_by_the_last_tap_is_not_taken(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await types(house, chair, "/meeting 12 May 2027 6pm")
    house.clock.advance(days=2)
    assert "That time has passed." in await taps(house, chair, "Send to", message=chair.last)
    assert await planned(house) == []
    await taps(house, chair, "Change the time")
    await types(house, chair, "14 May 2027 6pm")
    house.clock.advance(days=2)
    assert "That time has passed." in await taps(house, chair, "Yes")


async def test_a_member_has_no_such_command(house: House) -> None:
    (asha,) = await group_of(house, 1)
    chair = await a_chair(house)
    await called(house, chair)
    for typed in ("/meeting", f"/meeting {LINE}", "/meeting M1"):
        assert await types(house, asha, typed) == UNKNOWN
    for data in ("ec:1:1:cancel:", "ec:1:1:move:time", "ec:1:1:people:", "ec:1:1:needs:"):
        assert UNKNOWN in await taps(house, asha, data=data)
    assert len(await planned(house)) == 1


async def test_a_double_tap_on_send_sends_once(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await types(house, chair, f"/meeting {LINE}")
    preview = chair.last
    await taps(house, chair, "Send to", message=preview, twice=True)
    assert len(await planned(house)) == 1
    assert heard(asha, "invites you to a meeting") == 1


async def test_a_restart_in_the_middle_keeps_what_was_given(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await guided(house, chair, "15 June 2027 6:30pm", "Yes", "Summer meeting")
    await house.restart()
    assert "Here it is" in await types(house, chair, "/meeting")
    assert "Where is it?" in chair.last.words
    await types(house, chair, "Room 1")
    await taps(house, chair, "Skip")
    await house.restart()
    preview = await taps(house, chair, "Only once")
    for words in (PREVIEW, "Summer meeting", "Room 1", WHEN):
        assert words in preview


async def test_nobody_to_invite_is_said(house: House) -> None:
    chair = await a_chair(house)
    await types(house, chair, f"/meeting {LINE}")
    assert "Nobody would get this." in await taps(house, chair, "Send to 0 members", message=chair.last)


async def test_whoever_loses_the_role_in_the_middle_calls_nothing(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await types(house, chair, f"/meeting {LINE}")
    await revoke(house, chair)
    assert UNKNOWN in await taps(house, chair, "Send to", message=chair.last)
    assert await planned(house) == []


async def test_what_people_type_stays_text(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await called(house, chair, "15 June 2027 6:30pm | <b>Tea & cake</b> | Room <1>")
    assert heard(asha, "<b>Tea & cake</b>") == 1
    assert heard(asha, "Room <1>") == 1


async def test_a_meeting_is_moved_and_everybody_hears_it(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    live = await called(house, chair)
    await taps(house, chair, "Manage this meeting", message=live)
    assert "What do you want to change?" in await taps(house, chair, "Move", message=live)
    await taps(house, chair, "Change the time", message=live)
    assert "There is no such day." in await types(house, chair, "31 June 2027 6pm")
    assert "Wednesday 16 June 2027, 7pm. Is that right?" in await types(house, chair, "16 June 2027 7pm")
    said = await taps(house, chair, "Yes")
    assert "This is how it will be:" in said and "Wednesday 16 June 2027, 7pm" in said and "Room 1" in said
    assert "Cancel" not in chair.last.buttons
    await taps(house, chair, "Change the place")
    assert "Room 2" in await types(house, chair, "Room 2")
    changed = chair.last
    assert "Everyone who was invited hears of it." in await taps(house, chair, "Send to 1 member", message=changed)
    assert "has moved" in asha.last.words and "Wednesday 16 June 2027, 7pm" in asha.last.words
    assert heard(asha, "has moved") == 1
    (meeting,) = await planned(house)
    assert (meeting.place, meeting.sequence) == ("Room 2", 1)


async def test_moving_goes_back_at_each_step_with_nothing_changed(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await called(house, chair)
    await types(house, chair, "/meeting M1")
    await taps(house, chair, "Move")
    for label in ("Change the time", "Change the place", "Change the link"):
        await taps(house, chair, label)
        assert "What do you want to change?" in await taps(house, chair, "Back")
    await taps(house, chair, "Change the place")
    assert "This is how it will be:" in await taps(house, chair, "There is none")
    await taps(house, chair, "Change the link")
    assert "This is how it will be:" in await taps(house, chair, "Back")
    assert "What do you want to change?" in await taps(house, chair, "Back")
    await taps(house, chair, "Change the place")
    await types(house, chair, "Room 1")
    assert "That is how it is already." in await taps(house, chair, "Send to")
    assert heard(asha, "has moved") == 0


async def test_of_two_chairs_who_move_it_at_once_the_second_is_told(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    manager = await member(house, MANAGER, "Mo", connection=Connection.STAFF)
    await called(house, chair)
    for person, place in ((chair, "Room 2"), (manager, "Room 3")):
        await types(house, person, "/meeting M1")
        await taps(house, person, "Move")
        await taps(house, person, "Change the place")
        await types(house, person, place)
    hers, his = chair.last, manager.last
    await taps(house, chair, "Send to", message=hers)
    assert "Somebody else has changed this meeting just now." in await taps(house, manager, "Send to", message=his)
    assert "Room 2" in await taps(house, manager, "Back", message=his)
    assert heard(asha, "has moved") == 1


async def test_a_meeting_is_cancelled_with_a_reason(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await called(house, chair)
    await types(house, chair, "/meeting M1")
    assert "Why is it cancelled?" in await taps(house, chair, "Cancel the meeting")
    assert "at most 300 letters" in await types(house, chair, "x" * 301)
    said = await types(house, chair, "The room is flooded.")
    assert "Do you want to cancel M1?" in said and "The room is flooded." in said
    assert "Why is it cancelled?" in await taps(house, chair, "Back")
    await taps(house, chair, "Skip")
    assert "Why is it cancelled?" in await taps(house, chair, "Back")
    await types(house, chair, "The room is flooded.")
    sure = chair.last
    assert "M1 is cancelled." in await taps(house, chair, "Yes, cancel M1", message=sure, twice=True)
    assert heard(asha, "This meeting is cancelled.") == 1
    assert heard(asha, "The room is flooded.") == 1
    assert await planned(house) == []
    assert "is over, has begun, or was cancelled" in await types(house, chair, "/meeting M1")
    assert "I cannot find M9" in await types(house, chair, "/meeting M9")


async def test_all_later_ones_of_a_series_are_cancelled_together(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await guided(house, chair, "15 June 2027 6:30pm", "Yes", "Skip", "Skip", "Skip", "Every 3 months")
    await taps(house, chair, "Send to", message=chair.last)
    await types(house, chair, "/meeting M2")
    await taps(house, chair, "Cancel the meeting")
    said = await taps(house, chair, "Skip")
    assert "Nobody is invited yet" in said and "M3, M4" in said
    await taps(house, chair, "Yes, and all later ones")
    assert [each.reference for each in await planned(house)] == ["M1"]
    assert heard(asha, "cancelled") == 0
    await types(house, chair, "/meeting M1")
    await taps(house, chair, "Move")
    assert "No more are added." in await taps(house, chair, "The meetings of this series")


async def test_a_series_is_shown_and_stopped(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await guided(house, chair, "15 June 2027 6:30pm", "Yes", "Skip", "Skip", "Skip", "Every month")
    await taps(house, chair, "Send to", message=chair.last)
    await types(house, chair, "/meeting M2")
    await taps(house, chair, "Move")
    said = await taps(house, chair, "The meetings of this series")
    assert "Every month." in said and "M4: Wednesday 15 September 2027, 6:30pm" in said
    assert "Do you want no more to be added?" in await taps(house, chair, "Add no more")
    assert "No more are added." in await taps(house, chair, "Yes, add no more")
    assert chair.last.buttons == ["Back"]
    await taps(house, chair, "Back")
    assert "Cancel the meeting" in chair.last.buttons
    house.clock.set(datetime(2027, 6, 16, 10, 0, tzinfo=UTC))
    await house.tick()
    assert [each.reference for each in await planned(house)] == ["M2", "M3", "M4"]


async def test_the_chair_sees_who_comes_and_only_the_manager_what_they_need(house: House) -> None:
    assert house.bot is not None
    chair, (asha, ben, cai) = await a_chair(house), await group_of(house, 3)
    manager = await member(house, MANAGER, "Mo", connection=Connection.STAFF)
    await called(house, chair)
    where, attending = practice(house), house.bot.services.attending
    whose = [await actor(house, person) for person in (asha, ben, cai)]
    async with house.bot.database.transaction() as uow:
        for who, reply in zip(whose, (Reply.COMING, Reply.COMING, Reply.APOLOGIES), strict=True):
            await attending.reply(uow, who, where, 1, reply)
        await attending.need(uow, whose[0], where, 1, Need.TRAVEL, on=True)
        await attending.need(uow, whose[1], where, 1, Need.TRAVEL, on=True)
        await attending.need(uow, whose[1], where, 1, Need.OTHER, on=True, words="A ramp <here>")
    await types(house, chair, "/meeting M1")
    assert "Access needs" not in chair.last.buttons
    said = await taps(house, chair, "Who is coming")
    assert "Coming: 2. Online: 0. Apologies: 1." in said
    assert "Patient 0: coming" in said and "Patient 1: coming" in said
    assert "Patient 2" not in said
    await taps(house, chair, "Back")
    assert "Cancel the meeting" in chair.last.buttons
    assert UNKNOWN in await taps(house, chair, data="ec:1:1:needs:")
    await types(house, manager, "/meeting M1")
    said = await taps(house, manager, "Access needs")
    assert "Travel costs: 2" in said and "Something else: 1" in said
    assert "Patient 1: A ramp <here>" in said
    assert "Only the practice manager sees this list." in said


async def test_reminders_are_turned_on_and_off_and_a_second_tap_is_as_good_as_one(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await called(house, chair)
    await types(house, chair, "/meeting M1")
    said = await taps(house, chair, "Reminders")
    assert "The next reminder goes out on Tuesday 8 June 2027, 6:30pm." in said
    said = await taps(house, chair, "✓ 7 days before", twice=True)
    assert "The next reminder goes out on Monday 14 June 2027, 6:30pm." in said
    await taps(house, chair, "✓ 1 day before")
    assert "No more reminders go out." in await taps(house, chair, "✓ 1 hour before")
    await taps(house, chair, "2 hours before")
    for moment, times in (
        (datetime(2027, 6, 15, 15, 29, tzinfo=UTC), 0),
        (datetime(2027, 6, 15, 15, 30, tzinfo=UTC), 1),
    ):
        house.clock.set(moment)
        await house.tick()
        assert heard(asha, "A meeting is coming up.") == times


async def test_a_button_of_a_meeting_that_is_over_says_so(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await called(house, chair)
    await types(house, chair, "/meeting M1")
    manage = chair.last
    house.clock.set(datetime(2027, 6, 15, 17, 31, tzinfo=UTC))
    assert "has begun" in await taps(house, chair, "Move", message=manage)
    house.clock.set(datetime(2027, 6, 16, 17, 31, tzinfo=UTC))
    await house.tick()
    for label in ("Reminders", "Cancel the meeting"):
        assert "has begun" in await taps(house, chair, label, message=manage)
    assert "too old" in await taps(house, chair, data="ec:1:1:nonsense:")
    assert "Sorry" not in await taps(house, chair, data="ec:1:1:reminders:99999-on")
