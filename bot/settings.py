"""config.toml and the environment → typed, checked settings. Nothing is read at import."""

import json
import os
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.rules.regions import REGIONS, Region
from bot.rules.times import QuietHours, parse_span
from bot.rules.words import Admission

PREFIX = "PPGBOT_"
SQLITE = "sqlite+aiosqlite:///"
SHIPPED_TEXTS = Path(__file__).with_name("agreements")


class SettingsError(Exception):
    """The configuration cannot be used. `problems` has a line for each wrong key."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError('expected a time zone, for example "Europe/London" or "Pacific/Auckland"')
    return name


def _region(name: str) -> str:
    if name not in REGIONS:
        raise ValueError(f"expected one of {', '.join(REGIONS)}")
    return name


def _quiet(value: object) -> object:
    return QuietHours.parse(value) if isinstance(value, str) else value


def _spans(value: object) -> object:
    if not isinstance(value, (list, tuple)):
        raise ValueError('expected a list such as ["7d", "1d", "1h"]')
    return tuple(parse_span(each) if isinstance(each, str) else each for each in value)


class TelegramSettings(_Part):
    """How the bot reaches Telegram."""

    token: str = Field(default="", examples=["123456:ABC-DEF"])
    token_file: Path | None = None
    api_base_url: str = Field(
        default="https://api.telegram.org", pattern=r"^https?://", examples=["https://api.telegram.org"]
    )

    @model_validator(mode="after")
    def _has_a_token(self) -> "TelegramSettings":
        if not self.token and self.token_file is None:
            raise ValueError('expected token = "123456:ABC-DEF" (from @BotFather) or token_file = "path"')
        return self


class StorageSettings(_Part):
    """Where things are kept."""

    url: str = Field(
        default="sqlite+aiosqlite:///ppgbot.db",
        pattern=r"^(sqlite\+aiosqlite|postgresql\+psycopg)://",
        examples=["sqlite+aiosqlite:///ppgbot.db"],
    )
    secrets: Path = Field(default=Path("ppgbot.secrets"), examples=["ppgbot.secrets"])
    erased: Path = Field(default=Path("ppgbot.erased"), examples=["ppgbot.erased"])

    @property
    def exporting(self) -> Path:
        """A folder for files on their way out, beside the secrets: it is empty whenever nothing is exported."""
        return self.secrets.with_name(f"{self.secrets.name}-exporting")


class DeliverySettings(_Part):
    """How the bot sends what it starts by itself."""

    per_second: float = Field(default=30, gt=0, le=1000, examples=[30])
    quiet_hours: Annotated[QuietHours | None, BeforeValidator(_quiet)] = Field(
        default_factory=lambda: QuietHours.parse("20:00-08:00"), examples=["20:00-08:00"]
    )


class PracticeSettings(_Part):
    """One practice."""

    name: str = Field(min_length=1, max_length=80, examples=["Riverside Surgery"])
    code: str = Field(pattern=r"^[A-Za-z0-9]{3,10}$", examples=["E82123"])
    region_name: Annotated[str, AfterValidator(_region)] = Field(
        default="england", alias="region", examples=["england"]
    )
    timezone: Annotated[str, AfterValidator(_zone)] = Field(default="Europe/London", examples=["Europe/London"])
    group_name: str = Field(
        default="GP Practice Patient Group", min_length=1, max_length=80, examples=["Riverside Patient Group"]
    )
    admission: Admission = Field(default=Admission.OPEN, examples=["open"])
    minimum_age: int = Field(default=16, ge=0, le=120, examples=[16])
    term_months: int = Field(default=0, ge=0, le=240, examples=[24])
    signature: str = Field(default="tap", pattern="^(tap|typed)$", examples=["tap"])
    invitation_days: int = Field(default=90, ge=1, le=1000, examples=[90])
    urgent_advice: str = Field(default="", max_length=400, examples=["Call 999 in an emergency."])
    quorum: int = Field(default=0, ge=0, le=1000, examples=[5])
    agenda_days: int = Field(default=7, ge=0, le=60, examples=[7])
    meeting_reminders: Annotated[tuple[timedelta, ...], BeforeValidator(_spans)] = Field(
        default=(timedelta(days=7), timedelta(days=1), timedelta(hours=1)), examples=[["7d", "1d", "1h"]]
    )
    topics: tuple[str, ...] = Field(default=(), max_length=30, examples=[["Getting an appointment", "Reception"]])
    staff_names: tuple[str, ...] = Field(default=(), max_length=500, examples=[["Dr Patel", "Jenny Clark"]])
    safety_rules: Path | None = Field(default=None, examples=["texts/safety.toml"])
    complaints_advice: str = Field(default="", max_length=600, examples=["Please write to our manager, Ms Hill."])
    digest_day: str = Field(
        default="monday",
        pattern="^(never|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$",
        examples=["monday"],
    )
    digest_hour: int = Field(default=9, ge=0, le=23, examples=[9])
    member_digest_day: int = Field(default=1, ge=0, le=28, examples=[1])
    empty_digest: str = Field(default="line", pattern="^(line|nothing)$", examples=["line"])
    keep_left_days: int = Field(default=30, ge=1, le=365, examples=[30])
    keep_declined_days: int = Field(default=30, ge=1, le=365, examples=[30])
    keep_comments_months: int = Field(default=24, ge=0, le=240, examples=[24])
    keep_answers_months: int = Field(default=36, ge=0, le=240, examples=[36])
    fft_working_day: int = Field(default=12, ge=1, le=20, examples=[12])
    holidays: tuple[date, ...] = Field(default=(), max_length=400, examples=[["2027-12-27", "2027-12-28"]])
    year_begins: int = Field(default=0, ge=0, le=12, examples=[4])
    agreement: Path = Field(default=SHIPPED_TEXTS / "agreement.md", examples=["texts/agreement.md"])
    privacy_notice: Path = Field(default=SHIPPED_TEXTS / "privacy.md", examples=["texts/privacy.md"])
    chairs: tuple[int, ...] = Field(default=(), examples=[[111111]])
    managers: tuple[int, ...] = Field(default=(), examples=[[222222]])
    staff: tuple[int, ...] = Field(default=(), examples=[[]])

    @property
    def zone(self) -> ZoneInfo:
        """The practice's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def region(self) -> Region:
        """The numbers and words of the practice's country."""
        return REGIONS[self.region_name]

    @property
    def first_month(self) -> int:
        """The month in which the year of the practice's report begins: its own, or its country's."""
        return self.year_begins or self.region.year_begins


