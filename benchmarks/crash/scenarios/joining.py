"""People join, a dozen at a time; whoever is in makes room for the next."""

import asyncio
from collections.abc import Iterator
from functools import partial
from itertools import count
from random import Random

from benchmarks.crash.books import members
from benchmarks.crash.judging import Verdict, judge_talk
from benchmarks.crash.ordeal import Ordeal, Trial, ordeal
from bot.demo.standin.driver import PersonDriver
from tests.conversations.main_job_people import JOINS, JOINS_AS_CARER, JOINS_SILENTLY, STEPS, WAY_IN, Fate
from tests.conversations.process import settled_group

LONGEST_LIFE = 2.0
AT_ONCE = 12
LONGEST_THOUGHT = 0.4
FIRST = 5_000
# What becomes of them, and what is written down in the end: (state, connection, may be messaged).
FATES = {
    "patient": (JOINS, ("active", "patient", True)),
    "carer": (JOINS_AS_CARER, ("active", "carer", True)),
    "silent": (JOINS_SILENTLY, ("active", "patient", False)),
}


class _Arrivals:
    """Who has come, and what each has told the bot by the end."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.numbers: Iterator[int] = count(FIRST)
        self.told: dict[int, tuple[str, str, bool]] = {}

    def next(self) -> tuple[int, Fate]:
        """Somebody new."""
        number = next(self.numbers)
        fate, told = FATES[self.chance.choice(sorted(FATES))]
        self.told[number] = told
        return number, fate


async def joining(trial: Trial) -> Verdict:
    """Everybody gets in, and what each answered on the way is what is written down."""
    async with ordeal(trial) as it:
        await settled_group(it.bot, 0)
        arrivals = _Arrivals(trial.chance("arrivals"))
        acts = [_keep_coming(it, arrivals, trial.chance(f"thoughts {place}")) for place in range(AT_ONCE)]
        await it.through(acts, lambda: sorted(arrivals.told)[-AT_ONCE:], LONGEST_LIFE)
        told, written = arrivals.told, await members(it.bot)
        words = [question for question, _ in WAY_IN.values()]
        verdict = judge_talk(it, f"{len(told)} people joined", words, told)
        verdict.lost += [f"{who} is not in the group" for who in told if who not in written]
        verdict.answers_lost += [
            f"{who} told {told[who]}, and {written[who]} is written down"
            for who in told
            if who in written and written[who] != told[who]
        ]
        return verdict


async def _keep_coming(it: Ordeal, arrivals: _Arrivals, chance: Random) -> None:
    while not it.over:
        number, fate = arrivals.next()
        await _comes(it, it.bot.person(number), fate, chance)


async def _comes(it: Ordeal, person: PersonDriver, fate: Fate, chance: Random) -> None:
    person.type("/start")
    look = partial(person.type, "/start")
    for step in STEPS:
        question, answer = WAY_IN[step]
        message = await it.hears(person, question, look)
        await asyncio.sleep(chance.uniform(0, LONGEST_THOUGHT))
        person.tap(message, fate.taps.get(step, answer))
        # At a question with buttons typed words answer nothing: the question is asked again.
        look = partial(person.type, "Where was I?")
    await it.hears(person, "You are in", partial(person.type, "/start"))
