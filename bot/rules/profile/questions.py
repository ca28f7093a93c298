"""The questions of the profile, as data. Nobody has to answer any of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.lengths import is_blank
from bot.rules.profile import england, new_zealand
from bot.rules.profile.choices import ALONE, NO, NONE, NOT_SAID, OWN, YES, Choice, choices_of
from bot.rules.words import Purpose

# What somebody writes about themselves: a few words, and no story.
LONGEST_OWN_WORDS = 60


class Question(StrEnum):
    """What is asked. The word is what is kept, and what a segment is called by."""

    AGE = "age"
    SEX = "sex"
    CARER = "carer"
    CHILDREN = "young-children"
    LANGUAGE = "language"
    ETHNICITY = "ethnicity"
    CONDITION = "condition"
    ACCESS = "access"


# Each answer rests on a consent, and goes when it is withdrawn. What somebody needs to take part says something about
# their health too ("braille"), and so it rests on the same yes as the question about a condition.
PURPOSES = {
    **dict.fromkeys(Question, Purpose.PROFILE),
    Question.ETHNICITY: Purpose.ETHNICITY,
    Question.CONDITION: Purpose.HEALTH,
    Question.ACCESS: Purpose.HEALTH,
}
SPECIAL = (Purpose.ETHNICITY, Purpose.HEALTH)
OF_PROFILE = (Purpose.PROFILE, *SPECIAL)

# Bands without gaps, each with the oldest age in it.
AGE_BANDS: tuple[tuple[str, int], ...] = (
    ("under-16", 15),
    ("16-24", 24),
    ("25-34", 34),
    ("35-44", 44),
    ("45-54", 54),
    ("55-64", 64),
    ("65-74", 74),
    ("75-over", 999),
)


@dataclass(frozen=True)
class Asked:
    """One question as a country asks it. `several`: more than one answer may be true of somebody."""

    question: Question
    choices: tuple[Choice, ...]
    several: bool = False

    @property
    def purpose(self) -> Purpose:
        """The consent that an answer rests on."""
        return PURPOSES[self.question]

    def on_page(self, page: str) -> tuple[Choice, ...]:
        """The choices of one page, in order."""
        return tuple(choice for choice in self.choices if choice.page == page)

    def choice(self, value: str) -> Choice | None:
        """The choice that keeps this value, or None: a button can be forged."""
        if value == NOT_SAID:
            return Choice(NOT_SAID)
        return next((choice for choice in self.choices if value and choice.value == value), None)

    def has_page(self, page: str) -> bool:
        """Whether there is such a page."""
        return bool(self.on_page(page))


@dataclass(frozen=True)
class _Country:
    """What differs from country to country, beside the words on the screen."""

    ethnicity: tuple[Choice, ...]
    several_ethnicities: bool
    languages: tuple[str, ...]
    sign_language: str


# England: English, and the most spoken main languages after it in the census of 2021. New Zealand: languages that
# many people speak there; whoever speaks another types its name.
_COUNTRIES = {
    "england": _Country(
        england.CHOICES,
        several_ethnicities=False,
        languages=(
            "english", "polish", "romanian", "panjabi", "urdu", "portuguese", "spanish", "arabic", "bengali",
            "gujarati", "italian",
        ),
        sign_language="bsl",
    ),
    "new-zealand": _Country(
        new_zealand.CHOICES,
        several_ethnicities=True,
        languages=(
            "english", "maori", "samoan", "tongan", "mandarin", "cantonese", "hindi", "panjabi", "tagalog", "korean",
            "afrikaans",
        ),
        sign_language="nzsl",
    ),
}  # fmt: skip


def questions_for(region: str, minimum_age: int) -> tuple[Asked, ...]:
    """What a practice of this region asks, in order: the plain questions first, those that need more trust last."""
    country, yes_or_no, own = _COUNTRIES[region], choices_of(YES, NO), Choice(OWN, own=True)
    languages = choices_of(*country.languages, country.sign_language)
    return (
        Asked(Question.AGE, choices_of(*age_bands(minimum_age))),
        Asked(Question.SEX, (*choices_of("female", "male", "non-binary"), own)),
        Asked(Question.CARER, yes_or_no),
        Asked(Question.CHILDREN, yes_or_no),
        Asked(Question.LANGUAGE, (*languages, own)),
        Asked(Question.ETHNICITY, country.ethnicity, several=country.several_ethnicities),
        Asked(Question.CONDITION, yes_or_no),
        Asked(Question.ACCESS, (*_access(country.sign_language), own, Choice(NONE)), several=True),
    )


def _access(sign_language: str) -> tuple[Choice, ...]:
    # The needs that the Accessible Information Standard is about, and what it takes to come to a meeting.
    to_read = ("large-print", "easy-read", "audio", "braille", "not-digital")
    return choices_of(*to_read, sign_language, "interpreter", "hearing-loop", "step-free", "companion")


def age_bands(minimum_age: int) -> tuple[str, ...]:
    """The bands that members can be in: who is too young to join is not asked for."""
    return tuple(band for band, oldest in AGE_BANDS if oldest >= minimum_age)


def after(values: Iterable[str], choice: Choice, *, on: bool, several: bool) -> frozenset[str]:
    """The answers to a question once a choice has been made (`on`), or taken back."""
    before = frozenset(values)
    if not on:
        return before - {choice.value}
    if several:
        return frozenset({choice.value}) if choice.value in ALONE else (before - ALONE) | {choice.value}
    # A broad group does not take the place of the part of it that was chosen before.
    parts = frozenset(value for value in before if value.startswith(f"{choice.value}/"))
    return parts or frozenset({choice.value})


def own_words(text: str) -> str:
    """What somebody wrote about themselves, in one line. Empty where there is nothing to see in it."""
    words = " ".join(text.split())
    return "" if is_blank(words) else words
