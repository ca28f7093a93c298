"""How far a name goes in a text, and what is part of one: capitals, initials, 'van der', titles before it."""

from dataclasses import dataclass

from bot.rules.safety.concerns import Sort, Span
from bot.rules.safety.reading import Reading
from bot.rules.safety.ruleset import Names

MOST_PARTS = 4
# Shorter ones by themselves, or in small letters, are a word in too many sentences.
SHORTEST_ALONE = 3
# After these, a name is a name in small letters too: "dr patel". After longer titles too much else follows.
_SHORT_TITLE = 4


@dataclass(frozen=True)
class Name:
    """The words of a name, from the first up to, not including, `after`."""

    first: int
    after: int


@dataclass(frozen=True)
class NameWalk:
    """The words of one text, asked for names."""

    reading: Reading
    names: Names

    def from_(self, place: int, *, small: bool = False) -> Name | None:
        """The name that begins at `place`, perhaps with a title of its own. `small`: or in small letters."""
        words = self.reading.words
        start = place + 1 if self.is_title(place) else place
        after = start
        while after < len(words) and after - start < MOST_PARTS and self._goes_on(after, start, small=small):
            after += 1
        while after > start and words[after - 1].plain in self.names.particles:
            after -= 1
        if after == start or self.is_place(after) or self.is_place(after - 1):
            return None
        return Name(place, after)

    def until(self, place: int) -> Name | None:
        """The name that ends before `place`: two words at most, and the title before them."""
        first = place
        while first > 0 and place - first < 2 and self._comes_before(first - 1, place):
            first -= 1
        return None if first == place else self.with_title(first, place)

    def titled(self, place: int) -> Name | None:
        """The name that follows the title at `place`."""
        title = self.reading.words[place].plain
        if not self.joined(place):
            return None
        # A comma, or whatever else stands between, makes a list of what was a title: only capitals tell then.
        close = not self.reading.between(place).strip(" .")
        name = self.from_(place + 1, small=close and len(title) <= _SHORT_TITLE)
        return None if name is None else Name(place, name.after)

    def with_title(self, first: int, after: int) -> Name:
        """A name with the title before it, if there is one."""
        return Name(first - 1 if self.is_title(first - 1) and self.joined(first - 1) else first, after)

    def joined(self, place: int) -> bool:
        """Whether the next word belongs to this one: no more than a comma, or a stop after a short form, between."""
        if place + 1 >= len(self.reading.words):
            return False
        between = self.reading.between(place).strip()
        short = len(self.reading.words[place].plain) <= _SHORT_TITLE
        return between in ("", ",", ":", "-", "(", '"') or (between == "." and short)

    def is_title(self, place: int) -> bool:
        """Whether a title stands there, or 'Mr' and the like."""
        words = self.reading.words
        return 0 <= place < len(words) and words[place].plain in self.names.titles | self.names.courtesies

    def is_place(self, place: int) -> bool:
        """Whether a word stands there that makes a street or a ward of the name before it; "Jo's clinic" is Jo's."""
        words = self.reading.words
        if not 0 < place < len(words) or words[place - 1].plain.endswith("'s"):
            return False
        return words[place].plain in self.names.places

    def span(self, name: Name, sort: Sort) -> Span:
        """Where a name stands in the text, without the 's of 'Dr Green's list'."""
        last = self.reading.words[name.after - 1]
        end = last.end - (2 if last.plain.endswith("'s") else 0)
        return Span(*self.reading.folded.original(self.reading.words[name.first].start, end), sort)

    def _goes_on(self, place: int, start: int, *, small: bool) -> bool:
        words = self.reading.words
        word = words[place]
        if place > start:
            initial = len(words[place - 1].plain) == 1
            apart = self.reading.between(place - 1).strip(" .-'" if initial else " -'")
            if apart or word.sentence != words[place - 1].sentence:
                return False
        if word.plain in self.names.particles:
            return True
        if word.plain in self.names.never or not word.plain[0].isalpha():
            return False
        # In small letters only one word is taken: nobody can say where such a name ends.
        return word.capital or (small and place == start and len(word.plain) >= SHORTEST_ALONE)

    def _comes_before(self, place: int, end: int) -> bool:
        words, word = self.reading.words, self.reading.words[place]
        between = self.reading.between(place)
        last = place == end - 1
        if words[end].sentence != word.sentence or between.strip(" ,-(" if last else " -"):
            return False
        return word.capital and word.plain[0].isalpha() and word.plain not in self.names.never
