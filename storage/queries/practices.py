"""Practices, their reference numbers and their documents."""

from datetime import datetime

from sqlalchemy import func, select, update

from storage.database import UnitOfWork
from storage.models.practice import Counter, Document, Practice
from storage.queries.upsert import insert_new


async def ensure(uow: UnitOfWork, code: str) -> int:
    """The id of the practice with this code, which is added if it is new."""
    await insert_new(uow, Practice, [{"code": code}])
    return (await uow.session.scalars(select(Practice.id).where(Practice.code == code))).one()


async def hold(uow: UnitOfWork, practice_id: int) -> None:
    """Have what this is asked for before (topics, the chain) to oneself until this unit of work has ended.

    Of two who change it at once, the second sees what the first has done. On SQLite, which has one writer, anyway.
    """
    await uow.session.execute(select(Practice.id).where(Practice.id == practice_id).with_for_update(key_share=True))


async def next_number(uow: UnitOfWork, practice_id: int, kind: str, count: int = 1) -> int:
    """The next reference number of a kind in a practice: 1, 2, 3 …; of the next `count`, the last."""
    await insert_new(uow, Counter, [{"practice_id": practice_id, "kind": kind, "last": 0}])
    statement = (
        update(Counter)
        .where(Counter.practice_id == practice_id, Counter.kind == kind)
        .values(last=Counter.last + count)
        .returning(Counter.last)
    )
    return (await uow.session.execute(statement)).scalar_one()


async def current_document(uow: UnitOfWork, practice_id: int, kind: str) -> Document | None:
    """The newest version of a document, or None where none was published."""
    statement = (
        select(Document)
        .where(Document.practice_id == practice_id, Document.kind == kind)
        .order_by(Document.version.desc())
        .limit(1)
    )
    return (await uow.session.scalars(statement)).first()


async def document(uow: UnitOfWork, practice_id: int, document_id: int) -> Document | None:
    """One version of a document of this practice."""
    statement = select(Document).where(Document.practice_id == practice_id, Document.id == document_id)
    return (await uow.session.scalars(statement)).first()


async def publish_document(
    uow: UnitOfWork, practice_id: int, kind: str, *, text: str, sha256: str, at: datetime
) -> Document:
    """Add the next version of a document."""
    newest = await uow.session.scalar(
        select(func.max(Document.version)).where(Document.practice_id == practice_id, Document.kind == kind)
    )
    row = Document(
        practice_id=practice_id,
        kind=kind,
        version=(newest or 0) + 1,
        sha256=sha256,
        text=text,
        published_at=at,
    )
    uow.session.add(row)
    await uow.session.flush()
    return row
