"""What people wrote, gathered under the practice's topics and under words that many of them use.

It is meant to be simple enough to be explained: nothing is guessed, and everything is found where it says so. A text
is put under the topic of whose title it uses the most words; two words are the same where their first five letters
are, an ending such as -ing or -s left off. What is left is gathered under a word that many texts share. What makes no
group of 5 stands with the rest.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5
MOST_WORDS = 6
ROOT_LETTERS = 5
# Shorter words are hardly ever about something.
LEAST_LETTERS = 4
# What nearly everybody says tells nothing apart.
MOST_SHARE = 0.6
ENDING = re.compile(r"(?<=\w{4})(ing|ed|es|s|e)\Z")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# fmt: off
COMMON = frozenset((
    "about", "after", "again", "also", "always", "been", "before", "being", "both", "could", "does", "doing",
    "don't", "each", "even", "ever", "every", "everything", "from", "have", "having", "here", "into", "it's",
    "just", "less", "like", "made", "make", "many", "more", "most", "much", "must", "need", "never",
    "nothing", "only", "other", "over", "practice", "quite", "really", "same", "should", "some", "something",
    "still", "such", "sure", "than", "that", "that's", "their", "them", "then", "there", "these", "they",
    "thing", "things", "think", "this", "those", "time", "times", "very", "want", "wanted", "well", "went",
    "were", "what", "when", "where", "which", "while", "will", "with", "without", "would", "your", "yours",
))
# fmt: on


@dataclass(frozen=True)
class Gathered:
    """Some of what was written. `topic` is a topic's title, `word` one that all of them use; both empty: the rest."""

    texts: tuple[str, ...]
    topic: str = ""
    word: str = ""


def gather(texts: Sequence[str], topics: Iterable[str]) -> tuple[Gathered, ...]:
    """The texts in groups: those of topics in the order of the list, those of words by size, and then the rest."""
    roots = {title: set(_roots(title)) for title in topics}
    under: dict[str, list[str]] = {title: [] for title in roots}
    left: list[str] = []
    for text in texts:
        title = _topic_of(text, roots)
        (under[title] if title is not None else left).append(text)
    found = [Gathered(tuple(some), topic=title) for title, some in under.items() if len(some) >= FEWEST]
    left += [text for some in under.values() if len(some) < FEWEST for text in some]
    by_word, rest = _by_words(left, len(texts))
    return (*found, *by_word, *((Gathered(tuple(rest)),) if rest else ()))


def _topic_of(text: str, roots: dict[str, set[str]]) -> str | None:
    used = set(_roots(text))
    best = max(roots, key=lambda title: len(roots[title] & used), default=None)
    return best if best is not None and roots[best] & used else None


def _by_words(texts: list[str], of: int) -> tuple[list[Gathered], list[str]]:
    found: list[Gathered] = []
    left = [(text, _roots(text)) for text in texts]
    while len(found) < MOST_WORDS:
        used = Counter(root for _, roots in left for root in roots)
        often = {root: many for root, many in used.items() if FEWEST <= many <= MOST_SHARE * of}
        if not often:
            break
        root = max(often, key=lambda each: (often[each], each))
        forms = Counter(roots[root] for _, roots in left if root in roots)
        word = max(forms, key=lambda each: (forms[each], each))
        found.append(Gathered(tuple(text for text, roots in left if root in roots), word=word))
        left = [(text, roots) for text, roots in left if root not in roots]
    return found, [text for text, _ in left]


def _roots(text: str) -> dict[str, str]:
    """The words of a text that say what it is about, each by its root."""
    words = (word.casefold().replace("’", "'") for word in WORD.findall(text))
    telling = (word for word in words if len(word) >= LEAST_LETTERS and word not in COMMON)
    return {ENDING.sub("", word)[:ROOT_LETTERS]: word for word in telling}
