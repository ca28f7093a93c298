"""The evidence pack of a year, its parts and its signatures."""

from bot.clock import Clock
from bot.services.notices import Notices


class Reporting:
    """The evidence pack of a year, its parts and its signatures."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices
