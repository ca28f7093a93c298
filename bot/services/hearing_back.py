"""What came back to whoever made a comment: the practice's answers, and what came of it."""

from dataclasses import dataclass

from bot.services.endings import outcome_of
from bot.services.inbox import Answer
from bot.services.practices import Practice
from bot.services.voices import Voice
from storage.database import UnitOfWork
from storage.queries import inbox


@dataclass(frozen=True)
class HeardBack:
    """A comment, the answers to it, the oldest first, and the words of what came of it, where anything has."""

    voice: Voice
    answers: tuple[Answer, ...]
    outcome: str | None


async def heard_back(uow: UnitOfWork, practice: Practice, voice: Voice) -> HeardBack:
    """A comment of somebody's own with all that came back."""
    answers = tuple(Answer(row.id, row.words, row.at) for row in await inbox.replies(uow, practice.id, voice.id))
    return HeardBack(voice, answers, await outcome_of(uow, practice, voice))
