"""What one person has to do with comments and what comes of them, and how that is forgotten."""

from collections.abc import Sequence

from sqlalchemy import Row, delete, or_, select, update

from storage.database import UnitOfWork
from storage.models.people import Member
from storage.models.voices import Announcement, ChainLink, Feedback, Outcome, Project, VoiceReply


async def projects(uow: UnitOfWork, practice_id: int, member_id: int) -> Sequence[Row[int, str, str]]:
    """(number, title, state) of the improvement projects that this member sees to."""
    statement = select(Project.number, Project.title, Project.state).where(
        Project.practice_id == practice_id, Project.owner_id == member_id
    )
    return (await uow.session.execute(statement.order_by(Project.number))).all()


async def forget_member(uow: UnitOfWork, practice_id: int, member_id: int) -> None:
    """Delete this member's comments with all that hangs on them, and unlink them from their projects."""
    own = (
        select(Feedback.id)
        .join(Member, Member.id == Feedback.member_id)
        .where(Feedback.practice_id == practice_id, Member.practice_id == practice_id, Member.id == member_id)
    )
    found = list(await uow.session.scalars(own))
    for statement in (
        delete(VoiceReply).where(VoiceReply.feedback_id.in_(found)),
        delete(ChainLink).where(
            ChainLink.practice_id == practice_id,
            or_(
                (ChainLink.from_kind == "feedback") & ChainLink.from_id.in_(found),
                (ChainLink.to_kind == "feedback") & ChainLink.to_id.in_(found),
            ),
        ),
        delete(Outcome).where(
            Outcome.practice_id == practice_id, Outcome.of_kind == "feedback", Outcome.of_id.in_(found)
        ),
        delete(Feedback).where(Feedback.practice_id == practice_id, Feedback.id.in_(found)),
        update(Project)
        .where(Project.practice_id == practice_id, Project.owner_id == member_id)
        .values(owner_id=None, owner_name=None),
    ):
        await uow.session.execute(statement.execution_options(synchronize_session=False))


async def forget_author(uow: UnitOfWork, practice_id: int, person_id: int) -> None:
    """Unlink a person from the answers, outcomes, projects and news that they wrote: for the right to erasure."""
    here = select(Feedback.id).where(Feedback.practice_id == practice_id)
    written = update(VoiceReply).where(VoiceReply.author_id == person_id, VoiceReply.feedback_id.in_(here))
    unlinked = [written.values(author_id=None)]
    for table in (Outcome, Project, Announcement):
        theirs = update(table).where(table.practice_id == practice_id, table.author_id == person_id)
        unlinked.append(theirs.values(author_id=None))
    for statement in unlinked:
        await uow.session.execute(statement.execution_options(synchronize_session=False))
