"""The bot with no limit of its own on what it sends and takes, for the measurements that switch Telegram's off.

All else is as a practice runs it: without docstrings, with one heap.
"""

from bot.lean import be_lean

if __name__ == "__main__":
    be_lean()

import asyncio
import contextlib
import signal
import sys
from pathlib import Path

from bot import logs
from bot.rubbish import none_while_loading

with none_while_loading():
    from bot.delivery.pacer import Pacer
    from bot.settings import load
    from handlers.assembly import assembled
    from handlers.transport.turnstile import Turnstile

NO_LIMIT = 1_000_000


async def run(config: Path) -> None:
    """Run until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    pacer = Pacer(NO_LIMIT, chat_burst=1_000)
    async with assembled(load(config), pacer=pacer, turnstile=Turnstile(NO_LIMIT)) as bot:
        await bot.run(stop)


if __name__ == "__main__":
    logs.set_up(as_json=True)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run(Path(sys.argv[1])))
