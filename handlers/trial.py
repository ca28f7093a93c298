"""`ppgbot demo`: the whole bot, unchanged, against the Telegram stand-in, with a page to try it in."""

import asyncio
import contextlib
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bot.demo
from bot.demo.cast import play
from bot.demo.standin import TelegramStandIn
from bot.settings import Settings
from handlers.assembly import RunningBot, assembled

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


@dataclass(frozen=True)
class Trial:
    """How a trial is set up. `pace` stretches the simulated patients' waiting: 1 is natural, 0 is at once."""

    port: int = 0
    open_page: bool = False
    patients: int = 40
    seed: int = 1
    pace: float = 1.0


async def run_demo(stop: asyncio.Event, trial: Trial, say: Callable[[str], None]) -> None:
    """Run a trial until `stop` is set, and `say` where its page is. Nothing of it is kept."""
    with tempfile.TemporaryDirectory(prefix="ppgbot-demo-") as folder:
        standin = TelegramStandIn(token=TOKEN, page=PAGE)
        try:
            await standin.start(trial.port)
        except OSError:
            # Somebody else has that port: any other does as well.
            await standin.start()
        for telegram_id, first, last, label, note in PEOPLE:
            standin.person(telegram_id, first_name=first, last_name=last, label=label, note=note, language_code="en")
        try:
            async with assembled(demo_settings(standin.url, Path(folder))) as running:
                say(standin.url)
                await _play(running, trial, standin.url, stop)
        finally:
            await standin.stop()


async def _play(running: RunningBot, trial: Trial, url: str, stop: asyncio.Event) -> None:
    crowd = asyncio.create_task(play(url, trial.patients, trial.seed, trial.pace))
    if trial.open_page:
        await asyncio.to_thread(webbrowser.open, url)
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
            "storage": {
                "url": f"sqlite+aiosqlite:///{folder}/demo.db",
                "secrets": folder / "secrets",
                "erased": folder / "erased",
            },
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
