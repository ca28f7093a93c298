"""The pacer: just under the limit, replies first, and silence for all when Telegram says so. In virtual time."""

import asyncio
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.pacer import CHAT_BURST, CHAT_SECONDS, Lane, Pacer
from tests.delivery.virtual_time import VirtualTime

LIMIT = 30


class Line:
    """A pacer in virtual time, and when it gave out each place."""

    def __init__(self, per_second: float = LIMIT) -> None:
        self.time = VirtualTime()
        self.pacer = Pacer(per_second, now=self.time.now, sleep=self.time.sleep)
        self.given: list[tuple[float, Lane, int]] = []

    async def ask(self, lane: Lane, chat_id: int, at: float = 0.0) -> None:
        if at > self.time.now():
            await self.time.sleep(at - self.time.now())
        async with self.pacer.slot(lane, chat_id):
            self.given.append((self.time.now(), lane, chat_id))

    def times(self, lane: Lane | None = None, chat_id: int | None = None) -> list[float]:
        return [at for at, each, chat in self.given if lane in (None, each) and chat_id in (None, chat)]


def most_in_a_second(times: list[float]) -> int:
    """The most in any window of one second, wherever it begins."""
    ordered = sorted(times)
    return max((sum(1 for other in ordered if at <= other < at + 1.0) for at in ordered), default=0)


async def test_bulk_goes_out_evenly_just_under_the_limit() -> None:
    line = Line()
    await line.time.run(*(line.ask(Lane.BULK, chat) for chat in range(300)))
    times = line.times()
    rate = (len(times) - 1) / (times[-1] - times[0])
    assert 28.9 <= rate <= 29.5 + 1e-6
    assert most_in_a_second(times) <= LIMIT
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.9 / 29.5


async def test_bulk_reaches_the_rate_that_was_measured() -> None:
    line = Line()
    await line.time.run(*(line.ask(Lane.BULK, chat) for chat in range(300)))
    assert 299 / line.times()[-1] >= 29.1


async def test_bulk_keeps_the_order_in_which_it_came() -> None:
    line = Line()
    await line.time.run(*(line.ask(Lane.BULK, chat) for chat in range(60)))
    assert [chat for _, _, chat in line.given] == list(range(60))


async def test_a_burst_of_replies_goes_at_once_and_never_over_the_limit() -> None:
    line = Line()
    await line.time.run(*(line.ask(Lane.REPLY, chat) for chat in range(100)))
    times = line.times()
    # A burst stays further from the edge than an even rhythm has to.
    assert times[23] == 0.0
    assert most_in_a_second(times) <= LIMIT
    assert times[-1] < 4.0


async def test_a_reply_never_waits_behind_a_broadcast() -> None:
    line = Line()
    bulk = [line.ask(Lane.BULK, chat) for chat in range(200)]
    replies = [line.ask(Lane.REPLY, 1_000 + number, at=1.0 + 0.31 * number) for number in range(10)]
    await line.time.run(*bulk, *replies)
    waits = [at - (1.0 + 0.31 * (chat - 1_000)) for at, lane, chat in line.given if lane is Lane.REPLY]
    assert max(waits) < 0.1
    assert most_in_a_second(line.times()) <= LIMIT


async def test_bulk_waits_while_replies_do() -> None:
    line = Line()
    await line.time.run(
        *(line.ask(Lane.BULK, chat) for chat in range(10)), *(line.ask(Lane.REPLY, 100 + chat) for chat in range(60))
    )
    last_reply = line.times(Lane.REPLY)[-1]
    # What goes before the last reply went before any reply stood in line.
    assert sum(1 for at in line.times(Lane.BULK) if at < last_reply) <= 1
    assert most_in_a_second(line.times()) <= LIMIT


async def test_a_halt_stops_both_lanes() -> None:
    line = Line()

    async def refuse() -> None:
        await line.time.sleep(0.5)
        line.pacer.halt(10.0)

    await line.time.run(
        refuse(),
        *(line.ask(Lane.BULK, chat) for chat in range(60)),
        *(line.ask(Lane.REPLY, 1_000 + chat, at=0.6) for chat in range(5)),
    )
    assert not [at for at in line.times() if 0.5 < at < 10.5]
    assert line.given[-1][0] > 10.5
    assert min(line.times(Lane.REPLY)) >= 10.5
    assert most_in_a_second(line.times()) <= LIMIT


async def test_a_longer_halt_wins_and_a_shorter_one_does_not_cut_it() -> None:
    line = Line()
    line.pacer.halt(20.0)
    line.pacer.halt(5.0)
    await line.time.run(line.ask(Lane.REPLY, 1), line.ask(Lane.BULK, 2))
    assert min(line.times()) == 20.0


