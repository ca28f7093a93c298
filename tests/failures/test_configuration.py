"""The configuration is damaged: it is said in plain words what is wrong, and the program ends with 2."""

import asyncio
import json
import os
import sys
from pathlib import Path

from bot.demo.standin import TelegramStandIn
from bot.settings import PREFIX
from tests.conversations.house import CHAIR, MANAGER, TOKEN
from tests.conversations.process import CHECKOUT, CONFIG


def configured(folder: Path, url: str = "http://127.0.0.1:9") -> str:
    """A configuration in which nothing is wrong."""
    database = json.dumps(f"sqlite+aiosqlite:///{folder}/bot.db")
    return CONFIG.format(token=TOKEN, url=url, database=database, per_second=30, chair=CHAIR, manager=MANAGER)


async def refused(folder: Path, config: str) -> str:
    """What `run` says of this configuration."""
    path = folder / "config.toml"
    path.write_text(config, encoding="utf-8")
    command = (sys.executable, "-m", "bot", "run", "--config", str(path))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, cwd=CHECKOUT, env=environment
    )
    said = (await process.communicate())[0].decode()
    assert process.returncode == 2, said
    assert "Traceback" not in said
    assert "The configuration cannot be used:" in said
    return said


async def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    said = await refused(tmp_path, configured(tmp_path) + "\n[[practice]\n")
    assert "config.toml: not readable as TOML" in said


async def test_a_missing_agreement_is_named(tmp_path: Path) -> None:
    said = await refused(tmp_path, configured(tmp_path) + '\nagreement = "gone.md"\n')
    assert "gone.md: there is no such file" in said


async def test_a_token_that_telegram_does_not_know_is_named(tmp_path: Path) -> None:
    standin = TelegramStandIn(token="2:OTHER")
    await standin.start()
    try:
        said = await refused(tmp_path, configured(tmp_path, standin.url))
    finally:
        await standin.stop()
    assert "telegram.token: Telegram does not know it" in said
    assert TOKEN not in said
