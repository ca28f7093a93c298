"""The run: rounds of hostile updates, one from each of many people, while others go about their business."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.fuzz import kinds, texts
from benchmarks.fuzz.hostile import Hostile, spoiled, whole
from benchmarks.fuzz.kinds import Json
from bot.demo.standin.driver import PersonDriver
from tests.conversations.house import CHAIR, MANAGER
from tests.conversations.process import BotProcess, settled_group

MEMBERS, STRANGERS, HONEST = 60, 60, 3
FIRST_STRANGER = 600_001
# Nobody may send more than this in ten seconds, and nobody here does: a flood is another story.
SPOILED_SHARE = 0.3
PATIENCE = 60.0
SAID = frozenset({"sendMessage", "sendDocument", "sendPhoto", "editMessageText"})


@dataclass
class Tally:
    """What became of one kind of update."""

    sent: int = 0
    answered: int = 0
    excuse: str = ""


@dataclass
class Course:
    """How a run went. `unanswered` and `unheard` are faults; `worst` is the longest that an honest person waited."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    sent: dict[int, Hostile] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    senders: frozenset[int] = frozenset()
    seconds: float = 0.0
    worst: float = 0.0

    def count(self, hostile: Hostile, *, answered: bool) -> None:
        """Note what became of an update."""
        tally = self.kinds.setdefault(hostile.kind, Tally(excuse=hostile.excuse))
        tally.sent += 1
        tally.answered += answered
        if not answered and not hostile.excuse:
            self.unanswered.append(f"{hostile.kind}: {str(hostile.content)[:300]!r}")


class Run:
    """A bot at work, and those who send it what they should not."""

    def __init__(self, bot: BotProcess, chance: Random) -> None:
        self.bot = bot
        self.chance = chance
        self.course = Course()
        self._world = bot.standin.world
        self._read = 0

    async def through(self, updates: int) -> Course:
        """Send so many hostile updates, and see what comes of them."""
        members = await settled_group(self.bot, MEMBERS + HONEST)
        self._world.add_group(self._world.bot(), kinds.GROUP, "Group")
        self._world.add_group(self._world.bot(), kinds.CHANNEL, "Channel", "channel")
        hostile, honest = members[:MEMBERS] + self._strangers(), members[MEMBERS:]
        self.course.senders = frozenset(each.id for each in members + hostile) | {CHAIR, MANAGER}
        await self.bot.start()
        # A start takes its time, and is no part of this.
        honest[0].type("/polls")
        await honest[0].hears("There is no open poll now", PATIENCE)
        began = time.monotonic()
        left = updates
        while left > 0:
            some = self.chance.sample(hostile, min(left, len(hostile)))
            await self._round(some, honest)
            left -= len(some)
        self.course.seconds = time.monotonic() - began
        return self.course

    def _strangers(self) -> list[PersonDriver]:
        strangers = [self.bot.person(FIRST_STRANGER + number) for number in range(STRANGERS)]
        chair, manager = self.bot.person(CHAIR), self.bot.person(MANAGER)
        for each in strangers:
            each.chat.started = True
        return [*strangers, chair, manager]

    async def _round(self, some: Sequence[PersonDriver], honest: Sequence[PersonDriver]) -> None:
        sent = [(person, self._send(person)) for person in some]
        began = time.monotonic()
        for person in honest:
            person.type("/polls")
        for person in honest:
            try:
                await person.hears("There is no open poll now", PATIENCE)
            except AssertionError:
                self.course.unheard.append("somebody who asked for the polls")
        self.course.worst = max(self.course.worst, time.monotonic() - began)
        try:
            await self.bot.standin.settled(PATIENCE)
        except AssertionError as failure:
            self.course.unheard.append(str(failure))
        await self._replied(sent)
        self._count(sent)

    def _send(self, person: PersonDriver) -> Hostile:
        bot = self._world.bot()
        who: Json = {
            "id": person.id,
            "is_bot": False,
            "first_name": self.chance.choice(texts.NAMES),
            "last_name": self.chance.choice(texts.NAMES[:4]),
            "language_code": self.chance.choice(texts.LANGUAGES),
        }
        query_id = self._world.new_query(bot, person.chat)
        make = spoiled if self.chance.random() < SPOILED_SHARE else whole
        hostile = make(self.chance, who, query_id)
        self.course.sent[bot.updates.put(hostile.content)] = hostile
        return hostile

    async def _replied(self, sent: Sequence[tuple[PersonDriver, Hostile]]) -> None:
        # A batch is acknowledged while the last of its replies may still be on their way.
        for _ in range(100):
            heard = self._heard()
            if all(hostile.excuse or self._is_answered(person, hostile, heard) for person, hostile in sent):
                return
            await asyncio.sleep(0.05)

    def _count(self, sent: Sequence[tuple[PersonDriver, Hostile]]) -> None:
        heard = self._heard()
        for person, hostile in sent:
            self.course.count(hostile, answered=self._is_answered(person, hostile, heard))
        self._read = len(self.bot.standin.journal.records)

    def _heard(self) -> Counter[int | None]:
        calls = self.bot.standin.journal.after(self._read)
        return Counter(call.chat_id for call in calls if call.method in SAID and call.ok)

    def _is_answered(self, person: PersonDriver, hostile: Hostile, heard: Counter[int | None]) -> bool:
        query = self._world.bot().queries.get(hostile.query_id)
        return bool(query.answered) if query is not None else heard[person.id] > 0
