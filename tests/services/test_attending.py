"""Who comes to a meeting and what they need: the last word counts, once, until the meeting ends; and who sees it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.errors import MeetingOver, NoSuchReference, NotAsked, WordsTooLong
from bot.rules.words import Came, Connection, MeetingState, Need, Reply, Role, Tier
from bot.services.attending import LONGEST_WORDS, Counts, Needed, Present, Standing
from bot.services.meetings import Meeting, get_meeting, meeting_of
from bot.services.own_meetings import in_meetings
from bot.services.people import Actor
from storage.database import Database
from storage.models.meeting import Action, AgendaItem, AgendaVoice, MeetingPulse, Minutes
from storage.queries import meetings, members, own_meetings, roles
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import CHAIR

STARTS = datetime(2027, 5, 18, 17, 30, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=90)
ASHA, BEN, CLEO = 1_001, 1_002, 1_003
# Dates and needs are kept as they were given, in any script.
URDU = "اردو مترجم"


@pytest.fixture
async def group(database: Database, tmp_path: Path, clock: HandClock) -> Group:
    """Riverside Surgery, and one beside it."""
    other = {"name": "Hill Surgery", "code": "Y00001", "chairs": (CHAIR,)}
    return await Group.made(database, tmp_path, clock, others=[other])


async def a_meeting(group: Group, *, place: int = 0, number: int = 1, **changes: Any) -> Meeting:
    columns: dict[str, Any] = {
        "number": number, "title": "Spring meeting", "starts_at": STARTS, "length_minutes": 90, "place": "Upstairs",
        "link": "https://meet.example/x", "audience": "all", "agenda": "usual", "state": "planned",
        "uid": f"{place}-{number}@test", "sequence": 0, "reminders": [], "told_at": group.clock.now(),
        "agenda_at": group.clock.now(),
    }  # fmt: skip
    async with group.work() as uow:
        return meeting_of(await meetings.add(uow, group.practices[place].id, **{**columns, **changes}))


async def says(group: Group, actor: Actor, meeting: Meeting, reply: Reply) -> None:
    async with group.work() as uow:
        await group.services.attending.reply(uow, actor, group.practice, meeting.id, reply)


async def needs(
    group: Group, actor: Actor, meeting: Meeting, need: Need, words: str = "", *, on: bool = True
) -> None:
    async with group.work() as uow:
        await group.services.attending.need(uow, actor, group.practice, meeting.id, need, on, words)


async def standing(group: Group, actor: Actor, meeting: Meeting) -> Standing:
    async with group.work() as uow:
        return await group.services.attending.standing(uow, group.practice, meeting.id, number(actor))


async def counts(group: Group, meeting: Meeting) -> Counts:
    async with group.work() as uow:
        return await group.services.attending.counts(uow, group.practice, meeting.id)


async def named(group: Group, meeting: Meeting, *, with_core: bool = False) -> list[tuple[str, Reply | None]]:
    async with group.work() as uow:
        found = await group.services.attending.coming(uow, group.practice, meeting.id, with_core=with_core)
        return [(guest.name, guest.reply) for guest in found]


def number(actor: Actor) -> int:
    assert actor.membership is not None
    return actor.membership.id


async def test_the_last_word_counts_and_twice_is_once(group: Group) -> None:
    asha, meeting = await group.join(ASHA), await a_meeting(group)
    assert await standing(group, asha, meeting) == Standing()
    for reply in (Reply.COMING, Reply.COMING, Reply.APOLOGIES, Reply.ONLINE, Reply.ONLINE):
        await says(group, asha, meeting, reply)
    assert await standing(group, asha, meeting) == Standing(Reply.ONLINE)
    assert await counts(group, meeting) == Counts(online=1)


async def test_taps_at_the_same_moment_leave_one_answer(group: Group) -> None:
    asha, meeting = await group.join(ASHA), await a_meeting(group)
    await asyncio.gather(*(says(group, asha, meeting, reply) for reply in [*Reply, *Reply]))
    await asyncio.gather(*(needs(group, asha, meeting, Need.TRAVEL) for _ in range(4)))
    found, counted = await standing(group, asha, meeting), await counts(group, meeting)
    assert found.reply in list(Reply) and found.needs == (Needed(Need.TRAVEL),)
    assert counted.coming + counted.online + counted.apologies == 1


@pytest.mark.parametrize("reply", list(Reply))
async def test_minds_change_until_the_very_end_and_not_after(group: Group, reply: Reply) -> None:
    asha, meeting = await group.join(ASHA), await a_meeting(group)
    group.clock.set(ENDS - timedelta(seconds=1))
    await says(group, asha, meeting, reply)
    # The clock's work of this moment is not done, and the meeting still planned.
    group.clock.set(ENDS)
    with pytest.raises(MeetingOver) as refused:
        await says(group, asha, meeting, Reply.COMING)
    assert refused.value.arguments == {"reference": "M1"}
    with pytest.raises(MeetingOver):
        await needs(group, asha, meeting, Need.TRAVEL)
    assert await standing(group, asha, meeting) == Standing(reply)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
async def test_a_meeting_that_was_held_or_cancelled_takes_nothing(group: Group, state: MeetingState) -> None:
    asha, meeting = await group.join(ASHA), await a_meeting(group, state=state)
    service, whose = group.services.attending, (asha, group.practice, meeting.id)
    async with group.work() as uow:
        for attempt in (
            service.reply(uow, *whose, Reply.COMING),
            service.need(uow, *whose, Need.OTHER, True, "A chair"),
            service.check_in(uow, *whose),
        ):
            with pytest.raises(MeetingOver):
                await attempt
    assert await standing(group, asha, meeting) == Standing()


async def test_a_meeting_of_core_members_is_for_them_for_chairs_and_for_whoever_has_replied(group: Group) -> None:
    asha, ben = await group.join(ASHA, tier=Tier.CORE), await group.join(BEN)
    meeting, chair = await a_meeting(group, audience="core"), await group.chair()
    with pytest.raises(NotAsked):
        await says(group, ben, meeting, Reply.COMING)
    with pytest.raises(NotAsked):
        await needs(group, ben, meeting, Need.TRAVEL)
    await says(group, asha, meeting, Reply.COMING)
    await says(group, chair, meeting, Reply.COMING)
    async with group.work() as uow:
        await members.change(uow, group.practice.id, number(asha), tier="wider")
    await says(group, await group.actor(ASHA), meeting, Reply.APOLOGIES)
    assert await counts(group, meeting) == Counts(coming=1, apologies=1)


async def test_nothing_leads_next_door(group: Group) -> None:
    asha, theirs = await group.join(ASHA), await a_meeting(group, place=1)
    stranger = await group.join(BEN, practice=group.practices[1])
    service, whose = group.services.attending, (asha, group.practice, theirs.id)
    async with group.work() as uow:
        for attempt in (
            service.reply(uow, *whose, Reply.COMING),
            service.need(uow, *whose, Need.TRAVEL, True),
            service.check_in(uow, *whose),
            service.note_came(uow, asha, group.practice, theirs.id, number(asha), Came.ROOM),
            service.coming(uow, group.practice, theirs.id),
        ):
            with pytest.raises(NoSuchReference):
                await attempt
        mine = await meetings.add(
            uow, group.practice.id, number=7, title="x", starts_at=STARTS, length_minutes=90, place="", link="",
            audience="all", agenda="usual", state="planned", uid="mine", sequence=0, reminders=[], told_at=STARTS,
            agenda_at=STARTS,
        )  # fmt: skip
        # A member of the practice next door, from a forged button.
        await service.note_came(uow, asha, group.practice, mine.id, number(stranger), Came.ROOM)
        assert await service.present(uow, group.practice, mine.id) == Present(0, 0, 0)
        assert await service.standing(uow, group.practice, theirs.id, number(stranger)) == Standing()


async def test_needs_are_kept_in_order_with_words_and_taken_back(group: Group) -> None:
    asha, meeting = await group.join(ASHA), await a_meeting(group)
    await needs(group, asha, meeting, Need.OTHER, f"  {URDU}  ")
    await needs(group, asha, meeting, Need.TRAVEL)
    await needs(group, asha, meeting, Need.TRAVEL)
    both = (Needed(Need.TRAVEL), Needed(Need.OTHER, URDU))
    assert (await standing(group, asha, meeting)).needs == both
    await needs(group, asha, meeting, Need.OTHER, "A seat at the front")
    await needs(group, asha, meeting, Need.TRAVEL, on=False)
    await needs(group, asha, meeting, Need.TRAVEL, on=False)
    assert (await standing(group, asha, meeting)).needs == (Needed(Need.OTHER, "A seat at the front"),)


async def test_words_have_a_limit(group: Group) -> None:
    asha, meeting = await group.join(ASHA), await a_meeting(group)
    await needs(group, asha, meeting, Need.OTHER, "x" * LONGEST_WORDS)
    with pytest.raises(WordsTooLong):
        await needs(group, asha, meeting, Need.OTHER, "😀" * (LONGEST_WORDS // 2 + 1))
    assert (await standing(group, asha, meeting)).needs == (Needed(Need.OTHER, "x" * LONGEST_WORDS),)


async def test_the_chair_sees_by_name_who_comes_and_nobody_who_does_not(group: Group) -> None:
    meeting = await a_meeting(group)
    said = {"zoe": Reply.COMING, "Ben": Reply.ONLINE, "Ann": Reply.APOLOGIES, "Cleo": None, "Gone": Reply.COMING}
    actors = {name: await group.join(2_000 + place, name=name) for place, name in enumerate(said)}
    core = {name: await group.join(name=name, telegram_id=3_000 + place, tier=Tier.CORE)
            for place, name in enumerate(("Core", "Sorry"))}  # fmt: skip
    await group.join(4_000, name="Works here", tier=Tier.CORE, connection=Connection.STAFF)
    for name, reply in said.items():
        if reply is not None:
            await says(group, actors[name], meeting, reply)
    await says(group, core["Sorry"], meeting, Reply.APOLOGIES)
    async with group.work() as uow:
        await group.services.membership.leave(uow, actors["Gone"], group.practice)
    assert await named(group, meeting) == [("Ben", Reply.ONLINE), ("zoe", Reply.COMING)]
    # Of a core member who sent apologies it shows no more than of one who said nothing.
    everybody = [("Ben", Reply.ONLINE), ("Core", None), ("Sorry", None), ("zoe", Reply.COMING)]
    assert await named(group, meeting, with_core=True) == everybody
    assert await counts(group, meeting) == Counts(coming=1, online=1, apologies=2)


async def test_the_manager_sees_what_is_needed_with_names(group: Group) -> None:
    meeting = await a_meeting(group)
    asha, ben = await group.join(ASHA, name="Asha"), await group.join(BEN, name="Ben")
    await needs(group, ben, meeting, Need.STEP_FREE)
    await needs(group, asha, meeting, Need.INTERPRETER, URDU)
    await needs(group, asha, meeting, Need.TRAVEL)
    await says(group, ben, meeting, Reply.APOLOGIES)
    async with group.work() as uow:
        found = await group.services.attending.needs(uow, group.practice, meeting.id)
    assert [(each.name, each.need, each.words, each.reply) for each in found] == [
        ("Asha", Need.TRAVEL, "", None),
        ("Asha", Need.INTERPRETER, URDU, None),
        ("Ben", Need.STEP_FREE, "", Reply.APOLOGIES),
    ]


@pytest.mark.parametrize(
    ("moment", "counts_in"),
    [
        (STARTS - timedelta(minutes=31), False),
        (STARTS - timedelta(minutes=30), True),
        (ENDS - timedelta(seconds=1), True),
    ],
)
async def test_people_check_in_from_half_an_hour_before_to_the_end(
    group: Group, moment: datetime, counts_in: bool
) -> None:
    asha, meeting = await group.join(ASHA), await a_meeting(group)
    group.clock.set(moment)
    async with group.work() as uow:
        await group.services.attending.check_in(uow, asha, group.practice, meeting.id)
        await group.services.attending.check_in(uow, asha, group.practice, meeting.id, Came.ONLINE)
        present = await group.services.attending.present(uow, group.practice, meeting.id)
    assert present == Present(0, int(counts_in), 0)
    assert group.services.attending.takes_check_ins(meeting) == counts_in


async def test_who_came_is_noted_changed_and_taken_back_and_the_reply_stays(group: Group) -> None:
    asha, ben, meeting = await group.join(ASHA), await group.join(BEN), await a_meeting(group)
    chair, service = await group.chair(), group.services.attending
    await says(group, asha, meeting, Reply.APOLOGIES)
    noted = [(asha, Came.ROOM), (asha, Came.ROOM), (ben, Came.ROOM), (ben, Came.ONLINE)]
    async with group.work() as uow:
        for who, came in noted:
            await service.note_came(uow, chair, group.practice, meeting.id, number(who), came)
        assert await service.present(uow, group.practice, meeting.id) == Present(1, 1, 0)
        for who in (asha, ben):
            await service.note_came(uow, chair, group.practice, meeting.id, number(who), None)
        assert await service.present(uow, group.practice, meeting.id) == Present(0, 0, 0)
    assert await standing(group, asha, meeting) == Standing(Reply.APOLOGIES)
    async with group.work() as uow:
        await meetings.change(uow, group.practice.id, meeting.id, state="cancelled")
        with pytest.raises(MeetingOver):
            await service.note_came(uow, chair, group.practice, meeting.id, number(asha), Came.ROOM)


async def with_a_voice(group: Group, meeting: Meeting, author: Actor, speaker: Actor) -> None:
    """An item that one suggested and another one spoke to, an action and minutes, and what each thought of it."""
    async with group.work() as uow:
        item = AgendaItem(
            meeting_id=meeting.id, kind="suggested", title="Parking", position=9, state="accepted",
            author_id=number(author), suggested_at=STARTS,
        )  # fmt: skip
        uow.session.add(item)
        await uow.flush()
        uow.session.add(
            AgendaVoice(item_id=item.id, member_id=number(speaker), matters=True, comment="Yes", at=STARTS)
        )
        uow.session.add(MeetingPulse(meeting_id=meeting.id, member_id=number(speaker), answer="partly"))
        uow.session.add(
            Action(
                practice_id=group.practice.id,
                number=1,
                meeting_id=meeting.id,
                text="Ask the council",
                owner_id=number(speaker),
                due_on=STARTS.date(),
                state="open",
                author_id=speaker.person_id,
                made_at=STARTS,
            )
        )
        uow.session.add(
            Minutes(
                meeting_id=meeting.id,
                state="draft",
                text="We met.",
                author_id=speaker.person_id,
                written_at=STARTS,
                version=1,
            )
        )
        await meetings.change(uow, group.practice.id, meeting.id, author_id=speaker.person_id)


async def test_whoever_had_a_voice_and_did_not_come_took_part_by_chat(group: Group) -> None:
    asha, ben, cleo = [await group.join(telegram_id) for telegram_id in (ASHA, BEN, CLEO)]
    meeting, other, chair = await a_meeting(group), await a_meeting(group, number=2), await group.chair()
    await with_a_voice(group, meeting, asha, ben)
    await says(group, cleo, meeting, Reply.APOLOGIES)
    service = group.services.attending
    async with group.work() as uow:
        assert await service.present(uow, group.practice, meeting.id) == Present(0, 0, 2)
        assert await service.present(uow, group.practice, other.id) == Present(0, 0, 0)
        await service.note_came(uow, chair, group.practice, meeting.id, number(ben), Came.ONLINE)
        assert await service.present(uow, group.practice, meeting.id) == Present(0, 1, 1)


async def test_an_overview_says_what_one_said_and_how_many(group: Group) -> None:
    asha, ben = await group.join(ASHA), await group.join(BEN)
    first, second = await a_meeting(group), await a_meeting(group, number=2)
    await says(group, asha, first, Reply.COMING)
    await says(group, ben, first, Reply.COMING)
    await says(group, ben, second, Reply.APOLOGIES)
    async with group.work() as uow:
        found = await group.services.attending.overview(uow, group.practice, [first, second], number(asha))
    assert found.said == {first.id: Reply.COMING}
    assert found.counts == {first.id: Counts(coming=2), second.id: Counts(apologies=1)}


async def test_everything_of_one_member_is_found_and_forgotten_and_the_others_is_not(group: Group) -> None:
    asha, ben, meeting = await group.join(ASHA), await group.join(BEN), await a_meeting(group)
    await with_a_voice(group, meeting, asha, ben)
    for who in (asha, ben):
        await says(group, who, meeting, Reply.COMING)
        await needs(group, who, meeting, Need.OTHER, URDU)
    async with group.work() as uow:
        own = await own_meetings.of_member(uow, group.practice.id, number(ben))
        assert [(row.number, row.reply) for row in own.replies] == [(1, "coming")]
        assert [tuple(row) for row in own.needs] == [(1, "other", URDU)]
        assert [tuple(row) for row in own.pulses] == [(1, "partly")]
        assert [(row.title, row.matters, row.comment) for row in own.voices] == [("Parking", True, "Yes")]
        assert [(row.number, row.text) for row in own.actions] == [(1, "Ask the council")]
        assert not own.items
        entries = await in_meetings(uow, group.practice.id, number(ben))
        assert [(each["reference"], each["kind"], each["said"]) for each in entries] == [
            ("M1", "reply", "coming"),
            ("M1", "need", f"other; {URDU}"),
            ("M1", "useful", "partly"),
            ("M1", "agenda", "Parking; it matters to you; Yes"),
            ("A1", "action", "Ask the council; by 2027-05-18; open"),
        ]
        theirs = await own_meetings.of_member(uow, group.practice.id, number(asha))
        assert [row.title for row in theirs.items] == ["Parking"]
        # Next door nothing is found, and nothing is forgotten.
        assert not any(await own_meetings.of_member(uow, group.practices[1].id, number(ben)))
        await own_meetings.forget_member(uow, group.practices[1].id, number(ben))
        await own_meetings.forget_author(uow, group.practices[1].id, ben.person_id)
        assert await own_meetings.of_member(uow, group.practice.id, number(ben)) == own
        assert (await get_meeting(uow, group.practice, meeting.id)).author_id == ben.person_id
    async with group.work() as uow:
        await own_meetings.forget_member(uow, group.practice.id, number(ben))
        await own_meetings.forget_author(uow, group.practice.id, ben.person_id)
    async with group.work() as uow:
        assert not any(await own_meetings.of_member(uow, group.practice.id, number(ben)))
        assert len((await own_meetings.of_member(uow, group.practice.id, number(asha))).replies) == 1
        action, minutes = await uow.session.get(Action, 1), await uow.session.get(Minutes, meeting.id)
        assert action is not None and (action.owner_id, action.author_id, action.text) == (
            None,
            None,
            "Ask the council",
        )
        assert minutes is not None and (minutes.author_id, minutes.text) == (None, "We met.")
        assert (await get_meeting(uow, group.practice, meeting.id)).author_id is None


async def test_a_minute_taker_goes_to_any_meeting(group: Group) -> None:
    asha, meeting = await group.join(ASHA), await a_meeting(group, audience="core")
    async with group.work() as uow:
        assert not await group.services.attending.is_for(uow, asha, group.practice, meeting)
        await roles.grant(uow, group.practice.id, ASHA, Role.STAFF, source="command", at=group.clock.now())
    taker = await group.actor(ASHA)
    async with group.work() as uow:
        assert await group.services.attending.is_for(uow, taker, group.practice, meeting)
