"""The day of a meeting and after it: who came, notes, minutes until they are accepted, and what everybody hears."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import StoredFile
from bot.rules.recurring import Every
from bot.rules.words import Reply, Tier
from bot.services.calling import MeetingDraft
from bot.services.meetings import Meeting
from handlers.callbacks import Meet, Take
from storage.models.meeting import AgendaItem
from tests.conversations.house import MANAGER, STAFF, House, open_house
from tests.conversations.people import UNKNOWN, a_chair, actor, group_of, member, practice, revoke, taps, told, types
from tests.support.clock import HandClock
from tests.support.papers import PDF, PROGRAM, TXT, WITH_MACROS, docx

STARTS = datetime(2027, 5, 12, 17, 30, tzinfo=UTC)
NEXT = datetime(2027, 8, 11, 17, 30, tzinfo=UTC)
OLD_BUTTON = "This button is too old"


@pytest.fixture
async def house(tmp_path: Path, clock: HandClock) -> AsyncIterator[House]:
    """A practice whose meetings need 2 people."""
    async with open_house(tmp_path, clock, quorum=2, quiet_hours="23:00-06:00") as running:
        yield running


async def called(house: House, chair: PersonDriver, starts_at: datetime = STARTS) -> Meeting:
    """A meeting that the chair has called."""
    assert house.bot is not None
    who = await actor(house, chair)
    async with house.bot.database.transaction() as uow:
        draft = MeetingDraft("Spring meeting", starts_at, place="Room 2", link="https://example.org/meet")
        meeting = await house.bot.services.calling.call(uow, who, practice(house), draft, Every.ONCE)
    await house.quiet()
    return meeting


async def replies(house: House, person: PersonDriver, meeting: Meeting, reply: Reply) -> None:
    assert house.bot is not None
    who = await actor(house, person)
    async with house.bot.database.transaction() as uow:
        await house.bot.services.attending.reply(uow, who, practice(house), meeting.id, reply)


async def an_item(house: House, meeting: Meeting, title: str = "Opening hours") -> int:
    assert house.bot is not None
    async with house.bot.database.transaction() as uow:
        row = AgendaItem(
            meeting_id=meeting.id, kind="suggested", title=title, position=50, state="accepted",
            suggested_at=house.clock.now(),
        )  # fmt: skip
        uow.session.add(row)
        await uow.flush()
        return row.id


async def speaks(house: House, person: PersonDriver, item: int, comment: str = "") -> None:
    """Somebody who does not come says that an item matters, and why."""
    assert house.bot is not None
    who = await actor(house, person)
    async with house.bot.database.transaction() as uow:
        await house.bot.services.agendas.matter(uow, who, practice(house), item, True)
        if comment:
            await house.bot.services.agendas.comment(uow, who, practice(house), item, comment)


async def takes(house: House, person: PersonDriver, meeting: Meeting, act: str = "look", value: str = "") -> str:
    """What somebody hears who taps a button of the minute-taker's."""
    return await taps(house, person, data=Take(practice(house).id, meeting.id, act, value).pack())


async def reads(house: House, person: PersonDriver, meeting: Meeting) -> str:
    """What a member hears who opens the minutes."""
    return await taps(house, person, data=Meet(practice(house).id, meeting.id, "minutes").pack())


async def sends(house: House, person: PersonDriver, name: str, content: bytes) -> str:
    person.send_file(name, content)
    return await told(house, person)


def the_file(person: PersonDriver) -> StoredFile:
    """The newest file that the bot has sent somebody."""
    return next(
        message.document for message in reversed(person.messages) if message.document and not message.outgoing
    )


def heard(person: PersonDriver, words: str) -> int:
    """How many messages of the bot's contain these words."""
    return sum(words in message.words for message in person.messages if not message.outgoing)


