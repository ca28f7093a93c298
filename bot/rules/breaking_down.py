"""What was answered, by what people said of themselves: which tables there are, before anything of them is hidden.

Everybody who answered is in one band: whoever gave more than one of several has a band of their own, and so do those
of whom nothing is known, because they said nothing, answered on paper, or are gone. Everybody has an answer: whoever
skipped the question has NO_ANSWER. So all tables of one consultation by one measure have the same bases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.rules.profile.choices import NOT_SAID, group_of
from bot.rules.profile.questions import Asked, Question, questions_for
from bot.rules.small_numbers.tables import Table, several, single

# What consultations are broken down by. Needs are for meeting, and not for telling people apart.
MEASURES = tuple(question for question in Question if question is not Question.ACCESS)
SEVERAL = "several"
NO_ANSWER = ""


@dataclass(frozen=True)
class Answered:
    """What is known of a question: counts by (answer, band), the people of each band, and who of them answered.

    `totals` are how many gave each answer, and `people` how many handed in anything, both as they were at the close.
    """

    counts: Mapping[tuple[str, str], int]
    bases: Mapping[str, int]
    with_answer: Mapping[str, int]
    totals: Mapping[str, int]
    people: int


def measure_of(region: str, minimum_age: int, name: str) -> Asked | None:
    """The question of the profile that is called so, where answers are broken down by it."""
    asked = {str(each.question): each for each in questions_for(region, minimum_age) if each.question in MEASURES}
    return asked.get(name)


def bands_of(asked: Asked) -> tuple[str, ...]:
    """The bands of a measure, in the order in which they are asked; the last is of those who said nothing."""
    found = dict.fromkeys(group_of(choice.value) for choice in asked.choices if choice.value not in ("", NOT_SAID))
    return (*found, *((SEVERAL,) if asked.several else ()), NOT_SAID)


def band_of(asked: Asked, lowest: str | None, highest: str | None) -> str:
    """The band of somebody whose answers begin and end, in the order of the alphabet, with these two."""
    if lowest is None or highest is None:
        return NOT_SAID
    one, other = group_of(lowest), group_of(highest)
    if one != other:
        return SEVERAL if asked.several else NOT_SAID
    return one if one in bands_of(asked) else NOT_SAID


def table_of(answers: Sequence[str], asked: Asked, answered: Answered, *, many: bool) -> Table:
    """The table of a question by a measure; `many` where people could give several answers.

    Who is in none of its bands is among those who said nothing, and so the totals are those of the close.
    """
    bands = bands_of(asked)
    known = bands[:-1]
    counts = [_row(each, known, answered) for each in answers]
    skipped = [answered.bases.get(band, 0) - answered.with_answer.get(band, 0) for band in known]
    # Never less than what those in it gave, whatever became of the rows since.
    rest = max(answered.people - sum(answered.bases.get(band, 0) for band in known), 0)
    given = [row[-1] for row in counts]
    if not many:
        counts.append([*skipped, max(rest - sum(given), 0)])
        return single((*answers, NO_ANSWER), bands, counts)
    base = max(rest, *given, 0)
    unanswered = max(answered.bases.get(NOT_SAID, 0) - answered.with_answer.get(NOT_SAID, 0), base - sum(given), 0)
    counts.append([*skipped, min(unanswered, base)])
    return several((*answers, NO_ANSWER), bands, counts, [*(answered.bases.get(band, 0) for band in known), base])


def _row(answer: str, known: Sequence[str], answered: Answered) -> list[int]:
    row = [answered.counts.get((answer, band), 0) for band in known]
    return [*row, max(answered.totals.get(answer, 0) - sum(row), 0)]
