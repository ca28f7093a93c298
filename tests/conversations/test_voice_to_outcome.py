"""One comment from a confidential patient, from the first word over topic, agenda and action to what came of it."""

from datetime import timedelta

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.words import Connection, FeedbackState, Tier
from handlers.callbacks import OnTopic, Trace, Triage
from storage.queries import meetings
from tests.conversations.house import MANAGER, House
from tests.conversations.people import a_chair, actor, ask, member, practice, taps, types

PHONES = "It takes 40 minutes to get through on the phone in the morning."


async def a_manager(house: House) -> PersonDriver:
    return await member(house, MANAGER, "Mo Manager", connection=Connection.STAFF)


async def a_meeting(house: House, days: int = 30) -> None:
    """A meeting that is still to come, M4."""
    assert house.bot is not None
    now = house.clock.now()
    columns = {
        "length_minutes": 90, "place": "", "link": "", "audience": "all", "agenda": "usual", "state": "planned",
        "sequence": 0, "reminders": [], "told_at": now, "agenda_at": now, "agenda_published_at": now,
        "title": "The group",
    }  # fmt: skip
    async with house.bot.database.transaction() as uow:
        starts_at = now + timedelta(days=days)
        await meetings.add(uow, practice(house).id, number=4, uid="m4", starts_at=starts_at, **columns)


async def says(house: House, person: PersonDriver, words: str, sign: str, topic: str = "Phoning") -> str:
    """Somebody says something, the whole way."""
    await types(house, person, f"/feedback {words}")
    await taps(house, person, "Pass it on")
    await taps(house, person, sign)
    await taps(house, person, topic)
    return await taps(house, person, "Send")


def heard(person: PersonDriver, words: str) -> list[Message]:
    """The messages of somebody that contain these words."""
    return [message for message in person.messages if not message.outgoing and words in message.words]


async def test_a_confidential_comment_is_followed_to_its_outcome_and_the_patient_is_told(house: House) -> None:
    manager, chair = await a_manager(house), await a_chair(house)
    asha, sam = await member(house, 1000, "Asha Patel"), await member(house, 1001, "Sam", tier=Tier.CORE)
    await a_meeting(house)
    assert "This is F1" in await says(house, asha, PHONES, "Confidential")

    assert "New comments: 1" in await types(house, manager, "/inbox")
    opened = await taps(house, manager, "F1 · Phoning the practice · new")
    assert PHONES in opened and "The bot shows nobody who it was" in opened and "Asha" not in opened
    await taps(house, manager, "Acknowledge")
    assert "The practice has read it" in asha.last.words
    # The voice → its topic → the agenda.
    assert PHONES in await taps(house, manager, "Where it leads")
    assert "1 comment is behind it" in await taps(house, manager, "Phoning the practice")
    await taps(house, manager, "Make something of it")
    assert "What is it called on the agenda of M4?" in await taps(house, manager, "Put it on the agenda")
    assert "on the agenda of M4" in await types(house, manager, "How to reach us")
    assert "The practice is working on it" in asha.last.words
    # The chair walks back to the voice, without its words, and makes an action of the item.
    await types(house, chair, "/agenda M4")
    await taps(house, chair, "1. How to reach us")
    assert "It came from 1 thing" in await taps(house, chair, "Where it came from")
    assert "F1 · Phoning the practice · in hand" in await taps(house, chair, "Phoning the practice")
    voice = await taps(house, chair, "F1 ·")
    assert "State: in hand" in voice and PHONES not in voice
    await taps(house, chair, "Phoning the practice")
    await taps(house, chair, "M4 · How to reach us")
    await taps(house, chair, "Make something of it")
    await taps(house, chair, "A new action")
    await types(house, chair, "Get a second phone line")
    await taps(house, chair, "Sam")
    await taps(house, chair, "In 2 weeks")
    assert "A1" in await taps(house, chair, "Keep it")
    # From the action, the way back begins at its own screen.
    await types(house, chair, "/actions A1")
    assert "M4 · How to reach us · on the agenda" in await taps(house, chair, "Where it came from")
    # Whoever does it says what came of it, and the patient hears it, once, with what they said.
    asked = await taps(house, sam, "It is done", message=heard(sam, "An action for you")[0])
    assert "please name nobody" in asked
    await types(house, sam, "There are 2 lines now.")
    (outcome,) = heard(asha, "You said, we did")
    assert PHONES in outcome.words and "There are 2 lines now." in outcome.words
    assert asha.last is outcome and "Sam" not in outcome.words
    done = await types(house, manager, "/inbox F1")
    assert "State: done" in done and "What came of it: There are 2 lines now." in done
    assert "100% have an answer or an end" in await types(house, manager, "/inbox")


