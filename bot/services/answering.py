"""Answering: a member's choices, kept as they are made and open to a change of mind until the close."""

from collections.abc import Sequence
from datetime import date

from bot.clock import Clock
from bot.errors import ConsultationClosed, NoSuchReference
from bot.rules.words import Attribution, Method, QuestionKind
from bot.services.consultations import Brief, brief_of
from bot.services.people import Actor
from bot.services.places import key_of, place_on_roster, refuse_outsiders, respondent_of
from bot.services.polls import Paper, Poll, get_poll
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.models.consultation import Rostered
from storage.queries import answers, consultations, roster


class Answering:
    """What a member does with a poll."""

    def __init__(self, clock: Clock, secrets: SecretStore) -> None:
        self._clock = clock
        self._secrets = secrets

    async def prepare(
        self, uow: UnitOfWork, practice_id: int, consultation_id: int, member_ids: Sequence[int]
    ) -> None:
        """Read all at once what `choose` will need for these members, in this unit of work and no other."""
        await roster.warm(uow, practice_id, consultation_id, member_ids)

    async def open_for(self, uow: UnitOfWork, actor: Actor, practice: Practice) -> list[tuple[Brief, bool]]:
        """The open polls and surveys that this member can answer, and whether they have."""
        member = actor.membership
        if member is None or not member.counted:
            return []
        rows = await roster.open_for(uow, practice.id, member.id, member.tier)
        return [(brief_of(row), answered) for row, answered in rows]

    async def paper(self, uow: UnitOfWork, actor: Actor, practice: Practice, consultation_id: int) -> Paper:
        """A poll with this member's own choices, as far as they can still be told.

        Refuses with NoSuchReference and NotAsked.
        """
        poll = await get_poll(uow, practice, consultation_id)
        member = actor.membership
        entry = await roster.entry(uow, practice.id, poll.id, member.id) if member is not None else None
        if entry is None:
            await refuse_outsiders(uow, actor, practice, poll)
        respondent = respondent_of(self._secrets, poll, entry) if entry is not None else None
        return await self._paper(uow, practice, poll, respondent)

    async def choose(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        consultation_id: int,
        position: int,
        *,
        on: bool,
    ) -> Paper:
        """Keep one choice of a member, or take it back. The same again changes nothing.

        Refuses with NoSuchReference, ConsultationClosed, NotAsked and KeyLost.
        """
        await consultations.hold_as_it_is(uow, practice.id, consultation_id)
        poll = await get_poll(uow, practice, consultation_id)
        if not poll.is_open or poll.closes_at <= self._clock.now():
            raise ConsultationClosed(reference=poll.reference)
        choice_id = dict(enumerate((key for key, _ in poll.choices), start=1)).get(position)
        if choice_id is None:
            raise NoSuchReference(reference=poll.reference)
        entry = await place_on_roster(uow, actor, practice, poll)
        respondent = key_of(self._secrets, poll, entry)
        if on and not entry.answered:
            said = answers.Said(poll.question_id, respondent, choice_id)
            answers.first_ballot(uow, entry, said, method=Method.CHAT, answered_on=self._today(practice, poll))
            return Paper(poll, frozenset({position}))
        await self._change(uow, practice, poll, entry, respondent, choice_id, on=on)
        return await self._paper(uow, practice, poll, respondent)

    async def _change(
        self,
        uow: UnitOfWork,
        practice: Practice,
        poll: Poll,
        entry: Rostered,
        respondent: str,
        choice_id: int,
        *,
        on: bool,
    ) -> None:
        """Somebody who has answered thinks again, or taps the same once more."""
        said = answers.Said(poll.question_id, respondent, choice_id)
        if on:
            await answers.choose(uow, practice.id, poll.id, said, instead=poll.kind == QuestionKind.SINGLE)
            return
        await answers.unchoose(uow, practice.id, poll.id, said)
        if entry.answered and not await answers.chosen(uow, practice.id, poll.id, respondent):
            await answers.drop_ballot(uow, practice.id, poll.id, respondent)
            entry.answered = False

    def _today(self, practice: Practice, poll: Poll) -> date | None:
        # Not even the day stays with an anonymous answer.
        if poll.attribution == Attribution.ANONYMOUS:
            return None
        return self._clock.now().astimezone(practice.settings.zone).date()

    async def _paper(self, uow: UnitOfWork, practice: Practice, poll: Poll, respondent: str | None) -> Paper:
        if respondent is None:
            return Paper(poll, frozenset())
        chosen = await answers.chosen(uow, practice.id, poll.id, respondent)
        positions = enumerate((key for key, _ in poll.choices), start=1)
        return Paper(poll, frozenset(position for position, key in positions if key in chosen))
