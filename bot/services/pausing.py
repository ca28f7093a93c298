"""Pausing (the restriction of UK GDPR, article 18): what is kept of somebody stays, and nothing is done with it.

And putting right what is kept of somebody (article 16).
"""

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.rules.words import Connection, MemberState
from bot.services import audit
from bot.services.consultations import brief_of
from bot.services.people import Actor
from bot.services.places import respondent_of
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.models.consultation import Consultation, Rostered
from storage.queries import members, outbox, roster, surveys


class Pausing:
    """Pauses a membership, takes it up again, and corrects what it says."""

    def __init__(self, clock: Clock, secrets: SecretStore) -> None:
        self._clock = clock
        self._secrets = secrets

    async def pause(self, uow: UnitOfWork, actor: Actor, practice: Practice) -> None:
        """From now on they are asked and sent nothing, and counted nowhere. Again is harmless.

        What they have said stays where it is. Of questions that are open, and that they have not begun to answer,
        they were not asked after all.
        """
        member = actor.membership
        if member is None or member.state != MemberState.ACTIVE:
            return
        now = self._clock.now()
        await members.change(uow, practice.id, member.id, state=MemberState.PAUSED)
        # What they asked for a moment ago is theirs all the same.
        await outbox.withdraw(uow, practice.id, person_id=actor.person_id, now=now, but=(Kind.MY_DATA,))
        asked = await roster.of_member(uow, practice.id, member.id)
        unheard = [about.id for entry, about in asked if await self._has_not_begun(uow, entry, about)]
        await roster.strike(uow, practice.id, member.id, unheard)
        await audit.note(uow, actor, practice.id, "paused their membership", member.alias, now)

    async def come_back(self, uow: UnitOfWork, actor: Actor, practice: Practice) -> None:
        """Be in the group again, as before. Again is harmless."""
        member = actor.membership
        if member is None or member.state != MemberState.PAUSED:
            return
        await members.change(uow, practice.id, member.id, state=MemberState.ACTIVE)
        await audit.note(uow, actor, practice.id, "came back from a pause", member.alias, self._clock.now())

    async def correct_name(self, uow: UnitOfWork, actor: Actor, practice: Practice, name: str) -> None:
        """Keep another name, which `is_name`, in place of the one that was wrong."""
        await self._correct(uow, actor, practice, "corrected their name", name=name)

    async def correct_connection(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, connection: Connection
    ) -> None:
        """Be a patient instead of a carer, or the other way round. Staff stay staff: who is asked depends on it."""
        if actor.membership is not None and actor.membership.counted and connection != Connection.STAFF:
            await self._correct(uow, actor, practice, "corrected their connection", connection=connection)

    async def _correct(self, uow: UnitOfWork, actor: Actor, practice: Practice, what: str, **columns: str) -> None:
        assert actor.membership is not None, "only members have something to put right"
        await members.change(uow, practice.id, actor.membership.id, **columns)
        await audit.note(uow, actor, practice.id, what, actor.membership.alias, self._clock.now())

    async def _has_not_begun(self, uow: UnitOfWork, entry: Rostered, consultation: Consultation) -> bool:
        about = brief_of(consultation)
        if not about.is_open or entry.answered:
            return False
        respondent = respondent_of(self._secrets, about, entry)
        return respondent is None or await surveys.sheet(uow, about.practice_id, about.id, respondent) is None
