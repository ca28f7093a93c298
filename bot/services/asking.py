"""Asking: whom a poll would reach, and sending it."""

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import DateProblem, NobodyToAsk, PollProblem
from bot.rules.polls import problem_with
from bot.rules.times import reminder_time
from bot.rules.words import Attribution, Audience, ConsultationKind, ConsultationState
from bot.services import audit
from bot.services.consultations import Reach, new_link, tier_asked
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.polls import Draft, Poll, poll_of
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import consultations, members, practices, roster


class Asking:
    """What a chair does to put a question to the group."""

    def __init__(self, clock: Clock, notices: Notices, secrets: SecretStore) -> None:
        self._clock = clock
        self._notices = notices
        self._secrets = secrets

    async def reach(self, uow: UnitOfWork, practice: Practice, audience: Audience) -> Reach:
        """Whom a message to this audience would reach now."""
        return Reach(*await members.reach(uow, practice.id, tier_asked(audience)))

    async def ask(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, draft: Draft, progress_message_id: int | None
    ) -> Poll:
        """Send a poll to its audience. `progress_message_id` is the author's message that shows how it goes.

        Refuses with PollProblem, DateProblem (`problem`) and NobodyToAsk.
        """
        now = self._clock.now()
        if (problem := problem_with(draft.question, draft.choices)) is not None:
            raise PollProblem(problem=problem)
        if draft.closes_at <= now:
            raise DateProblem(problem="past")
        if not (await self.reach(uow, practice, draft.audience)).members:
            raise NobodyToAsk()
        row = await self._add(uow, actor, practice, draft, progress_message_id)
        if draft.attribution == Attribution.ANONYMOUS:
            self._secrets.create(row.id)
        async for some in members.reached(uow, practice.id, tier_asked(draft.audience)):
            entries = ((member, new_link(draft.attribution)) for member, _ in some)
            await roster.put(uow, practice.id, row.id, entries)
            people = (person for _, person in some)
            await self._notices.queue(uow, practice, Kind.POLL, people, subject_id=row.id, expires_at=draft.closes_at)
        await audit.note(uow, actor, practice.id, "sent a poll", f"P{row.number}", now)
        return await poll_of(uow, row)

    async def _add(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, draft: Draft, progress_message_id: int | None
    ) -> Consultation:
        now = self._clock.now()
        goes_out = self._notices.goes_out_at(practice, Kind.POLL)
        return await consultations.add(
            uow,
            practice.id,
            question=draft.question.strip(),
            question_kind=draft.kind,
            choices=[choice.strip() for choice in draft.choices],
            kind=ConsultationKind.POLL,
            number=await practices.next_number(uow, practice.id, "P"),
            state=ConsultationState.OPEN,
            audience=draft.audience,
            attribution=draft.attribution,
            results_to=draft.results_to,
            influence=draft.influence,
            author_id=actor.person_id,
            opened_at=now,
            closes_at=draft.closes_at,
            remind_at=reminder_time(goes_out, draft.closes_at, self._notices.quiet, practice.settings.zone),
            progress_message_id=progress_message_id,
        )
