"""A rule book made ready: every phrase in one net, and what each entry waits for by its number in the net."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.rules.safety.concerns import Concern
from bot.rules.safety.entries import NameWords, NumberWords, Pattern, RuleBook
from bot.rules.safety.net import Hit, Net
from bot.rules.safety.phrases import Way, phrase, ways, word
from bot.rules.safety.reading import Word
from bot.rules.safety.spelling import Spelling, spelling
from bot.rules.safety.weighing import Weights

# How many words away an exception, or an aside, still speaks of the same thing.
UNLESS_REACH, ASIDE_REACH = 6, 15


@dataclass(frozen=True)
class Sought:
    """A pattern, by the numbers of its phrases."""

    name: str
    any: int
    together: tuple[int, ...]
    within: int
    needs: int
    across: bool
    unless: int


@dataclass(frozen=True)
class Sign:
    """An entry, made ready."""

    concern: Concern
    sought: Sought
    firm: bool


@dataclass(frozen=True)
class Rules:
    """Everything that `look` needs to know of one language. Made once, and never changed."""

    net: Net
    signs: tuple[Sign, ...]
    asides: tuple[tuple[frozenset[Concern], Sought], ...]
    spelling: Spelling
    fillers: frozenset[str]
    abbreviations: frozenset[str]
    names: "Names"
    numbers: "Numbers"
    weights: Mapping[Concern, Weights]


@dataclass(frozen=True)
class Names:
    """The words around names: words as they are, phrases by their numbers."""

    titles: frozenset[str]
    courtesies: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    first: frozenset[str]
    own_before: int
    staff_before: int
    staff_after: int
    people_before: int
    people_after: int


@dataclass(frozen=True)
class Numbers:
    """The words around numbers: phrases by their numbers, names of months, and digits that are said in words."""

    phone: int
    birth: int
    visit: int
    health_number: int
    months: frozenset[str]
    digits: Mapping[str, str]
    repeats: Mapping[str, int]


class _Maker:
    def __init__(self, lists: Mapping[str, frozenset[Way]]) -> None:
        self.net = Net()
        self._lists, self._next = lists, 0

    def number(self, written: Iterable[str]) -> int:
        self._next += 1
        for each in written:
            self.net.add(self._next, phrase(each, self._lists))
        return self._next

    def sought(self, pattern: Pattern) -> Sought:
        together = tuple(self.number(part) for part in pattern.together)
        needs = pattern.needs or len(together)
        any_of, unless = self.number(pattern.any), self.number(pattern.unless)
        return Sought(pattern.name, any_of, together, pattern.within, needs, pattern.across, unless)


def made_ready(book: RuleBook, weights: Mapping[Concern, Weights]) -> Rules:
    """The rules of a rule book, and what words weigh. Raises PhraseError at the first phrase that cannot be read."""
    maker = _Maker({name: ways_of(written) for name, written in book.lists.items()})
    rules = Rules(
        net=maker.net,
        signs=tuple(Sign(each.concern, maker.sought(each.pattern), each.firm) for each in book.entries),
        asides=tuple((each.of, maker.sought(each.pattern)) for each in book.asides),
        spelling=spelling(
            {word(wrong): word(right) for wrong, right in book.misspelt.items()},
            map(word, book.forgiving),
            map(word, book.ordinary),
        ),
        fillers=_words(book.fillers),
        abbreviations=_words((*book.names.titles, *book.names.courtesies)),
        names=_names(maker, book.names),
        numbers=_numbers(maker, book.numbers),
        weights=weights,
    )
    maker.net.close()
    return rules


def ways_of(written: Iterable[str]) -> frozenset[Way]:
    """Everything on a list. Raises PhraseError."""
    return frozenset(way for each in written for way in ways(each))


def _names(maker: _Maker, words: NameWords) -> Names:
    return Names(
        titles=_words(words.titles),
        courtesies=_words(words.courtesies),
        particles=_words(words.particles),
        never=_words(words.never),
        words=_words(words.words),
        places=_words(words.places),
        first=_words(words.first),
        own_before=maker.number(words.own_before),
        staff_before=maker.number(words.staff_before),
        staff_after=maker.number(words.staff_after),
        people_before=maker.number(words.people_before),
        people_after=maker.number(words.people_after),
    )


def _numbers(maker: _Maker, words: NumberWords) -> Numbers:
    return Numbers(
        phone=maker.number(words.phone),
        birth=maker.number(words.birth),
        visit=maker.number(words.visit),
        health_number=maker.number(words.health_number),
        months=_words(words.months),
        digits={way[0]: str(digit) for digit, said in enumerate(words.digits) for way in ways(said)},
        repeats={**dict.fromkeys(_words(words.double), 2), **dict.fromkeys(_words(words.triple), 3)},
    )


def _words(written: Iterable[str]) -> frozenset[str]:
    return frozenset(map(word, written))


def found(sought: Sought, hits: Mapping[int, list[Hit]], words: Sequence[Word]) -> list[Hit]:
    """Where a pattern is in a text, without what stands near one of its exceptions."""
    places = [*hits.get(sought.any, ()), *_all_of(sought, hits, words)]
    return beyond(places, hits.get(sought.unless, ()), words, UNLESS_REACH)


def beyond(places: Iterable[Hit], others: Sequence[Hit], words: Sequence[Word], reach: int) -> list[Hit]:
    """The places that have none of the others within `reach` words in the same sentence. The others are in order."""
    return [place for place in places if not near(place, others, words, reach)]


def near(place: Hit, others: Sequence[Hit], words: Sequence[Word], reach: int) -> bool:
    """Whether one of the others, which are in order, is in the same sentence and not more than `reach` words away."""
    index = bisect_left(others, place.first - reach, key=lambda other: other.last)
    sentences = range(words[place.first].sentence, words[place.last].sentence + 1)
    while index < len(others) and others[index].first <= place.last + reach:
        if words[others[index].last].sentence in sentences:
            return True
        index += 1
    return False


def _all_of(sought: Sought, hits: Mapping[int, list[Hit]], words: Sequence[Word]) -> list[Hit]:
    """Where as many parts as are needed stand within so many words of each other, in any order."""
    met = [(hit.last, hit.first, index) for index, part in enumerate(sought.together) for hit in hits.get(part, ())]
    latest: dict[int, Hit] = {}
    places = []
    for last, first, index in sorted(met):
        latest[index] = Hit(first, last)
        sentence = None if sought.across else words[last].sentence
        close = [
            hit.first
            for hit in latest.values()
            if last - hit.first < sought.within and sentence in (None, words[hit.last].sentence)
        ]
        if len(close) >= sought.needs:
            places.append(Hit(min(close), last))
    return places
