"""What may become of a comment, and how well a practice answers: states, days without an answer, the closure rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.rules.words import FeedbackState

# What the practice says to a comment: an answer, a reason, an outcome. Two of them fit into one message.
LONGEST_ANSWER = 1_000
LONGEST_TITLE = 60

OPEN = (FeedbackState.NEW, FeedbackState.ACKNOWLEDGED, FeedbackState.IN_HAND)


class Which(StrEnum):
    """Which comments somebody wants to see."""

    NEW = "new"
    OPEN = "open"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True)
class Heard:
    """When a comment was said, first answered, and ended. `new`: nobody has done anything about it yet."""

    said_on: date
    answered_on: date | None = None
    ended_on: date | None = None
    new: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is new, and nobody has said anything to it."""
        return self.new and self.answered_on is None


@dataclass(frozen=True)
class Closure:
    """How well a practice answers.

    `comments`, `answered` and `ended` are of those said in a period, and `heard` have an answer or an end. `rate` is
    how many of them in a hundred do: rounded down, so that 100 means all; None where nobody said anything. `waiting`
    are those that wait for a first word, whenever they were said, and `longest_wait_days` is how long the first of
    them does: 0 where none waits.
    """

    comments: int
    answered: int
    ended: int
    waiting: int
    longest_wait_days: int
    rate: int | None
    heard: int = 0


def states_of(which: Which) -> tuple[FeedbackState, ...]:
    """The states of the comments that somebody wants to see."""
    match which:
        case Which.NEW:
            return (FeedbackState.NEW,)
        case Which.OPEN:
            return OPEN
        case Which.ENDED:
            return (FeedbackState.DONE, FeedbackState.CANNOT)
        case Which.ALL:
            return tuple(FeedbackState)


def may_follow(before: FeedbackState, after: FeedbackState) -> bool:
    """Whether a comment in one state may be put into another. One that has ended can only be taken in hand again."""
    if before in OPEN:
        return after != before
    return after is FeedbackState.IN_HAND


def days_unanswered(heard: Heard, today: date) -> int:
    """For how many days nobody had said anything to a comment: until its answer or its end, or until today."""
    until = min((day for day in (heard.answered_on, heard.ended_on) if day is not None), default=today)
    return max(0, (until - heard.said_on).days)


def closure(comments: Iterable[Heard], since: date, today: date) -> Closure:
    """The figures of the comments said from a day on, and of all those that wait."""
    known = list(comments)
    said = [each for each in known if each.said_on >= since]
    waits = [days_unanswered(each, today) for each in known if each.waits]
    closed = sum(each.answered_on is not None or each.ended_on is not None for each in said)
    return Closure(
        comments=len(said),
        answered=sum(each.answered_on is not None for each in said),
        ended=sum(each.ended_on is not None for each in said),
        waiting=len(waits),
        longest_wait_days=max(waits, default=0),
        rate=100 * closed // len(said) if said else None,
        heard=closed,
    )
