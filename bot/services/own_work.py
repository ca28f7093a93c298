"""What one person did in and for a practice, as plain values: for the right of access."""

from typing import Any

from bot.services.consultations import LETTERS
from storage.database import UnitOfWork
from storage.models.people import Member
from storage.queries import own_work

Entry = dict[str, Any]


async def roles_over_time(uow: UnitOfWork, practice_id: int, telegram_id: int) -> list[Entry]:
    """Every role that somebody was given, by which way, when, and when it was taken back."""
    return [
        {
            "role": row.role,
            "source": row.source,
            "at": row.granted_at.isoformat(),
            "ended_at": row.revoked_at.isoformat() if row.revoked_at else None,
        }
        for row in await own_work.grants(uow, practice_id, telegram_id)
    ]


async def written_by(uow: UnitOfWork, practice_id: int, person_id: int) -> list[Entry]:
    """What somebody wrote down that is the practice's: a `reference`, a `kind`, what was `said`, and `at`."""
    found = await own_work.written(uow, practice_id, person_id)
    return [
        *(_entry(f"{LETTERS[row.kind]}{row.number}", "asked", row.title, row.opened_at) for row in found.asked),
        *(_entry(f"M{row.number}", "called", row.title, row.starts_at) for row in found.called),
        *(_entry("", "series", row.title, row.first_at) for row in found.series),
        *(
            _entry(f"M{row.number}", "minutes", row.text or row.file_name or "", row.written_at)
            for row in found.minutes
        ),
        *(_entry(f"A{row.number}", "noted", row.text, row.made_at) for row in found.actions),
        *(_entry(f"F{row.number}", "answered", row.words, row.at) for row in found.replies),
        *(_entry("", "outcome", row.words, row.at) for row in found.outcomes),
    ]


async def put_on_record(uow: UnitOfWork, row: Member) -> list[Entry]:
    """What stands under the alias of a membership: the audit trail, reports signed, figures put down."""
    practice_id, alias = row.practice_id, row.alias
    return [
        *(
            {"at": entry.at.isoformat(), "what": entry.action, "reference": entry.subject}
            for entry in await own_work.done(uow, practice_id, alias)
        ),
        *(
            {
                "at": signed.signed_at.isoformat(),
                "what": f"signed the report of {signed.year} for the {signed.side}",
                "reference": signed.sha256,
            }
            for signed in await own_work.signed_off(uow, practice_id, alias)
        ),
        *(
            {
                "at": figure.at.isoformat(),
                "what": f"put down {figure.figure:g} for {figure.measure}",
                "reference": figure.month.isoformat(),
            }
            for figure in await own_work.measured(uow, practice_id, alias)
        ),
    ]


def _entry(reference: str, kind: str, said: str, at: Any) -> Entry:
    return {"reference": reference, "kind": kind, "said": said, "at": at.isoformat()}
