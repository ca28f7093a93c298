"""Agendas: suggested, spoken to, decided once, put in order, and sent once; and nobody's business next door."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.kinds import Kind
from bot.errors import AgendaProblem, MeetingOver, NoSuchReference, WordsTooLong
from bot.rules.words import Audience, Connection, ItemState, Order, Role
from bot.services.agendas import LONGEST_COMMENT, LONGEST_SUGGESTION, MOST_SUGGESTIONS, Agenda, Item
from bot.services.meetings import Meeting, get_meeting
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import Database
from storage.models.delivery import Delivery
from storage.models.meeting import Minutes
from storage.queries import actions as action_rows
from storage.queries import agendas as queries
from storage.queries import meetings
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import MANAGER

USUAL = ["welcome", "apologies", "minutes", "matters", "reports", "other-business"]


async def a_meeting(group: Group, days: float = 20, **given: Any) -> Meeting:
    """A meeting in so many days, whose invitations have gone out, with what every agenda has."""
    now, practice = group.clock.now(), given.pop("practice", group.practice)
    starts = now + timedelta(days=days)
    number = given.pop("number", 4)
    columns = {
        "number": number,
        "title": "Spring meeting",
        "starts_at": starts,
        "length_minutes": 90,
        "place": "The library",
        "link": "",
        "audience": Audience.ALL,
        "agenda": Order.USUAL,
        "state": "planned",
        "uid": f"m{number}-{practice.id}",
        "sequence": 0,
        "reminders": [],
        "told_at": now,
        "agenda_at": starts - timedelta(days=7),
        **given,
    }
    async with group.work() as uow:
        row = await meetings.add(uow, practice.id, **columns)
        await queries.add_standard(uow, practice.id, row.id, USUAL, now)
        return await get_meeting(uow, practice, row.id)


async def agenda(group: Group, meeting: Meeting, practice: Practice | None = None) -> Agenda:
    async with group.database.reading() as uow:
        return await group.services.agendas.agenda(uow, practice or group.practice, meeting.id)


async def suggest(group: Group, actor: Actor, text: str, meeting: Meeting | None = None) -> Item:
    async with group.work() as uow:
        id_ = meeting.id if meeting is not None else None
        return await group.services.agendas.suggest(uow, actor, group.practice, id_, text)


async def matters(group: Group, actor: Actor, item: Item, on: bool = True) -> None:
    async with group.work() as uow:
        await group.services.agendas.matter(uow, actor, group.practice, item.id, on)


async def comments(group: Group, actor: Actor, item: Item, text: str | None) -> None:
    async with group.work() as uow:
        await group.services.agendas.comment(uow, actor, group.practice, item.id, text)


async def accept(group: Group, item: Item, *, declined: bool = False) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.agendas.accept(uow, chair, group.practice, item.id, declined=declined)


async def decline(group: Group, item: Item, reason: str | None = None) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.agendas.decline(uow, chair, group.practice, item.id, reason)


async def merge(group: Group, item: Item, into: Item) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.agendas.merge(uow, chair, group.practice, item.id, into.id)


async def move(group: Group, item: Item, *, up: bool, place: int = 0) -> None:
    async with group.work() as uow:
        await group.services.agendas.move(uow, group.practice, item.id, up=up, place=place)


async def publish_due(group: Group) -> int:
    async with group.work() as uow:
        return await group.services.agendas.publish_due(uow)


async def told(group: Group, actor: Actor, kind: Kind) -> list[dict[str, Any]]:
    return [dict(each.details) for each in await group.deliveries(actor, kind)]


def names(whole: Agenda) -> list[str]:
    return [item.name or item.title for item in whole.items]


async def test_an_agenda_begins_with_the_usual_items_however_often_it_is_begun(group: Group) -> None:
    meeting = await a_meeting(group)
    async with group.work() as uow:
        await queries.add_standard(uow, group.practice.id, meeting.id, USUAL, group.clock.now())
    whole = await agenda(group, meeting)
    assert names(whole) == USUAL
    assert (whole.undecided, whole.declined, whole.matters) == ((), (), ())


async def test_a_suggestion_reaches_the_chair_and_the_manager_once_and_says_nobody_who(group: Group) -> None:
    asha, ben = await group.join_many(2)
    chair = await group.chair()
    manager = await group.join(MANAGER, connection=Connection.STAFF, name="Mo")
    meeting = await a_meeting(group)
    item = await suggest(group, asha, "  Parking \n for   bikes ")
    assert (item.title, item.state, item.meeting_id) == ("Parking for bikes", ItemState.SUGGESTED, meeting.id)
    for actor in (chair, manager):
        (delivery,) = await group.deliveries(actor, Kind.AGENDA_SUGGESTED)
        assert delivery.details == {"item": item.id}
        assert delivery.subject_id == meeting.id
    assert await group.deliveries(ben) == []
    whole = await agenda(group, meeting)
    assert [each.title for each in whole.undecided] == ["Parking for bikes"]
    assert names(whole) == USUAL
    assert asha.membership is not None and whole.undecided[0].author_is(asha.membership.id)


async def test_the_chair_is_not_told_of_their_own_suggestion(group: Group) -> None:
    chair = await group.chair()
    await a_meeting(group)
    await suggest(group, chair, "Parking")
    assert await group.deliveries(chair, Kind.AGENDA_SUGGESTED) == []


async def test_a_suggestion_goes_to_the_next_meeting_that_has_not_begun(group: Group) -> None:
    (asha,) = await group.join_many(1)
    with pytest.raises(AgendaProblem) as refused:
        await suggest(group, asha, "Parking")
    assert refused.value.arguments == {"problem": "no-meeting"}
    later, sooner = await a_meeting(group, 50, number=5), await a_meeting(group, 10)
    assert (await suggest(group, asha, "Parking")).meeting_id == sooner.id
    group.clock.set(sooner.starts_at)
    assert (await suggest(group, asha, "Bins")).meeting_id == later.id
    with pytest.raises(AgendaProblem) as refused:
        await suggest(group, asha, "Too late", sooner)
    assert refused.value.arguments == {"problem": "started"}


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u2060"])
async def test_a_suggestion_of_nothing_is_refused(sqlite_group: Group, text: str) -> None:
    (asha,) = await sqlite_group.join_many(1)
    await a_meeting(sqlite_group)
    with pytest.raises(AgendaProblem) as refused:
        await suggest(sqlite_group, asha, text)
    assert refused.value.arguments == {"problem": "empty"}


async def test_words_may_be_as_long_as_said_and_not_longer(sqlite_group: Group) -> None:
    (asha,) = await sqlite_group.join_many(1)
    await a_meeting(sqlite_group)
    item = await suggest(sqlite_group, asha, "😀" * (LONGEST_SUGGESTION // 2))
    await comments(sqlite_group, asha, item, "x" * LONGEST_COMMENT)
    with pytest.raises(WordsTooLong):
        await suggest(sqlite_group, asha, "😀" * (LONGEST_SUGGESTION // 2) + "x")
    with pytest.raises(WordsTooLong):
        await comments(sqlite_group, asha, item, "x" * (LONGEST_COMMENT + 1))


async def test_one_member_cannot_fill_an_agenda(sqlite_group: Group) -> None:
    asha, ben = await sqlite_group.join_many(2)
    await a_meeting(sqlite_group)
    for number in range(MOST_SUGGESTIONS):
        await suggest(sqlite_group, asha, f"Item {number}")
    with pytest.raises(AgendaProblem) as refused:
        await suggest(sqlite_group, asha, "One more")
    assert refused.value.arguments == {"problem": "many"}
    await suggest(sqlite_group, ben, "Mine")


async def test_what_is_accepted_stands_before_any_other_business_and_its_author_hears_it(group: Group) -> None:
    asha, ben = await group.join_many(2)
    meeting = await a_meeting(group)
    first, second = await suggest(group, asha, "Parking"), await suggest(group, ben, "Bins")
    await accept(group, first)
    await accept(group, second)
    assert names(await agenda(group, meeting)) == [*USUAL[:-1], "Parking", "Bins", USUAL[-1]]
    assert await told(group, asha, Kind.AGENDA_DECIDED) == [{"item": first.id, "of": first.id, "state": "accepted"}]
    assert len(await told(group, ben, Kind.AGENDA_DECIDED)) == 1


async def test_nothing_is_decided_twice_but_what_was_declined_can_still_be_accepted(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await a_meeting(group)
    item, other = await suggest(group, asha, "Parking"), await suggest(group, asha, "Bins")
    with pytest.raises(AgendaProblem):
        await accept(group, item, declined=True)
    await decline(group, item, "  Not \n ours ")
    for again in (accept(group, item), decline(group, item), merge(group, item, other), merge(group, other, item)):
        with pytest.raises(AgendaProblem) as refused:
            await again
        assert refused.value.arguments == {"problem": "decided"}
    (declined,) = (await agenda(group, meeting)).declined
    assert declined.reason == "Not ours"
    await accept(group, item, declined=True)
    whole = await agenda(group, meeting)
    assert whole.items[-2].title == "Parking"
    assert whole.items[-2].reason is None
    for again in (accept(group, item), accept(group, item, declined=True), decline(group, item)):
        with pytest.raises(AgendaProblem):
            await again
    assert [each["state"] for each in await told(group, asha, Kind.AGENDA_DECIDED)] == ["declined", "accepted"]


async def test_voices_of_what_was_merged_count_for_the_other_item_each_member_once(group: Group) -> None:
    asha, ben, cleo = await group.join_many(3)
    meeting = await a_meeting(group)
    parking, bikes = await suggest(group, asha, "Parking"), await suggest(group, ben, "Bike racks")
    await matters(group, asha, parking)
    await matters(group, asha, bikes)
    await matters(group, cleo, bikes)
    await comments(group, cleo, bikes, "By the door")
    await merge(group, bikes, parking)
    (one,) = (await agenda(group, meeting)).undecided
    assert (one.title, one.parts, one.matters, one.comments) == ("Parking", ("Bike racks",), 2, ("By the door",))
    # A button from before the merge speaks to what it became part of.
    await matters(group, ben, bikes)
    await comments(group, ben, bikes, "And lit")
    (one,) = (await agenda(group, meeting)).undecided
    assert (one.matters, set(one.comments)) == (3, {"By the door", "And lit"})
    # And whoever takes back what they said to a part has taken it back.
    await matters(group, asha, parking, on=False)
    await comments(group, cleo, parking, None)
    (one,) = (await agenda(group, meeting)).undecided
    assert (one.matters, one.comments) == (2, ("And lit",))
    assert await told(group, ben, Kind.AGENDA_DECIDED) == [{"item": bikes.id, "of": bikes.id, "state": "merged"}]


async def test_whoever_suggested_a_part_hears_what_becomes_of_the_whole(group: Group) -> None:
    asha, ben, cleo = await group.join_many(3)
    await a_meeting(group)
    one, two, three = [
        await suggest(group, actor, title)
        for actor, title in ((asha, "Bikes"), (ben, "Parking"), (cleo, "The car park"))
    ]
    await merge(group, one, two)
    await merge(group, two, three)
    await decline(group, three, "Later")
    mine = [(each["of"], each["state"]) for each in await told(group, asha, Kind.AGENDA_DECIDED)]
    assert mine == [(one.id, "merged"), (two.id, "merged"), (three.id, "declined")]
    assert len(await told(group, ben, Kind.AGENDA_DECIDED)) == 2
    assert len(await told(group, cleo, Kind.AGENDA_DECIDED)) == 1


async def test_only_what_somebody_suggested_for_the_same_meeting_can_be_merged_with(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting, later = await a_meeting(group), await a_meeting(group, 50, number=5)
    item, elsewhere = await suggest(group, asha, "Parking"), await suggest(group, asha, "Bins", later)
    for other in (item, elsewhere, (await agenda(group, meeting)).items[0]):
        with pytest.raises(AgendaProblem) as refused:
            await merge(group, item, other)
        assert refused.value.arguments == {"problem": "no-merge"}


async def test_a_member_speaks_once_to_an_item_and_can_change_their_mind(group: Group) -> None:
    asha, ben = await group.join_many(2)
    meeting = await a_meeting(group)
    item = await suggest(group, asha, "Parking")
    for _ in range(2):
        await matters(group, ben, item)
        await comments(group, ben, item, "First")
    await comments(group, ben, item, "<b>Second</b> & last")
    (one,) = (await agenda(group, meeting)).undecided
    assert (one.matters, one.comments) == (1, ("<b>Second</b> & last",))
    await comments(group, ben, item, None)
    await matters(group, ben, item, on=False)
    await matters(group, ben, item, on=False)
    async with group.database.reading() as uow:
        # Of somebody who says nothing any more, nothing is kept.
        assert await queries.voices(uow, group.practice.id, meeting.id) == []


async def test_the_newest_comment_comes_first(group: Group) -> None:
    asha, ben, cleo = await group.join_many(3)
    meeting = await a_meeting(group)
    item = await suggest(group, asha, "Parking")
    for actor, words in ((asha, "One"), (ben, "Two"), (cleo, "Three"), (asha, "Four")):
        group.clock.advance(minutes=1)
        await comments(group, actor, item, words)
    assert (await agenda(group, meeting)).undecided[0].comments == ("Four", "Three", "Two")


async def test_staff_who_only_work_here_do_not_count_as_voices(group: Group) -> None:
    (asha,) = await group.join_many(1)
    chair, _ = await group.chair(), await a_meeting(group)
    item = await suggest(group, asha, "Parking")
    for speaking in (matters(group, chair, item), comments(group, chair, item, "Mine")):
        with pytest.raises(AgendaProblem) as refused:
            await speaking
        assert refused.value.arguments == {"problem": "not-counted"}


async def test_nobody_speaks_to_a_standard_item_or_to_one_that_was_declined(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await a_meeting(group)
    item = await suggest(group, asha, "Parking")
    await decline(group, item)
    for other in (item, (await agenda(group, meeting)).items[0]):
        with pytest.raises(AgendaProblem) as refused:
            await matters(group, asha, other)
        assert refused.value.arguments == {"problem": "gone"}


async def test_after_the_meeting_nothing_changes(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await a_meeting(group)
    item = await suggest(group, asha, "Parking")
    async with group.work() as uow:
        await meetings.change(uow, group.practice.id, meeting.id, state="held")
    for late in (
        suggest(group, asha, "More", meeting),
        matters(group, asha, item),
        comments(group, asha, item, "Late"),
        accept(group, item),
        decline(group, item),
        move(group, item, up=True),
    ):
        with pytest.raises(MeetingOver):
            await late
    assert len((await agenda(group, meeting)).undecided) == 1


async def test_items_move_a_place_at_a_time_and_not_from_where_they_are_no_more(group: Group) -> None:
    meeting = await a_meeting(group)
    reports = (await agenda(group, meeting)).items[4]
    await move(group, reports, up=True, place=5)
    await move(group, reports, up=True, place=5)
    expected = ["welcome", "apologies", "minutes", "reports", "matters", "other-business"]
    assert names(await agenda(group, meeting)) == expected
    for _ in range(9):
        await move(group, reports, up=False)
    assert names(await agenda(group, meeting)) == [*USUAL[:4], "other-business", "reports"]


async def test_the_chairs_own_item_is_on_the_agenda_at_once_and_nobody_is_told(group: Group) -> None:
    chair, meeting = await group.chair(), await a_meeting(group)
    async with group.work() as uow:
        await group.services.agendas.add(uow, chair, group.practice, meeting.id, "Flu clinics")
    assert names(await agenda(group, meeting))[-2:] == ["Flu clinics", "other-business"]
    assert await group.deliveries(chair) == []


async def test_an_agenda_goes_out_by_itself_once_and_to_whom_the_meeting_is_for(group: Group) -> None:
    asha, ben = await group.join_many(2)
    silent = await group.join(3_000, may_message=False, name="Sam")
    chair, meeting = await group.chair(), await a_meeting(group)
    group.clock.set(meeting.agenda_at - timedelta(seconds=1))
    assert await publish_due(group) == 0
    group.clock.set(meeting.agenda_at)
    assert [await publish_due(group), await publish_due(group)] == [1, 0]
    for actor in (asha, ben, chair):
        (delivery,) = await group.deliveries(actor, Kind.AGENDA_PUBLISHED)
        assert (delivery.subject_id, delivery.expires_at) == (meeting.id, meeting.starts_at)
    assert await group.deliveries(silent) == []
    assert (await agenda(group, meeting)).meeting.agenda_published_at == meeting.agenda_at


async def test_two_processes_that_look_at_once_send_it_once(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await a_meeting(group)
    group.clock.set(meeting.agenda_at)
    again = await Group.open(group.database, group.settings, group.clock)
    sent = await asyncio.gather(publish_due(group), publish_due(again))
    assert sorted(sent) == [0, 1]
    assert len(await group.deliveries(asha, Kind.AGENDA_PUBLISHED)) == 1


async def test_the_clock_passes_over_what_is_not_invited_to_cancelled_begun_or_out_already(group: Group) -> None:
    await group.join_many(1)
    now = group.clock.now()
    soon = {"agenda_at": now - timedelta(days=1)}
    await a_meeting(group, 3, number=1, invite_at=now + timedelta(days=1), **soon)
    await a_meeting(group, 3, number=2, state="cancelled", **soon)
    await a_meeting(group, -0.01, number=3, **soon)
    await a_meeting(group, 3, number=4, agenda_published_at=now - timedelta(days=2), **soon)
    assert await publish_due(group) == 0
    await a_meeting(group, 3, number=5, **soon)
    assert await publish_due(group) == 1


async def test_the_chair_can_send_it_sooner_and_then_the_clock_does_nothing(group: Group) -> None:
    (asha,) = await group.join_many(1)
    chair, meeting = await group.chair(), await a_meeting(group)

    async def publish(to_send: Meeting) -> Meeting:
        async with group.work() as uow:
            return await group.services.agendas.publish(uow, chair, group.practice, to_send.id)

    assert (await publish(meeting)).agenda_published_at == group.clock.now()
    with pytest.raises(AgendaProblem) as refused:
        await publish(meeting)
    assert refused.value.arguments == {"problem": "published"}
    group.clock.set(meeting.agenda_at)
    assert await publish_due(group) == 0
    assert len(await group.deliveries(asha, Kind.AGENDA_PUBLISHED)) == 1
    not_yet = await a_meeting(group, 100, number=5, invite_at=group.clock.now() + timedelta(days=60))
    with pytest.raises(AgendaProblem) as refused:
        await publish(not_yet)
    assert refused.value.arguments == {"problem": "not-invited"}


async def test_what_is_suggested_after_the_agenda_went_out_says_so(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await a_meeting(group)
    before = await suggest(group, asha, "Before")
    group.clock.set(meeting.agenda_at)
    await publish_due(group)
    group.clock.advance(hours=1)
    await suggest(group, asha, "After")
    await accept(group, before)
    whole = await agenda(group, meeting)
    assert [item.late for item in (*whole.items, *whole.undecided)] == [False] * 7 + [True]


async def test_matters_arising_are_what_is_open_from_before(group: Group) -> None:
    await group.join_many(1)
    meeting = await a_meeting(group)

    async def action(number: int, made_at: datetime, state: str = "open") -> None:
        async with group.work() as uow:
            await action_rows.add(
                uow,
                group.practice.id,
                number=number,
                text="Ask about the bins",
                owner_name="Sam",
                due_on=meeting.starts_at.date(),
                state=state,
                made_at=made_at,
            )

    await action(1, group.clock.now())
    await action(2, group.clock.now(), "done")
    await action(3, meeting.starts_at)
    assert [each.reference for each in (await agenda(group, meeting)).matters] == ["A1"]


async def test_the_minutes_item_names_the_last_meeting_if_it_has_minutes(group: Group) -> None:
    older = await a_meeting(group, -90, number=2, state="held")
    last = await a_meeting(group, -30, number=3, state="held")
    meeting = await a_meeting(group)

    async def minutes_of(each: Meeting) -> str:
        async with group.work() as uow:
            row = Minutes(meeting_id=each.id, state="draft", text="x", written_at=group.clock.now(), version=1)
            uow.session.add(row)
        return (await agenda(group, meeting)).items[2].about

    assert (await agenda(group, meeting)).items[2].about == ""
    assert await minutes_of(older) == ""
    assert await minutes_of(last) == "M3"


async def test_next_door_an_agenda_is_nothing(database: Database, tmp_path: Path, clock: HandClock) -> None:
    others = [{"name": "Hillside", "code": "E99999", "chairs": [999]}]
    group = await Group.made(database, tmp_path, clock, others=others)
    there = group.practices[1]
    asha, meeting = await group.join(1_000), await a_meeting(group)
    item = await suggest(group, asha, "Parking")
    await matters(group, asha, item)
    stranger = await group.join(5_000, practice=there)
    service = group.services.agendas
    async with group.work() as uow:
        for intrusion in (
            service.matter(uow, stranger, there, item.id, True),
            service.comment(uow, stranger, there, item.id, "Mine"),
            service.accept(uow, stranger, there, item.id),
            service.decline(uow, stranger, there, item.id, None),
            service.merge(uow, stranger, there, item.id, item.id),
            service.move(uow, there, item.id, up=True),
        ):
            with pytest.raises(AgendaProblem) as refused:
                await intrusion
            assert refused.value.arguments == {"problem": "gone"}
        for intrusion in (
            service.suggest(uow, stranger, there, meeting.id, "Mine"),
            service.add(uow, stranger, there, meeting.id, "Mine"),
            service.publish(uow, stranger, there, meeting.id),
            service.agenda(uow, there, meeting.id),
        ):
            with pytest.raises(NoSuchReference):
                await intrusion
    await _changes_nothing(group, there, meeting, item, asha)
    whole = await agenda(group, meeting)
    assert names(whole) == USUAL
    assert [(each.title, each.matters) for each in whole.undecided] == [("Parking", 1)]


async def _changes_nothing(group: Group, there: Practice, meeting: Meeting, item: Item, asha: Actor) -> None:
    """What the queries find and change next door: nothing."""
    now = group.clock.now()
    assert asha.membership is not None
    member = asha.membership.id
    async with group.work() as uow:
        assert await queries.add(uow, there.id, meeting.id, title="Mine", state="accepted") is None
        await queries.add_standard(uow, there.id, meeting.id, ["extra"], now)
        assert await queries.items(uow, there.id, meeting.id) == []
        assert await queries.voices(uow, there.id, meeting.id) == []
        assert not await queries.decide(uow, there.id, item.id, "suggested", "accepted")
        await queries.put_in_order(uow, there.id, {item.id: 9})
        await queries.speak(uow, there.id, item.id, member, now, comment="Mine")
        await queries.take_back(uow, there.id, [item.id], member, matters=False)
        assert await queries.authors(uow, there.id, [item.id]) == []
        assert await queries.suggested_by(uow, there.id, meeting.id, member) == 0
        assert not await queries.publish(uow, there.id, meeting.id, now)


async def _decisions(group: Group) -> list[Delivery]:
    return await group.deliveries(await group.actor(1_000), Kind.AGENDA_DECIDED)


@pytest.mark.parametrize("first", ["accept", "decline"])
async def test_two_chairs_who_decide_at_once_do_not_overwrite_each_other(
    postgres_database: Database, tmp_path: Path, clock: HandClock, first: str
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    asha, meeting = (await group.join_many(1))[0], await a_meeting(group)
    await group.chair()
    item = await suggest(group, asha, "Parking")
    both = [accept(group, item), decline(group, item, "No")]
    done = await asyncio.gather(*(both if first == "accept" else reversed(both)), return_exceptions=True)
    refused = [each for each in done if each is not None]
    assert [type(each) for each in refused] == [AgendaProblem]
    whole = await agenda(group, meeting)
    assert len(whole.declined) + len(names(whole)) - len(USUAL) == 1
    assert len(await _decisions(group)) == 1


async def test_two_chairs_who_merge_crosswise_at_once_make_no_ring(
    postgres_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    asha, ben = await group.join_many(2)
    meeting = await a_meeting(group)
    await group.chair()
    for round_ in range(5):
        one, two = await suggest(group, asha, f"One {round_}"), await suggest(group, ben, f"Two {round_}")
        done = await asyncio.gather(merge(group, one, two), merge(group, two, one), return_exceptions=True)
        assert sorted(type(each) for each in done if each is not None) == [AgendaProblem]
        (left,) = [each for each in (await agenda(group, meeting)).undecided if each.id in (one.id, two.id)]
        assert len(left.parts) == 1


async def test_two_chairs_who_accept_different_items_at_once_lose_neither_place(
    postgres_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    asha, ben = await group.join_many(2)
    meeting = await a_meeting(group)
    await group.chair()
    items = [await suggest(group, actor, f"Item {place}") for place, actor in enumerate((asha, ben, asha, ben))]
    await asyncio.gather(*(accept(group, item) for item in items))
    whole = names(await agenda(group, meeting))
    assert whole[:5] == USUAL[:5]
    assert whole[-1] == "other-business"
    assert sorted(whole[5:-1]) == [f"Item {place}" for place in range(4)]


async def test_a_manager_decides_like_a_chair_and_the_author_who_decides_is_not_told(group: Group) -> None:
    manager = await group.join(MANAGER, name="Mo")
    assert Role.MANAGER in manager.roles
    meeting = await a_meeting(group)
    item = await suggest(group, manager, "Parking")
    async with group.work() as uow:
        await group.services.agendas.accept(uow, manager, group.practice, item.id)
    assert names(await agenda(group, meeting))[-2] == "Parking"
    assert await group.deliveries(manager) == []
