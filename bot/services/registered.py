"""The registered list, read from files."""

from bot.clock import Clock


class RegisteredLists:
    """The registered list, read from files."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
