"""The command line: copies, restores and health, as an operator meets them. Refusals are lines, never tracebacks."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app

CONFIG = """
[telegram]
token = "123456:TEST"
api_base_url = "http://127.0.0.1:9"
[storage]
url = {url}
[[practice]]
name = "Riverside Surgery"
code = "E82123"
"""


class Operator:
    """Somebody with a configuration, who types commands."""

    def __init__(self, folder: Path, database: str = "bot.db") -> None:
        self.folder = folder
        self.config = folder / f"{database}.toml"
        url = json.dumps(f"sqlite+aiosqlite:///{folder}/{database}")
        self.config.write_text(CONFIG.format(url=url), encoding="utf-8")
        self.config.chmod(0o600)

    def types(self, *words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--config", str(self.config)])


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    operator = Operator(tmp_path)
    assert operator.types("migrate").exit_code == 0
    return operator


def test_a_copy_is_made_checked_and_brought_back(operator: Operator, tmp_path: Path) -> None:
    copied = operator.types("backup", str(tmp_path / "copy.db"))
    assert copied.exit_code == 0, copied.output
    assert "copy.db" in copied.output
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    other = Operator(tmp_path, "new.db")
    restored = other.types("restore", str(tmp_path / "copy.db"))
    assert restored.exit_code == 0, restored.output
    assert "Restored the copy of" in restored.output
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0


def test_a_folder_gets_a_file_named_by_the_moment(operator: Operator, tmp_path: Path) -> None:
    place = tmp_path / "copies"
    place.mkdir()
    assert operator.types("backup", str(place)).exit_code == 0
    (made,) = place.iterdir()
    assert made.name.startswith("ppgbot-20")


def test_what_cannot_be_is_said_in_a_line(operator: Operator, tmp_path: Path) -> None:
    for words in (
        ("backup", str(operator.config)),
        ("backup", str(tmp_path / "no" / "such" / "folder.db")),
        ("restore", str(tmp_path / "gone.db")),
        ("restore", str(operator.config)),
    ):
        refused = operator.types(*words)
        assert refused.exit_code == 2, words
        assert refused.output.strip().endswith("."), refused.output
        assert "Traceback" not in refused.output


def test_health_of_a_bot_that_does_not_run(operator: Operator) -> None:
    found = operator.types("health")
    assert found.exit_code == 1
    assert "is `ppgbot run` running?" in found.output


def test_check_names_files_that_others_can_read(operator: Operator) -> None:
    operator.config.chmod(0o644)
    found = operator.types("check")
    assert found.exit_code == 1
    assert "WRONG files" in found.output
    assert operator.config.name in found.output
    assert "whole, and up to date" in found.output
    assert "not reached at http://127.0.0.1:9" in found.output