async def test_words_that_are_typed_outlive_a_restart_and_a_manager_who_was_first(house: House) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha Patel")
    await says(house, asha, PHONES, "Named")
    shown = await types(house, mo, "/inbox F1")
    assert "Signed by Asha Patel" in shown
    old = mo.last
    await taps(house, mo, "Cannot be done")
    assert "This is the reason" in await types(house, mo, "There is no line to be had.")
    await house.restart()
    # Somebody else, on another phone.
    assert house.bot is not None
    who = await actor(house, mo)
    async with house.bot.database.transaction() as uow:
        inbox = house.bot.services.inbox
        await inbox.set_state(uow, who, practice(house), 1, 1, FeedbackState.IN_HAND)
    said = await taps(house, mo, "Send it")
    assert "Somebody else has changed F1" in said and "State: in hand" in said
    assert "There is no line to be had." in mo.last.words
    assert heard(asha, "this is why we cannot") == []
    assert "your reason is on record" in await taps(house, mo, "Send it", twice=True)
    assert len(heard(asha, "this is why we cannot")) == 1
    # A button from before all that.
    stale = await taps(house, mo, "Acknowledge", message=old)
    assert "Somebody else has changed F1" in stale and "State: cannot be done" in stale
    await taps(house, mo, "Take it in hand again")
    await taps(house, mo, "Done…")
    assert "F1 is done now" in await taps(house, mo, "Done, without words")


async def test_an_answer_goes_to_whoever_can_be_reached_and_a_comment_to_another_topic(house: House) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha Patel")
    await house.tick()
    await says(house, asha, PHONES, "Confidential")
    await says(house, asha, "The door is too heavy to open", "Anonymous")
    house.clock.advance(days=1)
    await house.tick()
    await types(house, mo, "/inbox F1")
    await taps(house, mo, "Answer…")
    assert "at most 1000" in (await types(house, mo, "x" * 1_001)).replace(",", "")
    await types(house, mo, "We are <b>looking</b> into it.")
    assert "Your answer to F1 is on its way" in await taps(house, mo, "Send it")
    assert "We are <b>looking</b> into it." in asha.last.words
    unknown = await types(house, mo, "/inbox F2")
    assert "No answer can reach anybody" in unknown and "Answer…" not in mo.last.buttons
    await taps(house, mo, "Topic…")
    assert "F2 · The building" in await taps(house, mo, "The building")
    assert "Nobody can be told about it" in await taps(house, mo, "In hand")
    await taps(house, mo, "Topic…")
    assert "F2 · Phoning the practice" in await taps(house, mo, "Phoning the practice")


async def test_a_topics_outcome_is_told_to_everybody_under_it(house: House) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha Patel")
    for words in (PHONES, "The music while I wait is too loud"):
        await says(house, asha, words, "Confidential")
    await types(house, mo, "/inbox")
    await taps(house, mo, "Topics")
    await taps(house, mo, "Phoning the practice · 2 open")
    await taps(house, mo, "Record what came of it")
    await taps(house, mo, "We did something")
    assert "2 open comments end with this" in await types(house, mo, "A new phone system, from Monday on.")
    await says(house, asha, "And nobody calls back", "Confidential")
    # One that came in between does not end unread.
    assert "3 open comments end with this" in await taps(house, mo, "Send it")
    assert heard(asha, "You said, we did") == []
    assert "3 in all" in await taps(house, mo, "Send it")
    (outcome,) = heard(asha, "You said, we did")
    assert all(f"F{number}" in outcome.words for number in (1, 2, 3))
    assert "Change its name" in mo.last.buttons
    await taps(house, mo, "Change its name")
    assert "a topic with that name already" in await types(house, mo, "reception")
    assert "Kept: Phones" in await types(house, mo, "Phones")
    await taps(house, mo, "End this topic")
    assert "It takes no more comments" in await taps(house, mo, "Yes")


