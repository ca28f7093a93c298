"""A practice with people in it, over the services: what tests of services and delivery stand on."""

import contextlib
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.delivery.kinds import Kind
from bot.rules.forms.answers import NotSaid
from bot.rules.forms.form import Form, Question
from bot.rules.forms.form import Kind as QuestionKind
from bot.rules.words import Connection, DocumentKind, Tier
from bot.services.all import Services, make_services
from bot.services.consultations import Brief
from bot.services.joining import Application
from bot.services.people import Actor
from bot.services.polls import Draft, Paper, Poll
from bot.services.practices import Practice, current_text, open_book
from bot.services.stepping import Filled
from bot.services.surveys import Survey, SurveyDraft
from bot.settings import Settings
from storage.database import Database, UnitOfWork
from storage.models.delivery import Delivery
from storage.queries import outbox
from tests.support.clock import HandClock
from tests.support.settings import CHAIR, make_settings

# What somebody says to a question of a survey: a choice or typed words, several choices, or that they rather not say.
Given = str | tuple[str, ...] | NotSaid
FIRST_PATIENT = 1_000
WORDING = "May we message you?"


class Group:
    """The services of one program over one database, and short ways to do what people do."""

    def __init__(self, database: Database, settings: Settings, clock: HandClock, services: Services) -> None:
        self.database, self.settings, self.clock, self.services = database, settings, clock, services
        self.practices = list(services.book)

    @classmethod
    async def open(cls, database: Database, settings: Settings, clock: HandClock) -> "Group":
        """What a program does when it starts."""
        async with database.transaction() as uow:
            book = await open_book(uow, settings, clock)
        return cls(database, settings, clock, make_services(settings, book, clock))

    @classmethod
    async def made(cls, database: Database, tmp_path: Path, clock: HandClock, **keys: Any) -> "Group":
        """The group of a practice with these settings."""
        return await cls.open(database, make_settings(tmp_path, **keys), clock)

    @property
    def practice(self) -> Practice:
        """The first practice."""
        return self.practices[0]

    @contextlib.asynccontextmanager
    async def work(self) -> AsyncIterator[UnitOfWork]:
        """One unit of work."""
        async with self.database.transaction() as uow:
            yield uow

    async def actor(self, telegram_id: int, practice: Practice | None = None) -> Actor:
        """Who this is now, in the first practice or in another."""
        async with self.work() as uow:
            return await self.services.people.identify(uow, telegram_id, "en", (practice or self.practice).id)

    async def application(self, practice: Practice | None = None, **changes: Any) -> Application:
        """What a patient called Asha gives who says yes to everything."""
        async with self.work() as uow:
            return await self._application(uow, practice or self.practice, changes)

    async def _application(self, uow: UnitOfWork, practice: Practice, changes: Mapping[str, Any]) -> Application:
        agreement = await current_text(uow, practice, DocumentKind.AGREEMENT)
        given = {
            "connection": Connection.PATIENT,
            "name": "Asha Patel",
            "document_id": agreement.id,
            "sha256": agreement.sha256,
            "typed_name": None,
            "may_message": True,
            "consent_wording": WORDING,
            "invitation_code": None,
        }
        return Application(**{**given, **changes})

    async def join(
        self, telegram_id: int, *, practice: Practice | None = None, tier: Tier = Tier.WIDER, **given: Any
    ) -> Actor:
        """Have somebody join, and be who they are then."""
        async with self.work() as uow:
            return await self._join(uow, telegram_id, practice or self.practice, tier, given)

    async def _join(
        self, uow: UnitOfWork, telegram_id: int, practice: Practice, tier: Tier, given: Mapping[str, Any]
    ) -> Actor:
        actor = await self.services.people.identify(uow, telegram_id, "en", practice.id)
        application = await self._application(uow, practice, given)
        membership = await self.services.joining.join(uow, actor, practice, application)
        await self.services.membership.choose_tier(uow, practice, membership, tier)
        await uow.flush()
        uow.session.expire_all()
        return await self.services.people.identify(uow, telegram_id, "en", practice.id)

    async def join_many(self, number: int, practice: Practice | None = None) -> list[Actor]:
        """Have several patients join."""
        async with self.work() as uow:
            return [
                await self._join(
                    uow, FIRST_PATIENT + place, practice or self.practice, Tier.WIDER, {"name": f"Patient {place}"}
                )
                for place in range(number)
            ]

    async def chair(self, practice: Practice | None = None) -> Actor:
        """The chair, who has joined as staff and so is asked nothing."""
        actor = await self.actor(CHAIR, practice)
        if actor.membership is not None:
            return actor
        return await self.join(CHAIR, practice=practice, connection=Connection.STAFF, name="Chris Chair")

    def draft(self, **changes: Any) -> Draft:
        """A poll with three choices that is open for a week."""
        keys: dict[str, Any] = {
            "question": "Should we open on Saturdays?",
            "choices": ("Yes", "No", "Not sure"),
            "closes_at": self.clock.now() + timedelta(days=7),
        }
        return Draft(**{**keys, **changes})

    async def ask(self, practice: Practice | None = None, **changes: Any) -> Poll:
        """Have the chair ask."""
        chair = await self.chair(practice)
        async with self.work() as uow:
            return await self.services.asking.ask(uow, chair, practice or self.practice, self.draft(**changes), None)

    async def choose(self, actor: Actor, poll: Poll, position: int, *, on: bool = True) -> Paper:
        """Have somebody tap a choice, by its number from 1."""
        practice = self.services.book.get(poll.practice_id)
        assert practice is not None
        async with self.work() as uow:
            return await self.services.answering.choose(uow, actor, practice, poll.id, position, on=on)

    async def answer_all(self, actors: Iterable[Actor], poll: Poll, position: int = 1) -> None:
        """Have several people tap the same choice."""
        practice = self.services.book.get(poll.practice_id)
        assert practice is not None
        async with self.work() as uow:
            for actor in actors:
                await self.services.answering.choose(uow, actor, practice, poll.id, position, on=True)

    async def ask_survey(self, form: Form, practice: Practice | None = None, **changes: Any) -> Survey:
        """Have the chair ask a survey that is open for a week."""
        chair = await self.chair(practice)
        draft = SurveyDraft(**{"form": form, "closes_at": self.clock.now() + timedelta(days=7), **changes})
        async with self.work() as uow:
            asking = self.services.asking
            return await asking.ask_survey(uow, chair, practice or self.practice, draft, None)

    async def fill(
        self, actor: Actor, survey: Survey, given: Mapping[str, Given], *, until: str = "", send: bool = True
    ) -> Filled:
        """Have somebody go through a survey, and hand it in unless they stop: at question `until`, or before sending.

        `given` is, by question: the name of a choice, several names, what is typed, or NOT_SAID. Others are skipped.
        """
        practice, filling = self.services.book.get(survey.practice_id), self.services.filling
        assert practice is not None
        async with self.work() as uow:
            filled = await filling.begin(uow, actor, practice, survey.id)
            while (question := filled.sheet.question) is not None and question.name != until:
                place = (uow, actor, practice, survey.id, question.name)
                filled = await self._answer(place, question, given.get(question.name))
            if send and not until:
                filled = await filling.hand_in(uow, actor, practice, survey.id)
        return filled

    async def _answer(
        self, place: tuple[UnitOfWork, Actor, Practice, int, str], question: Question, given: Given | None
    ) -> Filled:
        filling = self.services.filling
        match given:
            case None:
                return await (filling.skip if question.takes_an_answer else filling.go_on)(*place)
            case NotSaid():
                return await filling.not_say(*place)
            case str() if not question.choices:
                return await filling.write(*place, given)
        for name in (given,) if isinstance(given, str) else given:
            filled = await filling.choose(*place, name, on=True)
        return await filling.go_on(*place) if question.kind is QuestionKind.MULTIPLE else filled

    async def close(self, poll: Brief) -> Brief:
        """Have the chair close a poll or a survey."""
        practice = self.services.book.get(poll.practice_id)
        assert practice is not None
        async with self.work() as uow:
            chair = await self.services.people.identify(uow, CHAIR, "en", practice.id)
            return await self.services.closing.close(uow, chair, practice, poll.id)

    async def deliveries(self, actor: Actor, kind: Kind | None = None) -> list[Delivery]:
        """What was queued for somebody, oldest first."""
        assert actor.practice is not None
        async with self.database.reading() as uow:
            rows = await outbox.of_person(uow, actor.practice.id, actor.person_id)
            uow.session.expunge_all()
        return [row for row in rows if kind in (None, row.kind)]

    async def states(self, actor: Actor, kind: Kind) -> list[str]:
        """The states of what was queued for somebody of one kind."""
        return [row.state for row in await self.deliveries(actor, kind)]
