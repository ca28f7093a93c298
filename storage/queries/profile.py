"""What members say about themselves: kept answer by answer, and counted by segment."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, delete, func, insert, literal, select

from storage.database import UnitOfWork
from storage.models.people import Member, Person
from storage.models.profile import ProfileAnswer
from storage.queries.members import COUNTED
from storage.segments import said, stands

# Columns of one statement: SQLite takes 2,000, and each has a few parameters.
SEGMENTS_AT_ONCE = 50


async def answers(uow: UnitOfWork, practice_id: int, member_id: int) -> list[ProfileAnswer]:
    """Everything that a member has said of themselves."""
    statement = (
        select(ProfileAnswer)
        .join(Member, Member.id == ProfileAnswer.member_id)
        .where(Member.practice_id == practice_id, ProfileAnswer.member_id == member_id)
        .order_by(ProfileAnswer.question, ProfileAnswer.value)
    )
    return list(await uow.session.scalars(statement.execution_options(populate_existing=True)))


async def keep(
    uow: UnitOfWork, practice_id: int, member_id: int, question: str, purpose: str, given: Mapping[str, str | None]
) -> None:
    """Have these be a member's answers to a question, each with their own words or none, in place of those before."""
    here = _here(practice_id, member_id)
    before = delete(ProfileAnswer).where(ProfileAnswer.member_id.in_(here), ProfileAnswer.question == question)
    await uow.session.execute(before)
    names, text = ["member_id", "question", "value", "purpose", "words"], ProfileAnswer.words.type
    for value, words in given.items():
        row = here.add_columns(literal(question), literal(value), literal(purpose), literal(words, text))
        await uow.session.execute(insert(ProfileAnswer).from_select(names, row))


async def drop(uow: UnitOfWork, practice_id: int, member_id: int, purposes: Sequence[str]) -> None:
    """Delete what a member said under these consents."""
    statement = delete(ProfileAnswer).where(
        ProfileAnswer.member_id.in_(_here(practice_id, member_id)), ProfileAnswer.purpose.in_(purposes)
    )
    await uow.session.execute(statement)


async def count(uow: UnitOfWork, practice_id: int, segments: Sequence[str]) -> list[int]:
    """How many members a message reaches in each of these segments."""
    found: list[int] = []
    for at in range(0, len(segments), SEGMENTS_AT_ONCE):
        some = segments[at : at + SEGMENTS_AT_ONCE]
        columns = [func.count(ProfileAnswer.member_id.distinct()).filter(said(segment)) for segment in some]
        statement = (
            select(*columns)
            .select_from(ProfileAnswer)
            .join(Member, Member.id == ProfileAnswer.member_id)
            .join(Person, Person.id == Member.person_id)
            .where(
                Member.practice_id == practice_id,
                Member.state == "active",
                Member.connection.in_(COUNTED),
                Member.may_message,
                Person.unreachable.is_(None),
                stands(practice_id),
            )
        )
        found += (await uow.session.execute(statement)).one()
    return found


def _here(practice_id: int, member_id: int) -> Select[int]:
    return select(Member.id).where(Member.practice_id == practice_id, Member.id == member_id)
