"""The stand-in as a program of its own, with people in front of it. Told what to do by lines of JSON on a pipe.

Calls take the latency, half on the way there and half on the way back. The stand-in does not delay what a long poll
brings, so people's taps reach it half the latency after they tapped: from tap to answer is one whole way and back.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.town import CHAIR, FIRST_MEMBER, QUESTION, TOKEN
from benchmarks.walk import Walk
from benchmarks.watch import Watch
from bot.demo.standin import Limits, NotPossibleError, TelegramStandIn

LOOK_SECONDS = 0.005
QUERY_LIFETIME = 600.0
BUTTON = "Yes"
NEW_QUESTION = "Would you use an evening surgery?"


class Field:
    """The world in the hands of a measurement. Each public method is a command. Times are of the monotonic clock."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self.standin = TelegramStandIn(token=TOKEN, limits=Limits(), latency=latency, query_lifetime=QUERY_LIFETIME)
        self._bot = self.standin.world.bot()
        self._watch = Watch()
        self.standin.world.changes.listen(self._watch.hear)
        self._messages: dict[int, int] = {}
        self._surveys: dict[int, int] = {}
        self._streams: set[asyncio.Task[None]] = set()

    async def settle(self, members: int, tap: str, start: str = "") -> None:
        """People who have a message with a button that carries `tap`, and maybe one with `start`; and the chair."""
        world, bot = self.standin.world, self._bot
        markup = {"inline_keyboard": [[{"text": BUTTON, "callback_data": tap}]]}
        for person in (CHAIR, *range(FIRST_MEMBER, FIRST_MEMBER + members)):
            world.add_person(person)
            chat = world.chat(bot, person)
            chat.started = True
            message = world.new_message(bot, chat, outgoing=False, text=QUESTION, markup=markup)
            self._messages[person] = message.id
            if start:
                begin = {"inline_keyboard": [[{"text": "Start", "callback_data": start}]]}
                survey = world.new_message(bot, chat, outgoing=False, text="A survey", markup=begin)
                self._surveys[person] = survey.id

    async def limits(self, **changes: Any) -> None:
        """Put other limits in force."""
        self.standin.world.set_limits(replace(self.standin.world.limits, **changes))

    async def fault(self, **details: Any) -> None:
        """Put a fault in force."""
        self.standin.faults.add(details.pop("kind"), **details)

    async def polled(self, seconds: float = 60) -> float:
        """Wait until a bot polls. Returns when it was."""
        await self._until(lambda: self._bot.updates.polled, seconds, must=True)
        return time.monotonic()

    async def let_go(self) -> None:
        """End the poll of a bot that is gone, so that the next one's is seen."""
        self._bot.updates.interrupt()

    async def queue_taps(self, first: int, count: int) -> None:
        """So many people tap, one after another, before anybody polls."""
        self._all_at_once(range(first, first + count), self._tap)

    async def burst(
        self, first: int, count: int, seconds: float, edits: bool = False, typed: bool = False
    ) -> dict[str, Any]:
        """So many people tap, or type, at once. Waits for the answers, or the edits too."""
        people = range(first, first + count)
        self._watch.forget_taps()
        self._watch.messages_answer = typed
        self._all_at_once(people, self._type if typed else self._tap)
        await self._until(lambda: self._watch.answered >= count, seconds)
        if edits:
            await self._until(lambda: self._watch.edited >= count, seconds)
        return self._watch.delays(people)

    async def walk(self, first: int, count: int, steps: int, seconds: float, typed: bool = False) -> dict[str, Any]:
        """People go through a survey, or, `typed`, say something again and again, each as fast as they can."""
        walk = Walk(steps, self._type if typed else self._tap_first, "message" if typed else "edit")
        stop_listening = self.standin.world.changes.listen(walk.hear)
        began = time.monotonic()
        walk.begin(range(first, first + count))
        await self._until(lambda: walk.over, seconds)
        stop_listening()
        return {"took": walk.last - began, "steps": len(walk.delays), "delays": walk.delays}

    async def stream(self, first: int, count: int, per_second: float, seconds: float) -> dict[str, Any]:
        """People tap one after another, so many a second. Waits for answers and edits."""
        people = range(first, first + count)
        self._watch.forget_taps()
        await self._tap_in_turn(people, per_second)
        await self._until(lambda: min(self._watch.answered, self._watch.edited) >= count, seconds)
        return self._watch.delays(people)

    async def broadcast(
        self,
        members: int,
        ours: bool,
        patience: float,
        cut_to: float | None = None,
        cut_after: float = 0.0,
        taps: int = 0,
        taps_per_second: float = 0.0,
    ) -> dict[str, Any]:
        """The chair sends a question to everybody. Ends when all have it, or nothing came for `patience` seconds."""
        before, watch = Counter(self._calls()), self._watch
        began = await (self._send_ours(members) if ours else self._send_theirs(members))
        cut_at: int | None = None
        people = range(FIRST_MEMBER + members - taps, FIRST_MEMBER + members)
        watch.forget_taps()
        if taps:
            self._beside(self._tap_in_turn(people, taps_per_second))
        if cut_to is not None:
            await asyncio.sleep(cut_after)
            cut_at = len(watch.arrivals)
            await self.limits(per_second=cut_to)
        await self._until_all_have_it(members, began, patience)
        await self._until(lambda: min(watch.answered, watch.edited) >= taps, patience)
        calls = Counter(self._calls())
        calls.subtract(before)
        return {
            "seconds": watch.last_arrival - began,
            "lost": members - sum(1 for person in watch.arrivals if person >= FIRST_MEMBER),
            "twice": sum(times - 1 for person, times in watch.arrivals.items() if person >= FIRST_MEMBER),
            "refused": sum(times for name, times in calls.items() if name.endswith(" 429")),
            "before_cut": cut_at,
            **watch.delays(people),
        }

    async def begin_broadcast(self, members: int) -> None:
        """The chair of our bot sends a question to everybody; nobody waits for it."""
        await self._send_ours(members)

    async def arrived(self, members: int, patience: float) -> int:
        """Wait until everybody has the question. Returns how many have."""
        await self._until_all_have_it(members, time.monotonic(), patience)
        return len(self._watch.arrivals)

    async def answers(self, count: int, seconds: float) -> int:
        """Wait for so many answers. Returns how many there are."""
        await self._until(lambda: self._watch.answered >= count, seconds)
        return self._watch.answered

    async def waiting(self) -> int:
        """How many updates have not been confirmed."""
        return len(self._bot.updates)

    async def settled(self, seconds: float) -> None:
        """Wait until everything is confirmed and no call is in progress."""
        await self._until(lambda: self.standin.api.busy == 0 and not len(self._bot.updates), seconds)

    async def unanswered(self) -> int:
        """How many of those who tapped were never answered."""
        return sum(1 for tap in self._watch.taps.values() if tap.answered is None)

    async def calls(self) -> dict[str, int]:
        """How many calls of each method with each status there were."""
        return dict(self._calls())

    def _calls(self) -> Counter[str]:
        return Counter(f"{record.method} {record.status}" for record in self.standin.journal.records)

    async def _send_ours(self, members: int) -> float:
        chair = self.standin.person(CHAIR)
        chair.type(f"/poll {NEW_QUESTION} | Yes | No")
        preview = await chair.hears("what members will see", timeout=30)
        send = next(label for label in preview.buttons if label.startswith("Send to"))
        self._watch.words = NEW_QUESTION
        self._watch.arrivals.clear()
        chair.tap(preview, send)
        return time.monotonic()

    async def _send_theirs(self, members: int) -> float:
        self._watch.words = QUESTION
        self._watch.arrivals.clear()
        self.standin.person(CHAIR).type(f"/broadcast {members}")
        return time.monotonic()

    def _all_at_once(self, people: range, act: Callable[[int], None]) -> None:
        for person in people:
            act(person)
        # Nothing was handed out meanwhile: this is one turn of the loop.
        now = time.monotonic() - self._latency / 2
        for person in people:
            self._watch.tapped(person, now)

    def _type(self, person: int) -> None:
        self.standin.person(person).type("Good morning")

    def _tap(self, person: int) -> None:
        self.standin.person(person).tap(self._messages[person], BUTTON)

    def _tap_first(self, person: int) -> None:
        chat = self.standin.person(person)
        message = next(each for each in reversed(chat.messages) if each.id == self._surveys[person])
        chat.tap(message, message.buttons[0])

    def _tap_late(self, person: int, at: float) -> None:
        self._watch.tapped(person, at)
        self._tap(person)

    async def _tap_in_turn(self, people: range, per_second: float) -> None:
        loop, began = asyncio.get_running_loop(), time.monotonic()
        for number, person in enumerate(people):
            await asyncio.sleep(max(0.0, began + number / per_second - time.monotonic()))
            loop.call_later(self._latency / 2, self._tap_late, person, time.monotonic())

    async def _until_all_have_it(self, members: int, began: float, patience: float) -> None:
        watch = self._watch

        def over() -> bool:
            quiet_since = max(began, watch.last_arrival)
            have = len(watch.arrivals) - (CHAIR in watch.arrivals)
            return have >= members or time.monotonic() - quiet_since > patience

        await self._until(over, members + 10 * patience)

    def _beside(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._streams.add(task)
        task.add_done_callback(self._streams.discard)

    async def _until(self, true: Callable[[], bool], seconds: float, *, must: bool = False) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            if time.monotonic() > deadline:
                if must:
                    raise NotPossibleError(f"not so after {seconds} seconds")
                return
            await asyncio.sleep(LOOK_SECONDS)


async def serve(latency: float) -> None:
    """Say where the stand-in is, and do what the lines say until they end."""
    field = Field(latency)
    await field.standin.start()
    _say({"url": field.standin.url})
    while line := await asyncio.to_thread(sys.stdin.readline):
        told = json.loads(line)
        try:
            _say({"result": await getattr(field, told.pop("do"))(**told)})
        except (AssertionError, AttributeError, TypeError, ValueError) as error:
            _say({"error": f"{type(error).__name__}: {error}"})
    await field.standin.stop()


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
