"""Names of people who do not work at the practice: neighbours, relatives, other patients. Not the writer's own."""

from collections.abc import Iterator, Mapping

from bot.rules.safety.namewalk import Name, NameWalk
from bot.rules.safety.net import Hit
from bot.rules.safety.staffnames import beside


def other_names(walk: NameWalk, hits: Mapping[int, list[Hit]]) -> Iterator[Name]:
    """Everybody in a text who is named and is neither staff nor its writer, as far as it can be told.

    It is careful: a first name alone is found only where the words beside it say whose it is.
    """
    yield from beside(walk, hits, walk.names.people_before, walk.names.people_after)
    yield from _small_after(walk, hits)
    own = frozenset(hit.last + 1 for hit in hits.get(walk.names.own_before, ()))
    for place, word in enumerate(walk.reading.words):
        if place in own or place - 1 in own:
            continue
        courtesy = word.plain in walk.names.courtesies
        name = walk.titled(place) if courtesy else _first_and_last(walk, place)
        if name is not None and not _signs(walk, name):
            yield name


def _first_and_last(walk: NameWalk, place: int) -> Name | None:
    """A known first name and a surname: 'Gwen Harbottle'."""
    words = walk.reading.words
    if not words[place].capital or words[place].forms.isdisjoint(walk.names.first):
        return None
    name = walk.from_(place)
    return name if name is not None and name.after - name.first > 1 else None


def _small_after(walk: NameWalk, hits: Mapping[int, list[Hit]]) -> Iterator[Name]:
    """'my neighbour ron pickering': after what says who it is, a known first name is one in small letters too."""
    words = walk.reading.words
    for hit in hits.get(walk.names.people_before, ()):
        place = hit.last + 1
        if place < len(words) and walk.joined(hit.last) and words[place].plain in walk.names.first:
            follows = place + 1 < len(words) and walk.joined(place) and _may_be_surname(walk, place + 1)
            yield Name(place, place + 2 if follows else place + 1)


def _may_be_surname(walk: NameWalk, place: int) -> bool:
    word = walk.reading.words[place]
    return word.plain[0].isalpha() and word.plain not in walk.names.never | walk.names.words and len(word.plain) > 3


def _signs(walk: NameWalk, name: Name) -> bool:
    """Whether a name stands at the end by itself: whoever writes puts their own there."""
    words = walk.reading.words
    if name.after < len(words):
        return False
    return name.first == 0 or walk.reading.opens(name.first) or "\n" in walk.reading.between(name.first - 1)
