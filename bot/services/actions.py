"""Actions: what was agreed, who does it, by when, and whether it is done. Chased until it is done or dropped."""

from datetime import date

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import ActionProblem, DateProblem, NotYours
from bot.rules.actions import is_overdue
from bot.rules.lengths import is_blank
from bot.rules.permissions import Capability
from bot.rules.words import ActionState, ChainKind, MemberState, OutcomeKind
from bot.services import audit
from bot.services.agreed import (
    LETTER,
    Action,
    Owner,
    action_by_reference,
    action_of,
    get_action,
    local_date,
    may_settle,
    open_actions,
)
from bot.services.chain import Chain, Link
from bot.services.chasing import Chasing, keepers
from bot.services.meetings import get_meeting
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice, PracticeBook
from storage.database import UnitOfWork
from storage.queries import actions, members, practices

__all__ = ["Action", "Actions", "Owner"]

LATELY = 10
# What an action's owner, or its chair, hears of it: `news` in the details of a delivery.
GIVEN, MOVED, SETTLED = "given", "moved", "settled"


class Actions:
    """Makes and settles actions, finds them and, for the clock, chases them."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices, chain: Chain) -> None:
        self._clock = clock
        self._notices = notices
        self._chain = chain
        self._chasing = Chasing(book, clock, notices)

    async def make(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        text: str,
        due_on: date,
        owner_id: int | None,
        owner_name: str | None,
        meeting_id: int | None,
        *,
        came_from: Link | None = None,
    ) -> Action:
        """Put down what was agreed. The owner hears of it, where they are a member and another than the actor.

        `came_from` is what it is linked to in the chain from voice to outcome. Refuses with NotYours, ActionProblem,
        DateProblem, with NoSuchReference of a meeting that is none, and, for what it came from, with ChainProblem.
        """
        _must_track(actor)
        name = (owner_name or "").strip()
        await self._check(uow, practice, text, due_on, owner_id, name)
        if meeting_id is not None:
            await get_meeting(uow, practice, meeting_id)
        now = self._clock.now()
        # A link that is refused leaves no action behind.
        async with uow.savepoint():
            row = await actions.add(
                uow,
                practice.id,
                number=await practices.next_number(uow, practice.id, LETTER),
                meeting_id=meeting_id,
                text=text.strip(),
                owner_id=owner_id,
                owner_name=name or None,
                due_on=due_on,
                state=ActionState.OPEN,
                author_id=actor.person_id,
                made_at=now,
            )
            if came_from is not None:
                await self._chain.link(uow, actor, practice, came_from, (ChainKind.ACTION, row.id))
        action = await self.get(uow, practice, row.id)
        await self._tell_owner(uow, actor, practice, action, GIVEN)
        await self._chasing.pass_over(uow, practice, action)
        await audit.note(uow, actor, practice.id, "added an action", action.reference, now)
        return action

    async def _check(
        self, uow: UnitOfWork, practice: Practice, text: str, due_on: date, owner_id: int | None, name: str
    ) -> None:
        if is_blank(text):
            raise ActionProblem(problem="text")
        if (owner_id is None) == is_blank(name):
            raise ActionProblem(problem="owner")
        if owner_id is not None and owner_id not in {each.member_id for each in await self.owners(uow, practice)}:
            # They have left, or meet no more, since they were offered.
            raise ActionProblem(problem="owner")
        self._must_be_to_come(practice, due_on)

    async def get(self, uow: UnitOfWork, practice: Practice, action_id: int) -> Action:
        """One action of this practice. Refuses with NoSuchReference."""
        return await get_action(uow, practice, action_id, self._clock.now())

    async def by_reference(self, uow: UnitOfWork, practice: Practice, reference: str) -> Action:
        """The action `A5`, however it was typed. Refuses with NoSuchReference."""
        return await action_by_reference(uow, practice, reference, self._clock.now())

    async def open_ones(self, uow: UnitOfWork, practice: Practice) -> tuple[Action, ...]:
        """Those that are open, the first to be due first."""
        return await open_actions(uow, practice, self._clock.now())

    async def of_meeting(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> tuple[Action, ...]:
        """Those that were agreed at a meeting, in the order in which they were."""
        today = local_date(practice, self._clock.now())
        return tuple(action_of(found, today) for found in await actions.of_meeting(uow, practice.id, meeting_id))

    async def settled_lately(self, uow: UnitOfWork, practice: Practice, most: int = LATELY) -> tuple[Action, ...]:
        """Those that are done or dropped, the newest first; so many `most`."""
        today = local_date(practice, self._clock.now())
        return tuple(action_of(found, today) for found in await actions.settled(uow, practice.id, most))

    async def owners(self, uow: UnitOfWork, practice: Practice) -> tuple[Owner, ...]:
        """Those whom the chair may see by name, and so give an action to: who has a role, and core members."""
        return tuple(Owner(member_id, name) for member_id, name in await actions.owners(uow, practice.id))

    async def to_settle(self, uow: UnitOfWork, actor: Actor, practice: Practice, action_id: int) -> Action:
        """An open action that the actor may settle. Refuses with NotYours, NoSuchReference and ActionProblem."""
        action = await self.get(uow, practice, action_id)
        if not may_settle(actor, action):
            raise NotYours()
        if not action.is_open:
            raise ActionProblem(problem="settled")
        return action

    async def settle(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        action_id: int,
        state: ActionState,
        result: str | None = None,
    ) -> Action:
        """Say what became of an action: done, with what came of it, or dropped, with the reason. Once.

        What its owner says the chair hears, and what the chair says its owner hears; and everybody whose voice is in
        it. Refuses with NotYours, NoSuchReference and ActionProblem: settled before, or no reason.
        """
        await self.to_settle(uow, actor, practice, action_id)
        words = (result or "").strip()
        if state == ActionState.OPEN or (state == ActionState.DROPPED and is_blank(words)):
            raise ActionProblem(problem="reason")
        now = self._clock.now()
        columns = {"state": state, "result": words or None, "settled_at": now}
        if not await actions.change_open(uow, practice.id, action_id, **columns):
            raise ActionProblem(problem="settled")
        action = await self.get(uow, practice, action_id)
        if actor.may(Capability.TRACK_ACTIONS):
            await self._tell_owner(uow, actor, practice, action, SETTLED)
        else:
            await self._tell_keepers(uow, practice, action)
        outcome = OutcomeKind.DONE if state == ActionState.DONE else OutcomeKind.CANNOT
        end = (ChainKind.ACTION, action.id)
        await self._chain.ended(uow, actor, practice, end, outcome, words or action.text)
        done = "marked an action done" if state == ActionState.DONE else "dropped an action"
        await audit.note(uow, actor, practice.id, done, action.reference, now)
        return action

    async def change_due(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, action_id: int, due_on: date
    ) -> Action:
        """Give an open action another day. Its owner hears of it.

        Refuses with NotYours, NoSuchReference, ActionProblem (settled) and DateProblem.
        """
        _must_track(actor)
        before = await self.to_settle(uow, actor, practice, action_id)
        self._must_be_to_come(practice, due_on)
        if before.due_on == due_on:
            return before
        if not await actions.change_open(uow, practice.id, action_id, due_on=due_on):
            raise ActionProblem(problem="settled")
        action = await self.get(uow, practice, action_id)
        await self._tell_owner(uow, actor, practice, action, MOVED)
        await self._chasing.pass_over(uow, practice, action)
        now = self._clock.now()
        await audit.note(uow, actor, practice.id, "changed the date of an action", action.reference, now)
        return action

    async def chase_due(self, uow: UnitOfWork) -> int:
        """Remind of every action for which it is time, each reminder once. Returns how many."""
        return await self._chasing.chase_due(uow)

    async def _tell_owner(self, uow: UnitOfWork, actor: Actor, practice: Practice, action: Action, news: str) -> None:
        row = await members.get(uow, practice.id, action.owner_id) if action.owner_id is not None else None
        if row is None or row.state != MemberState.ACTIVE or row.person_id == actor.person_id:
            return
        # A date can change more than once, and back.
        occasion = f"{news}:{self._clock.now().isoformat()}" if news == MOVED else news
        person, details = [row.person_id], {"news": news}
        await self._notices.queue(
            uow, practice, Kind.ACTION_GIVEN, person, subject_id=action.id, occasion=occasion, details=details
        )

    async def _tell_keepers(self, uow: UnitOfWork, practice: Practice, action: Action) -> None:
        told, details = await keepers(uow, practice), {"news": SETTLED}
        await self._notices.queue(
            uow, practice, Kind.ACTION_OVERDUE, told, subject_id=action.id, occasion=SETTLED, details=details
        )

    def _must_be_to_come(self, practice: Practice, due_on: date) -> None:
        if is_overdue(local_date(practice, self._clock.now()), due_on):
            raise DateProblem(problem="past")


def _must_track(actor: Actor) -> None:
    if not actor.may(Capability.TRACK_ACTIONS):
        raise NotYours()
