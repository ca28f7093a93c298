"""Digests: what a week was for chair and manager, a month for members, and what the whole practice may hear."""

from bot.clock import Clock
from bot.services.chain import Chain
from bot.services.notices import Notices
from bot.services.practices import PracticeBook
from storage.database import UnitOfWork


class Digests:
    """Reads what a digest says, and sends those whose time has come."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices, chain: Chain) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices
        self._chain = chain

    async def send_due(self, uow: UnitOfWork) -> int:
        """Send every digest whose time has come, each once. Returns how many."""
        return 0
