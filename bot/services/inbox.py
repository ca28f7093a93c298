"""What the practice does about comments: their state, answers to them, and the topics they stand under."""

from bot.clock import Clock
from bot.services.chain import Chain
from bot.services.notices import Notices


class Inbox:
    """The practice's side of comments."""

    def __init__(self, clock: Clock, notices: Notices, chain: Chain) -> None:
        self._clock = clock
        self._notices = notices
        self._chain = chain
