"""Segments: parts of the group by what members said of themselves, and when one may be asked by itself."""

from dataclasses import dataclass

from bot.rules.profile.choices import NO, NONE, NOT_SAID, OWN, YES, group_of
from bot.rules.profile.questions import Question, questions_for
from bot.rules.regions import REGIONS

# What a segment may be made of. Needs are for meeting, not for picking people by.
_BY = (
    Question.AGE,
    Question.SEX,
    Question.CARER,
    Question.CHILDREN,
    Question.LANGUAGE,
    Question.ETHNICITY,
    Question.CONDITION,
)
_NO_SEGMENT = {"", NO, NONE, NOT_SAID, OWN}
FEWEST = 10


@dataclass(frozen=True)
class Segment:
    """Members who gave one answer. An answer with parts, like a broad ethnic group, means any of its parts."""

    question: Question
    value: str = YES

    def __str__(self) -> str:
        """The stable form, as it is kept: `carer`, `age:25-34`."""
        return self.question.value if self.value == YES else f"{self.question}:{self.value}"


def parse(text: str) -> Segment:
    """The segment that a text stands for. Raises ValueError where there is no such segment in any region."""
    if text not in _EVERY:
        raise ValueError(f"no such segment: {text!r}")
    return _EVERY[text]


def segments_of(region: str, minimum_age: int) -> tuple[Segment, ...]:
    """Every segment that a practice could have, in the order of its questions."""
    found = [
        Segment(asked.question, _broad(asked.question, choice.value))
        for asked in questions_for(region, minimum_age)
        if asked.question in _BY
        for choice in asked.choices
        if choice.value not in _NO_SEGMENT
    ]
    return tuple(dict.fromkeys(found))


def may_be_offered(members: int, of: int) -> bool:
    """Whether a segment of `members` may be asked by itself, in a group of `of` whom a message reaches.

    It has at least 10, so that nobody is known by being in it. The rest has at least 10 too: where nearly everybody
    is asked, those who are not stand out just as much.
    """
    return members >= FEWEST and of - members >= FEWEST


def _broad(question: Question, value: str) -> str:
    # Parts of an ethnic group are small, and two segments that overlap but for a few would show those few.
    return group_of(value) if question is Question.ETHNICITY else value


_EVERY = {str(segment): segment for region in REGIONS for segment in segments_of(region, 0)}
