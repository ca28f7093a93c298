"""The Friends and Family return."""

from bot.clock import Clock
from bot.services.notices import Notices
from bot.services.practices import PracticeBook


class Returning:
    """The Friends and Family return."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices
