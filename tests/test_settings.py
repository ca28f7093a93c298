"""The configuration: every wrong key is named at once, the environment wins, and paths are meant from the file."""

import os
from pathlib import Path

import pytest

from bot.rules.times import QuietHours
from bot.rules.words import Admission
from bot.settings import Settings, SettingsError, load

TOKEN = 'telegram.token = "123456:ABC-DEF"\n'
PRACTICE = '[[practice]]\nname = "Riverside Surgery"\ncode = "E82123"\n'
LEAST = TOKEN + PRACTICE


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No PPGBOT_ variable of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith("PPGBOT_"):
            monkeypatch.delenv(name)


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Settings:
    return load(written(folder, text))


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as error:
        read(folder, text)
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


def test_a_token_and_a_practice_are_enough(tmp_path: Path) -> None:
    settings = read(tmp_path, LEAST)
    (practice,) = settings.practice
    assert settings.token == "123456:ABC-DEF"
    assert settings.delivery.quiet_hours == QuietHours.parse("20:00-08:00")
    assert (practice.zone.key, practice.region.emergency, practice.admission) == (
        "Europe/London",
        "999",
        Admission.OPEN,
    )
    assert practice.agreement.is_file()
    assert practice.privacy_notice.is_file()


def test_everything_can_be_said(tmp_path: Path) -> None:
    (tmp_path / "agreement.md").write_text("Agreed.", encoding="utf-8")
    settings = read(
        tmp_path,
        TOKEN
        + '[storage]\nurl = "postgresql+psycopg://u@h/d"\n[delivery]\nper_second = 5\nquiet_hours = ""\n'
        + PRACTICE
        + 'region = "new-zealand"\ntimezone = "Pacific/Auckland"\nadmission = "approval"\nsignature = "typed"\n'
        + 'minimum_age = 18\nchairs = [1, 2]\nagreement = "agreement.md"\n'
        + '[[practice]]\nname = "Hill Surgery"\ncode = "Y00001"\n',
    )
    first, second = settings.practice
    assert (first.region.emergency, first.chairs, first.minimum_age) == ("111", (1, 2), 18)
    assert (settings.delivery.per_second, settings.delivery.quiet_hours) == (5, None)
    assert second.code == "Y00001"


def test_the_year_of_the_report_is_the_countrys_unless_the_practice_says_otherwise(tmp_path: Path) -> None:
    assert read(tmp_path, LEAST).practice[0].first_month == 4
    assert read(tmp_path, LEAST + 'region = "new-zealand"\n').practice[0].first_month == 7
    assert read(tmp_path, LEAST + "year_begins = 1\n").practice[0].first_month == 1


