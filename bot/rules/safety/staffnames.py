"""Names of staff in a text: from the practice's list, after a title, or beside what they do."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.rules.safety.folding import LETTERS, fold
from bot.rules.safety.namewalk import SHORTEST_ALONE, Name, NameWalk
from bot.rules.safety.net import Hit
from bot.rules.safety.ruleset import Names

_NAME_WORD = re.compile(LETTERS)
# "Beth (reception)": what somebody does is no part of the name.
_REMARK = re.compile(r"\([^()]*\)")


def staff_names(walk: NameWalk, hits: Mapping[int, list[Hit]], listed: Iterable[str]) -> Iterator[Name]:
    """Everybody in a text who works at the practice, as far as it can be told."""
    yield from _from_list(walk, _sought(listed, walk.names))
    for place, word in enumerate(walk.reading.words):
        if word.plain in walk.names.titles and (name := walk.titled(place)) is not None:
            yield name
    yield from beside(walk, hits, walk.names.staff_before, walk.names.staff_after)


def beside(walk: NameWalk, hits: Mapping[int, list[Hit]], before: int, following: int) -> Iterator[Name]:
    """Names that follow some phrases, or stand before others."""
    for hit in hits.get(before, ()):
        if walk.joined(hit.last) and (name := walk.from_(hit.last + 1)) is not None:
            yield name
    for hit in hits.get(following, ()):
        if (name := walk.until(hit.first)) is not None:
            yield name


@dataclass(frozen=True)
class _Sought:
    """The practice's list: names of several words by their first, and words that are names by themselves."""

    whole: Mapping[str, list[tuple[str, ...]]]
    alone: frozenset[str]


def _sought(listed: Iterable[str], names: Names) -> _Sought:
    whole: dict[str, list[tuple[str, ...]]] = {}
    alone: set[str] = set()
    for name in listed:
        words = _NAME_WORD.findall(_REMARK.sub(" ", fold(name).plain).replace("'", ""))
        parts = tuple(word for word in words if word not in names.titles | names.courtesies)
        if len(parts) > 1:
            whole.setdefault(parts[0], []).append(parts)
        alone.update(part for part in parts if len(part) >= SHORTEST_ALONE and part not in names.particles)
    return _Sought(whole, frozenset(alone))


def _from_list(walk: NameWalk, sought: _Sought) -> Iterator[Name]:
    words = walk.reading.words
    for place, word in enumerate(words):
        for form in word.forms:
            for parts in sought.whole.get(form, ()):
                if _follow(walk, place, parts):
                    yield walk.with_title(place, place + len(parts))
        if not sought.alone.isdisjoint(word.forms) and _stands_alone(walk, place):
            yield walk.with_title(place, place + 1)
        elif any(word.plain == title + name for title in walk.names.titles for name in sought.alone):
            yield Name(place, place + 1)


def _stands_alone(walk: NameWalk, place: int) -> bool:
    """Whether a word of a listed name is that name here: 'Green', but not 'green tea', 'May I' or 'Green Street'."""
    word = walk.reading.words[place]
    if walk.is_title(place - 1):
        return True
    if walk.is_place(place + 1):
        return False
    if word.forms & (walk.names.words | walk.names.never):
        return word.capital and not walk.reading.opens(place)
    return True


def _follow(walk: NameWalk, place: int, parts: tuple[str, ...]) -> bool:
    following = walk.reading.words[place : place + len(parts)]
    return len(following) == len(parts) and all(
        part in word.forms and word.sentence == following[0].sentence
        for part, word in zip(parts, following, strict=True)
    )
