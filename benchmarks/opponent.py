"""Bots as python-telegram-bot's own documentation has them: Updater, default request, and its rate limiter.

They keep nothing. A text they send back; a tap they answer and, where told, edit the message that it was on.
"""

import argparse
import asyncio
import contextlib
import logging
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from benchmarks.town import CHAIR, FIRST_MEMBER, QUESTION, TOKEN

THANKS = "Thank you. Your answer: Yes"
DONE = "That was all."


async def answer(update: Update, _context: Any) -> None:
    """Answer a tap."""
    assert update.callback_query is not None
    await update.callback_query.answer(THANKS)


async def answer_and_edit(update: Update, _context: Any) -> None:
    """Answer a tap, and change the message that it was on."""
    assert update.callback_query is not None
    await update.callback_query.answer(THANKS)
    await update.callback_query.edit_message_text(THANKS)


async def echo(update: Update, _context: Any) -> None:
    """Say again what was said."""
    assert update.message is not None and update.message.text is not None
    await update.message.reply_text(update.message.text)


async def broadcast(update: Update, context: Any) -> None:
    """`/broadcast 3000`: the question to so many members, beside the handling of updates."""
    assert update.message is not None and update.message.text is not None
    count = int(update.message.text.split()[1])
    context.application.create_task(_broadcast(context.bot, count))


async def _broadcast(bot: Any, count: int) -> None:
    async def send(member: int) -> None:
        with contextlib.suppress(TelegramError):
            await bot.send_message(member, QUESTION)

    await asyncio.gather(*(send(member) for member in range(FIRST_MEMBER, FIRST_MEMBER + count)))
    with contextlib.suppress(TelegramError):
        await bot.send_message(CHAIR, DONE)


def application(options: argparse.Namespace) -> Any:
    """The bot that the options ask for."""
    builder: Any = ApplicationBuilder().token(TOKEN).base_url(f"{options.url}/bot")
    if options.concurrent:
        builder = builder.concurrent_updates(options.concurrent)
    if options.retries is not None:
        builder = builder.rate_limiter(AIORateLimiter(max_retries=options.retries))
    made: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    made.add_handler(CallbackQueryHandler(answer_and_edit if options.edit else answer))
    made.add_handler(CommandHandler("broadcast", broadcast))
    made.add_handler(MessageHandler(filters.TEXT, echo))
    return made


def main() -> None:
    """Run until SIGTERM."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--concurrent", type=int, default=0)
    parser.add_argument("--retries", type=int)
    parser.add_argument("--edit", action="store_true")
    logging.basicConfig(level=logging.CRITICAL)
    application(parser.parse_args()).run_polling()


if __name__ == "__main__":
    main()
