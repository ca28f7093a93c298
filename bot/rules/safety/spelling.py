"""How a word may be meant: without drawn-out letters, figures for letters, stars, and a slip of the finger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

# Words outside of these are only looked up as they are: a slip in a short one makes another word.
SHORTEST, LONGEST = 5, 20
_FIGURES = (str.maketrans("0134578@$", "oieastbas"), str.maketrans("0134578@$", "oleastbas"))
_LIKE_LETTERS = frozenset("0134578@$")
STAR = "*"


@dataclass(frozen=True)
class Spelling:
    """Of one language: what wrong spellings stand for, and words that are known with one letter wrong, too."""

    read_as: Mapping[str, str] = field(default_factory=dict)
    near: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forgiving: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()

    def readings(self, written: str) -> frozenset[str]:
        """Every way in which a word may be meant, the way it is written first of all. Apostrophes are left out."""
        plain = written.replace("'", "")
        found = {plain}
        if len(written) > LONGEST:
            return frozenset(found)
        if written.endswith("'s"):
            found.add(written[:-2].replace("'", ""))
        found |= _without_figures(plain)
        for each in tuple(found):
            found |= _shortened(each)
        if STAR in plain:
            found |= {word for word in self.forgiving if _fits(plain, word)}
        for each in tuple(found):
            found |= self._corrected(each)
        return frozenset(found)

    def _corrected(self, word: str) -> frozenset[str]:
        if word in self.read_as:
            return frozenset((self.read_as[word],))
        if len(word) < SHORTEST or word in self.ordinary or word in self.forgiving:
            return frozenset()
        candidates = (near for key in _with_one_less(word) for near in self.near.get(key, ()))
        return frozenset(near for near in candidates if _one_slip(word, near))


def spelling(read_as: Mapping[str, str], forgiving: Iterable[str], ordinary: Iterable[str]) -> Spelling:
    """A spelling made ready for looking up. All words in plain form."""
    near: dict[str, set[str]] = defaultdict(set)
    known = frozenset(forgiving)
    for word in known:
        for key in _with_one_less(word):
            near[key].add(word)
    return Spelling(dict(read_as), {key: frozenset(words) for key, words in near.items()}, known, frozenset(ordinary))


def _with_one_less(word: str) -> list[str]:
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two have changed places. The first letter is right."""
    if typed[0] != meant[0]:
        return False
    if len(typed) != len(meant):
        longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
        return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
    wrong = [place for place in range(len(typed)) if typed[place] != meant[place]]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(typed) == sorted(meant)
    return len(wrong) == 1 or swapped


def _without_figures(word: str) -> set[str]:
    """'k1ll' as 'kill'. A word of figures alone is a number."""
    if _LIKE_LETTERS.isdisjoint(word) or not any(letter.isalpha() for letter in word):
        return set()
    return {word.translate(table) for table in _FIGURES}


def _shortened(word: str) -> set[str]:
    """'heeelp' as 'help', 'bleeeding' as 'bleeding': nothing is drawn out in what is spelt as it should be."""
    runs = [(letter, len(list(run))) for letter, run in groupby(word)]
    if all(length < 3 for _, length in runs):
        return set()
    return {"".join(letter * min(length, most) for letter, length in runs) for most in (1, 2)} | {
        "".join(letter * (length if length < 3 else 1) for letter, length in runs)
    }


def _fits(starred: str, word: str) -> bool:
    return len(starred) == len(word) and all(
        letter in (STAR, other) for letter, other in zip(starred, word, strict=True)
    )