async def test_who_came_is_noted_by_tap_and_by_checking_in_and_counts_for_the_quorum(house: House) -> None:
    chair = await a_chair(house)
    (asha, ben), (cem,) = await group_of(house, 2, tier=Tier.CORE), await group_of(house, 1, first=2000)
    meeting = await called(house, chair)
    await replies(house, ben, meeting, Reply.APOLOGIES)
    house.clock.set(STARTS)
    said = await takes(house, chair, meeting)
    assert "M1" in said and "Wednesday 12 May 2027, 6:30pm" in said and "Apologies: 1." in said
    assert "In the room: 0. Online: 0. Took part by chat: 0." in said
    assert "Not enough people are here yet to decide: 0 present, 2 needed" in said
    assert "I am here" in await taps(house, chair, "Who came")
    page = chair.last
    assert page.buttons == ["Patient 0: not noted", "Patient 1: not noted", "Back"]
    for label in ("Patient 0: in the room", "Patient 0: online", "Patient 0: not noted", "Patient 0: in the room"):
        await taps(house, chair, "Patient 0", message=page.id)
        assert label in chair.last.buttons and chair.last.id == page.id
    # The same button twice, as a shaky phone sends it, means the same.
    await taps(house, chair, "Patient 0", message=page.id, twice=True)
    assert "Patient 0: online" in chair.last.buttons
    await taps(house, cem, data=Meet(practice(house).id, meeting.id, "here", "room").pack())
    said = await taps(house, chair, "Back")
    assert "In the room: 1. Online: 1. Took part by chat: 0." in said
    assert "Enough people are here to decide: 2 present, 2 needed" in said
    await taps(house, chair, "Who came")
    assert chair.last.buttons == ["Patient 0: online", "Patient 0: in the room", "Patient 1: not noted", "Back"]
    assert heard(asha, "Patient 1") == 0


async def test_a_name_that_may_not_be_seen_does_not_come_to_the_list_by_a_forged_tap(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1, tier=Tier.CORE)
    wider = await member(house, 2000, "Zora")
    meeting = await called(house, chair)
    who = await actor(house, wider)
    assert who.membership is not None
    for value in (f"{who.membership.id}-room-0", "99-room-0", "x", "", "1-nowhere-0-9", "99999999999-room-0"):
        assert "Sorry" not in await takes(house, chair, meeting, "mark", value)
        assert not any("Zora" in label for label in chair.last.buttons)


async def test_long_lists_of_names_come_in_pages(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 14, tier=Tier.CORE)
    meeting = await called(house, chair)
    await takes(house, chair, meeting, "came", "0")
    assert sum("not noted" in label for label in chair.last.buttons) == 12
    await taps(house, chair, "Next page")
    assert [label for label in chair.last.buttons if "not noted" in label] != []
    await taps(house, chair, "Patient")
    assert "Page before" in chair.last.buttons
    await takes(house, chair, meeting, "came", "77")
    assert "Page before" in chair.last.buttons and "Next page" not in chair.last.buttons


async def test_two_people_take_notes_and_nobody_overwrites_the_other_unseen(house: House) -> None:
    chair, nora = await a_chair(house), await member(house, STAFF, "Nora")
    await group_of(house, 1)
    meeting = await called(house, chair)
    item = await an_item(house, meeting)
    for person in (chair, nora):
        await takes(house, person, meeting, "notes", "0")
        assert any("Welcome" in label for label in person.last.buttons)
        assert "Type what was said" in await takes(house, person, meeting, "note", str(item))
    said = await types(house, nora, "Nora: open on <b>Saturdays</b>.")
    assert "The notes are kept." in said
    assert any("Opening hours · has notes" in label for label in nora.last.buttons)
    said = await types(house, chair, "Chair: ask the nurses.")
    assert "Somebody else has changed this" in said
    assert "Nora: open on <b>Saturdays</b>." in said and "Chair: ask the nurses." in said
    assert "The notes are kept." in await taps(house, chair, "Put mine below")
    await takes(house, nora, meeting, "note", str(item))
    assert "Nora: open on <b>Saturdays</b>.\nChair: ask the nurses." in nora.last.words
    await taps(house, nora, "Add to these notes")
    await types(house, nora, "In June.")
    await takes(house, chair, meeting, "note", str(item))
    assert "Chair: ask the nurses.\nIn June." in chair.last.words
    assert "more than 2,000 letters" in await types(house, chair, "x" * 2001)
    await types(house, chair, "Anew.")
    await takes(house, chair, meeting, "note", str(item))
    assert "Anew." in chair.last.words and "June" not in chair.last.words
    await taps(house, chair, "Back")
    assert "Shall I pass this on" in await types(house, chair, "Not a note")


async def test_whoever_turns_to_another_screen_does_not_write_notes_unawares(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    meeting = await called(house, chair)
    item = await an_item(house, meeting)
    await takes(house, chair, meeting, "note", str(item))
    await takes(house, chair, meeting, "came", "0")
    assert "Shall I pass this on" in await types(house, chair, "Is Asha there?")
    await takes(house, chair, meeting, "note", str(item))
    assert "Is Asha there?" not in chair.last.words


async def test_minutes_are_written_from_the_notes_published_and_accepted_at_the_next_meeting(house: House) -> None:
    assert house.bot is not None
    chair, manager = await a_chair(house), await member(house, MANAGER, "Mo")
    asha, ben, cem = await group_of(house, 3)
    meeting = await called(house, chair)
    item = await an_item(house, meeting)
    await speaks(house, asha, item, "I work on weekdays & cannot come.")
    await speaks(house, ben, item)
    await replies(house, cem, meeting, Reply.APOLOGIES)
    following = await called(house, chair, NEXT)
    house.clock.set(STARTS + timedelta(hours=2))
    who, services = await actor(house, chair), house.bot.services
    async with house.bot.database.transaction() as uow:
        await services.actions.make(
            uow, who, practice(house), "Ask the nurses about Saturdays", date(2027, 6, 3), None, "Dr Khan", meeting.id
        )
    await takes(house, chair, meeting, "note", str(item))
    await types(house, chair, "We want <Saturdays>.")
    assert "There are no minutes yet" in await takes(house, chair, meeting, "minutes")
    preview = await taps(house, chair, "Write them from the notes")
    for words in (
        "This is what members will see",
        "These minutes are a draft",
        "Riverside Patient Group",
        "Minutes of M1: Spring meeting",
        "Date: Wednesday 12 May 2027, 6:30pm",
        "Place: Room 2",
        "Present: 0 in the room, 0 online.",
        "2 members took part by chat.",
        "Apologies: 1",
        "The meeting was not quorate: 0 present, 2 needed.",
        "1. Welcome",
        "Opening hours\nWe want <Saturdays>.\n2 members said by chat that this matters.",
        "One says: “I work on weekdays & cannot come.”",
        "A1 · Ask the nurses about Saturdays. Dr Khan, by 3 June 2027.",
        "Next meeting: M2, Wednesday 11 August 2027, 6:30pm",
    ):
        assert words in preview
    assert not any(name in preview for name in ("Patient 0", "Patient 1", "Patient 2"))
    assert "Members cannot see them yet" in await taps(house, chair, "Keep these minutes")
    assert "The minutes of M1 are not out yet" in await reads(house, asha, meeting)
    assert "Published" in await taps(house, chair, "Publish to members")
    await house.tick()
    assert heard(asha, "The minutes of M1 are out. They are a draft") == 1
    assert "We want <Saturdays>." in await reads(house, asha, meeting)
    assert "These minutes are a draft" in asha.last.words
    # At the next meeting the manager takes the minutes.
    await takes(house, manager, following)
    assert "Accept the minutes of M1" not in manager.last.buttons
    house.clock.set(NEXT)
    await takes(house, manager, following)
    said = await taps(house, manager, "Accept the minutes of M1")
    assert "nobody can change them" in said
    await taps(house, manager, "Accept with changes")
    await taps(house, manager, "Type them")
    await types(house, manager, "We want Saturdays, and Room 2 was cold.")
    await taps(house, manager, "Done")
    await taps(house, manager, "Keep these minutes")
    await takes(house, manager, following)
    await taps(house, manager, "Accept the minutes of M1")
    assert "The minutes of M1 are accepted." in await taps(house, manager, "Accept them")
    assert "Accept the minutes of M1" not in manager.last.buttons
    assert "has accepted these minutes" in await taps(
        house, manager, data=Take(practice(house).id, following.id, "accepted", f"{meeting.id}-2").pack()
    )
    await house.tick()
    assert heard(ben, "The minutes of M1 are out. A later meeting has accepted them.") == 1
    assert "Room 2 was cold" in await reads(house, ben, meeting)
    assert "A later meeting has accepted" in ben.last.words
    for act in ("compose", "type", "file"):
        assert "has accepted these minutes" in await takes(house, chair, meeting, act)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("minutes.docx", docx(), "docx"), ("Our MINUTES.PDF", PDF, "pdf"), ("m.txt", TXT, "txt")],
)
async def test_minutes_come_as_a_file_and_members_get_it_as_it_came(
    house: House, name: str, content: bytes, kind: str
) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await called(house, chair)
    house.clock.set(STARTS)
    assert "up to 5 MB" in await takes(house, chair, meeting, "file")
    assert "The minutes are kept" in await sends(house, chair, name, content)
    await taps(house, chair, "Publish to members")
    await house.tick()
    assert "The minutes of M1 are out" in asha.last.words and asha.last.document is None
    await taps(house, asha, "Read the minutes")
    assert (the_file(asha).name, the_file(asha).data) == (f"minutes-M1.{kind}", content)
    assert "a draft" in asha.last.words


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("minutes.pdf", PROGRAM, "I cannot use that file"),
        ("minutes.exe", PROGRAM, "I cannot use that file"),
        ("list.xlsx", b"PK", "I cannot use that file"),
        ("minutes.docm", docx(), "has a program (a macro) in it"),
        ("minutes.docx", docx(WITH_MACROS), "has a program (a macro) in it"),
        ("minutes.pdf", PDF + b"x" * 6_000_000, "too big"),
        ("minutes.txt", b"", "nothing in that file"),
    ],
)
async def test_a_wrong_file_is_refused_and_another_can_follow(
    house: House, name: str, content: bytes, said: str
) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    meeting = await called(house, chair)
    house.clock.set(STARTS)
    await takes(house, chair, meeting, "file")
    assert said in await sends(house, chair, name, content)
    assert "There are no minutes yet" in await takes(house, chair, meeting, "minutes")
    assert "The minutes are kept" in await sends(house, chair, "minutes.pdf", PDF)


