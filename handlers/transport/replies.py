"""The replies' way out: what features said, sent side by side to different people and in order to each."""

import asyncio
import contextlib
import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from weakref import WeakValueDictionary

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.delivery.pacer import Lane, Pacer
from bot.rules.lengths import utf16_length
from handlers.context import Turn
from handlers.views.screen import (
    LONGEST_CAPTION,
    File,
    Goodbye,
    Menu,
    Reply,
    Retire,
    Rows,
    Say,
    Screen,
    Show,
    Toast,
    pieces,
)

log = structlog.get_logger()

# About a quarter of a minute in all: longer than most troubles of a network, shorter than anybody's patience.
TRIES = 8
PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
TOAST_LIMIT = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
KNOWN_REASONS = (
    "message is too long",
    "caption is too long",
    "text is empty",
    "can't parse entities",
    "button_data_invalid",
    "message to edit not found",
    "message can't be edited",
    "chat not found",
    "image_process_failed",
    "file",
)
UNCHANGED = "not modified"
CANNOT_EDIT = ("message to edit not found", "message can't be edited", "no text in the message", "MESSAGE_ID_INVALID")


class Messenger:
    """Turns screens into Telegram's messages, in a lane of the pacer."""

    def __init__(self, bot: Bot, pacer: Pacer) -> None:
        self._bot = bot
        self._pacer = pacer

    async def say(self, chat_id: int, screen: Screen, lane: Lane) -> Message:
        """Send a screen: documents, then a picture with its words, then the text. Returns the last message."""
        fits = utf16_length(screen.text) <= LONGEST_CAPTION
        for document in screen.documents:
            content = InputFile(BytesIO(await asyncio.to_thread(document.make)), filename=document.name)
            last = fits and document is screen.documents[-1]
            async with self._pacer.slot(lane, chat_id):
                sent = await self._bot.send_document(
                    chat_id,
                    content,
                    caption=screen.text if last else None,
                    parse_mode=ParseMode.HTML if last else None,
                    reply_markup=keyboard(screen.rows) if last else None,
                )
            if last:
                return sent
        if screen.picture is not None:
            return await self._say_picture(chat_id, screen, screen.picture, lane)
        async with self._pacer.slot(lane, chat_id):
            return await self._bot.send_message(
                chat_id,
                screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(screen.rows),
                link_preview_options=NO_PREVIEW,
            )

    async def _say_picture(self, chat_id: int, screen: Screen, picture: File, lane: Lane) -> Message:
        content = InputFile(BytesIO(await asyncio.to_thread(picture.make)), filename=picture.name)
        fits = utf16_length(screen.text) <= LONGEST_CAPTION
        async with self._pacer.slot(lane, chat_id):
            sent = await self._bot.send_photo(
                chat_id,
                content,
                caption=screen.text if fits else pieces(screen.caption, LONGEST_CAPTION)[0],
                parse_mode=ParseMode.HTML if fits else None,
                reply_markup=keyboard(screen.rows) if fits else None,
            )
        if fits:
            return sent
        return await self.say(chat_id, Screen(screen.text, screen.rows), lane)

    async def show(self, chat_id: int, message_id: int, screen: Screen, lane: Lane) -> None:
        """Put a screen in place of a message; send it anew where that cannot be."""
        if screen.documents or screen.picture is not None:
            await self.take_buttons_off(chat_id, message_id, lane)
            await self.say(chat_id, screen, lane)
            return
        try:
            await self.edit(chat_id, message_id, screen, lane)
        except BadRequest as refused:
            if not any(reason.lower() in str(refused).lower() for reason in CANNOT_EDIT):
                raise
            await self.say(chat_id, screen, lane)

    async def take_buttons_off(self, chat_id: int, message_id: int, lane: Lane) -> None:
        """Where the answer comes as a new message: the question above is answered, and should not look open."""
        async with self._pacer.slot(lane, chat_id):
            with contextlib.suppress(BadRequest):
                await self._bot.edit_message_reply_markup(chat_id, message_id)

    async def edit(self, chat_id: int, message_id: int, screen: Screen, lane: Lane) -> None:
        """Change a message to a screen without files. That it says so already is fine."""
        async with self._pacer.slot(lane, chat_id):
            await self.edit_now(chat_id, message_id, screen)

    async def edit_now(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Like `edit`, for those who have a place from the pacer already."""
        try:
            await self._bot.edit_message_text(
                screen.text,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(screen.rows),
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as refused:
            if UNCHANGED not in str(refused).lower():
                raise


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
            await self._bot.answer_callback_query(
                turn.query_id, text=toast.text[:TOAST_LIMIT] or None, show_alert=toast.alert
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


async def set_menu(bot: Bot, chat_id: int, commands: Sequence[tuple[str, str]]) -> None:
    """Have Telegram list these commands in this chat."""
    await bot.set_my_commands([BotCommand(name, what) for name, what in commands], scope=BotCommandScopeChat(chat_id))


@lru_cache(maxsize=256)
def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Rows of buttons as Telegram's keyboard, or None where there are none."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    button.label,
                    callback_data=button.tap.pack() if button.tap is not None else None,
                    url=button.url,
                )
                for button in row
            ]
            for row in rows
        ]
    )


def reason_of(refused: BadRequest) -> str:
    """Why Telegram refused, in words that are safe in a log: what it says can quote what a person wrote."""
    said = str(refused).lower()
    return next((reason for reason in KNOWN_REASONS if reason in said), "other")


def seconds_of(wait: RetryAfter) -> float:
    """How long Telegram wants us to wait."""
    after = wait.retry_after
    return after if isinstance(after, int | float) else after.total_seconds()
