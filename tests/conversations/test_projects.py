"""Improvement projects in the chat: put down by the manager, tied to voices, changed, ended, and heard of."""

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.rules.words import Attribution, Connection, FeedbackState, Tier
from handlers.callbacks import OnProject, Trace
from storage.queries import practices, topics, voices
from tests.conversations.house import MANAGER, House
from tests.conversations.people import UNKNOWN, a_chair, actor, ask, member, practice, revoke, taps, types

RAMP = "A ramp at the door"
FELL = "I fell & hurt my <b>knee</b>"


async def a_manager(house: House, telegram_id: int = MANAGER) -> PersonDriver:
    return await member(house, telegram_id, "Mo", connection=Connection.STAFF)


async def said(house: House, person: PersonDriver, text: str = FELL) -> int:
    """Have somebody have said something under a topic; the topic."""
    assert house.bot is not None
    who, here, now = await actor(house, person), practice(house).id, house.clock.now()
    assert who.membership is not None
    async with house.bot.database.transaction() as uow:
        topic = await topics.add(uow, here, "The front door", now)
        await voices.add(
            uow,
            here,
            number=await practices.next_number(uow, here, "F"),
            topic_id=topic.id,
            member_id=who.membership.id,
            attribution=Attribution.CONFIDENTIAL,
            text=text,
            state=FeedbackState.NEW,
            version=1,
            said_on=now.date(),
        )
        return topic.id


async def puts_down(house: House, manager: PersonDriver, title: str = RAMP) -> str:
    """The manager puts a project down, which comes from nothing."""
    await types(house, manager, "/projects")
    await taps(house, manager, "New project")
    await types(house, manager, title)
    await types(house, manager, "People fall")
    await taps(house, manager, "Skip")
    return await taps(house, manager, "Done")


def heard(person: PersonDriver, words: str) -> bool:
    return any(words in each.words for each in person.messages if not each.outgoing)


def forged(house: House, act: str, version: int = 1, project: int = 1, value: str = "") -> str:
    return OnProject(practice(house).id, project, act, version, value).pack()


async def test_a_project_from_the_first_word_to_its_end(house: House) -> None:
    manager = await a_manager(house)
    await member(house, 1000, "Jo Lee", tier=Tier.CORE)
    assert "There are none yet" in await types(house, manager, "/projects")
    assert "What do you want to make better?" in await taps(house, manager, "New project")
    assert "Why is it needed?" in await types(house, manager, f"{RAMP}\n=1+1 <b>")
    assert manager.last.buttons == ["Back", "Cancel"]
    assert "I do not tell them about it" in await types(house, manager, "People fall")
    assert manager.last.buttons == ["Me", "Jo Lee", "Somebody else", "Skip", "Back", "Cancel"]
    preview = await taps(house, manager, "Jo Lee")
    assert "This is what I will keep" in preview and "Who: Jo Lee" in preview
    kept = await taps(house, manager, "Done", twice=True)
    assert f"J1 · {RAMP} =1+1 <b>" in kept and "Nothing is linked to it yet." in kept
    assert "Planned, on this list since 11 May 2027." in kept
    assert "Under way, on this list" in await taps(house, manager, "Under way")
    await taps(house, manager, "Done…")
    assert "This project is done." in await types(house, manager, "It is built")
    ended = await taps(house, manager, "Keep it")
    assert "It is done. Thank you." in ended and "What came of it: It is built" in ended
    listed = await taps(house, manager, "All projects")
    assert "Came out of the group: 0 of 1." in listed and "Done. Jo Lee." in listed
    assert "J1" in await types(house, manager, "/projects j1")
    assert "cannot find J7" in await types(house, manager, "/projects J7")


async def test_what_came_of_a_topic_is_heard_by_those_who_spoke(house: House) -> None:
    manager, asha = await a_manager(house), await member(house, 1000, "Asha")
    topic = await said(house, asha)
    assert "It comes from: The front door" in await taps(
        house, manager, data=Trace(practice(house).id, "topic", topic, "project", "0").pack()
    )
    assert "The front door" in await types(house, manager, RAMP)
    assert manager.last.buttons == ["Use these words", "Skip", "Back", "Cancel"]
    await taps(house, manager, "Use these words")
    await house.restart()
    assert "Type a name" in await taps(house, manager, "Somebody else")
    assert "Who: Sam the caretaker" in await types(house, manager, "Sam the caretaker")
    kept = await taps(house, manager, "Done")
    assert "Why: The front door" in kept and "1 comment is behind it." in kept
    assert "Where it came from" in manager.last.buttons
    await taps(house, manager, "Stop…")
    assert "I tell everybody whose voice is in it" in await types(house, manager, "There is no money for it")
    await taps(house, manager, "Keep it and tell people")
    assert heard(asha, "There is no money for it")
    assert "Came out of the group: 1 of 1." in await types(house, manager, "/projects")


async def test_a_project_is_linked_to_a_topic_a_poll_and_a_comment(house: House) -> None:
    manager, asha = await a_manager(house), await member(house, 1000, "Asha")
    await said(house, asha)
    live = await ask(house, manager, "Ramps? | Yes | No")
    await taps(house, asha, "Yes", message=asha.last)
    await taps(house, manager, "Close now", message=live)
    await taps(house, manager, "Yes, close it")
    await puts_down(house, manager)
    await taps(house, manager, "Link to what it came from")
    assert manager.last.buttons == ["The front door (1)", "P1 · Ramps?", "Back"]
    assert "cannot find F9" in await types(house, manager, "F9")
    assert "1 comment is behind it." in await types(house, manager, "f1")
    await taps(house, manager, "Link to what it came from")
    assert "Linked." in await taps(house, manager, "P1 · Ramps?")
    await taps(house, manager, "Link to what it came from")
    assert "✓ P1 · Ramps?" in manager.last.buttons
    assert RAMP in await taps(house, manager, "Back")
    await taps(house, manager, "Done…")
    await types(house, manager, "It is built")
    await taps(house, manager, "Keep it and tell people")
    assert sum("It is built" in each.words for each in asha.messages) == 1


