"""What comments are gathered under: the practice's own list."""

from bot.clock import Clock


class Topics:
    """Makes and ends topics, and finds them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
