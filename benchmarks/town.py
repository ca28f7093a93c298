"""A practice with many members, prepared once as a folder with a database, and copied for every sample."""

import asyncio
import contextlib
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.delivery.kinds import Kind
from bot.rules.forms.form import Choice as FormChoice
from bot.rules.forms.form import Form
from bot.rules.forms.form import Kind as FormKind
from bot.rules.forms.form import Question as FormQuestion
from bot.rules.words import Connection, DocumentKind
from bot.services.all import Services, make_services
from bot.services.joining import Application
from bot.services.polls import Draft
from bot.services.practices import Practice, PublishedText, current_text, open_book
from bot.services.surveys import SurveyDraft
from bot.settings import load
from handlers.callbacks import OpenSurvey, Vote
from storage.database import Database, UnitOfWork
from storage.migrating import migrate
from storage.queries import outbox

TOKEN, CODE = "1:BENCH", "E82123"
CHAIR = 100
FIRST_MEMBER = 1_001
QUESTION = "Should the surgery open on Saturdays?"
CHOICES = ("Yes", "No", "I do not mind")
SURVEY_QUESTIONS = 10
UNANSWERED = "http://127.0.0.1:9"

CONFIG = """
[telegram]
token = "{token}"
api_base_url = "{url}"

[storage]
url = "sqlite+aiosqlite:///{folder}/town.db"
secrets = "secrets"

[delivery]
per_second = {per_second}
quiet_hours = ""

[[practice]]
name = "Riverside Surgery"
code = "{code}"
group_name = "Riverside Patient Group"
chairs = [{chair}]
"""


@dataclass(frozen=True)
class Town:
    """The folder of a practice, its members, and what a tap on its open poll, or the survey's *Start*, carries."""

    folder: Path
    members: int
    tap: str
    start: str = ""

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "town.db"

    def ask(self, question: str) -> tuple[int, ...]:
        """The one row that a question in SQL is answered with."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            found: tuple[int, ...] = connection.execute(question).fetchone()
            return found

    def copy_to(self, folder: Path) -> "Town":
        """The same practice in a folder of its own."""
        shutil.copytree(self.folder, folder)
        return Town(folder, self.members, self.tap, self.start)


def write_config(folder: Path, url: str, per_second: float = 30) -> Path:
    """A configuration for the practice in `folder`, with Telegram at `url`."""
    path = folder / "config.toml"
    path.write_text(CONFIG.format(token=TOKEN, url=url, folder=folder, per_second=per_second, code=CODE, chair=CHAIR))
    return path


def found_town(folder: Path, members: int, *, survey: bool = False) -> Town:
    """A practice with a chair and `members` members who signed, all asked an open poll that nobody has answered.

    And a `survey`, where one is wanted.
    """
    folder.mkdir(parents=True)
    return Town(folder, members, *asyncio.run(_found(folder, members, survey)))


async def _found(folder: Path, members: int, survey: bool) -> tuple[str, str]:
    settings, clock = load(write_config(folder, UNANSWERED)), SystemClock()
    database = Database(settings.storage.url)
    try:
        await migrate(database)
        async with database.transaction() as uow:
            book = await open_book(uow, settings, clock)
        practice = book.only
        assert practice is not None
        services = make_services(settings, book, clock)
        await _let_in(database, services, practice, [CHAIR, *range(FIRST_MEMBER, FIRST_MEMBER + members)])
        poll = await _ask(database, services, practice)
        return poll, await _ask_survey(database, services, practice) if survey else ""
    finally:
        await database.close()


async def _let_in(database: Database, services: Services, practice: Practice, telegram_ids: list[int]) -> None:
    async with database.transaction() as uow:
        agreement = await current_text(uow, practice, DocumentKind.AGREEMENT)
        for telegram_id in telegram_ids:
            person = await services.people.identify(uow, telegram_id, "en", practice.id)
            await services.joining.join(uow, person, practice, _application(telegram_id, agreement))


def _application(telegram_id: int, agreement: PublishedText) -> Application:
    return Application(
        connection=Connection.PATIENT,
        name=f"Member {telegram_id}",
        document_id=agreement.id,
        sha256=agreement.sha256,
        typed_name=None,
        may_message=True,
        consent_wording="May we message you?",
        invitation_code=None,
    )


async def _ask(database: Database, services: Services, practice: Practice) -> str:
    draft = Draft(QUESTION, CHOICES, services.clock.now() + timedelta(days=7))
    async with database.transaction() as uow:
        chair = await services.people.identify(uow, CHAIR, "en", practice.id)
        poll = await services.asking.ask(uow, chair, practice, draft, None)
        await _all_have_it(uow, services, practice, poll.id)
    return Vote(practice.id, poll.id, 1, True).pack()


async def _ask_survey(database: Database, services: Services, practice: Practice) -> str:
    choices = tuple(FormChoice(f"c{place}", {"en": words}) for place, words in enumerate(CHOICES))
    asked = tuple(
        FormQuestion(f"q{place}", FormKind.SINGLE, {"en": f"Question {place}: {QUESTION}"}, choices=choices)
        for place in range(SURVEY_QUESTIONS)
    )
    draft = SurveyDraft(Form({"en": "Ten questions"}, ("en",), asked), services.clock.now() + timedelta(days=7))
    async with database.transaction() as uow:
        chair = await services.people.identify(uow, CHAIR, "en", practice.id)
        survey = await services.asking.ask_survey(uow, chair, practice, draft, None)
        await _all_have_it(uow, services, practice, survey.id)
    return OpenSurvey(practice.id, survey.id).pack()


async def _all_have_it(uow: UnitOfWork, services: Services, practice: Practice, consultation_id: int) -> None:
    # Everybody has it on the screen already: none of it is left to be sent.
    kinds = [kind.value for kind in Kind]
    now = services.clock.now()
    await outbox.withdraw_subject(uow, practice.id, subject_id=consultation_id, kinds=kinds, now=now)
