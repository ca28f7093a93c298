"""What every measurement stands on: a fresh stand-in with people, a fresh copy of the practice, a fresh bot."""

import contextlib
import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.processes import Program, Telegram, opponent, our_bot
from benchmarks.town import FIRST_MEMBER, Town, found_town, write_config

OURS = "ppgbot"
WARM_UP = 20
ANSWER_SECONDS = 120.0

Say = Callable[[str], None]


@dataclass(frozen=True)
class Scene:
    """One sample's own Telegram and practice. Bots are started in front of it."""

    telegram: Telegram
    town: Town

    def start(self, *options: str, ours: bool, paced: bool = True, per_second: float = 30) -> Program:
        """Start a bot, and return when it holds a poll. `options` are an opponent's."""
        program = self.start_unwaited(*options, ours=ours, paced=paced, per_second=per_second)
        try:
            self.telegram.do("polled")
        except BaseException:
            program.stop()
            raise
        return program

    def start_unwaited(self, *options: str, ours: bool, paced: bool = False, per_second: float = 30) -> Program:
        """Start a bot, and return at once."""
        if not ours:
            return opponent(self.town.folder, self.telegram.url, *options)
        config = write_config(self.town.folder, self.telegram.url, per_second)
        return our_bot(config, paced=paced)

    def warm_up(self, *, typed: bool = False) -> int:
        """Have a few people tap, or type, and be answered; returns the first of the others."""
        self.telegram.do("burst", first=FIRST_MEMBER, count=WARM_UP, seconds=30, typed=typed)
        return FIRST_MEMBER + WARM_UP


@dataclass
class Stage:
    """Where measurements are made: how many rounds, how large, and the practices prepared so far."""

    folder: Path
    rounds: int
    quick: bool
    say: Say
    _towns: dict[tuple[int, bool], Town] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def size(self, full: int, quick: int) -> int:
        """The one that this run asks for."""
        return quick if self.quick else full

    def each_round(self, what: str, rounds: int | None = None) -> Iterator[int]:
        """The rounds, each announced."""
        for number in range(rounds or self.rounds):
            self.say(f"{what}: round {number + 1} of {rounds or self.rounds}")
            yield number

    def town(self, members: int, *, survey: bool = False) -> Town:
        """A practice of this size, with or without a survey, made the first time it is asked for."""
        if (members, survey) not in self._towns:
            self.say(f"preparing a practice with {members:,} members")
            folder = self.folder / f"town-{members}{'-survey' if survey else ''}"
            self._towns[members, survey] = found_town(folder, members, survey=survey)
        return self._towns[members, survey]

    @contextlib.contextmanager
    def scene(self, members: int, *, latency: float = 0.0, survey: bool = False, **limits: Any) -> Iterator[Scene]:
        """A fresh stand-in, with these limits, and a fresh copy of the practice; gone afterwards."""
        template = self.town(members, survey=survey)
        town = template.copy_to(self.folder / f"sample-{next(self._numbers)}")
        try:
            with Telegram(town.folder, latency=latency) as telegram:
                telegram.do("settle", members=members, tap=town.tap, start=town.start)
                if limits:
                    telegram.do("limits", **limits)
                yield Scene(telegram, town)
        finally:
            shutil.rmtree(town.folder, ignore_errors=True)


def limiter_is_there() -> bool:
    """Whether AIORateLimiter can run: it needs aiolimiter, which is a package of its own."""
    return find_spec("aiolimiter") is not None


def with_limiter(bots: dict[str, tuple[str, ...]]) -> list[str]:
    """The names of the bots that can run here."""
    return [who for who, options in bots.items() if limiter_is_there() or "--retries" not in options]
