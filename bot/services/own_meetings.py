"""What one member said and got done in meetings, as plain values: for the right of access."""

from datetime import datetime
from typing import Any

from storage.database import UnitOfWork
from storage.queries import own_meetings

Entry = dict[str, Any]


async def in_meetings(uow: UnitOfWork, practice_id: int, member_id: int) -> list[Entry]:
    """Everything of this member, an entry for each thing.

    Each has a `reference`, a `kind` (reply, came, need, useful, agenda, suggested, action), what was `said`, and,
    where it is kept, `at`.
    """
    own = await own_meetings.of_member(uow, practice_id, member_id)
    found: list[Entry] = []
    for row in own.replies:
        found += [_entry(row.number, "reply", row.reply, row.replied_at)] if row.reply else []
        found += [_entry(row.number, "came", row.came)] if row.came else []
    found += [_entry(row.number, "need", _joined(row.need, row.words)) for row in own.needs]
    found += [_entry(row.number, "useful", row.answer) for row in own.pulses]
    for row in own.voices:
        about = _joined(row.title or row.name, "it matters to you" if row.matters else None, row.comment)
        found.append(_entry(row.number, "agenda", about, row.at))
    found += [_entry(row.number, "suggested", row.title, row.suggested_at) for row in own.items]
    for row in own.actions:
        said = _joined(row.text, f"by {row.due_on.isoformat()}", row.state, row.result)
        found.append({**_entry(row.number, "action", said), "reference": f"A{row.number}"})
    return found


def _entry(number: int, kind: str, said: str, at: datetime | None = None) -> Entry:
    entry: Entry = {"reference": f"M{number}", "kind": kind, "said": said}
    return {**entry, "at": at.isoformat()} if at is not None else entry


def _joined(*parts: str | None) -> str:
    return "; ".join(part for part in parts if part)