def test_every_wrong_key_is_named_at_once_with_an_example(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
        surprise = 1
        [telegram]
        token = "123456:ABC-DEF"
        api_base_url = "api.telegram.org"
        [storage]
        url = "mysql://x"
        [delivery]
        per_second = 0
        quiet_hours = "all night"
        [[practice]]
        name = ""
        code = "no spaces"
        region = "scotland"
        timezone = "London"
        admission = "closed"
        minimum_age = "old"
        signature = "blood"
        chairs = ["Chris"]
        colour = "blue"
        """,
    )
    expected = {
        "telegram.api_base_url": 'api_base_url = "https://api.telegram.org"',
        "storage.url": 'url = "sqlite+aiosqlite:///ppgbot.db"',
        "delivery.per_second": "per_second = 30",
        "delivery.quiet_hours": 'quiet_hours = "20:00-08:00"',
        "practice.0.name": 'name = "Riverside Surgery"',
        "practice.0.code": 'code = "E82123"',
        "practice.0.region": 'region = "england"',
        "practice.0.timezone": 'timezone = "Europe/London"',
        "practice.0.admission": 'admission = "open"',
        "practice.0.minimum_age": "minimum_age = 16",
        "practice.0.signature": 'signature = "tap"',
        "practice.0.colour": "no such key",
        "surprise": "no such key",
    }
    for place, example in expected.items():
        (line,) = [line for line in found if line.startswith(f"{place}: ")]
        assert example in line
    assert len([line for line in found if line.startswith("practice.0.chairs")]) == 1


def test_one_wrong_key_is_one_line(tmp_path: Path) -> None:
    assert len(problems(tmp_path, LEAST + "minimum_age = -1\n")) == 1


def test_a_wrong_item_of_a_list_gets_an_example_too(tmp_path: Path) -> None:
    assert "chairs = [111111]" in problems(tmp_path, LEAST + 'chairs = ["Chris"]\n')[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PRACTICE, "telegram: "),
        (TOKEN, "practice: "),
        ("[telegram]\n" + PRACTICE, "@BotFather"),
        (LEAST + PRACTICE, "code of its own"),
        (
            TOKEN + '[[practice]]\ncode = "E82123"\n',
            'practice.0.name: missing (for example name = "Riverside Surgery")',
        ),
        ("practice = 3\n" + TOKEN, "practice: "),
        ("telegram = 3\n" + PRACTICE, "telegram: "),
        ("this is no toml", "not readable as TOML"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(tmp_path: Path, text: str, said: str) -> None:
    assert said in problems(tmp_path, text)[0]


def test_a_file_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no such file\. Copy config\.example\.toml to config\.toml"):
        load(tmp_path / "config.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not readable as TOML"):
        load(path)


def test_texts_and_token_files_that_are_not_there_are_all_named(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        'telegram.token_file = "token.txt"\n' + PRACTICE + 'agreement = "a.md"\nprivacy_notice = "/no/such/p.md"\n',
    )
    assert sorted(found) == sorted(
        f"{path}: there is no such file" for path in (tmp_path / "token.txt", tmp_path / "a.md", "/no/such/p.md")
    )


def test_rules_of_safety_that_cannot_be_used_are_named_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[emergency]]\nname = "fall"\nany = ["(broken"]\n', encoding="utf-8")
    found = problems(tmp_path, 'telegram.token = "123456:ABC-DEF"\n' + PRACTICE + 'safety_rules = "own.toml"\n')
    assert len(found) == 1
    assert "own.toml" in found[0]
    assert "no partner" in found[0]


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPGBOT_TELEGRAM__TOKEN", "654321:FROM-ENV")
    monkeypatch.setenv("PPGBOT_STORAGE__URL", "postgresql+psycopg://u@h/d")
    monkeypatch.setenv("PPGBOT_DELIVERY__PER_SECOND", "12.5")
    monkeypatch.setenv("PPGBOT_SURPRISE", "ignored")
    settings = read(tmp_path, LEAST + '[storage]\nurl = "sqlite+aiosqlite:///x.db"\n')
    assert settings.token == "654321:FROM-ENV"
    assert settings.storage.url == "postgresql+psycopg://u@h/d"
    assert settings.delivery.per_second == 12.5


def test_the_environment_can_say_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPGBOT_TELEGRAM__TOKEN", "654321:FROM-ENV")
    monkeypatch.setenv("PPGBOT_PRACTICE", '[{"name": "Hill Surgery", "code": "Y00001", "chairs": [7]}]')
    settings = read(tmp_path, "")
    assert (settings.practice[0].name, settings.practice[0].chairs) == ("Hill Surgery", (7,))


def test_a_wrong_value_in_the_environment_is_named_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPGBOT_DELIVERY__PER_SECOND", "fast")
    assert problems(tmp_path, LEAST)[0].startswith("delivery.per_second: ")


def test_paths_are_meant_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, elsewhere = tmp_path / "etc", tmp_path / "elsewhere"
    for each in (folder / "texts", elsewhere):
        each.mkdir(parents=True)
    (folder / "token.txt").write_text(" 123456:FILE \n", encoding="utf-8")
    (folder / "texts" / "agreement.md").write_text("Agreed.", encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    settings = read(
        folder,
        'telegram.token_file = "token.txt"\nstorage.secrets = "keys"\n'
        + PRACTICE
        + 'agreement = "texts/agreement.md"\n',
    )
    assert settings.token == "123456:FILE"
    assert settings.storage.secrets == folder / "keys"
    assert settings.practice[0].agreement == folder / "texts" / "agreement.md"


def test_an_empty_token_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "token.txt").write_text("\n", encoding="utf-8")
    (problem,) = problems(tmp_path, 'telegram.token_file = "token.txt"\n' + PRACTICE)
    assert problem.startswith(f"telegram.token_file: {tmp_path / 'token.txt'} is empty")


def test_secrets_lie_beside_the_file_unless_told_otherwise(tmp_path: Path) -> None:
    assert read(tmp_path, LEAST).storage.secrets == tmp_path / "ppgbot.secrets"


@pytest.mark.parametrize("text", [LEAST, LEAST + '[storage]\nurl = "sqlite+aiosqlite:///ppgbot.db"\n'])
def test_a_sqlite_file_lies_beside_the_file_too(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).storage.url == f"sqlite+aiosqlite:///{tmp_path / 'ppgbot.db'}"


def test_the_token_is_never_shown_by_accident(tmp_path: Path) -> None:
    # A wrong key elsewhere must not print the rest of the file.
    found = problems(tmp_path, LEAST + "minimum_age = -1\n")
    assert "ABC-DEF" not in "".join(found)
