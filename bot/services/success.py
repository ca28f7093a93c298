"""The measures of success."""

from bot.clock import Clock


class Success:
    """The measures of success."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
