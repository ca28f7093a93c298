"""News for the group: sent to an audience, and how far it has got."""

from bot.clock import Clock
from bot.services.notices import Notices


class Announcing:
    """Sends announcements."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices
