"""Notes that nobody overwrites unseen, minutes until they are accepted, and one summary for everybody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.delivery.kinds import Kind
from bot.errors import MeetingOver, MinutesProblem, NoSuchReference
from bot.rules.recurring import Every
from bot.rules.words import MinutesState, Tier, Useful
from bot.services.calling import MeetingDraft
from bot.services.meetings import Meeting, get_meeting
from bot.services.minutes import LONGEST_MINUTES, LONGEST_NOTES
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.models.meeting import AgendaItem
from storage.models.record import AuditEntry
from storage.queries import meetings
from storage.queries import minutes as queries
from tests.support.group import Group
from tests.support.papers import PDF, PROGRAM, docx

STARTS = datetime(2027, 5, 12, 17, 30, tzinfo=UTC)
NEXT = datetime(2027, 8, 11, 17, 30, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=90)


async def called(group: Group, starts_at: datetime = STARTS) -> Meeting:
    chair = await group.chair()
    async with group.work() as uow:
        draft = MeetingDraft("Spring meeting", starts_at, place="Room 2")
        return await group.services.calling.call(uow, chair, group.practice, draft, Every.ONCE)


async def held(group: Group) -> tuple[Meeting, list[Actor]]:
    """A meeting that has begun, of a group of a core member and a wider one."""
    people = [await group.join(1, tier=Tier.CORE, name="Asha"), await group.join(2, name="Ben")]
    meeting = await called(group)
    group.clock.set(STARTS)
    return meeting, people


async def an_item(group: Group, meeting: Meeting, title: str = "Opening hours") -> int:
    async with group.work() as uow:
        row = AgendaItem(
            meeting_id=meeting.id, kind="suggested", title=title, position=50, state="accepted",
            suggested_at=group.clock.now(),
        )  # fmt: skip
        uow.session.add(row)
        await uow.flush()
        return row.id


async def note(
    group: Group, meeting: Meeting, item: int, words: str, seen: str | None = None, *, add: bool = False
) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.minutes.note(uow, chair, group.practice, meeting.id, item, words, seen=seen, add=add)


async def notes(group: Group, meeting: Meeting, item: int) -> str | None:
    async with group.work() as uow:
        return await group.services.minutes.notes(uow, group.practice, meeting.id, item)


async def write(group: Group, meeting: Meeting, text: str = "We met.", seen: int = 0) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.minutes.write_text(uow, chair, group.practice, meeting.id, text, seen)


async def write_file(group: Group, meeting: Meeting, name: str, content: bytes, seen: int = 0) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.minutes.write_file(uow, chair, group.practice, meeting.id, name, content, seen)


async def publish(group: Group, meeting: Meeting, version: int = 1) -> bool:
    chair = await group.chair()
    async with group.work() as uow:
        return await group.services.minutes.publish(uow, chair, group.practice, meeting.id, version)


async def accept(group: Group, at: Meeting, earlier: Meeting, version: int = 1) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.minutes.accept(uow, chair, group.practice, at.id, earlier.id, version)


async def published(group: Group, meeting: Meeting) -> Any:
    async with group.work() as uow:
        return await group.services.minutes.published(uow, group.practice, meeting.id)


async def tell(group: Group, meeting: Meeting, summary: str = "We open on Saturdays.") -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.minutes.tell_everybody(uow, chair, group.practice, meeting.id, summary)


async def says(group: Group, actor: Actor, meeting: Meeting, answer: Useful) -> None:
    async with group.work() as uow:
        await group.services.minutes.say_useful(uow, actor, group.practice, meeting.id, answer)


def refuses(problem: str) -> Any:
    return pytest.raises(MinutesProblem, check=lambda refusal: refusal.arguments == {"problem": problem})


async def test_two_note_takers_do_not_overwrite_each_other_unseen(group: Group) -> None:
    meeting, _ = await held(group)
    item = await an_item(group, meeting)
    await note(group, meeting, item, "Mo wrote this.")
    with refuses("changed"):
        await note(group, meeting, item, "Maria had seen nothing.")
    assert await notes(group, meeting, item) == "Mo wrote this."
    await note(group, meeting, item, "  And Maria this.\n", add=True)
    assert await notes(group, meeting, item) == "Mo wrote this.\nAnd Maria this."
    with refuses("changed"):
        await note(group, meeting, item, "Mo saw the first alone.", seen="Mo wrote this.")
    await note(group, meeting, item, "Anew.", seen="Mo wrote this.\nAnd Maria this.")
    assert await notes(group, meeting, item) == "Anew."


async def test_notes_that_cannot_be_kept_leave_those_that_are_there(group: Group) -> None:
    meeting, _ = await held(group)
    item = await an_item(group, meeting)
    await note(group, meeting, item, "x" * LONGEST_NOTES)
    with refuses("long"):
        await note(group, meeting, item, "y", add=True)
    with refuses("long"):
        await note(group, meeting, item, "y" * (LONGEST_NOTES + 1), seen="x" * LONGEST_NOTES)
    with refuses("nothing"):
        await note(group, meeting, item, " \n", seen="x" * LONGEST_NOTES)
    assert await notes(group, meeting, item) == "x" * LONGEST_NOTES


async def test_notes_belong_to_an_item_of_this_meeting_and_this_practice(group: Group) -> None:
    meeting, _ = await held(group)
    other = await called(group, NEXT)
    item = await an_item(group, other)
    with refuses("gone"):
        await note(group, meeting, item, "Here?")
    async with group.work() as uow:
        there = group.practice.id + 1
        assert await queries.notes_of(uow, there, other.id, item) is None
        assert not await queries.note(uow, there, other.id, item, "Here?", instead_of=None)
    assert await notes(group, other, item) is None


async def test_minutes_are_seen_by_members_when_they_are_published_and_everybody_hears_it_once(group: Group) -> None:
    meeting, (asha, ben) = await held(group)
    await write(group, meeting, "  We met. \n")
    assert await published(group, meeting) is None
    assert await publish(group, meeting)
    assert not await publish(group, meeting)
    found = await published(group, meeting)
    assert (found.text, found.state, found.version) == ("We met.", MinutesState.DRAFT, 1)
    for person in (asha, ben, await group.chair()):
        (parcel,) = await group.deliveries(person, Kind.MINUTES_PUBLISHED)
        assert (parcel.subject_id, parcel.details) == (meeting.id, {"version": "1"})


async def test_a_new_version_is_unseen_until_it_is_published_and_then_goes_out_again(group: Group) -> None:
    meeting, (asha, _) = await held(group)
    await write(group, meeting)
    await publish(group, meeting)
    await write(group, meeting, "We met, and agreed.", seen=1)
    assert await published(group, meeting) is None
    with refuses("changed"):
        await publish(group, meeting, 1)
    assert await publish(group, meeting, 2)
    assert (await published(group, meeting)).text == "We met, and agreed."
    assert len(await group.deliveries(asha, Kind.MINUTES_PUBLISHED)) == 2


async def test_of_two_who_write_at_once_the_second_learns_of_the_first(group: Group) -> None:
    meeting, _ = await held(group)
    await write(group, meeting, "The first.")
    with refuses("changed"):
        await write(group, meeting, "The second.")
    await write(group, meeting, "The third.", seen=1)
    with refuses("changed"):
        await write_file(group, meeting, "m.pdf", PDF, seen=1)
    async with group.work() as uow:
        found = await group.services.minutes.read(uow, group.practice, meeting.id)
    assert found is not None and found.text == "The third."


async def test_a_file_is_kept_as_it_came_under_a_name_of_ours(group: Group) -> None:
    meeting, _ = await held(group)
    await write(group, meeting)
    await write_file(group, meeting, "Asha Patel's notes.DOCX", docx(), seen=1)
    await publish(group, meeting, 2)
    found = await published(group, meeting)
    assert (found.text, found.file_name, found.content) == (None, "minutes-M1.docx", docx())
    await write(group, meeting, "Typed again.", seen=2)
    await publish(group, meeting, 3)
    found = await published(group, meeting)
    assert (found.text, found.file_name, found.content) == ("Typed again.", None, None)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [("m.pdf", PROGRAM, "wrong-type"), ("m.docm", docx(), "macros"), ("m.txt", b"", "empty")],
)
async def test_a_wrong_file_changes_nothing(group: Group, name: str, content: bytes, problem: str) -> None:
    meeting, _ = await held(group)
    with refuses(problem):
        await write_file(group, meeting, name, content)
    async with group.work() as uow:
        assert await group.services.minutes.status(uow, group.practice, meeting.id) is None


async def test_minutes_that_cannot_be_kept(group: Group) -> None:
    await group.join_many(1)
    meeting = await called(group)
    with refuses("early"):
        await write(group, meeting)
    group.clock.set(STARTS - timedelta(minutes=30))
    with refuses("nothing"):
        await write(group, meeting, " \n")
    with refuses("too-long"):
        await write(group, meeting, "x" * (LONGEST_MINUTES + 1))
    with refuses("changed"):
        await write(group, meeting, seen=7)
    with refuses("changed"):
        await publish(group, meeting)
    await write(group, meeting)


async def test_a_later_meeting_that_has_begun_accepts_minutes_for_good(group: Group) -> None:
    meeting, (asha, _) = await held(group)
    await write(group, meeting)
    await publish(group, meeting)
    following = await called(group, NEXT)
    async with group.work() as uow:
        assert await group.services.minutes.to_accept(uow, group.practice, following) == ()
    with refuses("early"):
        await accept(group, following, meeting)
    with refuses("early"):
        await accept(group, meeting, meeting)
    group.clock.set(NEXT)
    async with group.work() as uow:
        (earlier,) = await group.services.minutes.to_accept(uow, group.practice, following)
    assert earlier.reference == "M1"
    with refuses("changed"):
        await accept(group, following, meeting, version=2)
    await accept(group, following, meeting)
    assert (await published(group, meeting)).state is MinutesState.ACCEPTED
    for change in (
        write(group, meeting, "Other minutes.", seen=1),
        write_file(group, meeting, "m.pdf", PDF, seen=1),
        accept(group, following, meeting),
    ):
        with refuses("accepted"):
            await change
    assert (await published(group, meeting)).text == "We met."
    assert len(await group.deliveries(asha, Kind.MINUTES_PUBLISHED)) == 1
    async with group.work() as uow:
        row = await queries.get(uow, group.practice.id, meeting.id)
        assert row is not None and (row.accepted_at, row.accepted_in_id) == (NEXT, following.id)
        assert await group.services.minutes.to_accept(uow, group.practice, following) == ()


async def test_changes_that_are_accepted_at_once_are_published_by_that(group: Group) -> None:
    meeting, (asha, _) = await held(group)
    await write(group, meeting)
    await publish(group, meeting)
    following = await called(group, NEXT)
    group.clock.set(NEXT)
    await write(group, meeting, "We met, and Room 2 was cold.", seen=1)
    await accept(group, following, meeting, version=2)
    found = await published(group, meeting)
    assert (found.text, found.state) == ("We met, and Room 2 was cold.", MinutesState.ACCEPTED)
    assert [each.details for each in await group.deliveries(asha, Kind.MINUTES_PUBLISHED)] == [
        {"version": "1"},
        {"version": "2"},
    ]


async def test_everybody_hears_of_a_meeting_once_wider_members_too(group: Group) -> None:
    meeting, (asha, ben) = await held(group)
    silent = await group.join(3, name="Cem", may_message=False)
    await tell(group, meeting, "  We open on Saturdays.\n")
    with refuses("told"):
        await tell(group, meeting, "Something else.")
    for person in (asha, ben, await group.chair()):
        assert [each.subject_id for each in await group.deliveries(person, Kind.MEETING_SUMMARY)] == [meeting.id]
    assert await group.deliveries(silent, Kind.MEETING_SUMMARY) == []
    async with group.work() as uow:
        assert (await get_meeting(uow, group.practice, meeting.id)).summary == "We open on Saturdays."


async def test_a_summary_comes_neither_before_the_meeting_nor_months_after_it(group: Group) -> None:
    await group.join_many(1)
    meeting = await called(group)
    with refuses("early"):
        await tell(group, meeting)
    group.clock.set(ENDS + timedelta(days=60))
    with refuses("nothing"):
        await tell(group, meeting, " ")
    group.clock.advance(seconds=1)
    with refuses("late"):
        await tell(group, meeting)
    async with group.work() as uow:
        assert (await get_meeting(uow, group.practice, meeting.id)).summary is None


async def test_of_a_cancelled_meeting_nothing_is_put_down(group: Group) -> None:
    await group.join_many(1)
    meeting = await called(group)
    async with group.work() as uow:
        await meetings.change(uow, group.practice.id, meeting.id, state="cancelled")
    group.clock.set(STARTS)
    for change in (write(group, meeting), tell(group, meeting), note(group, meeting, 1, "Here?")):
        with pytest.raises(MeetingOver):
            await change


async def test_members_say_whether_it_was_useful_and_can_change_their_mind(group: Group) -> None:
    meeting, (asha, ben) = await held(group)
    with refuses("not-told"):
        await says(group, asha, meeting, Useful.YES)
    await tell(group, meeting)
    for person, answer in ((asha, Useful.NO), (ben, Useful.PARTLY), (asha, Useful.YES), (asha, Useful.YES)):
        await says(group, person, meeting, answer)
    with refuses("members"):
        await says(group, await group.chair(), meeting, Useful.YES)
    async with group.work() as uow:
        pulse = await group.services.minutes.pulse(uow, group.practice, meeting.id)
    assert (pulse.yes, pulse.partly, pulse.no, pulse.answered, pulse.can_be_shown) == (1, 1, 0, 2, False)


async def test_whether_it_was_useful_is_shown_from_five_answers_on(group: Group) -> None:
    members = await group.join_many(5)
    meeting = await called(group)
    group.clock.set(STARTS)
    await tell(group, meeting)
    for count, person in enumerate(members, start=1):
        await says(group, person, meeting, Useful.YES)
        async with group.work() as uow:
            pulse = await group.services.minutes.pulse(uow, group.practice, meeting.id)
        assert (pulse.answered, pulse.can_be_shown) == (count, count == 5)


async def test_nothing_of_a_meeting_is_to_be_had_next_door(group: Group) -> None:
    meeting, (asha, _) = await held(group)
    await write(group, meeting)
    await publish(group, meeting)
    await tell(group, meeting)
    next_door = Practice(group.practice.id + 1, group.practice.settings)
    chair, service = await group.chair(), group.services.minutes
    async with group.work() as uow:
        assert await service.published(uow, next_door, meeting.id) is None
        assert await service.status(uow, next_door, meeting.id) is None
        assert (await service.pulse(uow, next_door, meeting.id)).answered == 0
        assert await queries.drafts_before(uow, next_door.id, NEXT, 9) == []
        at, there = group.clock.now(), next_door.id
        assert not await queries.accept(uow, there, meeting.id, 1, accepted_in=meeting.id, at=at)
        assert not await queries.publish(uow, there, meeting.id, 1, at)
        assert not await queries.summarise(uow, there, meeting.id, "Ours", at)
        assert not await queries.write(
            uow, there, meeting.id, 1, text="Ours", file_name=None, file=None, author_id=chair.person_id, at=at
        )
        with pytest.raises(LookupError):
            await queries.say_useful(uow, there, meeting.id, asha.membership.id if asha.membership else 0, "no")
        for change in (
            service.write_text(uow, chair, next_door, meeting.id, "Ours", 1),
            service.tell_everybody(uow, chair, next_door, meeting.id, "Ours"),
            service.say_useful(uow, asha, next_door, meeting.id, Useful.NO),
        ):
            with pytest.raises(NoSuchReference):
                await change
    assert (await published(group, meeting)).text == "We met."


async def test_what_was_done_is_on_record_and_not_what_was_written(group: Group) -> None:
    meeting, _ = await held(group)
    item = await an_item(group, meeting)
    await note(group, meeting, item, "Secret notes.")
    await write(group, meeting, "Secret minutes.")
    await publish(group, meeting)
    await tell(group, meeting, "Secret summary.")
    async with group.work() as uow:
        statement = select(AuditEntry.action).where(AuditEntry.subject == "M1").order_by(AuditEntry.id)
        trail = list(await uow.session.scalars(statement))
    assert trail == [
        "called a meeting",
        "wrote notes",
        "wrote minutes",
        "published minutes",
        "told everybody about a meeting",
    ]
