"""What the words of a text say together, where no phrase says it: each word weighs for a concern, or against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import fsum, sqrt

from bot.rules.safety.concerns import Concern
from bot.rules.safety.reading import Word

# What is said to have found a concern that no entry did.
BY_WEIGHT = "other-words"
# So far above `found_at`, words count even where an entry has found something as urgent.
PLAINLY = 0.3
# What stands in the tables for every number.
NUMBER = "#"
# A title of a few words says too little: "Better phones" would come to anything. Phrases are found in any text.
FEWEST_WORDS = 6


@dataclass(frozen=True)
class Weights:
    """Of one concern: `words` with what they weigh, and `base`, where a text without any of them stands.

    A text that comes to `found_at` has the concern. In one that stays below `doubted_below`, entries that are not
    firm do not count.
    """

    base: float
    found_at: float
    doubted_below: float
    words: Mapping[str, float] = field(default_factory=dict)

    def with_more(self, words: Mapping[str, float]) -> "Weights":
        """These, with what more words weigh, or what the same ones weigh instead."""
        return replace(self, words={**self.words, **words})

    def of(self, words: frozenset[str]) -> float:
        """What different words come to. A long text needs more of them than a short one."""
        return self.base + fsum(self.words.get(word, 0.0) for word in words) / sqrt(len(words) or 1)


@dataclass(frozen=True)
class Weighed:
    """Which concerns a text has by its words, which of them without a doubt, and which it hardly can have."""

    found: frozenset[Concern]
    plainly: frozenset[Concern]
    doubted: frozenset[Concern]


def different(words: Iterable[Word]) -> frozenset[str]:
    """The words of a text as the tables have them, each once."""
    return frozenset(NUMBER if word.plain[0].isdigit() else word.plain.replace("'", "") for word in words)


def weigh(words: Iterable[Word], weights: Mapping[Concern, Weights]) -> Weighed:
    """Which concerns the words of a text speak for, and which they speak against."""
    known = different(words)
    sums = {concern: table.of(known) for concern, table in weights.items()} if known else {}

    def over(above: float) -> frozenset[Concern]:
        return frozenset(each for each, total in sums.items() if total >= weights[each].found_at + above)

    doubted = frozenset(concern for concern, total in sums.items() if total < weights[concern].doubted_below)
    return Weighed(found=over(0.0), plainly=over(PLAINLY), doubted=doubted)
