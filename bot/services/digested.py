"""What digests say, as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.voices import Closure
from bot.rules.words import ChainKind, OutcomeKind
from bot.services.agreed import Action
from bot.services.attending import Counts
from bot.services.chain import Told
from bot.services.consultations import Brief
from bot.services.meetings import Meeting


@dataclass(frozen=True)
class Running:
    """A poll or a survey, how many were asked, and how many of them have answered."""

    about: Brief
    asked: int
    answered: int


@dataclass(frozen=True)
class WeekOfComments:
    """A week from its Monday: how many comments were made, and how many of those have an answer or an end by now."""

    monday: date
    said: int
    heard: int


@dataclass(frozen=True)
class Week:
    """A week for the chair and the manager, and how things stand at its end."""

    since: datetime
    until: datetime
    topics: tuple[tuple[str, int], ...]
    closure: Closure
    weeks: tuple[WeekOfComments, ...]
    actions: int
    overdue: tuple[Action, ...]
    running: tuple[Running, ...]
    owed: tuple[Brief, ...]
    meeting: Meeting | None
    replies: Counts
    joined: int
    left: int
    members: int
    unreachable: int
    projects: int

    @property
    def comments(self) -> int:
        """How many comments were made in this week."""
        return sum(many for _, many in self.topics)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened and nothing waits for anybody."""
        waits = self.closure.waiting or self.overdue or self.running or self.owed or self.meeting
        return not (waits or self.comments or self.joined or self.left)


@dataclass(frozen=True)
class News:
    """You said, we did: what it was about, what was done, or why nothing can be. `of` is its reference, or empty."""

    said: str
    kind: OutcomeKind
    words: str
    at: datetime
    of: str = ""


@dataclass(frozen=True)
class Month:
    """A month for members: what is the same for all of them. `quiet_line`: even an empty one is worth a line."""

    since: datetime
    until: datetime
    news: tuple[News, ...]
    running: tuple[Running, ...]
    meeting: Meeting | None
    quiet_line: bool


def news_of(told: Iterable[Told], finished: Iterable[Brief], since: datetime) -> tuple[News, ...]:
    """What was told in a time, of comments and of polls, the newest first.

    What came of one person's comment was told to them alone: only what is of more than one voice, or of a thing
    that the practice did for all, is news.
    """
    found = [
        News(each.said, each.kind, each.words, each.at, each.of.reference)
        for each in told
        if each.of.kind is not ChainKind.FEEDBACK
    ]
    found += [
        News(each.title, each.outcome_kind, each.outcome or "", each.outcome_at or since, each.reference)
        for each in finished
        if each.outcome_kind is not None
    ]
    return tuple(sorted(found, key=lambda news: news.at, reverse=True))
