"""The replies' way out: what features said, sent side by side to different people and in order to each."""

import asyncio
import contextlib
import itertools
from collections.abc import Iterator, Sequence
from weakref import WeakValueDictionary

import structlog
from telegram import (
    Bot,
)
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.delivery.pacer import Lane, Pacer
from handlers.context import Turn
from handlers.transport.messenger import Messenger, reason_of, seconds_of, set_menu
from handlers.transport.request import tell
from handlers.views.screen import (
    Goodbye,
    Menu,
    Reply,
    Retire,
    Say,
    Show,
    Toast,
)

log = structlog.get_logger()

# About a quarter of a minute in all: longer than most troubles of a network, shorter than anybody's patience.
TRIES = 8
PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
TOAST_LIMIT = 200


class Replier:
    """Sends the replies of turns whose effect is stored. A reply that fails never undoes what is stored."""

    def __init__(self, bot: Bot, messenger: Messenger, pacer: Pacer) -> None:
        self._bot = bot
        self._messenger = messenger
        self._pacer = pacer
        # A chat's line lasts as long as anybody stands in it.
        self._lines: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._newest: dict[tuple[int, int], int] = {}
        self._count = itertools.count()
        # How many replies have failed on the way and are being tried again.
        self.in_trouble = 0

    async def send(self, turns: Sequence[Turn]) -> None:
        """Send the replies of these turns: in order to each chat, side by side over chats."""
        by_chat: dict[int, list[Turn]] = {}
        for turn in turns:
            by_chat.setdefault(turn.chat_id, []).append(turn)
        await asyncio.gather(*(self._send_to(chat, its) for chat, its in by_chat.items()))

    async def _send_to(self, chat_id: int, turns: Sequence[Turn]) -> None:
        # The spinner on a tapped button stops at once, whatever else there is to say.
        if len(turns) == 1:
            await self._answer_query(turns[0])
        else:
            await asyncio.gather(*(self._answer_query(turn) for turn in turns))
        numbered = [
            (next(self._count), reply) for turn in turns for reply in turn.replies if not isinstance(reply, Toast)
        ]
        for number, reply in numbered:
            if isinstance(reply, Show):
                self._newest[chat_id, reply.message_id] = number
        lock = self._lines.setdefault(chat_id, asyncio.Lock())
        async with lock:
            for number, reply in numbered:
                await self._unless_outdated(chat_id, number, reply)

    async def _unless_outdated(self, chat_id: int, number: int, reply: Reply) -> None:
        # Six quick taps under one poll are six states of one message: only the last is worth Telegram's time.
        if not isinstance(reply, Show):
            await self._insist(chat_id, reply)
        elif self._newest.get((chat_id, reply.message_id)) == number:
            await self._insist(chat_id, reply)
            if self._newest.get((chat_id, reply.message_id)) == number:
                del self._newest[chat_id, reply.message_id]

    async def _answer_query(self, turn: Turn) -> None:
        if turn.query_id is None:
            return
        toast = next((reply for reply in turn.replies if isinstance(reply, Toast)), Toast(""))
        try:
            text = toast.text[:TOAST_LIMIT] or None
            await tell(
                self._bot, "answerCallbackQuery", callback_query_id=turn.query_id, text=text, show_alert=toast.alert
            )
        except BadRequest:
            # Too late, or answered before the crash: the message itself says the same.
            return
        except TelegramError as failure:
            log.warning("tap-not-answered", error=type(failure).__name__)

    async def _insist(self, chat_id: int, reply: Reply) -> None:
        with contextlib.ExitStack() as trouble:
            for attempt in range(1, TRIES + 1):
                try:
                    await self._send_one(chat_id, reply)
                    return
                except RetryAfter as wait:
                    self._pacer.halt(seconds_of(wait))
                    trouble.enter_context(self._trouble())
                except Forbidden:
                    # They blocked the bot in the meantime; Telegram tells us of that by itself.
                    return
                except BadRequest as refused:
                    log.error("reply-refused", reply=type(reply).__name__, why=reason_of(refused))
                    return
                except NetworkError as failure:
                    log.warning("reply-failed", attempt=attempt, error=type(failure).__name__)
                    trouble.enter_context(self._trouble())
                    await asyncio.sleep(min(LONGEST_PAUSE_SECONDS, PAUSE_SECONDS * 2 ** (attempt - 1)))
                except TelegramError as failure:
                    log.error("reply-failed", attempt=attempt, error=type(failure).__name__)
                    return
                except Exception as failure:
                    # A file that could not be drawn, say: the replies after it must not go down with it.
                    log.error("reply-not-made", reply=type(reply).__name__, error=type(failure).__name__)
                    return
            log.error("reply-given-up", reply=type(reply).__name__)

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        self.in_trouble += 1
        try:
            yield
        finally:
            self.in_trouble -= 1

    async def _send_one(self, chat_id: int, reply: Reply) -> None:
        match reply:
            case Say(screen):
                await self._messenger.say(chat_id, screen, Lane.REPLY)
            case Show(screen, message_id):
                await self._messenger.show(chat_id, message_id, screen, Lane.REPLY)
            case Retire(message_id):
                await self._messenger.take_buttons_off(chat_id, message_id, Lane.REPLY)
            case Menu(commands):
                await set_menu(self._bot, chat_id, commands)
            case Goodbye(text):
                async with self._pacer.slot(Lane.REPLY, chat_id):
                    with contextlib.suppress(BadRequest, Forbidden):
                        # Where it may not speak, it leaves without a word.
                        await self._bot.send_message(chat_id, text)
                await self._bot.leave_chat(chat_id)
