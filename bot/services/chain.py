"""The chain from voice over topic and action to outcome: walked in both directions, and told at its end."""

from bot.clock import Clock
from bot.services.notices import Notices


class Chain:
    """Links, walks, and tells everybody whose voice is in something what came of it."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices
