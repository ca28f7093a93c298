"""The stop-watch at Telegram's door: when people tapped, when they were answered, when a message reached them."""

import time
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.demo.standin.changes import Change

Seconds = float


@dataclass
class Tapped:
    """One person's tap, and when it was answered (the toast) and the message under it changed."""

    at: Seconds
    answered: Seconds | None = None
    edited: Seconds | None = None


@dataclass
class Watch:
    """Hears every change of the stand-in's world. One tap for each person at a time.

    `messages_answer`: what people did is answered by a message, not by a toast.
    """

    words: str = ""
    messages_answer: bool = False
    taps: dict[int, Tapped] = field(default_factory=dict)
    answered: int = 0
    edited: int = 0
    arrivals: dict[int, int] = field(default_factory=dict)
    last_arrival: Seconds = 0.0

    def hear(self, change: Change) -> None:
        """Note the moment of what matters here."""
        person = change.person
        if person is None:
            return
        message = change.message
        if change.what == "message" and message is not None and not message.outgoing:
            if self.words and self.words in message.words:
                self.arrivals[person] = self.arrivals.get(person, 0) + 1
                self.last_arrival = time.monotonic()
            if self.messages_answer:
                self._answered(person)
        elif change.what == "toast":
            self._answered(person)
        elif change.what == "edit":
            self._edited(person)

    def tapped(self, person: int, at: Seconds) -> None:
        """Somebody tapped at this moment."""
        self.taps[person] = Tapped(at)

    def _answered(self, person: int) -> None:
        tap = self.taps.get(person)
        if tap is not None and tap.answered is None:
            tap.answered = time.monotonic()
            self.answered += 1

    def _edited(self, person: int) -> None:
        tap = self.taps.get(person)
        if tap is not None and tap.edited is None:
            tap.edited = time.monotonic()
            self.edited += 1

    def forget_taps(self) -> None:
        """Begin afresh with the taps."""
        self.taps.clear()
        self.answered = self.edited = 0

    def delays(self, people: Collection[int]) -> dict[str, list[Seconds]]:
        """Seconds from tap to answer, and from tap to edit, of those who have been."""
        taps = [self.taps[person] for person in people if person in self.taps]
        return {
            "answer": [tap.answered - tap.at for tap in taps if tap.answered is not None],
            "edit": [tap.edited - tap.at for tap in taps if tap.edited is not None],
        }
