"""What one person has in meetings, for their own eyes, and how it is forgotten."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, select, update

from storage.database import UnitOfWork
from storage.models.meeting import (
    Action,
    AgendaItem,
    AgendaVoice,
    Meeting,
    MeetingNeed,
    MeetingPulse,
    MeetingReply,
    MeetingSeries,
    Minutes,
)
from storage.models.people import Member

# Rows of a few columns each: what they are stands in Own.
Rows = Sequence[Any]


class Own(NamedTuple):
    """What is one member's own of all meetings, the oldest first. Each begins with the number of its reference.

    `replies`: (number, title, starts_at, reply, replied_at, came). `needs`: (number, need, words). `pulses`: (number,
    answer). `voices`: (number, name, title, matters, comment, at) with the item's name or title. `items`: (number,
    title, state, suggested_at). `actions`, whose numbers are their own: (number, text, due_on, state, result).
    """

    replies: Rows
    needs: Rows
    pulses: Rows
    voices: Rows
    items: Rows
    actions: Rows


async def of_member(uow: UnitOfWork, practice_id: int, member_id: int) -> Own:
    """Everything that is this member's own: for the right of access."""

    async def all_of(statement: Any, *mine: ColumnElement[bool]) -> Rows:
        whole = statement.where(Meeting.practice_id == practice_id, *mine).order_by(Meeting.number)
        rows: Rows = (await uow.session.execute(whole)).all()
        return rows

    reply, need, pulse, voice, item = MeetingReply, MeetingNeed, MeetingPulse, AgendaVoice, AgendaItem
    said = select(Meeting.number, Meeting.title, Meeting.starts_at, reply.reply, reply.replied_at, reply.came)
    needed = select(Meeting.number, need.need, need.words)
    found = select(Meeting.number, pulse.answer)
    spoke = select(Meeting.number, item.name, item.title, voice.matters, voice.comment, voice.at)
    wished = select(Meeting.number, item.title, item.state, item.suggested_at)
    agreed = select(Action.number, Action.text, Action.due_on, Action.state, Action.result)
    own_actions = agreed.where(Action.practice_id == practice_id, Action.owner_id == member_id)
    return Own(
        await all_of(said.join(reply, reply.meeting_id == Meeting.id), reply.member_id == member_id),
        await all_of(needed.join(need, need.meeting_id == Meeting.id), need.member_id == member_id),
        await all_of(found.join(pulse, pulse.meeting_id == Meeting.id), pulse.member_id == member_id),
        await all_of(
            spoke.join(item, item.meeting_id == Meeting.id).join(voice, voice.item_id == item.id),
            voice.member_id == member_id,
        ),
        await all_of(wished.join(item, item.meeting_id == Meeting.id), item.author_id == member_id),
        (await uow.session.execute(own_actions.order_by(Action.number))).all(),
    )


async def forget_member(uow: UnitOfWork, practice_id: int, member_id: int) -> None:
    """Delete what is this member's own, and unlink them from what others go on with: for the right to erasure."""
    here = select(Member.id).where(Member.practice_id == practice_id, Member.id == member_id).scalar_subquery()
    for table in (MeetingReply, MeetingNeed, MeetingPulse, AgendaVoice):
        statement = delete(table).where(table.member_id == here)
        await uow.session.execute(statement.execution_options(synchronize_session=False))
    for unlinked in (
        update(AgendaItem).where(AgendaItem.author_id == here).values(author_id=None),
        update(Action).where(Action.owner_id == here).values(owner_id=None),
    ):
        await uow.session.execute(unlinked.execution_options(synchronize_session=False))


async def forget_author(uow: UnitOfWork, practice_id: int, person_id: int) -> None:
    """Unlink a person from the meetings, minutes and actions that they wrote down: for the right to erasure."""
    here = select(Meeting.id).where(Meeting.practice_id == practice_id)
    written = update(Minutes).where(Minutes.author_id == person_id, Minutes.meeting_id.in_(here))
    unlinked = [written.values(author_id=None)]
    for table in (Meeting, MeetingSeries, Action):
        theirs = update(table).where(table.practice_id == practice_id, table.author_id == person_id)
        unlinked.append(theirs.values(author_id=None))
    for statement in unlinked:
        await uow.session.execute(statement.execution_options(synchronize_session=False))
