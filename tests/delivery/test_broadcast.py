"""A whole broadcast through the pacer to a Telegram that takes less than it was said to take. In virtual time."""

from collections import deque
from random import Random
from typing import get_args

import pytest

from bot.delivery.pacer import Lane, Pacer
from bot.demo.standin.limits import Limiter, Limits, Model
from tests.delivery.virtual_time import VirtualTime

TOLD, CUT_TO, CUT_AT = 30, 20, 10.0
MEMBERS, UNDER_WAY = 2_000, 16
# What a broadcast to so many needs: at 30 a second until the cut, and then at 20.
IDEAL = CUT_AT + (MEMBERS - CUT_AT * TOLD) / CUT_TO
REPLY_EVERY_SECONDS = 0.9


class Town:
    """Telegram, with a little of latency each way, and a bot that tells everybody and answers a few."""

    def __init__(self, model: Model, seed: int = 0, bad_luck: float = 0.0, latency: float = 0.02) -> None:
        self.time, self.random = VirtualTime(), Random(seed)
        self.pacer = Pacer(TOLD, now=self.time.now, sleep=self.time.sleep)
        self.model, self.bad_luck, self.latency = model, bad_luck, latency
        self.limiter = Limiter(Limits(TOLD, model=model), self.time.now)
        self.waiting = deque(range(MEMBERS))
        self.calls: list[tuple[float, int]] = []
        self.halts: list[tuple[float, float]] = []
        self.reply_delays: list[float] = []

    async def broadcast(self, *, cut: bool = True, replies: bool = False) -> float:
        """Tell everybody. Returns how long it took."""
        others = [self._cut()] if cut else []
        others += [self._answer_people()] if replies else []
        await self.time.run(*(self._work() for _ in range(UNDER_WAY)), *others)
        return max(at for at, refused in self.calls if not refused)

    @property
    def silent(self) -> float:
        """For how long Telegram wanted nothing."""
        ends = silent = 0.0
        for begins, until in self.halts:
            silent, ends = silent + max(0.0, until - max(begins, ends)), max(ends, until)
        return silent

    async def _work(self) -> None:
        while self.waiting:
            chat = self.waiting.popleft()
            if await self._send(Lane.BULK, chat):
                self.waiting.append(chat)

    async def _answer_people(self) -> None:
        number = MEMBERS
        while self.waiting:
            await self.time.sleep(REPLY_EVERY_SECONDS)
            number, asked = number + 1, self.time.now()
            while await self._send(Lane.REPLY, number):
                pass
            self.reply_delays.append(self.time.now() - asked)

    async def _send(self, lane: Lane, chat: int) -> int:
        async with self.pacer.slot(lane, chat):
            await self.time.sleep(self.latency * self.random.uniform(1.0, 1.2))
            unlucky = self.random.random() < self.bad_luck
            refused = 1 if unlucky else self.limiter.refuse(chat)
            self.calls.append((self.time.now(), refused))
            await self.time.sleep(self.latency * self.random.uniform(1.0, 1.2))
        if refused:
            self.halts.append((self.time.now(), self.time.now() + refused))
            self.pacer.halt(refused)
        return refused

    async def _cut(self) -> None:
        await self.time.sleep(CUT_AT)
        self.limiter.set(Limits(CUT_TO, model=self.model))


@pytest.mark.parametrize("model", get_args(Model))
async def test_a_cut_in_mid_broadcast_costs_little(model: Model) -> None:
    town = Town(model)
    took = await town.broadcast()
    assert took <= 1.08 * IDEAL
    assert took - town.silent <= 1.03 * IDEAL


@pytest.mark.parametrize("model", get_args(Model))
async def test_nothing_is_sent_in_a_halt_and_replies_come_first_all_the_same(model: Model) -> None:
    town = Town(model, latency=0.002)
    await town.broadcast(replies=True)
    assert town.halts
    for begins, ends in town.halts:
        assert not [at for at, _ in town.calls if begins + 0.005 < at < ends]
    assert sorted(town.reply_delays)[len(town.reply_delays) // 2] <= 0.1
    assert max(town.reply_delays) <= 0.1 + max(ends - begins for begins, ends in town.halts)


async def test_bad_luck_costs_its_silences_and_little_more() -> None:
    town = Town("window", seed=7, bad_luck=0.005)
    took = await town.broadcast(cut=False)
    assert len(town.halts) >= 6
    assert took - town.silent <= 1.15 * MEMBERS / TOLD
