"""Asking later, and again: what is planned, and sending it when its time comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import NobodyToAsk, PartProblem, Refusal
from bot.rules.permissions import Capability
from bot.rules.recurring import Every, next_due
from bot.rules.times import closing_time
from bot.rules.words import ConsultationKind, Role
from bot.services import audit
from bot.services.asking import AnyDraft, Asking
from bot.services.consultations import Brief
from bot.services.due import by_itself
from bot.services.notices import Notices
from bot.services.people import Actor, People
from bot.services.polls import Draft
from bot.services.practices import Practice, PracticeBook
from bot.services.surveys import SurveyDraft
from storage.database import UnitOfWork
from storage.models.planning import Planned
from storage.queries import people, planned, roles, saved

log = structlog.get_logger()

# Why something planned was not sent, as those who plan are told.
WHY: Mapping[type[Refusal], str] = {NobodyToAsk: "nobody", PartProblem: "part"}


@dataclass(frozen=True)
class Plan:
    """A poll or a survey that goes out later. `next_at` is None when nothing of it is to come."""

    id: int
    practice_id: int
    kind: ConsultationKind
    title: str
    draft: Mapping[str, Any]
    author_id: int | None
    first_at: datetime
    next_at: datetime | None
    every: Every
    days_open: int


class Planning:
    """Plans, lists and stops; and, for the clock, sends."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices, people_: People, asking: Asking) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices
        self._people = people_
        self._asking = asking

    async def plan(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        draft: AnyDraft,
        *,
        first_at: datetime,
        every: Every,
        days_open: int,
    ) -> Plan:
        """Have a draft go out at a time, once or from then on. Each stays open for `days_open` days."""
        kind = ConsultationKind.SURVEY if isinstance(draft, SurveyDraft) else ConsultationKind.POLL
        row = await planned.add(
            uow,
            practice.id,
            kind=kind,
            title=draft.title,
            draft=draft.to_data(),
            author_id=actor.person_id,
            first_at=first_at,
            next_at=first_at,
            every=every,
            days_open=days_open,
        )
        await audit.note(uow, actor, practice.id, f"planned a {kind}", f"plan {row.id}", self._clock.now())
        return _plan(row)

    async def to_come(self, uow: UnitOfWork, practice: Practice) -> list[Plan]:
        """What this practice has planned, the next first."""
        return [_plan(row) for row in await planned.to_come(uow, practice.id)]

    async def find(self, uow: UnitOfWork, practice: Practice, plan_id: int) -> Plan | None:
        """One plan of this practice, past or to come."""
        row = await planned.get(uow, practice.id, plan_id)
        return _plan(row) if row is not None else None

    async def stop(self, uow: UnitOfWork, actor: Actor, practice: Practice, plan_id: int) -> bool:
        """Have it go out no more; what went out before stays. False where it was stopped already."""
        now = self._clock.now()
        stopped = await planned.stop(uow, practice.id, plan_id, now)
        if stopped:
            await audit.note(uow, actor, practice.id, "stopped a plan", f"plan {plan_id}", now)
        return stopped

    async def send_due(self, uow: UnitOfWork) -> int:
        """Send whatever is due, each once, however late. Returns how many went out."""
        sent = 0
        for plan in [_plan(row) for row in await planned.due(uow, self._clock.now())]:
            practice = self._book.get(plan.practice_id)
            if practice is None:
                continue
            async with by_itself(uow, "planned-not-sent", plan=plan.id):
                sent += await self._send(uow, practice, plan)
        await planned.adopt_messages(uow, Kind.PLANNED_SENT)
        return sent

    async def _send(self, uow: UnitOfWork, practice: Practice, plan: Plan) -> bool:
        now = self._clock.now()
        following = next_due(now, plan.first_at, plan.every, practice.settings.zone)
        if not await planned.claim(uow, practice.id, plan.id, now, following):
            return False
        author = await self._author(uow, practice, plan)
        if author is None:
            # Nobody who may ask stands behind it any more: it ends here, and those who can plan anew are told.
            await planned.stop(uow, practice.id, plan.id, now)
            await self._tell(uow, practice, plan, "author")
            return False
        try:
            async with uow.savepoint():
                sent = await self._ask(uow, author, practice, plan)
        except Refusal as refusal:
            log.warning("planned-refused", plan=plan.id, why=refusal.key)
            if following is None and plan.kind == ConsultationKind.SURVEY:
                # Nothing else would lead to its questions any more.
                author_id, draft = author.person_id, dict(plan.draft)
                await saved.keep(uow, practice.id, None, title=plan.title, draft=draft, author_id=author_id, at=now)
            await self._tell(uow, practice, plan, WHY.get(type(refusal), "other"), author)
            return False
        await self._notices.queue(uow, practice, Kind.PLANNED_SENT, [author.person_id], subject_id=sent.id)
        return True

    async def _author(self, uow: UnitOfWork, practice: Practice, plan: Plan) -> Actor | None:
        """Whoever planned it, if they may still ask."""
        person = await people.by_id(uow, plan.author_id) if plan.author_id is not None else None
        author = await self._people.recipient(uow, person.telegram_id, practice) if person is not None else None
        return author if author is not None and author.may(Capability.ASK) else None

    async def _ask(self, uow: UnitOfWork, author: Actor, practice: Practice, plan: Plan) -> Brief:
        closes = closing_time(self._clock.now(), plan.days_open, practice.settings.zone)
        if plan.kind == ConsultationKind.SURVEY:
            survey = SurveyDraft.from_data(plan.draft).but(closes_at=closes)
            return await self._asking.ask_survey(uow, author, practice, survey, None)
        return await self._asking.ask(uow, author, practice, Draft.from_data(plan.draft).but(closes_at=closes), None)

    async def _tell(
        self, uow: UnitOfWork, practice: Practice, plan: Plan, why: str, author: Actor | None = None
    ) -> None:
        told = set(await roles.holders(uow, practice.id, (Role.CHAIR, Role.MANAGER)))
        told |= {author.person_id} if author is not None else set()
        occasion = plan.next_at.isoformat() if plan.next_at is not None else ""
        await self._notices.queue(
            uow,
            practice,
            Kind.PLANNED_MISSED,
            sorted(told),
            subject_id=plan.id,
            occasion=occasion,
            details={"why": why},
        )


def _plan(row: Planned) -> Plan:
    return Plan(
        id=row.id,
        practice_id=row.practice_id,
        kind=ConsultationKind(row.kind),
        title=row.title,
        draft=row.draft,
        author_id=row.author_id,
        first_at=row.first_at,
        next_at=row.next_at,
        every=Every(row.every),
        days_open=row.days_open,
    )