async def test_after_a_refusal_it_goes_a_little_slower_and_recovers() -> None:
    line = Line()

    async def refuse() -> None:
        await line.time.sleep(5.0)
        line.pacer.halt(1.0)

    await line.time.run(refuse(), *(line.ask(Lane.BULK, chat) for chat in range(1_250)))
    times = line.times()
    soon = [at for at in times if 7 <= at < 17]
    later = [at for at in times if 30 <= at < 40]
    assert 28 <= len(soon) / 10 < 29
    assert len(soon) < len(later)
    assert most_in_a_second(times) <= LIMIT


async def test_several_refusals_of_one_moment_slow_down_once() -> None:
    line = Line()
    for _ in range(16):
        line.pacer.halt(1.0)
    await line.time.run(*(line.ask(Lane.BULK, chat) for chat in range(200)))
    assert most_in_a_second(line.times()) >= 25


async def test_what_went_out_before_a_restart_counts() -> None:
    line = Line()
    line.pacer.assume_sent(25)
    await line.time.run(*(line.ask(Lane.REPLY, chat) for chat in range(40)))
    assert sum(1 for at in line.times() if at < 1.0) <= LIMIT - 25
    assert most_in_a_second(line.times()) <= LIMIT


async def test_one_chat_gets_a_short_burst_and_then_about_one_a_second() -> None:
    line = Line()
    await line.time.run(*(line.ask(Lane.REPLY, 1) for _ in range(24)))
    times = line.times()
    assert times[:CHAT_BURST] == [0.0] * CHAT_BURST
    later = zip(times, times[CHAT_BURST:], strict=False)
    assert all(after - before > CHAT_SECONDS - 1e-6 for before, after in later)
    # No faster than one a second in the long run, and not much slower.
    assert CHAT_SECONDS >= CHAT_BURST
    assert 24 - CHAT_BURST <= times[-1] <= 24 + CHAT_BURST


async def test_a_busy_chat_holds_up_no_other() -> None:
    line = Line()
    await line.time.run(*(line.ask(Lane.REPLY, 1) for _ in range(12)), line.ask(Lane.REPLY, 2))
    assert line.times(chat_id=2) == [0.0]


async def test_one_chats_messages_do_not_bunch_after_a_halt() -> None:
    line = Line()
    line.pacer.halt(30.0)
    await line.time.run(*(line.ask(Lane.REPLY, 1) for _ in range(3 * CHAT_BURST)))
    assert most_in_a_second(line.times()) <= CHAT_BURST


async def test_more_chats_than_are_remembered_are_served() -> None:
    line = Line(per_second=1_000)
    await line.time.run(*(line.ask(Lane.BULK, chat) for chat in range(5_200)))
    assert len(line.given) == 5_200


asks = st.lists(
    st.tuples(st.sampled_from(Lane), st.integers(1, 12), st.floats(0, 6, allow_nan=False)), min_size=1, max_size=80
)


@given(asked=asks, halts=st.lists(st.tuples(st.floats(0, 6), st.floats(0.1, 4)), max_size=2))
@settings(max_examples=40)
async def test_never_more_than_the_limit_in_any_second(
    asked: list[tuple[Lane, int, float]], halts: list[tuple[float, float]]
) -> None:
    line = Line(per_second=10)

    async def refuse(at: float, seconds: float) -> None:
        await line.time.sleep(at)
        line.pacer.halt(seconds)
        begun = line.time.now()
        silent.append((begun, begun + seconds))

    silent: list[tuple[float, float]] = []
    await line.time.run(*(line.ask(lane, chat, at) for lane, chat, at in asked), *(refuse(*halt) for halt in halts))
    assert len(line.given) == len(asked)
    assert most_in_a_second(line.times()) <= 10
    for start, end in silent:
        assert not [at for at in line.times() if start < at < end]


@given(held_up=st.integers(1, 12), first=st.integers(0, 60), seconds=st.floats(0.03, 0.6))
@settings(max_examples=60)
def test_messages_that_were_held_up_on_the_way_still_count_when_they_arrive(
    held_up: int, first: int, seconds: float
) -> None:
    line, arrived = Line(), []

    async def send(number: int) -> None:
        async with line.pacer.slot(Lane.BULK, number):
            await line.time.sleep(seconds if first <= number < first + held_up else 0.002)
            arrived.append(line.time.now())

    asyncio.run(line.time.run(*(send(number) for number in range(150))))
    assert most_in_a_second(arrived) <= LIMIT
