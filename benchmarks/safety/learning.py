"""`python -m benchmarks.safety.learning`: works out what words weigh, and writes it beside the English rules.

Logistic regression on which words are there: small enough to stand here, the same result every time. Held-out
messages have no part in it.
"""

import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from textwrap import fill

from benchmarks.safety.measuring import MESSAGES, TUNING
from bot.rules.safety.concerns import BY_RULES, URGENT, Concern
from bot.rules.safety.reading import read
from bot.rules.safety.weighing import Weights, different
from bot.safeguards import FALLBACK, SHIPPED, WEIGHTS, load

EXAMPLES = Path(__file__).with_name("examples.toml")
WRITTEN = SHIPPED / FALLBACK / WEIGHTS
ROUNDS, STEP, FORGETTING, SEED = 30, 0.5, 0.004, 1
# A word that is in one message alone says more of that message than of the concern.
FEWEST = 2
# What weighs less than this is left out: it decides nothing, and nobody wants to read it.
LEAST = 0.25
WIDTH = 118
# By what each fifth of the messages comes to when the others teach: above `found_at` are 5 false alarms in 100 for
# self-harm, 3 for emergencies and questions, and 1 for complaints, because a comment that is taken for a complaint
# may be lost to the group. Hardly anything that has the concern is below `doubted_below`.
FOUND_AT = {Concern.EMERGENCY: 0.25, Concern.SELF_HARM: 0.35, Concern.CLINICAL: 0.25, Concern.COMPLAINT: 0.5}
DOUBTED_BELOW = {Concern.EMERGENCY: -0.6, Concern.SELF_HARM: -0.6, Concern.CLINICAL: -1.9, Concern.COMPLAINT: -1.9}
HEAD = """\
# What words weigh in English: those above 0 speak for a concern, those below 0 against it. The weights of the
# different words in a text, divided by the square root of how many words there are, and `base` make its sum.
#
#   found_at       from this sum on, the concern is found without any phrase
#   doubted_below  below this sum, entries that are not firm do not count
#
# The file is worked out by `python -m benchmarks.safety.learning` from made-up messages. Do not change it by hand:
# say what a word weighs in your practice's own file, as word = number under [weights.emergency] and so on.
"""


@dataclass(frozen=True)
class Example:
    """The different words of a message, and what is in it."""

    words: tuple[str, ...]
    concerns: frozenset[Concern]


def main() -> None:
    """Learn, and write the file."""
    examples = read_examples()
    tables = {concern: learned(examples, concern) for concern in BY_RULES}
    WRITTEN.write_text(written(tables), encoding="utf-8")


def read_examples() -> list[Example]:
    """The examples, and the messages to tune with."""
    rules = load("en")
    messages = [
        *tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["message"],
        *(each for each in tomllib.loads(MESSAGES.read_text(encoding="utf-8"))["message"] if each["set"] == TUNING),
    ]
    return [
        Example(
            # In order: sums of fractions depend on it, and a set has another in every process.
            tuple(sorted(different(read(each["text"], rules.spelling, rules.fillers, rules.abbreviations).words))),
            frozenset(map(Concern, each["concerns"])),
        )
        for each in messages
    ]


def learned(examples: Sequence[Example], concern: Concern) -> Weights:
    """What words weigh for one concern."""
    counted = Counter(word for each in examples for word in each.words)
    common = frozenset(word for word, count in counted.items() if count >= FEWEST)
    cases = [
        (tuple(word for word in each.words if word in common), sqrt(len(each.words) or 1), concern in each.concerns)
        for each in examples
        if _counts(each, concern)
    ]
    shares = {there: sum(each is there for *_, each in cases) / len(cases) for there in (True, False)}
    words: dict[str, float] = defaultdict(float)
    base, chance = 0.0, random.Random(SEED)
    for number in range(ROUNDS):
        chance.shuffle(cases)
        step = STEP / (1 + number / 5)
        for known, length, there in cases:
            # What is rare counts for more, so that 0 is the middle between yes and no.
            wrong = (_share(base + sum(words[word] for word in known) / length) - there) * step / shares[there] / 2
            base -= wrong
            for word in known:
                words[word] = words[word] * (1 - FORGETTING) - wrong / length
    kept = {word: round(weight, 1) for word, weight in sorted(words.items()) if abs(weight) >= LEAST}
    return Weights(round(base, 2), FOUND_AT[concern], DOUBTED_BELOW[concern], kept)


def _counts(example: Example, concern: Concern) -> bool:
    """An emergency says nothing against self-harm, nor the reverse: both are to be told from all the rest."""
    return concern in example.concerns or concern not in URGENT or not example.concerns & URGENT


def _share(total: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def written(tables: Mapping[Concern, Weights]) -> str:
    """The tables as TOML, the heaviest words first."""
    parts = [HEAD]
    for concern, table in tables.items():
        parts.append(f"\n[{concern}]\nbase = {table.base}\nfound_at = {table.found_at}")
        parts.append(f"doubted_below = {table.doubted_below}\n\n[{concern}.words]")
        weights = sorted(set(table.words.values()), reverse=True)
        parts += [_line(weight, [word for word in table.words if table.words[word] == weight]) for weight in weights]
    return "\n".join(parts) + "\n"


def _line(weight: float, words: Sequence[str]) -> str:
    wrapped = fill(" ".join(words), WIDTH, break_long_words=False, break_on_hyphens=False)
    return f'"{weight}" = """\n{wrapped}"""'


if __name__ == "__main__":
    main()
