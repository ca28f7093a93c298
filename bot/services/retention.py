"""What is kept no longer than the practice has said: erased by the clock once a day, on record, with counts alone."""

from datetime import timedelta

from bot.clock import Clock
from bot.rules.recurring import months_after
from bot.rules.words import MemberState
from bot.services import audit
from bot.services.agreed import local_date, start_of
from bot.services.due import by_itself
from bot.services.erasing import Erasing
from bot.services.practices import Practice, PracticeBook
from storage.database import UnitOfWork
from storage.queries import retention

# What somebody needs can say something about their health. After the meeting the practice may still settle costs of
# travel and the like, and then nobody has to know it (UK GDPR, article 5(1)(e)).
KEEP_NEEDS_DAYS = 30


class Retention:
    """Erases what is past its time."""

    def __init__(self, book: PracticeBook, clock: Clock, erasing: Erasing) -> None:
        self._book = book
        self._clock = clock
        self._erasing = erasing

    async def purge(self, uow: UnitOfWork) -> None:
        """Erase in every practice what its settings keep no longer. One that fails does not keep the others."""
        for practice in self._book:
            async with by_itself(uow, "purge-failed", practice=practice.settings.code):
                await self._memberships(uow, practice)
                await self._comments(uow, practice)
                await self._needs(uow, practice)
                await self._answers(uow, practice)

    async def _memberships(self, uow: UnitOfWork, practice: Practice) -> None:
        for state, days, what in (
            (MemberState.LEFT, practice.settings.keep_left_days, "erased members who had left"),
            (MemberState.DECLINED, practice.settings.keep_declined_days, "erased people who were not let in"),
        ):
            before = self._clock.now() - timedelta(days=days)
            rows = await retention.ended_members(uow, practice.id, state, before)
            if rows:
                await self._erasing.memberships(uow, rows)
                await self._note(uow, practice, what, len(rows))

    async def _comments(self, uow: UnitOfWork, practice: Practice) -> None:
        months = practice.settings.keep_comments_months
        if not months:
            return
        before = months_after(local_date(practice, self._clock.now()), -months)
        if erased := await retention.erase_comments(uow, practice.id, before):
            uow.scrub_after_commit()
            await self._note(uow, practice, "erased the words of old comments", erased)

    async def _needs(self, uow: UnitOfWork, practice: Practice) -> None:
        before = self._clock.now() - timedelta(days=KEEP_NEEDS_DAYS)
        if deleted := await retention.delete_needs(uow, practice.id, before):
            uow.scrub_after_commit()
            await self._note(uow, practice, "deleted what people had needed for past meetings", deleted)

    async def _answers(self, uow: UnitOfWork, practice: Practice) -> None:
        months, now = practice.settings.keep_answers_months, self._clock.now()
        if not months:
            return
        before = start_of(practice, months_after(local_date(practice, now), -months))
        found = await retention.answered_long_ago(uow, practice.id, before)
        for consultation_id in found:
            await retention.delete_answers(uow, practice.id, consultation_id, now)
        if found:
            uow.scrub_after_commit()
            await self._note(uow, practice, "deleted the answers of old polls and surveys", len(found))

    async def _note(self, uow: UnitOfWork, practice: Practice, what: str, many: int) -> None:
        await audit.note(uow, None, practice.id, what, str(many), self._clock.now())
