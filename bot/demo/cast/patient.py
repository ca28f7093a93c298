"""One simulated patient: hears what happens in their own conversation, thinks for a moment, and acts."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine, Mapping
from typing import Any, Protocol

from .decisions import (
    MAX_STEPS,
    Ballot,
    Screen,
    Temper,
    Type,
    ballot,
    finishing_label,
    joining_move,
    plain,
    thinking_time,
)
from .meetings import meeting_of, meeting_reply, suggestion
from .surveys import MAX_MOVES, begins, survey_move, survey_of
from .voices import SECONDS_BEFORE, comment, is_voice, voice_move

Json = Mapping[str, Any]

LOOKS_BACK = 3
"""How many of the latest messages a patient still has in view."""


class Phone(Protocol):
    """What a patient can do on their phone. Each gives whether it worked."""

    async def type(self, person: int, text: str) -> bool: ...

    async def tap(self, person: int, message_id: int, button: Json) -> bool: ...


class Patient:
    """Keeps the messages of one conversation, and at most one thought about each of them at a time."""

    def __init__(self, person: int, temper: Temper, phone: Phone, rng: random.Random, pace: float) -> None:
        self.person = person
        self.temper = temper
        self._phone = phone
        self._rng = rng
        self._pace = pace
        self._steps = 0
        self._messages: dict[int, Json] = {}
        self._done: dict[tuple[int, str], set[str]] = {}
        self._polls: set[str] = set()
        self._meetings: set[str] = set()
        self._moves: dict[str, int] = {}
        self._voice: int | None = None
        self._thoughts: dict[str, asyncio.Task[None]] = {}

    def hear(self, message: Json) -> None:
        """Takes a message of the bot, new or edited, and starts to think about it."""
        if message.get("from") != "bot":
            return
        number = int(message["id"])
        if message.get("deleted"):
            self._messages.pop(number, None)
            return
        self._messages[number] = message
        screen = screen_of(message)
        if survey := survey_of(screen):
            self._think(f"survey {survey}", self._fill_in(survey))
        elif meeting := meeting_of(screen):
            self._think(f"meeting {meeting}", self._answer_meeting(meeting, number, screen))
        elif number == self._voice or is_voice(screen):
            self._voice = number
            self._think("comment", self._pass_on())
        elif screen.poll:
            self._think(f"poll {screen.poll}", self._answer_poll(number, screen))
        elif self._steps < MAX_STEPS:
            self._think("joining", self._join())

    async def start(self, delay: float) -> None:
        """Presses Start after `delay` natural seconds. Some come back a while later with something to say."""
        await self._wait(delay)
        await self._phone.type(self.person, "/start")
        if words := comment(self._rng):
            self._think("speaking up", self._speak_up(words))

    async def close(self) -> None:
        """Stops all thoughts."""
        for thought in self._thoughts.values():
            thought.cancel()
        await asyncio.gather(*self._thoughts.values(), return_exceptions=True)

    def _think(self, about: str, thought: Coroutine[Any, Any, None]) -> None:
        running = self._thoughts.get(about)
        if running and not running.done():
            thought.close()
            return
        self._thoughts[about] = asyncio.create_task(thought)

    async def _join(self) -> None:
        """Moves until there is nothing left to do: what came during a move is looked at next."""
        seen: Json | None = None
        while self._steps < MAX_STEPS and (message := self._pending()) is not None and message is not seen:
            seen = message
            screen = screen_of(message)
            await self._wait(thinking_time(screen, self._rng))
            if self._pending() is message:
                await self._move(int(message["id"]), screen)

    def _pending(self) -> Json | None:
        """The newest message that wants something; a document or a word of thanks may have come after it."""
        for number in sorted(self._messages, reverse=True)[:LOOKS_BACK]:
            screen = screen_of(self._messages[number])
            elsewhere = screen.poll or survey_of(screen) or meeting_of(screen)
            if (screen.buttons or screen.asks_name) and not elsewhere:
                return self._messages[number]
        return None

    async def _move(self, number: int, screen: Screen) -> None:
        done = self._done.setdefault((number, screen.text), set())
        move = joining_move(screen, self.temper, frozenset(done), self._rng)
        if move is None:
            return
        self._steps += 1
        if isinstance(move, Type):
            done.add(move.text)
            await self._phone.type(self.person, move.text)
        else:
            done.add(move.label)
            await self._press(number, move.label)

    async def _answer_poll(self, number: int, screen: Screen) -> None:
        reference = screen.poll
        if reference is None or reference in self._polls:
            return
        self._polls.add(reference)
        decided = ballot(screen, self.temper, self._rng)
        if decided is not None:
            await self._vote(number, decided)

    async def _answer_meeting(self, meeting: str, number: int, screen: Screen) -> None:
        """Says once whether they come, or how it was; now and then with something for the agenda."""
        if meeting in self._meetings:
            return
        self._meetings.add(meeting)
        reply = meeting_reply(screen, self._rng)
        if reply is None:
            return
        await self._wait(thinking_time(screen, self._rng) + self._rng.expovariate(1 / 6))
        await self._press(number, reply)
        if reply != "apologies" and (item := suggestion(self._rng)):
            await self._wait(3.0)
            await self._phone.type(self.person, item)

    async def _vote(self, number: int, decided: Ballot) -> None:
        await self._wait(decided.delay)
        await self._choose(number, decided.choice)
        if decided.second is not None:
            await self._wait(decided.doubt)
            await self._choose(number, decided.second)

    async def _speak_up(self, words: str) -> None:
        await self._wait(self._rng.uniform(*SECONDS_BEFORE))
        await self._phone.type(self.person, words)

    async def _pass_on(self) -> None:
        """Takes a comment to the practice, step by step: it stays in one message."""
        seen: Json | None = None
        while self._voice is not None and (message := self._messages.get(self._voice)) is not seen:
            seen, screen = message, screen_of(message or {})
            move = voice_move(screen, self._rng)
            if move is None:
                return
            await self._wait(thinking_time(screen, self._rng))
            if self._messages.get(self._voice) is message:
                await self._press(self._voice, move)

    async def _fill_in(self, survey: str) -> None:
        """Goes through a survey, once: who does not feel like it never starts, who stops does not come back."""
        seen: Json | None = None
        while (message := self._page_of(survey)) is not None and message is not seen:
            seen, moves, screen = message, self._moves.get(survey, 0), screen_of(message)
            if moves >= MAX_MOVES or (begins(screen) and (moves or self.temper.ignores_polls)):
                return
            self._moves[survey] = moves + 1
            await self._wait(thinking_time(screen, self._rng))
            if self._page_of(survey) is message:
                move = survey_move(screen, self.temper, self._rng)
                if isinstance(move, Type):
                    await self._phone.type(self.person, move.text)
                else:
                    await self._press(int(message["id"]), move.label)

    def _page_of(self, survey: str) -> Json | None:
        """The newest message of a survey that wants something."""
        for number in sorted(self._messages, reverse=True)[:LOOKS_BACK]:
            if survey_of(screen_of(self._messages[number])) == survey:
                return self._messages[number]
        return None

    async def _choose(self, number: int, choice: str) -> None:
        await self._press(number, choice)
        message = self._messages.get(number)
        finish = finishing_label(screen_of(message)) if message else None
        if finish is not None:
            await self._wait(1.0)
            await self._press(number, finish)

    async def _press(self, number: int, label: str) -> None:
        """Presses the button as it stands now; the message may have changed while the patient was thinking."""
        for button in buttons_of(self._messages.get(number, {})):
            if plain(str(button["label"])) == label:
                await self._phone.tap(self.person, number, button)
                return

    async def _wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds * self._pace)


def buttons_of(message: Json) -> list[Json]:
    """The buttons that can be pressed, in reading order; links are left out."""
    return [button for row in message.get("buttons") or [] for button in row if not button.get("url")]


def screen_of(message: Json) -> Screen:
    """What a person sees of a message."""
    text = message.get("text") or message.get("caption") or ""
    return Screen(str(text), tuple(str(button["label"]) for button in buttons_of(message)))
