"""Every word on the screen, from Fluent catalogues: locales/<language>/*.ftl.

Texts are Telegram's HTML. Arguments that come from people are escaped on the way in, so that text stays text.
"""

import html
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from fluent.runtime import resolver

from bot.catalogue import Catalogue, locale_of
from bot.rules.directions import kept_apart

LOCALES = Path(__file__).with_name("locales")
FALLBACK = "en"
Argument = str | int
# Fluent stops at 2,500 characters, against texts that expand themselves. An agreement in one paragraph is longer.
resolver.MAX_PART_LENGTH = 100_000

# First-strong isolate and its end: a name in Urdu must not turn the English sentence around it, nor the reverse.
# The signs that turn the direction by themselves count as well.
TURNING = ("R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI")
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"


class Html(str):
    """A piece of text that is Telegram's HTML already, and is not escaped again."""

    __slots__ = ()


class Texts:
    """The texts of one language, with times in one zone."""

    def __init__(self, language: str, zone: ZoneInfo | None = None) -> None:
        self.language = language if language in languages() else FALLBACK
        self.zone = zone or ZoneInfo("UTC")
        self._locale = locale_of("en-GB" if self.language == "en" else self.language)

    def __call__(self, key: str, /, **arguments: Argument) -> str:
        """The text `key`, as Telegram's HTML. A key that no language has raises KeyError: a test walks them all."""
        if not arguments:
            return _always(self.language, key)
        return _formatted(self.language, key, {name: _escaped(value) for name, value in arguments.items()})

    def plain(self, key: str, /, **arguments: Argument) -> str:
        """The text `key` where there is no HTML: a button, a toast, a file."""
        # Escaped first, like everything: so that only the catalogue's own entities, and not people's, are undone.
        return html.unescape(self(key, **arguments))

    def when(self, moment: datetime) -> str:
        """'Tuesday 12 May, 6:30pm': a moment in the practice's own time."""
        return self._moment(self("date-pattern"), moment)

    def in_full(self, moment: datetime) -> str:
        """'Tuesday 12 May 2027, 6:30pm': a moment that may be a year away, in the practice's own time."""
        return self._moment(self("full-date-pattern"), moment)

    def in_short(self, moment: datetime) -> str:
        """'Tue 12 May, 6:30pm': a moment on a button, which a small phone shows whole."""
        return self._moment(self("short-date-pattern"), moment)

    def _moment(self, pattern: str, moment: datetime) -> str:
        day = format_datetime(moment, pattern, tzinfo=self.zone, locale=self._locale)
        return self.plain("date-and-time", day=day, time=self.clock_time(moment))

    def day(self, moment: datetime) -> str:
        """'12 May 2027': a day in the practice's own time."""
        return format_datetime(moment, self("day-pattern"), tzinfo=self.zone, locale=self._locale)

    def calendar_day(self, day: date) -> str:
        """'12 May 2027': a day that belongs to no zone."""
        return format_date(day, self("day-pattern"), locale=self._locale)

    def month(self, day: date) -> str:
        """'May 2027': the month that a day is in."""
        return format_date(day, self("month-pattern"), locale=self._locale)

    def clock_time(self, moment: datetime) -> str:
        """'6:30pm', and '6pm' on the hour."""
        local = moment.astimezone(self.zone)
        pattern = self("time-pattern-hour" if local.minute == 0 else "time-pattern")
        return format_time(local, pattern, tzinfo=self.zone, locale=self._locale).lower()


@cache
def texts_in(language: str, zone: ZoneInfo | None = None) -> Texts:
    """The texts of a language with times in a zone, made once."""
    return Texts(language, zone)


@cache
def languages() -> tuple[str, ...]:
    """The languages on offer: a folder each."""
    return tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))


def closest(code: str | None) -> str:
    """The language on offer that is closest to what Telegram says of a person ('en-GB' → 'en')."""
    wanted = (code or FALLBACK).split("-")[0].lower()
    return wanted if wanted in languages() else FALLBACK


@cache
def _always(language: str, key: str) -> str:
    # A text without arguments is the same for everybody: the words on most buttons are made once.
    return _formatted(language, key, {})


def _formatted(language: str, key: str, arguments: Mapping[str, Argument]) -> str:
    for bundle in _chain(language):
        if bundle.has_message(key):
            message = bundle.get_message(key)
            if message.value is not None:
                text, problems = bundle.format_pattern(message.value, dict(arguments))
                if problems:
                    raise KeyError(f"{key}: {problems[0]}")
                return str(text)
    raise KeyError(key)


@cache
def _chain(language: str) -> tuple[Catalogue, ...]:
    return tuple(_catalogue(code) for code in dict.fromkeys((language, FALLBACK)))


@cache
def _catalogue(language: str) -> Catalogue:
    return Catalogue(language, sorted((LOCALES / language).glob("*.ftl")))


def _escaped(value: Argument) -> Argument:
    if isinstance(value, (int, Html)):
        return value
    return html.escape(str(_isolated(value)), quote=False)


def _isolated(value: Argument) -> Argument:
    if isinstance(value, str) and not value.isascii():
        value = kept_apart(value)
        if any(unicodedata.bidirectional(letter) in TURNING for letter in value):
            return f"{ISOLATE}{value}{END_OF_ISOLATE}"
    return value
