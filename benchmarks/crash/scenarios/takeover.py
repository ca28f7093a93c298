"""Two processes hold one token on PostgreSQL; the one that is sending is killed, and the other goes on."""

import asyncio
import time
from collections.abc import Sequence

from benchmarks.crash.books import outbox_is_empty
from benchmarks.crash.judging import Papers, Verdict, judge_sending
from benchmarks.crash.ordeal import Ordeal, Trial, ordeal
from benchmarks.crash.scenarios.broadcasting import everybody_has
from tests.conversations.house import CHAIR
from tests.conversations.process import BotProcess, settled_group

ROUNDS = 5
LONGEST_SECONDS = 15.0
LOOK_SECONDS = 0.05
LOOKS = 600
PATIENCE = 30.0


async def takeover(trial: Trial) -> tuple[Verdict, Sequence[float]]:
    """The verdict, and for each round the seconds from the kill to the other's first send."""
    async with ordeal(trial) as it:
        people = [person.id for person in await settled_group(it.bot, trial.size(500, 200))]
        papers, seconds = Papers(it.bot.standin.journal, people), []
        active, other = it.bot, BotProcess(it.bot.standin, it.bot.config)
        await active.start()
        try:
            for number in range(trial.size(ROUNDS, 1)):
                standing_by = asyncio.create_task(other.start())
                await _stands_by(it, number + 1)
                seconds.append(await _killed_while_it_sends(it, papers, active, len(people)))
                await standing_by
                await everybody_has(it, papers, papers.questions[-1], len(people))
                active, other = other, active
            await outbox_is_empty(it.bot)
        finally:
            await active.kill()
            await other.kill()
        verdict = await judge_sending(it, papers, f"{len(papers.questions)} broadcasts to {len(people)}")
        verdict.lost += [f"taken over after {late:.1f} s" for late in seconds if late > LONGEST_SECONDS]
        return verdict, seconds


async def _stands_by(it: Ordeal, times: int) -> None:
    for _ in range(LOOKS):
        if it.bot.log.read_text(encoding="utf-8").count("standing-by") >= times:
            return
        await asyncio.sleep(LOOK_SECONDS)
    raise AssertionError("the other process does not stand by")


async def _killed_while_it_sends(it: Ordeal, papers: Papers, active: BotProcess, members: int) -> float:
    standin, chair = it.bot.standin, it.bot.person(CHAIR)
    question = f"Broadcast {len(papers.questions) + 1:03}: should we open on Saturdays?"
    papers.questions.append(question)
    chair.type(f"/poll {question} | Yes | No")
    chair.tap(await chair.hears("This is what members will see", PATIENCE), "Send to")
    enough = it.chance.randint(members // 10, members // 2)
    await standin.until(lambda: papers.reached(question) >= enough, PATIENCE)
    await active.kill()
    killed, before = time.monotonic(), len(standin.journal.records)
    it.kills += 1
    await standin.until(lambda: any(call.method == "sendMessage" for call in standin.journal.after(before)), PATIENCE)
    return time.monotonic() - killed
