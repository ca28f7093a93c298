"""Screens as Telegram's messages: sent, put in each other's place, each in a lane of the pacer."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Sequence
from datetime import timedelta
from functools import lru_cache
from io import BytesIO

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
from telegram.error import BadRequest, RetryAfter

from bot.delivery.pacer import Lane, Pacer
from bot.rules.lengths import utf16_length
from handlers.transport.request import WRITE_SECONDS, MaybeDone, tell
from handlers.views.screen import LONGEST_CAPTION, File, KeptFile, Rows, Screen, pieces

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
NO_PREVIEW_IN_JSON = NO_PREVIEW.to_json()
# The line of a small practice: 50 MB take a quarter of an hour.
SLOWEST_BYTES_A_SECOND = 60_000
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
# Whatever it says: an hour later it may think otherwise.
LONGEST_WAIT = 3600.0
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
            last = fits and document is screen.documents[-1]
            async with _content_of(document) as content, self._pacer.slot(lane, chat_id):
                sent = await _heard(
                    self._bot.send_document(
                        chat_id,
                        content,
                        caption=screen.text if last else None,
                        parse_mode=ParseMode.HTML if last else None,
                        reply_markup=keyboard(screen.rows) if last else None,
                        write_timeout=_seconds_for(document),
                    )
                )
            if last:
                return sent
        if screen.picture is not None:
            return await self._say_picture(chat_id, screen, screen.picture, lane)
        async with self._pacer.slot(lane, chat_id):
            return await _heard(
                self._bot.send_message(
                    chat_id,
                    screen.text,
                    parse_mode=ParseMode.HTML,
                    reply_markup=keyboard(screen.rows),
                    link_preview_options=NO_PREVIEW,
                )
            )

    async def _say_picture(self, chat_id: int, screen: Screen, picture: File, lane: Lane) -> Message:
        content = InputFile(BytesIO(await asyncio.to_thread(picture.make)), filename=picture.name)
        fits = utf16_length(screen.text) <= LONGEST_CAPTION
        async with self._pacer.slot(lane, chat_id):
            sent = await _heard(
                self._bot.send_photo(
                    chat_id,
                    content,
                    caption=screen.text if fits else pieces(screen.caption, LONGEST_CAPTION)[0],
                    parse_mode=ParseMode.HTML if fits else None,
                    reply_markup=keyboard(screen.rows) if fits else None,
                )
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
            await tell(
                self._bot,
                "editMessageText",
                chat_id=chat_id,
                message_id=message_id,
                text=screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard_in_json(screen.rows),
                link_preview_options=NO_PREVIEW_IN_JSON,
            )
        except BadRequest as refused:
            if UNCHANGED not in str(refused).lower():
                raise


@contextlib.asynccontextmanager
async def _content_of(document: File | KeptFile) -> AsyncIterator[InputFile]:
    if isinstance(document, File):
        yield InputFile(BytesIO(await asyncio.to_thread(document.make)), filename=document.name)
        return
    # Read while it goes out, a piece at a time.
    with document.path.open("rb") as file:
        yield InputFile(file, filename=document.name, read_file_handle=False)


def _seconds_for(document: File | KeptFile) -> float:
    size = document.path.stat().st_size if isinstance(document, KeptFile) else 0
    return WRITE_SECONDS + size / SLOWEST_BYTES_A_SECOND


async def _heard(sending: Awaitable[Message]) -> Message:
    # Well, says Telegram, and shows something that is no message: it may have been sent.
    with contextlib.suppress(AttributeError, KeyError, TypeError, ValueError):
        if isinstance(sent := await sending, Message):
            return sent
    raise MaybeDone("what was sent does not come back")


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


@lru_cache(maxsize=256)
def _keyboard_in_json(rows: Rows) -> str | None:
    markup = keyboard(rows)
    return markup.to_json() if markup is not None else None


def reason_of(refused: BadRequest) -> str:
    """Why Telegram refused, in words that are safe in a log: what it says can quote what a person wrote."""
    said = str(refused).lower()
    return next((reason for reason in KNOWN_REASONS if reason in said), "other")


def seconds_of(wait: RetryAfter) -> float:
    """How long Telegram wants us to wait, in seconds: an hour at most, and then we ask again."""
    after = wait.retry_after
    return min(max(after.total_seconds() if isinstance(after, timedelta) else after, 0.0), LONGEST_WAIT)
