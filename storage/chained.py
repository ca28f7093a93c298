"""The chain of the audit trail: each hash goes over the one before it, so that a missing or changed entry shows."""

import json
from datetime import UTC, datetime
from hashlib import sha256


def link(previous: str, practice_id: int, number: int, *, at: datetime, actor: str, action: str, subject: str) -> str:
    """The hash of an entry, from that of the one before it ('' for the first) and all that it says."""
    moment = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    said = [previous, practice_id, number, moment.isoformat(), actor, action, subject]
    return sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()