async def test_what_is_no_document_or_not_to_be_had_is_said(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    meeting = await called(house, chair)
    house.clock.set(STARTS)
    await takes(house, chair, meeting, "file")
    chair.send("photo")
    assert "I cannot use that file" in await told(house, chair)
    house.standin.faults.add("refuse", methods=["getFile"], status=400, description="Bad Request: wrong file_id")
    assert "Please send it again" in await sends(house, chair, "minutes.pdf", PDF)


async def test_only_whoever_is_asked_for_a_file_can_have_it_fetched(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await called(house, chair)
    house.clock.set(STARTS)
    assert UNKNOWN in await takes(house, asha, meeting, "file")
    for person in (asha, chair):
        assert "I did not expect a file" in await sends(house, person, "minutes.pdf", PDF)
    assert not any(record.method == "getFile" for record in house.standin.journal.records)
    # A survey is still one while somebody is asked for minutes.
    await takes(house, chair, meeting, "file")
    chair.send_file("hours.csv", b"type,name,label\ntext,why,Why?\n", caption="/survey")
    assert "What is the survey called?" in await told(house, chair)


async def test_a_file_that_comes_together_with_the_tap_before_it_is_read(house: House) -> None:
    nora, chair = await member(house, STAFF, "Nora"), await a_chair(house)
    await group_of(house, 1)
    meeting = await called(house, chair)
    await takes(house, nora, meeting)
    house.clock.set(STARTS)
    asks = Take(practice(house).id, meeting.id, "file").pack()
    await house.stop()
    nora.tap(data=asks)
    nora.send_file("minutes.pdf", PDF)
    await house.start()
    await house.quiet()
    assert heard(nora, "The minutes are kept.") == 1


async def test_long_minutes_are_typed_in_pieces_across_a_restart_and_come_as_a_file(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await called(house, chair)
    house.clock.set(STARTS)
    await takes(house, chair, meeting, "type")
    await types(house, chair, "The beginning. " + "x" * 3000)
    await house.restart()
    assert "so far" in await types(house, chair, "The end. " + "y" * 3000)
    await taps(house, chair, "Done")
    assert "The beginning." in the_file(chair).data.decode("utf-8-sig")
    await taps(house, chair, "Keep these minutes")
    await taps(house, chair, "Publish to members")
    await house.tick()
    await taps(house, asha, "Read the minutes")
    assert the_file(asha).name == "minutes-M1.txt"
    text = the_file(asha).data.decode("utf-8-sig")
    assert "Minutes of M1: Spring meeting" in text and "are a draft" in text
    assert "The beginning. x" in text and "The end. y" in text


async def test_minutes_that_somebody_else_has_written_meanwhile_are_replaced_only_knowingly(house: House) -> None:
    chair, manager = await a_chair(house), await member(house, MANAGER, "Mo")
    await group_of(house, 1)
    meeting = await called(house, chair)
    house.clock.set(STARTS)
    for person in (chair, manager):
        await takes(house, person, meeting, "type")
        await types(house, person, f"By {person.person.name}.")
        await taps(house, person, "Done")
    await taps(house, chair, "Keep these minutes")
    assert "Somebody else has changed this" in await taps(house, manager, "Keep these minutes")
    assert "By Maria." in await takes(house, chair, meeting, "read")
    assert "The minutes are kept" in await taps(house, manager, "Keep these minutes")
    assert "By Mo." in await takes(house, chair, meeting, "read")


async def test_everybody_hears_once_and_says_whether_it_was_useful(house: House) -> None:
    chair = await a_chair(house)
    core, wider = await group_of(house, 2, tier=Tier.CORE), await group_of(house, 4, first=2000)
    meeting = await called(house, chair)
    assert "when the meeting has begun" in await takes(house, chair, meeting, "summary")
    house.clock.set(STARTS + timedelta(hours=2))
    await house.tick()
    assert heard(chair, "M1 is over. Next:") == 1
    assert "What did you discuss" in await taps(house, chair, "Tell everybody")
    assert "at most 2500 letters" in (await types(house, chair, "x" * 2501)).replace(",", "")
    preview = await types(house, chair, "We open on Saturdays & in <June>.")
    assert "This is what members will see" in preview and "We open on Saturdays & in <June>." in preview
    await house.restart()
    assert "I am telling every member who wants messages." in await taps(house, chair, "Send to 6 members")
    await house.tick()
    for person in (*core, *wider):
        assert heard(person, "We open on Saturdays & in <June>.") == 1
        assert person.last.buttons == ["Yes", "Partly", "No"]
    assert chair.last.buttons != ["Yes", "Partly", "No"]
    assert "Everybody has heard of this meeting already" in await takes(house, chair, meeting, "summary")
    for number, (person, label) in enumerate(
        zip((*core, *wider), ("Yes", "Partly", "No", "Yes", "Yes", "Yes"), strict=True), start=1
    ):
        assert f"You said: {label.lower()}" in await taps(house, person, label)
        said = await takes(house, chair, meeting)
        if number < 5:
            answered = "1 member has said" if number == 1 else f"{number} members have said"
            assert answered in said and "Useful:" not in said
    assert "Useful: 4 yes, 1 partly, 1 no." in said
    assert "Tell everybody" not in chair.last.buttons
    await taps(house, wider[0], "Yes")
    assert "Useful: 5 yes, 1 partly, 0 no." in await takes(house, chair, meeting)
    assert heard(core[0], "We open on Saturdays") == 1


async def test_a_plain_members_tap_does_nothing(house: House) -> None:
    chair, (asha, _) = await a_chair(house), await group_of(house, 2, tier=Tier.CORE)
    meeting = await called(house, chair)
    house.clock.set(STARTS)
    for act in ("look", "came", "mark", "notes", "note", "minutes", "compose", "type", "file", "read", "publish",
                "accept", "accepted", "mend", "summary"):  # fmt: skip
        assert UNKNOWN in await takes(house, asha, meeting, act, "1-room-0" if act == "mark" else "1")
    assert "Shall I pass this on" in await types(house, asha, "Nothing")
    assert "In the room: 0." in await takes(house, chair, meeting)


@pytest.mark.parametrize(
    "act", ["note", "publish", "accept", "accepted", "mend", "read", "nonsense", "notes", "came"]
)
async def test_a_forged_tap_of_the_minute_taker_breaks_nothing(house: House, act: str) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    meeting = await called(house, chair)
    house.clock.set(STARTS)
    for value in ("", "x", "99", "9-9", "99999999999", "-"):
        assert "Sorry" not in await takes(house, chair, meeting, act, value)
    assert "I cannot find M" in await taps(house, chair, data=Take(practice(house).id, 999, "look").pack())
    assert OLD_BUTTON in await takes(house, chair, meeting, "nonsense")


async def test_sixty_days_after_only_the_minutes_can_still_change(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    meeting = await called(house, chair)
    house.clock.set(STARTS + timedelta(days=61))
    for act in ("look", "came", "notes", "summary"):
        assert "more than 60 days ago" in await takes(house, chair, meeting, act)
    await takes(house, chair, meeting, "type")
    await types(house, chair, "We met.")
    await taps(house, chair, "Done")
    assert "The minutes are kept" in await taps(house, chair, "Keep these minutes")
    assert "Sorry" not in await taps(house, chair, "Back")


async def test_a_role_that_ends_in_the_middle_ends_the_writing(house: House) -> None:
    assert house.bot is not None
    chair, nora = await a_chair(house), await member(house, STAFF, "Nora")
    await group_of(house, 1)
    meeting = await called(house, chair)
    item = await an_item(house, meeting)
    await takes(house, nora, meeting, "note", str(item))
    await revoke(house, nora)
    assert UNKNOWN in await types(house, nora, "Too late.")
    await takes(house, chair, meeting, "note", str(item))
    assert "Too late." not in chair.last.words
