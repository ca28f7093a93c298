"""Settings for tests: one practice with a chair, a manager and staff, unless a test says otherwise."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.rules.times import QuietHours
from bot.settings import DeliverySettings, PracticeSettings, Settings, StorageSettings, TelegramSettings

CHAIR, MANAGER, RECEPTION = 111_111, 222_222, 333_333
TOKEN = "123456:TEST"
# They have tests of their own, and would come in between elsewhere.
NO_DIGESTS = {"digest_day": "never", "member_digest_day": 0}


def make_settings(
    tmp_path: Path,
    url: str = "",
    *,
    quiet_hours: str = "20:00-08:00",
    per_second: float = 30,
    api_base_url: str = "https://api.telegram.org",
    others: Sequence[Mapping[str, Any]] = (),
    **practice: Any,
) -> Settings:
    """Settings whose files lie in `tmp_path`. `practice` changes keys of the first practice, `others` adds more."""
    first = {
        "name": "Riverside Surgery",
        "code": "E82123",
        "chairs": (CHAIR,),
        "managers": (MANAGER,),
        "staff": (RECEPTION,),
        **practice,
    }
    return Settings(
        telegram=TelegramSettings(token=TOKEN, api_base_url=api_base_url),
        storage=StorageSettings(
            url=url or f"sqlite+aiosqlite:///{tmp_path / 'test.db'}",
            secrets=tmp_path / "test.secrets",
            erased=tmp_path / "test.erased",
        ),
        delivery=DeliverySettings(per_second=per_second, quiet_hours=QuietHours.parse(quiet_hours)),
        practice=tuple(PracticeSettings(**{**NO_DIGESTS, **keys}) for keys in (first, *others)),
    )
