"""What is noted at a meeting and written down after it, and whether members found it useful."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, update

from storage.database import UnitOfWork
from storage.models.meeting import AgendaItem, Meeting, MeetingPulse, Minutes
from storage.models.people import Member
from storage.queries.upsert import insert_new, insert_or_update

# (state, version, published_at, file_name, is there a text) of minutes.
Status = Row[str, int, datetime | None, str | None, bool]


async def notes_of(uow: UnitOfWork, practice_id: int, meeting_id: int, item_id: int) -> Row[str | None] | None:
    """(notes,) of an agenda item, or None where this meeting has no such item."""
    statement = (
        select(AgendaItem.notes)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.practice_id == practice_id, Meeting.id == meeting_id, AgendaItem.id == item_id)
    )
    return (await uow.session.execute(statement)).first()


async def note(
    uow: UnitOfWork, practice_id: int, meeting_id: int, item_id: int, notes: str, *, instead_of: str | None
) -> bool:
    """Put the notes of an item in place of those that were seen. False where others stand there by now."""
    seen = AgendaItem.notes.is_(None) if instead_of is None else AgendaItem.notes == instead_of
    statement = (
        update(AgendaItem)
        .where(AgendaItem.id == item_id, AgendaItem.meeting_id.in_(_here(practice_id, meeting_id)), seen)
        .values(notes=notes)
        .returning(AgendaItem.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def status(uow: UnitOfWork, practice_id: int, meeting_id: int) -> Status | None:
    """How the minutes of a meeting stand, without what is in them: a file can be large."""
    statement = (
        select(Minutes.state, Minutes.version, Minutes.published_at, Minutes.file_name, Minutes.text.is_not(None))
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Meeting.practice_id == practice_id, Meeting.id == meeting_id)
    )
    return (await uow.session.execute(statement)).first()


async def get(uow: UnitOfWork, practice_id: int, meeting_id: int) -> Minutes | None:
    """The minutes of a meeting, with what is in them."""
    statement = (
        select(Minutes)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Meeting.practice_id == practice_id, Meeting.id == meeting_id)
    )
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).first()


async def write(
    uow: UnitOfWork,
    practice_id: int,
    meeting_id: int,
    seen: int,
    *,
    text: str | None,
    file_name: str | None,
    file: bytes | None,
    author_id: int,
    at: datetime,
) -> bool:
    """Put a new version in place of version `seen` (0: there is none), not published. False where that is gone."""
    if await uow.session.scalar(_here(practice_id, meeting_id)) is None:
        return False
    what: dict[str, Any] = {
        "text": text,
        "file_name": file_name,
        "file": file,
        "author_id": author_id,
        "written_at": at,
    }
    if seen == 0:
        row = {"meeting_id": meeting_id, "state": "draft", "version": 1, **what}
        return await insert_new(uow, Minutes, [row]) == 1
    return await _change(uow, practice_id, meeting_id, seen, version=seen + 1, published_at=None, **what)


async def publish(uow: UnitOfWork, practice_id: int, meeting_id: int, version: int, at: datetime) -> bool:
    """Have members see a version. False where they do already, or it is not the newest."""
    return await _change(uow, practice_id, meeting_id, version, unpublished=True, published_at=at)


async def accept(
    uow: UnitOfWork, practice_id: int, meeting_id: int, version: int, *, accepted_in: int, at: datetime
) -> bool:
    """Accept a version for good. False where it is accepted already, or not the newest."""
    values: dict[str, Any] = {"state": "accepted", "accepted_at": at, "accepted_in_id": accepted_in}
    return await _change(uow, practice_id, meeting_id, version, **values)


async def drafts_before(uow: UnitOfWork, practice_id: int, moment: datetime, most: int) -> Sequence[Meeting]:
    """Meetings that began before a moment and whose minutes nobody has accepted, the newest first."""
    statement = (
        select(Meeting)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.practice_id == practice_id,
            Meeting.state != "cancelled",
            Meeting.starts_at < moment,
            Minutes.state == "draft",
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(most)
    )
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).all()


async def summarise(uow: UnitOfWork, practice_id: int, meeting_id: int, summary: str, at: datetime) -> bool:
    """Keep what everybody hears of a meeting. False where they have heard already."""
    statement = (
        update(Meeting)
        .where(
            Meeting.practice_id == practice_id,
            Meeting.id == meeting_id,
            Meeting.state != "cancelled",
            Meeting.summary_at.is_(None),
        )
        .values(summary=summary, summary_at=at)
        .returning(Meeting.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def say_useful(uow: UnitOfWork, practice_id: int, meeting_id: int, member_id: int, answer: str) -> None:
    """Keep whether a member found a meeting useful, in place of what they said before."""
    here = (
        select(Meeting.id)
        .join(Member, Member.practice_id == Meeting.practice_id)
        .where(Meeting.practice_id == practice_id, Meeting.id == meeting_id, Member.id == member_id)
    )
    if await uow.session.scalar(here) is None:
        raise LookupError("a meeting or a member of another practice")
    row = {"meeting_id": meeting_id, "member_id": member_id, "answer": answer}
    await insert_or_update(uow, MeetingPulse, row, ("meeting_id", "member_id"))


async def pulse(uow: UnitOfWork, practice_id: int, meeting_id: int) -> dict[str, int]:
    """How many gave which answer to "was this useful?"."""
    statement = (
        select(MeetingPulse.answer, func.count())
        .join(Meeting, Meeting.id == MeetingPulse.meeting_id)
        .where(Meeting.practice_id == practice_id, Meeting.id == meeting_id)
        .group_by(MeetingPulse.answer)
    )
    found = (await uow.session.execute(statement)).all()
    return {str(answer): int(count) for answer, count in found}


def _here(practice_id: int, meeting_id: int) -> Select[int]:
    return select(Meeting.id).where(Meeting.practice_id == practice_id, Meeting.id == meeting_id)


async def _change(
    uow: UnitOfWork, practice_id: int, meeting_id: int, seen: int, *, unpublished: bool = False, **columns: Any
) -> bool:
    """Change minutes that are still a draft and still at version `seen`. False where they are not."""
    statement = update(Minutes).where(
        Minutes.meeting_id.in_(_here(practice_id, meeting_id)), Minutes.state == "draft", Minutes.version == seen
    )
    if unpublished:
        statement = statement.where(Minutes.published_at.is_(None))
    changed = statement.values(**columns).returning(Minutes.meeting_id)
    return (await uow.session.execute(changed.execution_options(synchronize_session=False))).first() is not None
