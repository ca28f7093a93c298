"""Comments of a group, put in by the short way: what tests of the practice's side of them stand on."""

from datetime import date, timedelta
from typing import Any

from bot.rules.words import Attribution, ChainKind, Connection, FeedbackState, OutcomeKind
from bot.services.actions import Action
from bot.services.agenda_items import Item
from bot.services.chain import Link
from bot.services.meetings import Meeting
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.topics import Topic
from bot.services.voices import Voice, get_voice
from storage.queries import meetings, practices, voices
from tests.support.group import Group
from tests.support.settings import MANAGER

PHONES = "The phones are not answered before nine."


async def manager(group: Group, practice: Practice | None = None) -> Actor:
    """The practice manager, who only works here."""
    actor = await group.actor(MANAGER, practice)
    if actor.membership is not None:
        return actor
    return await group.join(MANAGER, practice=practice, connection=Connection.STAFF, name="Mo Manager")


async def topic(group: Group, title: str = "Phoning the practice", practice: Practice | None = None) -> Topic:
    """One of the topics that a practice begins with."""
    async with group.work() as uow:
        found = await group.services.topics.open_ones(uow, practice or group.practice)
    return next(each for each in found if each.title == title)


async def says(
    group: Group,
    who: Actor | None,
    text: str = PHONES,
    *,
    practice: Practice | None = None,
    about: str = "Phoning the practice",
    said_on: date | None = None,
    attribution: Attribution | None = None,
) -> Voice:
    """A comment that has reached the practice: in confidence unless said otherwise, of nobody anonymously."""
    here = practice or group.practice
    under = await topic(group, about, here)
    columns: dict[str, Any] = {
        "topic_id": under.id,
        "member_id": who.membership.id if who is not None and who.membership is not None else None,
        "attribution": attribution or (Attribution.CONFIDENTIAL if who is not None else Attribution.ANONYMOUS),
        "text": text,
        "state": FeedbackState.NEW,
        "reason": None,
        "version": 1,
        "said_on": said_on or today(group),
        "answered_on": None,
        "ended_on": None,
    }
    async with group.work() as uow:
        number = await practices.next_number(uow, here.id, "F")
        row = await voices.add(uow, here.id, number=number, **columns)
        return await get_voice(uow, here, row.id)


async def now(group: Group, voice: Voice) -> Voice:
    """A comment as it is now."""
    here = group.services.book.get(voice.practice_id)
    assert here is not None
    async with group.work() as uow:
        return await get_voice(uow, here, voice.id)


async def sets(group: Group, voice: Voice, state: FeedbackState, words: str | None = None) -> Voice:
    """The manager puts a comment, seen as it is given, into another state."""
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.inbox.set_state(uow, who, group.practice, voice.id, voice.version, state, words)


async def answers(group: Group, voice: Voice, words: str) -> Voice:
    """The manager writes to whoever made a comment."""
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.inbox.reply(uow, who, group.practice, voice.id, voice.version, words)


async def links(group: Group, came_from: Link, to: Link) -> None:
    """The manager has one thing come of another."""
    who = await manager(group)
    async with group.work() as uow:
        await group.services.chain.link(uow, who, group.practice, came_from, to)


async def ends(group: Group, link: Link, words: str = "We did it.", kind: OutcomeKind = OutcomeKind.DONE) -> int:
    """The manager records what came of something."""
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.chain.record_outcome(uow, who, group.practice, *link, kind, words)


async def an_action(group: Group, came_from: Link | None = None, text: str = "Buy a second line") -> Action:
    """An action that the manager puts down for Sam."""
    who, due_on = await manager(group), today(group) + timedelta(days=30)
    async with group.work() as uow:
        return await group.services.actions.make(
            uow, who, group.practice, text, due_on, None, "Sam", None, came_from=came_from
        )


async def a_meeting(group: Group, days: int = 30) -> Meeting:
    """A meeting that is still to come."""
    at = group.clock.now()
    async with group.work() as uow:
        row = await meetings.add(
            uow,
            group.practice.id,
            number=await practices.next_number(uow, group.practice.id, "M"),
            title="The group",
            starts_at=at + timedelta(days=days),
            length_minutes=90,
            place="",
            link="",
            audience="all",
            agenda="usual",
            state="planned",
            uid=f"meeting-{days}",
            sequence=0,
            reminders=[],
            told_at=at,
            agenda_at=at + timedelta(days=days - 7),
        )
        return await group.services.agendas.open_for_items(uow, group.practice, row.id)


async def an_item(group: Group, meeting: Meeting, text: str = "The phones") -> Item:
    """Something that the manager puts on the agenda."""
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.agendas.add(uow, who, group.practice, meeting.id, text)


def of(kind: ChainKind, thing: Voice | Topic | Action | Item) -> Link:
    """A thing's place in the chain."""
    return kind, thing.id


def today(group: Group) -> date:
    """The day that it is in London."""
    return group.clock.now().astimezone(group.practice.settings.zone).date()
