"""The language that rules are written in: 'can/could not (really) breathe', '{person} ... collapsed'.

Words stand in order. `a/b` is either word; `[a b|c]` is either, of several words; `(a)` may be there or not; `a*` is
every word that begins so; `...` is up to four words that do not matter; `{name}` is anything on the list of that
name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.rules.safety.folding import LETTERS, fold

GAP_WORDS = 4
MOST_PIECES = 16
_PIECE = re.compile(r"\.\.\.|\([^()]*\)|\[[^\[\]]*\]|(?:\{[^{}]*\}|[^\s(){}\[\]])+|[(){}\[\]]")
_WORD = re.compile(rf"'?{LETTERS}(?:'+{LETTERS})*'?\*?|\?")
_HYPHENS = re.compile(r"[-\s]+")

# One way to say a step: words in order, each whole or a beginning that ends in '*'.
Way = tuple[str, ...]


class PhraseError(Exception):
    """A phrase that cannot be read. `key` says why, `piece` is what is wrong."""

    def __init__(self, key: str, piece: str = "") -> None:
        super().__init__(key)
        self.key, self.piece = key, piece


@dataclass(frozen=True)
class Step:
    """Any of `ways`; then, where `gap` is, up to so many other words. One that is `optional` can be passed over."""

    ways: frozenset[Way]
    gap: int = 0
    optional: bool = False


Phrase = tuple[Step, ...]


def phrase(written: str, lists: Mapping[str, frozenset[Way]]) -> Phrase:
    """What was written, as steps.

    Raises PhraseError: 'nothing', 'gap-at-the-edge', 'no-list', 'brackets', 'too-long', 'not-a-word'.
    """
    pieces = _PIECE.findall(written)
    if len(pieces) > MOST_PIECES:
        raise PhraseError("too-long")
    steps: list[Step] = []
    for place, piece in enumerate(pieces):
        if piece != "...":
            steps.append(_step(piece, lists))
        elif not 0 < place < len(pieces) - 1:
            raise PhraseError("gap-at-the-edge", piece)
        else:
            _open_a_gap(steps)
    if all(step.optional for step in steps):
        raise PhraseError("nothing")
    return tuple(steps)


def _open_a_gap(steps: list[Step]) -> None:
    """After the last step; and after those before it, where it can be passed over."""
    for place in range(len(steps) - 1, -1, -1):
        steps[place] = replace(steps[place], gap=GAP_WORDS)
        if not steps[place].optional:
            return


def ways(written: str, lists: Mapping[str, frozenset[Way]] = MappingProxyType({})) -> frozenset[Way]:
    """A word or a few, with '/' between those that stand for each other.

    Raises PhraseError: 'nothing', 'not-a-word', 'no-list'.
    """
    found: set[Way] = {()}
    for piece in written.split():
        choices = [way for choice in piece.split("/") for way in _choice(choice, lists)]
        found = {(*before, *choice) for before in found for choice in choices}
    if found == {()}:
        raise PhraseError("nothing")
    return frozenset(found)


def word(written: str) -> str:
    """One word, in plain form. Raises PhraseError: 'nothing', 'not-a-word', 'not-one-word'."""
    found = [way for way in ways(written) if not way[0].endswith("*")]
    if len(found) != 1 or len(found[0]) != 1:
        raise PhraseError("not-one-word", written)
    return found[0][0]


def _step(piece: str, lists: Mapping[str, frozenset[Way]]) -> Step:
    if piece in ("(", ")", "{", "}", "[", "]"):
        raise PhraseError("brackets", piece)
    inner = piece[1:-1] if piece[0] in "([" else piece
    return Step(frozenset(way for each in inner.split("|") for way in ways(each, lists)), optional=piece[0] == "(")


def _choice(written: str, lists: Mapping[str, frozenset[Way]]) -> frozenset[Way]:
    if not written.startswith("{"):
        return frozenset((_words(written),))
    name = written.strip("{}")
    if name not in lists:
        raise PhraseError("no-list", name)
    return lists[name]


def _words(written: str) -> Way:
    """The words in one choice: 'self-harm*' is two."""
    found = []
    # Most rules have no other letters, and there are many: small letters are all that there is to do.
    plain = written.lower() if written.isascii() else fold(written).plain
    for word in filter(None, _HYPHENS.split(plain)):
        if not _WORD.fullmatch(word):
            raise PhraseError("not-a-word", written)
        found.append(word.replace("'", ""))
    if not found:
        raise PhraseError("nothing")
    return tuple(found)
