"""One scenario on one database: the bot lives, is killed at a random moment, and lives again, while people act."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.crash.trouble import stir
from bot.demo.standin import Limits, Message
from bot.demo.standin.driver import PersonDriver
from tests.conversations.process import BotProcess, bot_process

PER_SECOND = 1000
LATENCY = 0.02
# Nobody sits in silence for longer: then they ask where they are.
SILENCE = 3.0
SILENCES = 20
PATIENCE = 90.0


@dataclass(frozen=True)
class Trial:
    """What a scenario is run with. `folder` is its own and empty; `url` is that of its database, '' for SQLite."""

    folder: Path
    url: str
    rounds: int
    seed: int
    small: bool = False

    def chance(self, whose: str) -> Random:
        """The same throws for the same seed, apart for each who throws."""
        return Random(f"{self.seed} {whose}")

    def size(self, full: int, small: int) -> int:
        """How many people, in a whole run and in a small one."""
        return small if self.small else full


class Ordeal:
    """Kills, and keeps count of what each kill may excuse."""

    def __init__(self, trial: Trial, bot: BotProcess) -> None:
        self.trial = trial
        self.bot = bot
        self.chance = trial.chance("kills")
        self.kills = 0
        self.unconfirmed = 0
        self.looked_again = 0
        self.over = False
        self.failures: list[str] = []

    async def begin_life(self, people: Sequence[int]) -> None:
        """Start the bot; every other life is full of trouble for some of these people."""
        faults = self.bot.standin.faults
        faults.clear()
        if self.kills % 2:
            stir(faults, self.trial.chance(f"trouble {self.kills}"), people)
        await self.bot.start()

    async def end_life(self, longest: float) -> None:
        """Kill the bot at a random moment of the next `longest` seconds."""
        await asyncio.sleep(self.chance.uniform(0, longest))
        self.unconfirmed += len(self.bot.standin.world.bot().updates)
        await self.bot.kill()
        self.kills += 1

    async def last_life(self) -> None:
        """Start the bot for good."""
        self.bot.standin.faults.clear()
        self.over = True
        await self.bot.start()

    async def through(
        self, acts: Sequence[Coroutine[Any, Any, None]], people: Callable[[], Sequence[int]], longest: float
    ) -> None:
        """Kill so many times while people act; then let them come to their end. Who cannot is noted."""
        acting = [asyncio.create_task(act) for act in acts]
        try:
            for _ in range(self.trial.rounds):
                await self.begin_life(people())
                await self.end_life(longest)
            await self.last_life()
            outcomes = await asyncio.gather(*acting, return_exceptions=True)
        finally:
            for act in acting:
                act.cancel()
        self.failures += [first_line(outcome) for outcome in outcomes if isinstance(outcome, AssertionError)]
        for outcome in outcomes:
            if isinstance(outcome, BaseException) and not isinstance(outcome, AssertionError):
                raise outcome

    async def hears(self, person: PersonDriver, words: str, look: Callable[[], object]) -> Message:
        """What somebody hears; after a silence they `look` where they are, which must not answer any question.

        It is a silence when the bot has confirmed everything: until then it may be away, or have much to do.
        """
        for _ in range(SILENCES):
            try:
                return await person.hears(words, SILENCE)
            except AssertionError:
                if not len(self.bot.standin.world.bot().updates):
                    break
        self.looked_again += 1
        look()
        return await person.hears(words, PATIENCE)


@contextlib.asynccontextmanager
async def ordeal(trial: Trial) -> AsyncIterator[Ordeal]:
    """The stand-in with raised limits, and a bot that is told of them; not started yet."""
    try:
        async with bot_process(trial.folder, database=trial.url, per_second=PER_SECOND, latency=LATENCY) as bot:
            raised = Limits(per_second=PER_SECOND, per_chat=PER_SECOND, chat_burst=PER_SECOND)
            bot.standin.world.bot().limiter.set(raised)
            yield Ordeal(trial, bot)
    except ProcessLookupError:
        # There was nothing to kill any more.
        raise AssertionError("the bot has ended by itself: see bot.log") from None


def first_line(failure: AssertionError) -> str:
    """What went wrong, without the chats."""
    return str(failure).partition("\n")[0]
