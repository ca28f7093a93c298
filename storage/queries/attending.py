"""Who says that they come to a meeting, what they need, and who came."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select, update

from storage.database import UnitOfWork
from storage.models.meeting import AgendaItem, AgendaVoice, Meeting, MeetingNeed, MeetingReply
from storage.models.people import Member
from storage.queries.members import COUNTED
from storage.queries.upsert import insert_or_update

COMES = ("coming", "online")
KEY = ("meeting_id", "member_id")


async def put_reply(
    uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int, reply: str, at: datetime
) -> None:
    """Keep what a member says about coming, in place of what they said before."""
    await _here(uow, practice_id, meeting_id, member_id)
    row = {"meeting_id": meeting_id, "member_id": member_id, "reply": reply, "replied_at": at}
    await insert_or_update(uow, MeetingReply, row, KEY)


async def put_came(uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int, came: str) -> None:
    """Keep how a member takes part on the day."""
    await _here(uow, practice_id, meeting_id, member_id)
    await insert_or_update(uow, MeetingReply, {"meeting_id": meeting_id, "member_id": member_id, "came": came}, KEY)


async def drop_came(uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int) -> None:
    """Keep that a member did not come after all. What they said before stays."""
    await _here(uow, practice_id, meeting_id, member_id)
    statement = update(MeetingReply).where(MeetingReply.meeting_id == meeting_id, MeetingReply.member_id == member_id)
    await uow.session.execute(statement.values(came=None).execution_options(synchronize_session=False))


async def put_need(
    uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int, need: str, words: str | None
) -> None:
    """Keep something that a member needs, in place of what they said of it before."""
    await _here(uow, practice_id, meeting_id, member_id)
    row = {"meeting_id": meeting_id, "member_id": member_id, "need": need, "words": words}
    await insert_or_update(uow, MeetingNeed, row, (*KEY, "need"))


async def drop_need(uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int, need: str) -> None:
    """Forget something that a member needed."""
    await _here(uow, practice_id, meeting_id, member_id)
    mine = (MeetingNeed.meeting_id == meeting_id, MeetingNeed.member_id == member_id, MeetingNeed.need == need)
    await uow.session.execute(delete(MeetingNeed).where(*mine).execution_options(synchronize_session=False))


async def reply_of(
    uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int
) -> Row[str | None, str | None] | None:
    """(reply, came) of one member, or None of whom nothing is kept."""
    statement = (
        select(MeetingReply.reply, MeetingReply.came)
        .join(Meeting, Meeting.id == MeetingReply.meeting_id)
        .where(
            Meeting.practice_id == practice_id,
            MeetingReply.meeting_id == meeting_id,
            MeetingReply.member_id == member_id,
        )
    )
    return (await uow.session.execute(statement)).first()


async def needs_of(
    uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int
) -> Sequence[Row[str, str | None]]:
    """(need, words) of one member."""
    statement = (
        select(MeetingNeed.need, MeetingNeed.words)
        .join(Meeting, Meeting.id == MeetingNeed.meeting_id)
        .where(
            Meeting.practice_id == practice_id,
            MeetingNeed.meeting_id == meeting_id,
            MeetingNeed.member_id == member_id,
        )
    )
    return (await uow.session.execute(statement)).all()


async def replies_of(
    uow: UnitOfWork, practice_id: int, member_id: int, meeting_ids: Iterable[int]
) -> dict[int, str | None]:
    """What one member said about each of these meetings."""
    statement = (
        select(MeetingReply.meeting_id, MeetingReply.reply)
        .join(Meeting, Meeting.id == MeetingReply.meeting_id)
        .where(
            Meeting.practice_id == practice_id,
            MeetingReply.member_id == member_id,
            MeetingReply.meeting_id.in_(list(meeting_ids)),
        )
    )
    found = (await uow.session.execute(statement)).all()
    return {row.meeting_id: row.reply for row in found}


async def counts(uow: UnitOfWork, practice_id: int, meeting_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many of those who are in the group now said what, for each of these meetings where anybody did."""
    statement = (
        select(MeetingReply.meeting_id, MeetingReply.reply, func.count())
        .join(Member, Member.id == MeetingReply.member_id)
        .where(
            Member.practice_id == practice_id,
            Member.state == "active",
            MeetingReply.reply.is_not(None),
            MeetingReply.meeting_id.in_(list(meeting_ids)),
        )
        .group_by(MeetingReply.meeting_id, MeetingReply.reply)
    )
    found: dict[int, dict[str, int]] = {}
    for meeting_id, reply, count in (await uow.session.execute(statement)).all():
        found.setdefault(meeting_id, {})[str(reply)] = count
    return found