async def test_of_two_who_change_it_the_second_sees_what_the_first_did(house: House) -> None:
    manager = await a_manager(house)
    await puts_down(house, manager)
    seen = manager.last
    await taps(house, manager, "Change it")
    await taps(house, manager, "Change the title")
    assert "Two ramps" in await types(house, manager, "Two ramps")
    told = await taps(house, manager, data=forged(house, "begin"), message=seen)
    assert "Somebody else has changed J1" in told and "Two ramps" in told and "Planned" in told
    for act in ("stop", "why", "change"):
        # Before anybody writes in vain.
        assert "Somebody else has changed J1" in await taps(house, manager, data=forged(house, act), message=seen)
    await taps(house, manager, "Stop…")
    await taps(house, manager, data=forged(house, "begin", version=2), message=seen)
    await types(house, manager, "No money")
    told = await taps(house, manager, "Keep it")
    assert "Somebody else has changed J1" in told and "Stopped" not in told
    await taps(house, manager, "Change it")
    await taps(house, manager, "Change why")
    await taps(house, manager, data=forged(house, "begin", version=3), message=seen)
    assert "Why: Late words" in await types(house, manager, "Late words")
    assert "Late words" in await types(house, manager, "/projects J1")


async def test_everything_about_it_can_be_changed_and_every_way_leads_back(house: House) -> None:
    manager = await a_manager(house)
    await puts_down(house, manager)
    for label, asked in (("Change the title", "new title"), ("Change why", "Why is"), ("Change who", "Who will")):
        await taps(house, manager, "Change it")
        assert asked in await taps(house, manager, label)
        assert RAMP in await taps(house, manager, "Back")
    await taps(house, manager, "Change it")
    await taps(house, manager, "Change why")
    assert "Why: So that people get in" in await types(house, manager, "So that people get in")
    await taps(house, manager, "Change it")
    await taps(house, manager, "Change who")
    assert "Who: Mo" in await taps(house, manager, "Me")
    await taps(house, manager, "Change it")
    await taps(house, manager, "Change who")
    assert "Who: Mo" in await taps(house, manager, "Skip")
    await taps(house, manager, "Done…")
    assert RAMP in await taps(house, manager, "Back")
    await taps(house, manager, "Stop…")
    await types(house, manager, "No money")
    assert "Why is it stopped?" in await taps(house, manager, "Back")
    assert "Cancelled" in await taps(house, manager, "Cancel")


@pytest.mark.parametrize(("words", "told"), [("\u200b", "make better"), ("ש" * 101, "at most 100")])
async def test_words_that_cannot_be_kept_are_answered_and_the_place_is_kept(
    house: House, words: str, told: str
) -> None:
    manager = await a_manager(house)
    await types(house, manager, "/projects")
    await taps(house, manager, "New project")
    assert told in await types(house, manager, words)
    assert "Why is it needed?" in await types(house, manager, "דלת")
    assert "at most 1,000" in await types(house, manager, "x" * 1_001)
    await types(house, manager, "Because")
    await taps(house, manager, "Back")
    assert "Cancelled" in await taps(house, manager, "Cancel")
    assert "There are none yet" in await types(house, manager, "/projects")


async def test_what_it_was_to_come_from_is_gone_by_then(house: House) -> None:
    assert house.bot is not None
    manager, asha = await a_manager(house), await member(house, 1000, "Asha")
    await said(house, asha)
    await taps(house, manager, data=Trace(practice(house).id, "feedback", 1, "project", "1").pack())
    assert FELL in await types(house, manager, RAMP)
    await taps(house, manager, "Skip")
    await taps(house, manager, "Me")
    await types(house, asha, "/forget")
    await taps(house, asha, "Yes, erase")
    told = await taps(house, manager, "Done")
    assert "not there any more" in told and "Why is it needed?" in told
    await types(house, manager, "People fall")
    await taps(house, manager, "Me")
    assert f"J1 · {RAMP}" in await taps(house, manager, "Done")


async def test_a_role_that_ends_in_the_middle_ends_the_project(house: House) -> None:
    manager = await a_manager(house)
    await types(house, manager, "/projects")
    await taps(house, manager, "New project")
    await revoke(house, manager)
    assert await types(house, manager, RAMP) == UNKNOWN
    assert await taps(house, manager, data=forged(house, "list")) == UNKNOWN


async def test_it_is_for_managers_and_old_buttons_do_nothing(house: House) -> None:
    chair, manager = await a_chair(house), await a_manager(house)
    await puts_down(house, manager)
    for act in ("look", "list", "done", "begin", "new", "link"):
        assert await taps(house, chair, data=forged(house, act)) == UNKNOWN
    assert "not there any more" in await taps(house, manager, data=forged(house, "look", project=999))
    assert "too old" in await taps(house, manager, data=forged(house, "burn"))
    assert "Improvement projects" in await taps(house, manager, data=forged(house, "list", value="²"))
    await taps(house, manager, data=forged(house, "done"))
    await types(house, manager, "Built")
    await taps(house, manager, "Keep it")
    for act in ("done", "change", "link", "title"):
        assert "This project has ended" in await taps(house, manager, data=forged(house, act, version=2))
