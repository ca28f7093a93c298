"""Asking: whom a poll or a survey would reach, and sending it."""

from typing import Any

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import DateProblem, NobodyToAsk, PartProblem, PollProblem, SurveyProblem
from bot.rules.polls import problem_with
from bot.rules.profile.segments import may_be_offered
from bot.rules.times import reminder_time
from bot.rules.words import Attribution, Audience, ConsultationKind, ConsultationState
from bot.services import audit
from bot.services.consultations import LETTERS, Reach, brief_of, new_link, tier_asked
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.polls import Draft, Poll, poll_of
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from bot.services.surveys import Survey, SurveyDraft, rows_of, survey_of, to_text
from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.queries import consultations, members, practices, roster, surveys

AnyDraft = Draft | SurveyDraft


class Asking:
    """What a chair does to put a question to the group."""

    def __init__(self, clock: Clock, notices: Notices, secrets: SecretStore) -> None:
        self._clock = clock
        self._notices = notices
        self._secrets = secrets

    async def reach(self, uow: UnitOfWork, practice: Practice, audience: Audience, segment: str = "") -> Reach:
        """Whom a message to this audience, or to this part of it, would reach now."""
        return Reach(*await members.reach(uow, practice.id, tier_asked(audience), segment or None))

    async def ask(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, draft: Draft, progress_message_id: int | None
    ) -> Poll:
        """Send a poll to its audience. `progress_message_id` is the author's message that shows how it goes.

        Refuses with PollProblem, DateProblem (`problem`) and NobodyToAsk.
        """
        if (problem := problem_with(draft.question, draft.choices)) is not None:
            raise PollProblem(problem=problem)
        await self._refuse_in_vain(uow, practice, draft)
        row = await consultations.add(
            uow,
            practice.id,
            question_kind=draft.kind,
            choices=[choice.strip() for choice in draft.choices],
            **await self._columns(uow, actor, practice, draft, progress_message_id),
        )
        await self._send(uow, actor, practice, draft, row)
        return await poll_of(uow, row)

    async def ask_survey(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, draft: SurveyDraft, progress_message_id: int | None
    ) -> Survey:
        """Send a survey to its audience. Refuses with SurveyProblem, DateProblem (`problem`) and NobodyToAsk."""
        if not any(each.takes_an_answer for each in draft.form):
            raise SurveyProblem(problem="no-questions")
        await self._refuse_in_vain(uow, practice, draft)
        row = await surveys.add(
            uow,
            practice.id,
            form=to_text(draft.form),
            partial=draft.partial,
            questions=rows_of(draft.form),
            **await self._columns(uow, actor, practice, draft, progress_message_id),
        )
        await self._send(uow, actor, practice, draft, row)
        return await survey_of(uow, row)

    async def _refuse_in_vain(self, uow: UnitOfWork, practice: Practice, draft: AnyDraft) -> None:
        if draft.closes_at <= self._clock.now():
            raise DateProblem(problem="past")
        reached = (await self.reach(uow, practice, draft.audience, draft.segment)).members
        if draft.segment:
            await self._refuse_to_single_out(uow, practice, draft, reached)
        if not reached:
            raise NobodyToAsk()

    async def _refuse_to_single_out(self, uow: UnitOfWork, practice: Practice, draft: AnyDraft, reached: int) -> None:
        """A part of the group is asked only while it, and the rest, is large, and never by name.

        The practice sees totals of what members say of themselves: names beside answers would tell it of each.
        """
        if draft.attribution == Attribution.NAMED:
            raise PartProblem(problem="named")
        whole = (await self.reach(uow, practice, Audience.ALL)).members
        if draft.audience != Audience.ALL or not may_be_offered(reached, of=whole):
            raise PartProblem(problem="small")

    async def _columns(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, draft: AnyDraft, progress_message_id: int | None
    ) -> dict[str, Any]:
        goes_out = self._notices.goes_out_at(practice, Kind.POLL)
        kind = ConsultationKind.SURVEY if isinstance(draft, SurveyDraft) else ConsultationKind.POLL
        return {
            "title": draft.title.strip(),
            "kind": kind,
            "number": await practices.next_number(uow, practice.id, LETTERS[kind]),
            "state": ConsultationState.OPEN,
            "audience": draft.audience,
            "segment": draft.segment or None,
            "attribution": draft.attribution,
            "results_to": draft.results_to,
            "influence": draft.influence,
            "author_id": actor.person_id,
            "opened_at": self._clock.now(),
            "closes_at": draft.closes_at,
            "remind_at": reminder_time(goes_out, draft.closes_at, self._notices.quiet, practice.settings.zone),
            "progress_message_id": progress_message_id,
        }

    async def _send(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, draft: AnyDraft, row: Consultation
    ) -> None:
        if draft.attribution == Attribution.ANONYMOUS:
            self._secrets.create(row.id)
        async for some in members.reached(uow, practice.id, tier_asked(draft.audience), draft.segment or None):
            entries = ((member, new_link(draft.attribution)) for member, _ in some)
            await roster.put(uow, practice.id, row.id, entries)
            people = (person for _, person in some)
            await self._notices.queue(uow, practice, Kind.POLL, people, subject_id=row.id, expires_at=draft.closes_at)
        await audit.note(uow, actor, practice.id, f"sent a {row.kind}", brief_of(row).reference, self._clock.now())