async def test_those_who_answered_a_poll_hear_what_was_made_of_it(house: House) -> None:
    chair, asha, ben = await a_chair(house), await member(house, 1000, "Asha"), await member(house, 1001, "Ben")
    await ask(house, chair)
    await taps(house, asha, "Yes")
    await types(house, chair, "/results P1")
    assert "Make something of it…" not in chair.last.buttons
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes")
    await types(house, chair, "/results P1")
    await taps(house, chair, "Make something of it")
    assert chair.last.buttons == ["A new action", "Link it to an action", "Link it to a project", "Back"]
    await taps(house, chair, "A new action")
    await types(house, chair, "Open on Saturdays")
    await taps(house, chair, "Me")
    await taps(house, chair, "In 1 week")
    await taps(house, chair, "Keep it")
    await types(house, chair, "/results P1")
    assert "A1 · Open on Saturdays · open" in await taps(house, chair, "Where it leads")
    await types(house, chair, "/actions A1")
    await taps(house, chair, "Done")
    await taps(house, chair, "Skip")
    (outcome,) = heard(asha, "You said, we did")
    assert "You answered P1: Saturdays?" in outcome.words and "Open on Saturdays" in outcome.words
    assert heard(ben, "You said, we did") == []


async def test_forged_buttons_show_nobody_a_comment(house: House) -> None:
    chair, asha = await a_chair(house), await member(house, 1000, "Asha")
    await says(house, asha, PHONES, "Confidential")
    here = practice(house).id
    for tap in (
        Triage(here, 1, "look"),
        Triage(here, 0, "list", value="all.0.0"),
        OnTopic(here, 1, "look"),
        Trace(here, "topic", 2, "make", "0"),
        Trace(here, "feedback", 1, "make", "1"),
        Trace(here, "feedback", 1, "to", "ac.1.1"),
    ):
        for person in (chair, asha):
            said = await taps(house, person, data=tap.pack())
            assert "I do not know that command" in said and PHONES not in said, (tap, said)
    assert PHONES not in await taps(house, chair, data=Trace(here, "feedback", 1, "look").pack())
    manager = await a_manager(house)
    for forged in (
        Triage(here, 0, "list", value="x.y"),
        Triage(here, 0, "list", value=f"all.{10**12}.{10**12}"),
        Triage(here, 1, "topics", 1, "-1"),
        Trace(here, "feedback", 1, "pick", "zz.0.1"),
        OnTopic(here, 0, "list", "99999999"),
    ):
        said = await taps(house, manager, data=forged.pack())
        assert said and "went wrong" not in said, (forged, said)
    for gone in (Triage(here, 99, "look"), OnTopic(here, 9_999, "look"), Trace(here, "action", 9, "look")):
        said = await taps(house, manager, data=gone.pack())
        assert "cannot find" in said or "not there any more" in said, (gone, said)
    for unknown in (Triage(here, 1, "eat"), OnTopic(here, 1, "eat"), Trace(here, "cat", 1, "look")):
        assert "too old" in await taps(house, manager, data=unknown.pack())


async def test_a_project_is_made_of_a_comment_and_a_link_can_be_undone(house: House) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha Patel")
    await says(house, asha, PHONES, "Confidential")
    await types(house, mo, "/inbox F1")
    await taps(house, mo, "Make something of it")
    await taps(house, mo, "A new project")
    await types(house, mo, "Phones that are answered")
    for label in ("Skip", "Me", "Done"):
        await taps(house, mo, label)
    assert "The practice is working on it" in asha.last.words
    await types(house, mo, "/inbox F1")
    assert "J1 · Phones that are answered · planned" in await taps(house, mo, "Where it leads")
    await taps(house, mo, "Undo a link")
    assert "Phones that are answered" not in await taps(house, mo, "J1 ·")
    await types(house, mo, "/inbox F1")
    await taps(house, mo, "Make something of it")
    await taps(house, mo, "Link it to a project")
    assert "J1 · Phones that are answered" in await taps(house, mo, "J1 ·")
