"""Taking part without coming: suggesting, voting and saying something in the chat; and what the chair makes of it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.recurring import Every
from bot.rules.words import Tier
from bot.services.agendas import MOST_SUGGESTIONS, Agenda, Item
from bot.services.convening import MeetingDraft
from bot.services.meetings import Meeting
from handlers.callbacks import OnAgenda, Ordering
from storage.queries import meetings
from tests.conversations.house import MANAGER, House, open_house
from tests.conversations.people import UNKNOWN, a_chair, actor, group_of, member, practice, revoke, taps, types
from tests.support.clock import HandClock

STARTS = datetime(2027, 6, 8, 17, 30, tzinfo=UTC)
GOES_OUT = datetime(2027, 6, 1, 8, 0, tzinfo=UTC)
OTHER = {"name": "Hill Surgery", "code": "Y00001", "group_name": "Hill Group", "chairs": [555]}
PARKING, BIKES = "Parking for blue badges", "Racks for bikes"
URDU = "پارکنگ کے بارے میں بات کریں"


@pytest.fixture
async def house(tmp_path: Path, clock: HandClock) -> AsyncIterator[House]:
    """Riverside Surgery, and another practice beside it."""
    async with open_house(tmp_path, clock, others=[OTHER]) as running:
        yield running


async def call(house: House, chair: PersonDriver, place: int = 0, **changes: Any) -> Meeting:
    """A meeting that the chair has called, and that everybody has heard of."""
    assert house.bot is not None
    who = await actor(house, chair, place)
    draft = MeetingDraft(**{"title": "Spring meeting", "starts_at": STARTS, "place": "Upstairs", **changes})
    async with house.bot.database.transaction() as uow:
        meeting = await house.bot.services.calling.call(uow, who, practice(house, place), draft, Every.ONCE)
    await house.quiet()
    return meeting


async def agenda(house: House, meeting: Meeting) -> Agenda:
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        return await house.bot.services.agendas.agenda(uow, practice(house), meeting.id)


async def suggests(house: House, person: PersonDriver, text: str) -> None:
    """Somebody suggests an item in one line."""
    await types(house, person, f"/agenda {text}")
    await taps(house, person, "Yes")


async def only(house: House, meeting: Meeting) -> Item:
    """The one suggestion that waits."""
    (item,) = (await agenda(house, meeting)).undecided
    return item


def heard(person: PersonDriver, words: str) -> list[Message]:
    """The messages of somebody that contain these words."""
    return [message for message in person.messages if not message.outgoing and words in message.words]


def titles(whole: Agenda) -> list[str]:
    return [item.title or item.name for item in whole.items]


async def opens(house: House, person: PersonDriver, label: str) -> str:
    """Somebody looks at the agenda, and opens an item."""
    await types(house, person, "/agenda")
    return await taps(house, person, label)


async def decides(house: House, chair: PersonDriver) -> str:
    """The chair looks at what waits."""
    await types(house, chair, "/agenda")
    return await taps(house, chair, "Change the agenda")


async def test_from_a_suggestion_in_one_line_to_an_agenda_that_goes_out_by_itself(house: House) -> None:
    chair, (asha, ben, cleo) = await a_chair(house), await group_of(house, 3)
    meeting = await call(house, chair)
    asked = await types(house, asha, f"/agenda {PARKING}")
    assert "M1 · Do you want to suggest this for the agenda?" in asked
    assert f"{PARKING}\n\nThe chair and the members see your words. Nobody sees who suggested it." in asked
    assert (await agenda(house, meeting)).undecided == ()
    assert "I have passed on your suggestion" in await taps(house, asha, "Yes")
    (news,) = heard(chair, "A member suggests this for the agenda")
    assert PARKING in news.words
    assert "Patient" not in news.words
    assert news.buttons == ["Accept", "Decline", "See the agenda"]

    assert "What do you want us to talk about?" in await _taps_suggest(house, ben)
    assert "Racks for bikes" in await types(house, ben, BIKES)
    await taps(house, ben, "Yes")
    assert len(heard(chair, "A member suggests this")) == 2

    for person in (asha, ben):
        await opens(house, person, BIKES)
        assert "It counts" in await taps(house, person, "This matters to me")
    await opens(house, cleo, BIKES)
    await taps(house, cleo, "Say something")
    said = await types(house, cleo, "By the <door>, please")
    assert "You say: By the <door>, please" in said
    assert "2 say this matters, 1 comment." in said
    assert "A member says: By the <door>, please" in await opens(house, asha, BIKES)

    assert "2 suggestions wait for your decision" in await decides(house, chair)
    await taps(house, chair, "The next suggestion")
    assert BIKES in chair.last.words
    assert "Which item is this part of?" in await taps(house, chair, "Merge with…")
    assert "Merged." in await taps(house, chair, PARKING)
    (told,) = heard(ben, "It is now part of this one")
    assert BIKES in told.words and PARKING in told.words
    assert "It is on the agenda." in await taps(house, chair, "Accept")
    assert heard(asha, "Your suggestion is on the agenda")
    assert heard(ben, "part of another one, and that is on the agenda now")

    house.clock.set(GOES_OUT - timedelta(seconds=1))
    await house.tick()
    assert heard(cleo, "This is what we will talk about") == []
    house.clock.set(GOES_OUT)
    await house.restart()
    await house.tick()
    await house.tick()
    for person in (asha, ben, cleo, chair):
        (whole,) = heard(person, "This is what we will talk about")
        assert f"6. {PARKING}\n2 say this matters, 1 comment.\n7. Any other business" in whole.words
    (mine,) = heard(cleo, "This is what we will talk about")
    assert mine.buttons[-1] == "See the agenda"
    assert "Apologies" in mine.buttons
    await taps(house, cleo, "See the agenda", message=mine)
    assert f"With it: {BIKES}" in await taps(house, cleo, f"6. {PARKING}")


async def _taps_suggest(house: House, person: PersonDriver) -> str:
    await types(house, person, "/agenda")
    return await taps(house, person, "Suggest an item")


async def test_the_agenda_shows_the_meeting_and_its_usual_items(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    assert "No meeting is planned now" in await types(house, asha, "/agenda")
    assert "No meeting is planned that you could suggest this for" in await types(house, asha, "/agenda Parking")
    meeting = await call(house, chair)
    said = await types(house, asha, "/agenda")
    assert "M1 · Spring meeting" in said
    assert "Tuesday 8 June 2027, 6:30pm" in said
    assert "It goes out on Tuesday 1 June 2027, 9am." in said
    assert "1. Welcome\n2. Apologies\n3. Minutes of the last meeting\n4. Matters arising" in said
    assert asha.last.buttons == ["Suggest an item"]
    assert (await types(house, asha, "/agenda m1")).startswith("M1 · Spring meeting")
    assert "I cannot find M9" in await types(house, asha, "/agenda M9")
    assert "Change the agenda" in await types(house, chair, "/agenda") + "".join(chair.last.buttons)
    assert house.bot is not None
    async with house.bot.database.transaction() as uow:
        await meetings.change(uow, practice(house).id, meeting.id, state="cancelled")
    assert "No meeting is planned now" in await types(house, asha, "/agenda")


async def test_the_chair_declines_with_a_reason_and_can_still_accept(house: House) -> None:
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    meeting = await call(house, chair)
    await suggests(house, asha, PARKING)
    (news,) = heard(chair, "A member suggests this")
    assert "Why? Type the reason" in await taps(house, chair, "Decline", message=news)
    said = await types(house, chair, "The council <decides> & not us")
    assert "Declined. You can still accept it later." in said
    (told,) = heard(asha, "Your suggestion is not on the agenda this time")
    assert "The chair says: The council <decides> & not us" in told.words
    assert "The chair can still put it on." in told.words
    assert PARKING not in await types(house, ben, "/agenda")
    await decides(house, chair)
    await taps(house, chair, "Declined items (1)")
    assert "It is on the agenda." in await taps(house, chair, f"Accept: {PARKING}")
    assert titles(await agenda(house, meeting))[-2:] == [PARKING, "other-business"]
    assert len(heard(asha, "Your suggestion is on the agenda")) == 1


async def test_a_reason_can_be_left_out(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await call(house, chair)
    await suggests(house, asha, PARKING)
    await taps(house, chair, "Decline")
    await taps(house, chair, "Skip")
    (told,) = heard(asha, "not on the agenda this time")
    assert "The chair says" not in told.words


async def test_two_who_decide_see_what_was_decided_and_overwrite_nothing(house: House) -> None:
    chair, manager, (asha,) = await a_chair(house), await member(house, MANAGER, "Mo"), await group_of(house, 1)
    meeting = await call(house, chair)
    await suggests(house, asha, PARKING)
    (for_chair,), (for_manager,) = (heard(person, "A member suggests this") for person in (chair, manager))
    await taps(house, manager, "Decline", message=for_manager)
    await taps(house, chair, "Accept", message=for_chair)
    said = await types(house, manager, "No room")
    assert "Somebody has decided about this item already" in said
    assert "No suggestion waits for your decision." in said
    assert PARKING in titles(await agenda(house, meeting))
    assert "decided about this item already" in await taps(house, manager, "Accept", message=for_manager)
    assert heard(asha, "not on the agenda this time") == []


async def test_a_second_tap_does_nothing_twice(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    await types(house, asha, f"/agenda {PARKING}")
    await taps(house, asha, "Yes", twice=True)
    item = await only(house, meeting)
    assert len(heard(chair, "A member suggests this")) == 1
    await opens(house, asha, PARKING)
    await taps(house, asha, "This matters to me", twice=True)
    assert (await only(house, meeting)).matters == 1
    await taps(house, chair, "Accept", twice=True)
    assert titles(await agenda(house, meeting)).count(PARKING) == 1
    assert len(heard(asha, "Your suggestion is on the agenda")) == 1
    await decides(house, chair)
    await taps(house, chair, "Change the order")
    await taps(house, chair, f"6. {PARKING}")
    await taps(house, chair, "Move up", twice=True)
    whole = await agenda(house, meeting)
    assert whole.place_of(item.id) == 5
    assert "5. Parking for blue badges" in chair.last.words
    await taps(house, chair, "Move down")
    await taps(house, chair, "Done")
    assert (await agenda(house, meeting)).place_of(item.id) == 6


async def test_a_mind_can_be_changed_and_what_was_said_taken_back(house: House) -> None:
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    meeting = await call(house, chair)
    await suggests(house, asha, PARKING)
    await opens(house, ben, PARKING)
    await taps(house, ben, "This matters to me")
    assert "It does not matter to me any more" in ben.last.buttons
    await taps(house, ben, "It does not matter to me any more")
    await taps(house, ben, "Say something")
    await types(house, ben, "First")
    await taps(house, ben, "Change what I said")
    await types(house, ben, "Second")
    item = await only(house, meeting)
    assert (item.matters, item.comments) == (0, ("Second",))
    assert "I have deleted what you said" in await taps(house, ben, "Take back what I said")
    assert (await only(house, meeting)).comments == ()
    await taps(house, ben, "Say something")
    assert "Cancelled" in await taps(house, ben, "Cancel")
    assert "See" not in await types(house, ben, "Not a comment")
    assert (await only(house, meeting)).comments == ()


async def test_whatever_is_sent_in_the_middle_the_words_are_kept(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    await _taps_suggest(house, asha)
    asha.send("sticker")
    await house.quiet()
    assert "What do you want us to talk about?" in asha.last.words
    # What somebody pastes of 5,000 letters comes in two messages.
    for part in (4096, 904):
        assert "at most 300 letters" in await types(house, asha, "x" * part)
    assert "What do you want us to talk about?" in await types(house, asha, "\u200b")
    await types(house, asha, URDU)
    assert URDU in asha.last.words
    asha.send("voice")
    await house.quiet()
    assert URDU in asha.last.words
    await house.restart()
    assert "tap one of the buttons" in await types(house, asha, "And more")
    assert "What do you want us to talk about?" in await taps(house, asha, "Back")
    await types(house, asha, f"  {URDU} \n")
    await taps(house, asha, "Yes")
    assert (await only(house, meeting)).title == URDU
    assert "at most 300 letters" in await types(house, asha, "/agenda " + "y" * 301)
    assert (
        await types(house, asha, "/agenda \u200b\u200b") == "There is nothing in it to read. Please type a few words."
    )


async def test_a_comment_survives_a_restart_and_is_not_too_long(house: House) -> None:
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    meeting = await call(house, chair)
    await suggests(house, asha, PARKING)
    await opens(house, ben, PARKING)
    await taps(house, ben, "Say something")
    await house.restart()
    assert "at most 700 letters" in await types(house, ben, "x" * 701)
    ben.send("photo")
    await house.quiet()
    await types(house, ben, "One line\nand another")
    assert (await only(house, meeting)).comments == ("One line\nand another",)


async def test_an_item_decided_while_somebody_types_is_not_spoken_to(house: House) -> None:
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    await call(house, chair)
    await suggests(house, asha, PARKING)
    await opens(house, ben, PARKING)
    await taps(house, ben, "Say something")
    await taps(house, chair, "Decline")
    await taps(house, chair, "Skip")
    assert "This item is not on the agenda any more" in await types(house, ben, "By the door")
    assert "There is nothing to go on with" in await taps(house, ben, data="s:agenda:comment:cancel")


async def test_a_suggestion_when_the_meeting_has_begun_is_for_the_next_time(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    await types(house, asha, f"/agenda {PARKING}")
    house.clock.set(STARTS)
    assert "This meeting has begun" in await taps(house, asha, "Yes")
    assert (await agenda(house, meeting)).undecided == ()
    assert "Suggest an item" not in await types(house, asha, "/agenda") + "".join(asha.last.buttons)


async def test_what_comes_after_the_agenda_went_out_says_so(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await call(house, chair)
    await suggests(house, asha, BIKES)
    house.clock.set(GOES_OUT)
    await house.tick()
    (whole,) = heard(chair, "This is what we will talk about")
    assert "1 suggestion still waits for your decision." in whole.words
    assert "Change the agenda (1 to decide)" in whole.buttons
    assert BIKES not in heard(asha, "This is what we will talk about")[0].words
    house.clock.advance(hours=1)
    await suggests(house, asha, PARKING)
    assert "This was suggested after the agenda went out." in heard(chair, f"{PARKING}")[0].words
    said = await types(house, asha, "/agenda")
    assert f"{BIKES}\nNobody has said yet" in said
    assert f"{PARKING}\nNobody has said yet that this matters, no comments.\nThis was suggested after" in said


async def test_the_chair_adds_an_item_and_sends_the_agenda_at_once(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    await decides(house, chair)
    await taps(house, chair, "Add an item")
    assert "What is the item?" in chair.last.words
    assert "It is on the agenda." in await types(house, chair, "Flu <clinics>")
    assert titles(await agenda(house, meeting))[-2:] == ["Flu <clinics>", "other-business"]
    assert "Send the agenda of M1 to 2 people now?" in await taps(house, chair, "Send the agenda now")
    await taps(house, chair, "No")
    assert heard(asha, "This is what we will talk about") == []
    await taps(house, chair, "Send the agenda now")
    await taps(house, chair, "Yes", twice=True)
    house.clock.set(GOES_OUT)
    await house.tick()
    (whole,) = heard(asha, "This is what we will talk about")
    assert "6. Flu <clinics>" in whole.words
    assert "Send the agenda now" not in chair.last.buttons


async def test_members_see_no_name_of_anybody_anywhere(house: House) -> None:
    chair = await a_chair(house)
    asha, ben = await member(house, 1_000, "Asha Patel", tier=Tier.CORE), await member(house, 1_001, "Ben Okri")
    await call(house, chair)
    await suggests(house, asha, PARKING)
    await opens(house, asha, PARKING)
    await taps(house, asha, "Say something")
    await types(house, asha, "By the door")
    await taps(house, asha, "This matters to me")
    await opens(house, ben, PARKING)
    await decides(house, chair)
    for person in (ben, chair):
        assert heard(person, "Asha") == []


async def test_the_agenda_of_another_practice_cannot_be_touched(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    await suggests(house, asha, PARKING)
    item = await only(house, meeting)
    stranger = await a_chair(house, 555, place=1)
    here, there = practice(house).id, practice(house, 1).id
    for where in (here, there):
        for act in ("look", "open", "matter", "say", "unsay", "suggest"):
            data = OnAgenda(where, meeting.id, item.id, act).pack()
            said = await taps(house, stranger, data=data, message=stranger.last)
            assert PARKING not in said
        for act in ("look", "accept", "decline", "merge", "into", "up", "send", "publish", "add"):
            data = Ordering(where, meeting.id, item.id, act).pack()
            said = await taps(house, stranger, data=data, message=stranger.last)
            assert PARKING not in said
    after = await only(house, meeting)
    assert (after.title, after.matters) == (PARKING, 0)
    assert (await agenda(house, meeting)).meeting.agenda_published_at is None


async def test_only_who_calls_meetings_decides(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    await suggests(house, asha, PARKING)
    item = await only(house, meeting)
    for act in ("look", "accept", "decline", "up", "publish"):
        said = await taps(house, asha, data=Ordering(practice(house).id, meeting.id, item.id, act).pack())
        assert said == UNKNOWN
    await taps(house, chair, "Decline")
    await revoke(house, chair)
    assert "do not know that command" in await types(house, chair, "No room")
    assert (await only(house, meeting)).title == PARKING


async def test_buttons_that_mean_nothing_say_so(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    here = practice(house).id
    await types(house, asha, "/agenda")
    for act in ("nonsense", "look-x", "open-99999999", "matter-1"):
        assert "too old to use" in await taps(house, asha, data=OnAgenda(here, meeting.id, 0, act).pack())
    # A page that is no more is the last one there is.
    (invitation,) = heard(asha, "Upstairs")[:1]
    past = OnAgenda(here, meeting.id, 0, "look-9").pack()
    assert "1. Welcome" in await taps(house, asha, data=past, message=invitation)
    await types(house, chair, "/agenda")
    assert "too old to use" in await taps(house, chair, data=Ordering(here, meeting.id, 0, "nonsense").pack())
    gone = await taps(house, chair, data=Ordering(here, meeting.id, 999, "accept").pack())
    assert gone.startswith("This item is not on the agenda any more.")


async def test_a_very_long_agenda_is_turned_page_by_page(house: House) -> None:
    chair, people = await a_chair(house), await group_of(house, 3)
    meeting = await call(house, chair)
    for person in people:
        for number in range(MOST_SUGGESTIONS):
            await suggests(house, person, f"{person.id} {number} " + "😀" * 140)
    assert "Please leave some room for others" in await _says_no_more(house, people[0])
    seen: set[str] = set()
    await types(house, people[0], "/agenda")
    for _ in range(9):
        seen |= {label for label in people[0].last.buttons if label.startswith("100")}
        following = [label for label in people[0].last.buttons if label.startswith("Next page")]
        if not following:
            break
        await taps(house, people[0], following[0])
    assert len(seen) == 3 * MOST_SUGGESTIONS
    assert "Page before" in " ".join(people[0].last.buttons)
    said = await decides(house, chair)
    assert "30 suggestions wait for your decision" in said
    assert len((await agenda(house, meeting)).undecided) == 30


async def _says_no_more(house: House, person: PersonDriver) -> str:
    await types(house, person, "/agenda One more")
    return await taps(house, person, "Yes")


async def test_many_long_comments_are_turned_page_by_page(house: House) -> None:
    chair, people = await a_chair(house), await group_of(house, 6)
    await call(house, chair)
    await suggests(house, people[0], PARKING)
    for number, person in enumerate(people):
        house.clock.advance(minutes=1)
        await opens(house, person, PARKING)
        await taps(house, person, "Say something")
        await types(house, person, f"Comment {number} " + "&" * 680)
    assert "Comment 5" in await opens(house, people[0], PARKING)
    assert "Comment 0" not in people[0].last.words
    await taps(house, people[0], "Next page")
    assert "You say: Comment 0" in people[0].last.words


async def test_members_without_messages_find_out_by_looking(house: House) -> None:
    chair, silent = await a_chair(house), await member(house, 1_000, "Sam", may_message=False)
    await member(house, 1_001, "Ben")
    await call(house, chair)
    await types(house, silent, f"/agenda {PARKING}")
    assert "To see what the chair decides, type /agenda." in await taps(house, silent, "Yes")
    await taps(house, chair, "Accept")
    assert heard(silent, "Your suggestion is on the agenda") == []
    assert f"6. {PARKING}" in await types(house, silent, "/agenda")
