"""Surveys kept as drafts: a practice's own, for whoever asks there."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.errors import NoSuchDraft
from bot.services import audit
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.surveys import SurveyDraft
from storage.database import UnitOfWork
from storage.queries import saved

MOST_LISTED = 20


@dataclass(frozen=True)
class Saved:
    """A draft in a list."""

    id: int
    title: str
    saved_at: datetime


class Saving:
    """Keeps drafts, and brings them out again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def keep(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, draft: SurveyDraft, saved_id: int | None = None
    ) -> int:
        """Keep a draft, in place of the one with this id where it is still there. Returns its id."""
        now = self._clock.now()
        await audit.note(uow, actor, practice.id, "saved a draft of a survey", "", now)
        return await saved.keep(
            uow,
            practice.id,
            saved_id,
            title=draft.title,
            draft=draft.to_data(),
            author_id=actor.person_id,
            at=now,
        )

    async def all(self, uow: UnitOfWork, practice: Practice) -> list[Saved]:
        """The practice's drafts, the one last saved first."""
        rows = await saved.newest(uow, practice.id, MOST_LISTED)
        return [Saved(row.id, row.title, row.saved_at) for row in rows]

    async def open(self, uow: UnitOfWork, practice: Practice, saved_id: int) -> SurveyDraft:
        """A draft as it was kept. Refuses with NoSuchDraft."""
        row = await saved.get(uow, practice.id, saved_id)
        if row is None:
            raise NoSuchDraft()
        return SurveyDraft.from_data(row.draft)

    async def drop(self, uow: UnitOfWork, actor: Actor, practice: Practice, saved_id: int) -> None:
        """Delete a draft."""
        await audit.note(uow, actor, practice.id, "deleted a draft of a survey", "", self._clock.now())
        await saved.drop(uow, practice.id, saved_id)
