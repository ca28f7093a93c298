"""Telling everybody whose voice is in something what came of it: each person once for one outcome."""

from collections.abc import Iterable
from typing import Any

from bot.delivery.kinds import Kind
from bot.services.notices import Notices
from bot.services.practices import Practice
from bot.services.web import Said
from storage.database import UnitOfWork
from storage.queries import chain


async def tell_outcome(
    uow: UnitOfWork,
    notices: Notices,
    practice: Practice,
    outcome_id: int,
    comments: Iterable[Said],
    polls: Iterable[int],
) -> None:
    """Queue an outcome to those who made these comments, and to those who answered these polls and surveys.

    `details` say which comments and polls are theirs, and so what they said. Of anonymous comments nobody is known.
    """
    said = await _speakers(uow, practice, comments)
    answered: dict[int, list[int]] = {}
    for poll in polls:
        for person_id in await chain.answered(uow, practice.id, poll):
            answered.setdefault(person_id, []).append(poll)
    alike: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = {}
    for person_id in sorted(said.keys() | answered.keys()):
        theirs = (tuple(said.get(person_id, ())), tuple(answered.get(person_id, ())))
        alike.setdefault(theirs, []).append(person_id)
    for (voices, answers), people in alike.items():
        details: dict[str, Any] = {"voices": list(voices), "polls": list(answers)}
        await notices.queue(uow, practice, Kind.VOICE_OUTCOME, people, subject_id=outcome_id, details=details)


async def _speakers(uow: UnitOfWork, practice: Practice, comments: Iterable[Said]) -> dict[int, list[int]]:
    """person → the comments that are theirs."""
    known = [(each.id, each.member_id) for each in comments if each.member_id is not None]
    people = await chain.people(uow, practice.id, [member_id for _, member_id in known])
    said: dict[int, list[int]] = {}
    for voice_id, member_id in known:
        if member_id in people:
            said.setdefault(people[member_id], []).append(voice_id)
    return said
