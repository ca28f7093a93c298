"""Comments on their way to the practice: sent once, released in no order where they are anonymous."""

from bot.clock import Clock
from bot.services.notices import Notices
from bot.services.practices import PracticeBook
from storage.database import UnitOfWork


class Speaking:
    """Takes comments, and releases anonymous ones."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices

    async def release_due(self, uow: UnitOfWork) -> int:
        """Release what waits, once a day for each practice. Returns how many."""
        return 0

    async def purge_tickets(self, uow: UnitOfWork) -> None:
        """Forget the tickets of buttons that are too old to be tapped."""
