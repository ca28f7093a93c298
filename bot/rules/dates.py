"""Dates as people write them. Day before month, the practice's zone, and never a guess where it matters."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

FURTHEST = timedelta(days=366)


def read_date(text: str, now: datetime, zone: ZoneInfo, at: time) -> tuple[datetime | None, str | None]:
    """A moment that somebody typed, in UTC, or the word for what is wrong with it.

    A date without a time means `at`. Problems: 'not-understood', 'past', 'far', 'no-such-time' (skipped by the
    clocks) and 'twice' (the hour that comes twice).
    """
    import dateparser  # noqa: PLC0415  (a fifth of a second to import: only when somebody types a date)

    local_now = now.astimezone(zone).replace(tzinfo=None)
    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": local_now,
            "RETURN_AS_TIMEZONE_AWARE": False,
            "STRICT_PARSING": False,
            "PARSERS": ["relative-time", "custom-formats", "absolute-time"],
        },
    )
    if found is None:
        return None, "not-understood"
    if not _names_a_time(text):
        found = datetime.combine(found.date(), at)
    return _placed(found, now, zone)


def _names_a_time(text: str) -> bool:
    lowered = text.lower()
    return ":" in lowered or any(
        word.rstrip("ap.m") != word and word[:1].isdigit() for word in lowered.split() if word[-1:] in "m."
    )


def _placed(found: datetime, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, str | None]:
    early, late = found.replace(tzinfo=zone, fold=0), found.replace(tzinfo=zone, fold=1)
    moment = early.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != found:
        return None, "no-such-time"
    if early.utcoffset() != late.utcoffset():
        return None, "twice"
    if moment <= now:
        return None, "past"
    return (None, "far") if moment - now > FURTHEST else (moment, None)