class Settings(_Part):
    """Everything in config.toml."""

    telegram: TelegramSettings
    storage: StorageSettings = StorageSettings()
    delivery: DeliverySettings = DeliverySettings()
    practice: tuple[PracticeSettings, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _codes_differ(self) -> "Settings":
        codes = [practice.code for practice in self.practice]
        if len(set(codes)) < len(codes):
            raise ValueError("each [[practice]] needs a code of its own")
        return self

    @property
    def token(self) -> str:
        """The bot's token, from the file where one is named."""
        if self.telegram.token_file is not None:
            return self.telegram.token_file.read_text(encoding="utf-8").strip()
        return self.telegram.token


def load(path: Path) -> Settings:
    """Read `path` and the environment, which wins. Raises SettingsError with every problem at once."""
    given = _read(path)
    _lay_environment_over(given)
    _anchor_paths(given, path.parent)
    try:
        settings = Settings(**given)
    except ValidationError as error:
        problems = error.errors()
        # "practice has no items" only repeats, where the items themselves are wrong.
        inner = any(len(problem["loc"]) > 1 for problem in problems)
        told = [problem for problem in problems if not (inner and problem["loc"] == ("practice",))]
        raise SettingsError([_say(problem) for problem in told]) from None
    missing = [str(file) for file in _files(settings) if not file.is_file()]
    if missing:
        raise SettingsError([f"{name}: there is no such file" for name in missing])
    if unusable := _unusable_rules(settings):
        raise SettingsError(unusable)
    if not settings.token:
        raise SettingsError([f"telegram.token_file: {settings.telegram.token_file} is empty; it holds the token"])
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            [f"{path}: there is no such file. Copy config.example.toml to {path.name} first."]
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError([f"{path}: not readable as TOML: {error}"]) from None


def _lay_environment_over(given: dict[str, Any]) -> None:
    for name, value in os.environ.items():
        section, _, key = name.removeprefix(PREFIX).lower().partition("__")
        if not name.startswith(PREFIX) or section not in Settings.model_fields:
            continue
        if not key:
            given[section] = _json_or_text(value)
        elif isinstance(given.setdefault(section, {}), dict):
            given[section][key] = _json_or_text(value) if value[:1] in "[{" else value


def _json_or_text(value: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _anchor_paths(given: dict[str, Any], folder: Path) -> None:
    # Paths are meant from the file, wherever the program is started; those that nothing is said of too.
    _anchor(given.get("telegram"), ("token_file",), folder)
    storage = given.setdefault("storage", {})
    if isinstance(storage, dict):
        storage.setdefault("secrets", str(StorageSettings().secrets))
        storage.setdefault("erased", str(StorageSettings().erased))
        storage["url"] = _anchored_sqlite(storage.get("url", StorageSettings().url), folder)
    _anchor(storage, ("secrets", "erased"), folder)
    practices = given.get("practice")
    for practice in practices if isinstance(practices, list) else []:
        _anchor(practice, ("agreement", "privacy_notice", "safety_rules"), folder)


def _anchored_sqlite(url: object, folder: Path) -> object:
    if not isinstance(url, str) or not url.startswith(SQLITE):
        return url
    return SQLITE + str(folder.absolute() / url.removeprefix(SQLITE))


def _anchor(part: object, keys: tuple[str, ...], folder: Path) -> None:
    if isinstance(part, dict):
        part.update({key: str(folder / part[key]) for key in keys if isinstance(part.get(key), str)})


def _files(settings: Settings) -> list[Path]:
    files = [path for practice in settings.practice for path in (practice.agreement, practice.privacy_notice)]
    named = [settings.telegram.token_file, *(practice.safety_rules for practice in settings.practice)]
    return files + [path for path in named if path is not None]


def _unusable_rules(settings: Settings) -> list[str]:
    """What is wrong in the practices' own rules of the safety gate: found now, and not when somebody is in need."""
    problems: list[str] = []
    for own in {practice.safety_rules for practice in settings.practice} - {None}:
        from bot import safeguards  # noqa: PLC0415  (few have their own)

        try:
            safeguards.load(safeguards.FALLBACK, own)
        except safeguards.SafeguardsError as error:
            problems += error.problems
    return problems


def _say(problem: Any) -> str:
    place = ".".join(str(part) for part in problem["loc"]) or "config"
    message = problem["msg"].removeprefix("Value error, ")
    message = {"Field required": "missing", "Extra inputs are not permitted": "no such key"}.get(message, message)
    example = _example(problem["loc"])
    return f"{place}: {message}" + (f" (for example {example})" if example else "")


def _example(place: tuple[int | str, ...]) -> str:
    parts: dict[str, type[BaseModel]] = {
        "telegram": TelegramSettings,
        "storage": StorageSettings,
        "delivery": DeliverySettings,
        "practice": PracticeSettings,
    }
    if len(place) < 2 or place[0] not in parts:
        return ""
    key = next((part for part in reversed(place) if isinstance(part, str)), "")
    for name, field in parts[str(place[0])].model_fields.items():
        if key in (name, field.alias) and field.examples:
            return f"{key} = {json.dumps(field.examples[0])}"
    return ""
