"""The chain of one practice at a moment: which voices lie behind a thing, and whether all that came of one is over.

A topic lives for years. What was settled under it before a thing was made is not behind that thing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules import chains
from bot.rules.chains import Link, Step
from bot.rules.words import ChainKind, FeedbackState
from bot.services.agreed import local_date
from bot.services.knots import Found, things
from bot.services.practices import Practice
from bot.services.voices import ENDED
from storage.database import UnitOfWork
from storage.queries import chain


@dataclass(frozen=True)
class Said:
    """A comment in the chain. `member_id` is the sealed link: for sending, and shown to nobody."""

    id: int
    topic_id: int
    member_id: int | None
    state: FeedbackState
    said_on: date
    ended_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it is neither done, nor cannot be done."""
        return self.state not in ENDED


@dataclass(frozen=True)
class Web:
    """Every link of a practice."""

    practice: Practice
    steps: tuple[Step, ...]

    def behind(self, link: Link) -> set[Link]:
        """What a thing came from, over however many steps; of comments only those that are linked themselves."""
        return chains.behind(self.steps, [link])

    def polls_behind(self, link: Link) -> list[int]:
        """The ids of the polls and surveys that a thing came from."""
        return sorted(key for kind, key in self.behind(link) if kind is ChainKind.CONSULTATION)

    async def comments_behind(self, uow: UnitOfWork, link: Link, at: datetime | None = None) -> list[Said]:
        """The comments that a thing came from, each once; of a topic its own. `at`: as it was at its outcome."""
        kind, key = link
        day = local_date(self.practice, at) if at is not None else None
        if kind is ChainKind.FEEDBACK:
            return await self._comments(uow, {key}, {})
        if kind is ChainKind.TOPIC:
            return await self._comments(uow, set(), {key: day or date.min}, day)
        before = self.behind(link)
        found = await things(uow, self.practice, before | {link})
        until = found[link].ended_at if link in found else None
        if day is None and until is not None:
            day = local_date(self.practice, until)
        direct = {key for kind, key in before if kind is ChainKind.FEEDBACK}
        return await self._comments(uow, direct, self._topics_behind(before | {link}, found), day)

    def _topics_behind(self, among: set[Link], found: Found) -> dict[int, date]:
        """The topics among these, each with the day on which the first thing was made that came of it."""
        first: dict[int, date] = {}
        for (kind, key), to in self.steps:
            made = found[to].made_at if kind is ChainKind.TOPIC and to in among and to in found else None
            if made is not None:
                first[key] = min(first.get(key, date.max), local_date(self.practice, made))
        return first

    async def _comments(
        self, uow: UnitOfWork, direct: set[int], topics: dict[int, date], until: date | None = None
    ) -> list[Said]:
        rows = await chain.comments(uow, self.practice.id, direct, topics.keys())
        found = [
            Said(row.id, row.topic_id, row.member_id, FeedbackState(row.state), row.said_on, row.ended_on)
            for row in rows
        ]
        return [
            each
            for each in found
            if each.id in direct or _goes_on(each, topics.get(each.topic_id, date.min), until or date.max)
        ]

    async def over(self, uow: UnitOfWork, comments: Iterable[Said], ending: Link) -> list[Said]:
        """Those of these comments of which all that came has ended. `ending` is just doing so."""
        nodes = {each.id: self._ahead(each) for each in comments}
        found = await things(uow, self.practice, set().union(*nodes.values()))
        return [each for each in comments if all(self._has_ended(node, found, ending) for node in nodes[each.id])]

    def _ahead(self, comment: Said) -> set[Link]:
        return chains.ahead(self.steps, [(ChainKind.FEEDBACK, comment.id), (ChainKind.TOPIC, comment.topic_id)])

    def _has_ended(self, node: Link, found: Found, ending: Link) -> bool:
        if node == ending or node not in found:
            return True
        # An agenda item that led on to something is what came of that.
        led_on = node[0] is ChainKind.AGENDA and any(first == node for first, _ in self.steps)
        return led_on or found[node].has_ended


async def web_of(uow: UnitOfWork, practice: Practice) -> Web:
    """The chain of a practice."""
    rows = await chain.steps(uow, practice.id)
    steps = (((ChainKind(kind), key), (ChainKind(to), to_key)) for (kind, key), (to, to_key) in rows)
    return Web(practice, tuple(steps))


def _goes_on(comment: Said, since: date, until: date) -> bool:
    """Whether a comment was there, and not settled before, in a time from one day to another."""
    return comment.said_on <= until and (comment.ended_on is None or comment.ended_on >= since)
