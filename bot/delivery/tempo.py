"""How fast a token may go: as told, or at the limit that refusals tell of, with a try of the full pace now and then.

Telegram's limits are not documented exactly and can change. One refusal may be bad luck, and changes little. What
passed between two of them is evidence: a limit lets the same through each time, bad luck does not. A rule without a
clock: every event makes a new tempo. Times are seconds of any one clock.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace

# At exactly the limit a pacer keeps meeting the edge of Telegram's window. At 29.5 of 30 one message may arrive 17
# thousandths of a second late without a refusal, and a broadcast takes 1.7 % longer than the ideal.
HEADROOM = 29.5 / 30
SLOWEST = 1.0
# Telegram counts over about a second: a limit that counts the last second refuses within the first of a run.
SECOND = 1.0
# So much of what was told, taken within a second of the last refusal, is believed at once; less must be seen twice.
TELLING = 0.25
# Two estimates are the same limit if they are no more than this many messages apart.
SAME_WITHIN = 1.5
# Where less of the pace was used, the limit was not what refused.
BUSY = 0.7
# After a refusal that fits no limit the pace is a little lower, for so many times the silence that it cost.
STEP_ASIDE = 0.97
STEPPED_ASIDE_FOR = 20.0
# A try waits for this times the square of the silence that a failed one costs, over the share of the pace that it may
# win: people who wait for a reply wait in a silence, too. Each failure doubles it.
WORTH = 3.0
LONGEST_WAIT_SECONDS = 600.0
# So much of what was told must be taken beyond a limit before the limit is believed to be gone.
BEYOND = 2 / 30


@dataclass(frozen=True)
class Limit:
    """What Telegram takes in a second. `saves_up`: it lets a second's worth go at once, and then as fast as that."""

    per_second: float
    saves_up: bool


@dataclass(frozen=True)
class Run:
    """What Telegram answered since a moment: how many, and when those of the last second had gone out."""

    since: float = float("-inf")
    answered: int = 0
    last: float = float("-inf")
    lately: tuple[float, ...] = ()

    def with_one(self, at: float) -> "Run":
        """One more, that had gone out at `at`."""
        lately = (*self.lately[bisect_right(self.lately, at - SECOND) :], at)
        return Run(self.since, self.answered + 1, max(self.last, at), lately)


@dataclass(frozen=True)
class Tempo:
    """The pace of a token that was told to send `per_second`, and what refusals have taught about it."""

    per_second: float
    limit: Limit | None = None
    run: Run = field(default_factory=Run)
    refused_at: float = float("-inf")
    suspected: float | None = None
    stepped_aside: bool = False
    trying: Run | None = None
    try_at: float | None = None
    patience: float = WORTH

    @property
    def rate(self) -> float:
        """Messages a second, from now on."""
        found = self.per_second if self.limit is None or self.trying else self.limit.per_second
        return max(SLOWEST, found * HEADROOM * (STEP_ASIDE if self.stepped_aside else 1.0))

    def answered(self, sent_at: float) -> "Tempo":
        """Telegram answered a message that had gone out at `sent_at`, be it with a refusal."""
        if sent_at < self.run.since:
            # It was under way when Telegram refused another, and tells nothing about the time after.
            return self
        tempo = replace(self, run=self.run.with_one(sent_at))
        if self.stepped_aside and sent_at - self.run.since >= STEPPED_ASIDE_FOR * self._silence:
            tempo = replace(tempo, stepped_aside=False)
        if tempo.limit is None:
            return tempo
        return tempo._tried(tempo.limit, sent_at) if tempo.trying else tempo._rested(tempo.limit, sent_at)

    def refused(self, now: float, halt_seconds: float) -> "Tempo":
        """Telegram refused, and wants nothing for `halt_seconds`. Comes after `answered` for the same message."""
        # What was refused in a halt was under way before it: it prolongs the silence, and teaches nothing.
        wiser = self if now < self.run.since else replace(self._learnt(), refused_at=now)
        return replace(wiser, run=Run(max(self.run.since, now + halt_seconds)))

    @property
    def _silence(self) -> float:
        return self.run.since - self.refused_at

    def _learnt(self) -> "Tempo":
        if self.trying:
            return replace(self, trying=None, try_at=None, patience=self.patience * 2)
        taken, seconds = self.run.answered - 1, self.run.last - self.run.since
        if taken < 1:
            return self
        at_once = seconds < SECOND
        if not at_once and taken < BUSY * self.rate * seconds:
            return replace(self, suspected=None, stepped_aside=True)
        in_the_long_run = taken / (SECOND + seconds)
        seen_twice = self.suspected is not None and (
            abs(in_the_long_run - self.suspected) * (SECOND + seconds) <= SAME_WITHIN
        )
        telling = at_once and taken >= TELLING * self.per_second
        found = Limit(taken if at_once else in_the_long_run, saves_up=not telling)
        if found.per_second < self.rate and (telling or seen_twice):
            return replace(self, limit=found, try_at=None, stepped_aside=False, suspected=None)
        return replace(self, suspected=in_the_long_run, stepped_aside=self.stepped_aside or not at_once)

    def _rested(self, limit: Limit, now: float) -> "Tempo":
        if self.try_at is None:
            gain = 1 - limit.per_second / self.per_second
            wait = min(LONGEST_WAIT_SECONDS, self.patience * self._silence**2 / gain)
            return replace(self, try_at=self.run.since + wait)
        return replace(self, trying=Run(now)) if now >= self.try_at else self

    def _tried(self, limit: Limit, now: float) -> "Tempo":
        assert self.trying is not None
        trying = self.trying.with_one(now)
        beyond = min(BEYOND * self.per_second, (self.per_second * HEADROOM - limit.per_second) / 2)
        # Of what was taken the latest is left out: this may be the answer that refuses it.
        over_time = trying.answered - 1 - limit.per_second * (now - trying.since)
        taken = over_time if limit.saves_up else len(self.run.lately) - 1
        if taken <= limit.per_second + beyond:
            return replace(self, trying=trying)
        return replace(self, limit=None, trying=None, try_at=None, suspected=None, patience=WORTH)
