"""Long work that is done beside the line."""

from bot.clock import Clock


class Jobs:
    """Long work that is done beside the line."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