async def guests(
    uow: UnitOfWork, practice_id: int, meeting_id: int, *, with_core: bool
) -> Sequence[Row[int, str, str, str | None, str | None]]:
    """(member_id, name, tier, reply, came) of those who said that they come, or came; and of all core members.

    In no order. Only those who are in the group now.
    """
    listed: list[ColumnElement[bool]] = [MeetingReply.reply.in_(COMES), MeetingReply.came.is_not(None)]
    if with_core:
        listed.append(and_(Member.tier == "core", Member.connection.in_(COUNTED)))
    theirs = and_(MeetingReply.member_id == Member.id, MeetingReply.meeting_id == meeting_id)
    statement = (
        select(Member.id, Member.name, Member.tier, MeetingReply.reply, MeetingReply.came)
        .select_from(Member)
        .outerjoin(MeetingReply, theirs)
        .where(Member.practice_id == practice_id, Member.state == "active", or_(*listed))
    )
    return (await uow.session.execute(statement)).all()


async def needs(
    uow: UnitOfWork, practice_id: int, meeting_id: int
) -> Sequence[Row[str, str, str | None, str | None]]:
    """(name, need, words, reply) of everybody who needs something and is in the group now. In no order."""
    theirs = and_(MeetingReply.member_id == MeetingNeed.member_id, MeetingReply.meeting_id == MeetingNeed.meeting_id)
    statement = (
        select(Member.name, MeetingNeed.need, MeetingNeed.words, MeetingReply.reply)
        .select_from(MeetingNeed)
        .join(Member, Member.id == MeetingNeed.member_id)
        .outerjoin(MeetingReply, theirs)
        .where(Member.practice_id == practice_id, Member.state == "active", MeetingNeed.meeting_id == meeting_id)
    )
    return (await uow.session.execute(statement)).all()


async def present(uow: UnitOfWork, practice_id: int, meeting_id: int) -> tuple[int, int]:
    """(in the room, online): how many came, also of those who have left the group since."""
    statement = (
        select(
            func.count().filter(MeetingReply.came == "room"),
            func.count().filter(MeetingReply.came == "online"),
        )
        .select_from(MeetingReply)
        .join(Meeting, Meeting.id == MeetingReply.meeting_id)
        .where(Meeting.practice_id == practice_id, MeetingReply.meeting_id == meeting_id)
    )
    room, online = (await uow.session.execute(statement)).one()
    return int(room), int(online)


async def by_chat(uow: UnitOfWork, practice_id: int, meeting_id: int) -> int:
    """How many did not come, and had a voice on the agenda: by what they suggested, or by what they said to it."""
    voices = (
        select(AgendaVoice.member_id)
        .join(AgendaItem, AgendaItem.id == AgendaVoice.item_id)
        .where(AgendaItem.meeting_id == meeting_id, or_(AgendaVoice.matters, AgendaVoice.comment.is_not(None)))
    )
    authors = select(AgendaItem.author_id).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.author_id.is_not(None)
    )
    came = select(MeetingReply.member_id).where(MeetingReply.meeting_id == meeting_id, MeetingReply.came.is_not(None))
    statement = (
        select(func.count())
        .select_from(Member)
        .where(
            Member.practice_id == practice_id,
            or_(Member.id.in_(voices), Member.id.in_(authors)),
            Member.id.not_in(came),
        )
    )
    return int(await uow.session.scalar(statement) or 0)


async def _here(uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int) -> None:
    """Raises LookupError where the meeting or the member is another practice's."""
    statement = (
        select(Meeting.id)
        .join(Member, Member.practice_id == Meeting.practice_id)
        .where(Meeting.practice_id == practice_id, Meeting.id == meeting_id, Member.id == member_id)
    )
    if await uow.session.scalar(statement) is None:
        raise LookupError("a meeting or a member of another practice")
