"""The practices of this deployment: settings from the configuration, beside their row in the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from bot.clock import Clock
from bot.rules.words import DocumentKind, Role
from bot.settings import PracticeSettings, Settings
from bot.texts import FALLBACK, Texts
from storage.database import UnitOfWork
from storage.queries import practices, roles, topics


@dataclass(frozen=True)
class Practice:
    """One practice: its id in the database and its settings."""

    id: int
    settings: PracticeSettings


@dataclass(frozen=True)
class PublishedText:
    """One version of the agreement or of the privacy notice, exactly as it is shown."""

    id: int
    version: int
    sha256: str
    text: str


class PracticeBook:
    """Every practice of this deployment, by id and by code."""

    def __init__(self, entries: list[Practice]) -> None:
        self._by_id = {practice.id: practice for practice in entries}

    def __iter__(self) -> Iterator[Practice]:
        return iter(self._by_id.values())

    def get(self, practice_id: int | None) -> Practice | None:
        """The practice with this id, or None where it left the configuration."""
        return self._by_id.get(practice_id) if practice_id is not None else None

    @property
    def only(self) -> Practice | None:
        """The practice, where there is just one."""
        entries = list(self._by_id.values())
        return entries[0] if len(entries) == 1 else None


async def open_book(uow: UnitOfWork, settings: Settings, clock: Clock) -> PracticeBook:
    """Bring the database in line with the configuration: practices, published texts, and roles granted once."""
    entries = []
    for configured in settings.practice:
        practice = Practice(await practices.ensure(uow, configured.code), configured)
        entries.append(practice)
        await _publish(uow, practice, clock)
        await _grant_configured_roles(uow, practice, clock)
        await topics.ensure(uow, practice.id, _topics(configured), clock.now())
    return PracticeBook(entries)


async def current_text(uow: UnitOfWork, practice: Practice, kind: DocumentKind) -> PublishedText:
    """The version of a document that is in force."""
    row = await practices.current_document(uow, practice.id, kind)
    assert row is not None, "published when the program starts"
    return PublishedText(row.id, row.version, row.sha256, row.text)


def _topics(settings: PracticeSettings) -> tuple[str, ...]:
    texts = Texts(FALLBACK)
    titles = settings.topics or texts.plain("default-topics").splitlines()
    # There is always one for what fits under no other.
    return tuple(dict.fromkeys(title.strip() for title in (*titles, texts.plain("topic-other"))))


async def _publish(uow: UnitOfWork, practice: Practice, clock: Clock) -> None:
    files = {
        DocumentKind.AGREEMENT: practice.settings.agreement,
        DocumentKind.PRIVACY: practice.settings.privacy_notice,
    }
    for kind, path in files.items():
        text = _filled(path.read_text(encoding="utf-8").strip(), practice.settings)
        digest = sha256(text.encode()).hexdigest()
        current = await practices.current_document(uow, practice.id, kind)
        if current is None or current.sha256 != digest:
            await practices.publish_document(uow, practice.id, kind, text=text, sha256=digest, at=clock.now())


# How long things are kept: a notice that names them says what the bot does.
PERIODS = ("keep_left_days", "keep_declined_days", "keep_comments_months", "keep_answers_months")


def _filled(text: str, settings: PracticeSettings) -> str:
    # Plain replacement: a practice's own text may hold braces for reasons of its own.
    text = text.replace("{practice}", settings.name).replace("{group}", settings.group_name)
    for period in PERIODS:
        text = text.replace(f"{{{period}}}", str(getattr(settings, period)))
    return text


async def _grant_configured_roles(uow: UnitOfWork, practice: Practice, clock: Clock) -> None:
    # Each grant once, on record: from then on the database decides, and a removed chair stays removed.
    configured = practice.settings
    named = {Role.CHAIR: configured.chairs, Role.MANAGER: configured.managers, Role.STAFF: configured.staff}
    for role, people in named.items():
        for telegram_id in people:
            if not await roles.ever_granted(uow, practice.id, telegram_id, role, "configuration"):
                await roles.grant(uow, practice.id, telegram_id, role, source="configuration", at=clock.now())
