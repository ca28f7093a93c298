"""Reminding people of what was agreed, when the clock says so."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.rules.actions import REMIND_DAYS, Chase, ChaseKind, chase_now, chase_time, chases
from bot.rules.words import MemberState, Role
from bot.services.agreed import Action, local_date
from bot.services.due import by_itself
from bot.services.notices import Notices
from bot.services.practices import Practice, PracticeBook
from storage.database import UnitOfWork
from storage.queries import actions, members, record, roles


class Chasing:
    """The clock's work with actions: whose reminder is due, and to whom it goes."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices

    async def chase_due(self, uow: UnitOfWork) -> int:
        """Remind of every action for which it is time, each reminder once. Returns how many."""
        due = await self._due(uow)
        before = await record.claimed_among(uow, [each.key for each in due])
        chased = 0
        for each in due:
            if each.key in before:
                continue
            async with by_itself(uow, "action-not-chased", action=each.action_id):
                chased += await self._chase(uow, each)
        return chased

    async def pass_over(self, uow: UnitOfWork, practice: Practice, action: Action) -> None:
        """Claim the reminder whose day has come already: people have just heard of the date."""
        now = self._clock.now()
        chase = chases(local_date(practice, now), action.due_on)
        if chase is not None:
            await record.claim_due(uow, _key(action.id, chase), now)

    async def _due(self, uow: UnitOfWork) -> list["_Due"]:
        now, quiet = self._clock.now(), self._notices.quiet
        # A day more: somewhere it is tomorrow already.
        until = now.date() + timedelta(days=REMIND_DAYS + 1)
        found = []
        for row in await actions.to_chase(uow, until):
            practice = self._book.get(row.practice_id)
            chase = chase_now(now, row.due_on, quiet, practice.settings.zone) if practice is not None else None
            if practice is not None and chase is not None:
                found.append(_Due(practice, row.id, row.owner_id, chase))
        return found

    async def _chase(self, uow: UnitOfWork, due: "_Due") -> bool:
        if not await record.claim_due(uow, due.key, self._clock.now()):
            return False
        practice, chase = due.practice, due.chase
        overdue = chase.kind is ChaseKind.OVERDUE
        told = await self._wants_reminders(uow, practice, due.owner_id)
        if overdue:
            told |= set(await keepers(uow, practice))
        await self._notices.queue(
            uow,
            practice,
            Kind.ACTION_OVERDUE if overdue else Kind.ACTION_DUE,
            sorted(told),
            subject_id=due.action_id,
            occasion=chase.word,
            expires_at=chase_time(chase.until, self._notices.quiet, practice.settings.zone),
        )
        return True

    async def _wants_reminders(self, uow: UnitOfWork, practice: Practice, owner_id: int | None) -> set[int]:
        row = await members.get(uow, practice.id, owner_id) if owner_id is not None else None
        wanted = row is not None and row.state == MemberState.ACTIVE and row.reminders and row.may_message
        return {row.person_id} if row is not None and wanted else set()


async def keepers(uow: UnitOfWork, practice: Practice) -> list[int]:
    """Person ids of those who keep track: the chairs, and where none has come yet the managers."""
    chairs = await roles.holders(uow, practice.id, (Role.CHAIR,))
    return chairs or await roles.holders(uow, practice.id, (Role.MANAGER,))


@dataclass(frozen=True)
class _Due:
    """A reminder that is due: of which action, and who does it."""

    practice: Practice
    action_id: int
    owner_id: int | None
    chase: Chase

    @property
    def key(self) -> str:
        return _key(self.action_id, self.chase)


def _key(action_id: int, chase: Chase) -> str:
    return f"action:{action_id}:{chase.word}"
