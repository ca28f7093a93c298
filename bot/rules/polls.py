"""The rules of a poll: what can be asked, what is open to whom and when, and how a tally reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category, normalize

from bot.rules.lengths import is_blank, utf16_length
from bot.rules.words import Attribution, ConsultationState

LEAST_CHOICES = 2
MOST_CHOICES = 12
# Telegram's own limits for a poll's question and choices; kept, so that a poll reads well on an old phone.
LONGEST_QUESTION = 300
LONGEST_CHOICE = 100
# Decision in the architecture: results and exports of consultations that are not named open from 5 answers.
LEAST_ANSWERS = 5


@dataclass(frozen=True)
class Share:
    """One choice in a tally: its text, how many chose it, and their share of those who answered, in per cent."""

    text: str
    count: int
    per_cent: int


def problem_with(question: str, choices: Sequence[str]) -> str | None:
    """What is wrong with a poll, as a word for the texts, or None where it can be asked."""
    return problem_with_question(question) or problem_with_choices(choices)


def problem_with_question(question: str) -> str | None:
    """What is wrong with a question: 'no-question', 'long-question', or None."""
    if is_blank(question):
        return "no-question"
    return "long-question" if utf16_length(question) > LONGEST_QUESTION else None


def problem_with_choices(choices: Sequence[str]) -> str | None:
    """What is wrong with a list of choices, as a word for the texts, or None."""
    if len(choices) < LEAST_CHOICES:
        return "few-choices"
    if len(choices) > MOST_CHOICES:
        return "many-choices"
    if any(is_blank(choice) for choice in choices):
        return "empty-choice"
    if any(utf16_length(choice) > LONGEST_CHOICE for choice in choices):
        return "long-choice"
    if len({_as_read(choice) for choice in choices}) < len(choices):
        return "same-choice"
    return None


def _as_read(choice: str) -> str:
    """What two choices have in common that nobody could tell apart."""
    return "".join(letter for letter in normalize("NFKC", choice).casefold() if category(letter) != "Cf").strip()


def tally(choices: Iterable[tuple[int, str]], counts: Mapping[int, int], answered: int) -> tuple[Share, ...]:
    """The shares of (id, text) choices. Per cent of those who answered, so several choices can add up to more."""
    return tuple(Share(text, counts.get(key, 0), per_cent(counts.get(key, 0), answered)) for key, text in choices)


def per_cent(part: int, whole: int) -> int:
    """`part` of `whole` in per cent, rounded half up; 0 of nothing is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def results_are_open(attribution: Attribution, state: ConsultationState, answered: int) -> bool:
    """Whether totals may be shown to those who may see them at all.

    Named results are open at once. Others open at the close and from 5 answers: before, a live count would
    tell who said what as the answers come in.
    """
    if attribution == Attribution.NAMED:
        return True
    return state != ConsultationState.OPEN and answered >= LEAST_ANSWERS
