"""Summaries of consultations and periods, small numbers protected."""

from bot.clock import Clock


class Summaries:
    """Summaries of consultations and periods, small numbers protected."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
