"""What one member has told the practice: for their own eyes."""

from typing import Any

from bot.errors import VoiceProblem
from bot.services.practices import Practice
from bot.services.voices import REFERENCE, Voice, voice_of
from storage.database import UnitOfWork
from storage.queries import inbox, own_voices, voices

Entry = dict[str, Any]


async def own_comments(uow: UnitOfWork, practice: Practice, member_id: int) -> tuple[Voice, ...]:
    """What a member said under their name or in confidence, the newest first."""
    return tuple(voice_of(found) for found in await voices.of_member(uow, practice.id, member_id))


async def own_comment(uow: UnitOfWork, practice: Practice, member_id: int, voice_id: int) -> Voice:
    """One comment of this member's own. Refuses with VoiceProblem (gone), of somebody else's too."""
    found = await voices.get(uow, practice.id, voice_id)
    if found is None or found[0].member_id != member_id:
        raise VoiceProblem(problem="gone")
    return voice_of(found)


async def own_comment_called(uow: UnitOfWork, practice: Practice, member_id: int, reference: str) -> Voice:
    """The same by its reference, however it was typed."""
    number = REFERENCE.match(reference)
    found = await voices.by_number(uow, practice.id, int(number[1])) if number is not None else None
    return await own_comment(uow, practice, member_id, found[0].id if found is not None else 0)


async def in_comments(uow: UnitOfWork, practice_id: int, member_id: int) -> list[Entry]:
    """Every comment that can be linked to this member, an entry for each: for the right of access.

    With `reference`, what was `said`, its `topic`, how it was signed (`attribution`), its `state` and `said_on`,
    where there is one the `reason` for its state, and the `replies`.
    """
    entries = []
    for voice in map(voice_of, await voices.of_member(uow, practice_id, member_id)):
        replies = await inbox.replies(uow, practice_id, voice.id)
        entry: Entry = {
            "reference": voice.reference,
            "said": voice.text,
            "topic": voice.topic,
            "attribution": voice.attribution.value,
            "said_on": voice.said_on.isoformat(),
            "state": voice.state.value,
            "replies": [row.words for row in replies],
        }
        entries.append({**entry, "reason": voice.reason} if voice.reason else entry)
    return entries


async def projects_of(uow: UnitOfWork, practice_id: int, member_id: int) -> list[Entry]:
    """The improvement projects that this member sees to: for the right of access."""
    found = await own_voices.projects(uow, practice_id, member_id)
    return [{"reference": f"J{number}", "said": title, "state": state} for number, title, state in found]
