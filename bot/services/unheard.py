"""Who has not been heard, beside the registered list."""

from bot.clock import Clock
from bot.services.notices import Notices


class UnheardService:
    """Who has not been heard, beside the registered list."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices
