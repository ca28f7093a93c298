"""How fast a token may go: as told, until Telegram refuses; then the pace that it takes is searched for.

Telegram's limits are not documented exactly and can change. A refusal sets a ceiling; a pace that goes well for a
while sets a floor; the search halves what lies between, and later tries a little more now and then.
"""

# At exactly the limit a pacer keeps meeting the edge of Telegram's window. At 29.5 of 30 one message may arrive 17
# thousandths of a second late without a refusal, and a broadcast takes 1.7 % longer than the ideal.
HEADROOM = 29.5 / 30
SLOWEST = 1.0
# A single refusal out of the blue is taken for bad luck; a second one soon after it for a lower limit.
STEP_ASIDE = 0.97
STEP_DOWN = 0.7
GOES_WELL_AFTER_SECONDS = 3.0
CLOSE_ENOUGH = 0.05
PROBE_STEP = 1.05
FIRST_PROBE_SECONDS = 30.0
LONGEST_PROBE_SECONDS = 600.0
# Refusals that come this soon after a halt belong to sends that were under way before it.
ECHO_SECONDS = 0.5


class Tempo:
    """Messages a second, told (`per_second`) or found out. Times are seconds of any one clock."""

    def __init__(self, per_second: float) -> None:
        self._told = per_second * HEADROOM
        self.rate = self._told
        self._floor = SLOWEST
        self._ceiling: float | None = None
        self._since = 0.0
        self._deaf_until = float("-inf")
        self._probe_after = FIRST_PROBE_SECONDS

    @property
    def as_told(self) -> bool:
        """Whether Telegram takes what it was said to take."""
        return self._ceiling is None

    def refused(self, now: float, halt_seconds: float) -> None:
        """Telegram refused, and wants nothing for `halt_seconds`."""
        if now < self._deaf_until:
            return
        self._deaf_until = now + halt_seconds + ECHO_SECONDS
        self._since = now + halt_seconds
        out_of_the_blue, self._ceiling = self._ceiling is None, self.rate
        if SLOWEST < self._floor < self.rate:
            # A try that failed: back to what is known to go well, and longer until the next.
            self.rate = self._floor
            self._probe_after = min(LONGEST_PROBE_SECONDS, self._probe_after * 2)
        else:
            self.rate = max(SLOWEST, self.rate * (STEP_ASIDE if out_of_the_blue else STEP_DOWN))
            self._floor = SLOWEST

    def sent(self, now: float) -> None:
        """A message goes out. After a while without a refusal the pace goes up, towards the ceiling or past it."""
        if self._ceiling is None or now - self._since < GOES_WELL_AFTER_SECONDS:
            return
        self._floor = max(self._floor, self.rate)
        if self._ceiling - self.rate > CLOSE_ENOUGH * self._ceiling:
            self._go(self.rate + (self._ceiling - self.rate) / 2, now)
        elif now - self._since >= self._probe_after:
            self._ceiling = self.rate * PROBE_STEP
            self._go(self._ceiling, now)

    def _go(self, rate: float, now: float) -> None:
        self._since = now
        self.rate = rate
        if rate >= self._told:
            # As told again; what went well below it is remembered, should that be refused.
            self.rate, self._ceiling = self._told, None
