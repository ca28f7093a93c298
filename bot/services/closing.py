"""Closing: the totals are kept, anonymous answers are cut off for good, and an outcome is owed and chased."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import ConsultationClosed, ConsultationStillOpen
from bot.rules.words import Attribution, ConsultationKind, ConsultationState, OutcomeKind, ResultsTo, Role
from bot.services import audit
from bot.services.collecting import collect, let_everybody_go, members_with_sheets
from bot.services.consultations import Brief, brief_of, get_brief, row_of
from bot.services.due import by_itself
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice, PracticeBook
from bot.services.secrets import SecretStore, new_respondent
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import answers, consultations, outbox, roles, roster

CHASE_EVERY = timedelta(days=7)
YOUNG_SECRET = timedelta(minutes=10)
ABOUT_OPEN_POLL = (Kind.POLL, Kind.POLL_REMINDER, Kind.NUDGE)


class Closing:
    """The end of a consultation, and what becomes of it."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices, secret_store: SecretStore) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices
        self._secrets = secret_store

    async def close(self, uow: UnitOfWork, actor: Actor | None, practice: Practice, consultation_id: int) -> Brief:
        """Close a poll, keep its totals, cut anonymous answers off for good, and send the result to who may see it.

        Refuses with NoSuchReference, and with ConsultationClosed where it is closed already.
        """
        row = await row_of(uow, practice, consultation_id)
        now = self._clock.now()
        if not await consultations.take_out_of(
            uow, practice.id, row.id, ConsultationState.OPEN, ConsultationState.CLOSED
        ):
            raise ConsultationClosed(reference=brief_of(row).reference)
        if row.kind == ConsultationKind.SURVEY:
            await collect(uow, practice, row, self._secrets, now)
        await let_everybody_go(uow, row.id, now)
        asked, answered = await roster.turnout(uow, practice.id, row.id)
        totals = await answers.totals(uow, practice.id, row.id)
        beside = max(0, sum((await answers.by_method(uow, practice.id, row.id)).values()) - answered)
        await answers.keep_totals(uow, practice.id, row.id, totals)
        await consultations.change(
            uow,
            practice.id,
            row.id,
            closed_at=now,
            chase_at=now + CHASE_EVERY,
            asked=asked,
            answered=answered,
            beside=beside,
        )
        if row.attribution == Attribution.ANONYMOUS:
            await self._cut_off(uow, practice, row.id)
        await outbox.withdraw_subject(uow, practice.id, subject_id=row.id, kinds=ABOUT_OPEN_POLL, now=now)
        await self._send_results(uow, practice, row)
        await audit.note(uow, actor, practice.id, f"closed a {row.kind}", brief_of(row).reference, now)
        return await get_brief(uow, practice, consultation_id)

    async def _cut_off(self, uow: UnitOfWork, practice: Practice, consultation_id: int) -> None:
        """Rewrite roster and answers: shuffled, freshly keyed, all in this one transaction; then destroy the secret.

        All of them, because the version of a row, its place and its order would lead from one to the other.
        """
        whole = await answers.everything(uow, practice.id, consultation_id)
        fresh = {ballot["respondent"]: new_respondent() for ballot in whole.ballots}
        for rows in (whole.ballots, whole.answers, whole.written):
            for row in rows:
                row["respondent"] = fresh[row["respondent"]]
        shuffle = secrets.SystemRandom().shuffle
        for rows in whole:
            shuffle(rows)
        await answers.rewrite(uow, practice.id, consultation_id, whole)

        async def destroy() -> None:
            self._secrets.destroy(consultation_id)

        uow.after_commit(destroy)
        uow.scrub_after_commit()

    async def _send_results(self, uow: UnitOfWork, practice: Practice, row: Consultation) -> None:
        told = set(await roles.holders(uow, practice.id, (Role.CHAIR, Role.MANAGER)))
        if row.results_to == ResultsTo.MEMBERS:
            told |= set(await roster.asked_people(uow, practice.id, row.id))
        await self._notices.queue(uow, practice, Kind.POLL_RESULTS, sorted(told), subject_id=row.id)

    async def stop_sending(self, uow: UnitOfWork, actor: Actor, practice: Practice, consultation_id: int) -> Brief:
        """Stop a broadcast: what is sent is sent, the rest is withdrawn, and those people were not asked.

        The poll stays open for those who have it. Refuses with NoSuchReference.
        """
        row, now = await row_of(uow, practice, consultation_id), self._clock.now()
        missed = await outbox.withdraw_subject(uow, practice.id, subject_id=row.id, kinds=(Kind.POLL,), now=now)
        # Who found it under /polls and has begun was asked, whatever became of the message.
        begun = await members_with_sheets(uow, practice, row, self._secrets)
        await roster.take_off(uow, practice.id, row.id, missed, but=begun)
        await audit.note(uow, actor, practice.id, f"stopped sending a {row.kind}", brief_of(row).reference, now)
        return brief_of(row)

    async def record_outcome(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        consultation_id: int,
        kind: OutcomeKind,
        text: str,
    ) -> Brief:
        """Put on record what became of a closed poll, and tell everybody who was asked. It is finished then.

        Refuses with NoSuchReference, ConsultationStillOpen and, the second time, ConsultationClosed.
        """
        row = await row_of(uow, practice, consultation_id)
        reference = brief_of(row).reference
        if row.state == ConsultationState.OPEN:
            raise ConsultationStillOpen(reference=reference)
        if not await consultations.take_out_of(
            uow, practice.id, row.id, ConsultationState.CLOSED, ConsultationState.FINISHED
        ):
            raise ConsultationClosed(reference=reference)
        now = self._clock.now()
        told = {"outcome": text.strip(), "outcome_kind": kind, "outcome_at": now}
        await consultations.change(uow, practice.id, row.id, **told, chase_at=None)
        people = await roster.asked_people(uow, practice.id, row.id)
        await self._notices.queue(uow, practice, Kind.POLL_OUTCOME, people, subject_id=row.id)
        await audit.note(uow, actor, practice.id, "recorded an outcome", reference, now)
        return await get_brief(uow, practice, consultation_id)

    async def close_due(self, uow: UnitOfWork) -> int:
        """Close every poll whose time has come. Returns how many."""

        async def close(practice: Practice, due: _Due) -> None:
            await self.close(uow, None, practice, due.id)

        return await self._each(uow, await consultations.due_to_close(uow, self._clock.now()), close)

    async def remind_due(self, uow: UnitOfWork) -> int:
        """Queue the one reminder of every poll for which it is due, to those who have not answered."""

        async def remind(practice: Practice, due: _Due) -> None:
            await consultations.change(uow, practice.id, due.id, remind_at=None)
            people = await roster.silent(uow, practice.id, due.id)
            await self._notices.queue(
                uow, practice, Kind.POLL_REMINDER, people, subject_id=due.id, expires_at=due.closes_at
            )

        return await self._each(uow, await consultations.due_to_remind(uow, self._clock.now()), remind)

    async def chase_due(self, uow: UnitOfWork) -> int:
        """Ask again for outcomes that are owed: the chairs, once a week, until they are recorded."""
        now = self._clock.now()

        async def chase(practice: Practice, due: _Due) -> None:
            await consultations.change(uow, practice.id, due.id, chase_at=now + CHASE_EVERY)
            chairs = await roles.holders(uow, practice.id, (Role.CHAIR,))
            await self._notices.queue(
                uow, practice, Kind.OUTCOME_OWED, chairs, subject_id=due.id, occasion=now.date().isoformat()
            )

        return await self._each(uow, await consultations.due_to_chase(uow, now), chase)

    async def _each(
        self, uow: UnitOfWork, rows: list[Consultation], act: Callable[[Practice, "_Due"], Awaitable[None]]
    ) -> int:
        """Do something for each poll, so that one that fails does not keep the others. Returns how many went well."""
        done = 0
        for due in [_Due(row.practice_id, row.id, row.closes_at) for row in rows]:
            practice = self._book.get(due.practice_id)
            if practice is None:
                continue
            async with by_itself(uow, "due-poll-failed", work=act.__name__):
                await act(practice, due)
                done += 1
        return done

    async def destroy_leftover_secrets(self, uow: UnitOfWork) -> None:
        """Destroy secrets whose poll is closed: a crash can come between the commit and the file."""
        # A young one may belong to a poll that is just being sent, and is not in the database yet.
        leftover = self._secrets.kept(since=self._clock.now() - YOUNG_SECRET)
        for consultation_id in leftover - await consultations.anonymous_and_open(uow):
            self._secrets.destroy(consultation_id)
            uow.scrub_after_commit()


@dataclass(frozen=True)
class _Due:
    """A poll that the clock has something to do for."""

    practice_id: int
    id: int
    closes_at: datetime
