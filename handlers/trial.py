"""`ppgbot demo`: the whole bot, unchanged, against the Telegram stand-in, with a page to try it in."""

import asyncio
import contextlib
import tempfile
import webbrowser
from collections.abc import Callable
from pathlib import Path

import bot.demo
from bot.demo.cast import play
from bot.demo.standin import TelegramStandIn
from bot.settings import Settings
from handlers.assembly import assembled

TOKEN = "1:DEMO"
PAGE = Path(bot.demo.__file__).with_name("page")

# (Telegram id, first name, last name, what stands over the column on the page, a word about them)
PEOPLE = (
    (101, "Asha", "Patel", "Patient", "Works nights. Wants appointments that fit."),
    (102, "George", "Whitfield", "Patient", "81, with an old phone. Patient since 1963."),
    (111, "Maria", "Santos", "Chair", "Leads the patient group."),
    (122, "Helen", "Cooper", "Practice manager", "Answers for the practice."),
)
CHAIR, MANAGER = 111, 122


async def run_demo(
    stop: asyncio.Event,
    *,
    port: int,
    open_page: bool,
    patients: int,
    seed: int,
    say: Callable[[str], None],
) -> None:
    """Run the trial until `stop` is set. Nothing of it is kept."""
    with tempfile.TemporaryDirectory(prefix="ppgbot-demo-") as folder:
        standin = TelegramStandIn(token=TOKEN, page=PAGE)
        await standin.start(port)
        try:
            await _play(standin, Path(folder), stop, open_page=open_page, patients=patients, seed=seed, say=say)
        finally:
            await standin.stop()


async def _play(
    standin: TelegramStandIn,
    folder: Path,
    stop: asyncio.Event,
    *,
    open_page: bool,
    patients: int,
    seed: int,
    say: Callable[[str], None],
) -> None:
    for telegram_id, first, last, label, note in PEOPLE:
        standin.person(telegram_id, first_name=first, last_name=last, label=label, note=note, language_code="en")
    say(f"\n  Open this page:  {standin.url}/\n\n  Stop with Ctrl-C. Nothing here is real, and nothing is kept.\n")
    async with assembled(demo_settings(standin.url, folder)) as running:
        crowd = asyncio.create_task(play(standin.url, patients, seed))
        if open_page:
            await asyncio.to_thread(webbrowser.open, standin.url)
        try:
            await running.run(stop)
        finally:
            crowd.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await crowd


def demo_settings(url: str, folder: Path) -> Settings:
    """A practice that never sleeps, so that the trial works at any hour."""
    return Settings.model_validate(
        {
            "telegram": {"token": TOKEN, "api_base_url": url},
            "storage": {"url": f"sqlite+aiosqlite:///{folder}/demo.db", "secrets": folder / "secrets"},
            "delivery": {"quiet_hours": ""},
            "practice": [
                {
                    "name": "Riverside Surgery",
                    "code": "E82123",
                    "group_name": "Riverside Patient Group",
                    "chairs": [CHAIR],
                    "managers": [MANAGER],
                }
            ],
        }
    )
