"""Many phrases looked for at once: one walk over the words, whatever they are."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.rules.safety.phrases import Phrase, Way
from bot.rules.safety.reading import Word

ROOT = 0


@dataclass(frozen=True, order=True)
class Hit:
    """Where a phrase was found: its first and last word."""

    first: int
    last: int


class Net:
    """Phrases that share their beginnings, so that a word is looked up once for all of them.

    Where somebody is in the net is kept as a set. So the work for one word has a bound, whatever came before it.
    There are ten thousand places and more: each holds only what it has, in what takes little room.
    """

    def __init__(self) -> None:
        self._exact: dict[int, dict[str, tuple[int, ...]]] = {}
        self._begun: dict[int, dict[str, tuple[int, ...]]] = {}
        self._lengths: dict[int, tuple[int, ...]] = {}
        self._gap = array("B", [0])
        self._ends: dict[int, tuple[int, ...]] = {}
        self._targets: dict[tuple[frozenset[int], frozenset[Way], int], int] = {}
        self._alone: dict[int, tuple[int, ...]] = {}

    def add(self, number: int, phrase: Phrase) -> None:
        """A phrase that counts as `number`; several may."""
        nodes = frozenset((ROOT,))
        for step in phrase:
            target = self._targets.get((nodes, step.ways, step.gap))
            if target is None:
                target = self._targets[nodes, step.ways, step.gap] = self._node(step.gap)
                for node in nodes:
                    for way in step.ways:
                        self._lay(node, way, target)
            nodes = nodes | {target} if step.optional else frozenset((target,))
        for node in nodes:
            self._ends[node] = self._with(self._ends.get(node, ()), number)

    def close(self) -> None:
        """No phrase comes any more: what only served to share their beginnings is let go."""
        self._targets.clear()
        self._alone.clear()

    def hits(self, words: Sequence[Word]) -> Mapping[int, list[Hit]]:
        """Where each number was found, in the order of the text. A phrase does not run on into the next sentence."""
        found: dict[int, list[Hit]] = defaultdict(list)
        # Where we are in the net → where that phrase began, and how many words may still be passed over.
        here: dict[int, tuple[int, int]] = {}
        for place, word in enumerate(words):
            if place and words[place - 1].sentence != word.sentence:
                here = {}
            reached = {target: (place, self._gap[target]) for target in self._after(ROOT, word)}
            stayed: dict[int, tuple[int, int]] = {}
            for node, (first, left) in here.items():
                for target in self._after(node, word):
                    reached[target] = max((first, self._gap[target]), reached.get(target, (-1, 0)))
                if word.filler or left:
                    stayed[node] = (first, left if word.filler else left - 1)
            for node, (first, _) in reached.items():
                for number in self._ends.get(node, ()):
                    hits = found[number]
                    if not hits or hits[-1].last != place:
                        hits.append(Hit(first, place))
            here = stayed | reached
        return found

    def _after(self, node: int, word: Word) -> Iterable[int]:
        exact, begun = self._exact.get(node), self._begun.get(node)
        targets: set[int] = set()
        for form in word.forms:
            if exact is not None:
                targets.update(exact.get(form, ()))
            if begun is not None:
                for length in self._lengths[node]:
                    if len(form) >= length:
                        targets.update(begun.get(form[:length], ()))
        return targets

    def _node(self, gap: int = 0) -> int:
        self._gap.append(gap)
        return len(self._gap) - 1

    def _lay(self, node: int, way: Way, target: int) -> None:
        """A way of several words goes over nodes of its own."""
        for place, word in enumerate(way):
            following = target if place == len(way) - 1 else self._node()
            begins = word.endswith("*")
            edges = (self._begun if begins else self._exact).setdefault(node, {})
            plain = word.rstrip("*")
            edges[plain] = self._with(edges.get(plain, ()), following)
            if begins:
                self._lengths[node] = tuple({len(beginning) for beginning in edges})
            node = following

    def _with(self, known: tuple[int, ...], more: int) -> tuple[int, ...]:
        """These and one more. Most stand alone, and one tuple serves wherever the same one does."""
        if more in known:
            return known
        return (*known, more) if known else self._alone.setdefault(more, (more,))
