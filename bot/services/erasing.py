"""Erasing: identity, signatures, roles, and all that can still be linked to somebody, gone or unlinked."""

from collections.abc import Sequence

from bot.clock import Clock
from bot.services import audit
from bot.services.consultations import brief_of
from bot.services.erased import ErasedList
from bot.services.places import respondent_of
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.models.people import Member
from storage.queries import (
    answers,
    consultations,
    members,
    outbox,
    own_meetings,
    own_voices,
    people,
    planned,
    restored,
    roles,
    roster,
    saved,
)


class Erasing:
    """Erases memberships, and with the last of them the person."""

    def __init__(self, clock: Clock, secrets: SecretStore, erased: ErasedList) -> None:
        self._clock = clock
        self._secrets = secrets
        self._erased = erased

    async def memberships(self, uow: UnitOfWork, rows: Sequence[Member]) -> None:
        """Erase these memberships. Whoever is in no other group is erased as a person; the files are scrubbed."""
        # Before anything is durable here: a copy that is older than this must never bring them back.
        self._erased.add((row.alias for row in rows), self._clock.now())
        for row in rows:
            await self._membership(uow, row)
        for person_id in {row.person_id for row in rows}:
            if not await members.of_person(uow, person_id):
                await people.erase(uow, person_id)
        uow.scrub_after_commit()

    async def again(self, uow: UnitOfWork) -> None:
        """Erase whoever is on the list of the erased and here all the same: the data came back from a copy."""
        rows = await restored.members_by_alias(uow, self._erased.aliases())
        for row in rows:
            at = self._clock.now()
            await audit.note(uow, None, row.practice_id, "erased a person again after a restore", "", at)
        await self.memberships(uow, rows)

    async def _membership(self, uow: UnitOfWork, row: Member) -> None:
        here, member_id, person_id = row.practice_id, row.id, row.person_id
        await self._answers(uow, row)
        await outbox.forget_person(uow, here, person_id)
        await consultations.forget_author(uow, here, person_id)
        await saved.forget_author(uow, here, person_id)
        await planned.forget_author(uow, here, person_id)
        await own_meetings.forget_member(uow, here, member_id)
        await own_meetings.forget_author(uow, here, person_id)
        await own_voices.forget_member(uow, here, member_id)
        await own_voices.forget_author(uow, here, person_id)
        person = await people.by_id(uow, person_id)
        assert person is not None, "a membership has a person"
        await roles.revoke_all(uow, here, person.telegram_id, self._clock.now())
        await roles.forget_commanded(uow, here, person.telegram_id)
        await members.erase(uow, here, member_id)

    async def _answers(self, uow: UnitOfWork, row: Member) -> None:
        for entry, consultation in await roster.of_member(uow, row.practice_id, row.id):
            respondent = respondent_of(self._secrets, brief_of(consultation), entry)
            if respondent is not None:
                await answers.drop_ballot(uow, row.practice_id, consultation.id, respondent)
        await roster.strike(uow, row.practice_id, row.id)
