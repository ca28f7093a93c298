"""What a practice writes down to be looked for, as values: entries, asides, and the words of a language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace

from bot.rules.safety.concerns import Concern

WITHIN = 10


@dataclass(frozen=True)
class Pattern:
    """Phrases as they are written: any of `any`; or all of `together`, or `needs` of them, within so many words.

    Each part of `together` is met by any of its phrases. They stand in one sentence, or may be `across` several. None
    of `unless` may stand near.
    """

    name: str
    any: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    within: int = WITHIN
    needs: int | None = None
    across: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A sign of one concern. One that is `firm` stands, whatever aside is beside it."""

    concern: Concern
    pattern: Pattern
    firm: bool = False


@dataclass(frozen=True)
class Aside:
    """What says that a sentence is not about now, or about nobody: entries of these concerns do not count in it."""

    of: frozenset[Concern]
    pattern: Pattern


@dataclass(frozen=True)
class NameWords:
    """The words around names. Phrases: what stands before the writer's own, and before or after those of others.

    `titles` stand before the names of staff, `courtesies` before anybody's, `particles` within names. `first` are
    first names. `never` are words that are no names, though they stand where one might; `words` are names that are
    words, too; `places` make a street or a ward of the name before them.
    """

    titles: tuple[str, ...] = ()
    courtesies: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    own_before: tuple[str, ...] = ()
    staff_before: tuple[str, ...] = ()
    staff_after: tuple[str, ...] = ()
    people_before: tuple[str, ...] = ()
    people_after: tuple[str, ...] = ()


@dataclass(frozen=True)
class NumberWords:
    """The words around numbers. Phrases before a phone number, a date of birth, the day of a visit; names of months.

    `digits` are the ten of them in words, 0 first, with '/' between words for one; `double` and `triple` say that the
    next comes two or three times.
    """

    phone: tuple[str, ...] = ()
    birth: tuple[str, ...] = ()
    visit: tuple[str, ...] = ()
    health_number: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    double: tuple[str, ...] = ()
    triple: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleBook:
    """All that is looked for in one language, as it was written. `misspelt`: a wrong spelling → the right one.

    `forgiving` are words that are known with one letter wrong; `ordinary` are words that are never a slip for those.
    """

    entries: tuple[Entry, ...] = ()
    asides: tuple[Aside, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    misspelt: Mapping[str, str] = field(default_factory=dict)
    forgiving: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    names: NameWords = NameWords()
    numbers: NumberWords = NumberWords()

    def with_more(self, other: "RuleBook") -> "RuleBook":
        """This book with everything of another added: lists of one name become one list."""
        names = dict.fromkeys((*self.lists, *other.lists))
        return RuleBook(
            entries=self.entries + other.entries,
            asides=self.asides + other.asides,
            lists={name: (*self.lists.get(name, ()), *other.lists.get(name, ())) for name in names},
            fillers=self.fillers + other.fillers,
            misspelt={**self.misspelt, **other.misspelt},
            forgiving=self.forgiving + other.forgiving,
            ordinary=self.ordinary + other.ordinary,
            names=NameWords(**_both(self.names, other.names)),
            numbers=NumberWords(**_both(self.numbers, other.numbers)),
        )

    def without(self, names: Collection[str]) -> "RuleBook":
        """This book without the entries and asides of these names."""
        return replace(
            self,
            entries=tuple(each for each in self.entries if each.pattern.name not in names),
            asides=tuple(each for each in self.asides if each.pattern.name not in names),
        )


def _both(one: NameWords | NumberWords, two: NameWords | NumberWords) -> dict[str, tuple[str, ...]]:
    return {each.name: getattr(one, each.name) + getattr(two, each.name) for each in fields(one)}
