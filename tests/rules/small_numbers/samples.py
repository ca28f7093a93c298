"""Tables for tests: made by hand, and random ones."""

from random import Random

from bot.rules.small_numbers.tables import Table, several, single

FEW_OR_MANY = (0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 33)


def names(letter: str, count: int) -> tuple[str, ...]:
    """Names that tell apart, and nothing more."""
    return tuple(f"{letter}{number}" for number in range(count))


def random_single(chance: Random, *, most: int = 4) -> Table:
    """A table of a question with one answer each, of 10 people or more."""
    while True:
        answers, bands = chance.randint(1, most), chance.randint(1, most)
        counts = [[chance.choice(FEW_OR_MANY) for _ in range(bands)] for _ in range(answers)]
        if sum(map(sum, counts)) >= 10:
            return single(names("a", answers), names("b", bands), counts)


def random_several(chance: Random, *, most: int = 3) -> Table:
    """A table of a question with several answers each, of 10 people or more."""
    while True:
        answers, bands = chance.randint(1, most), chance.randint(1, most)
        counts = [[0] * bands for _ in range(answers)]
        bases = [chance.choice((0, 3, 9, 10, 11, 13, 16, 22)) for _ in range(bands)]
        liked = [chance.choice((0.05, 0.2, 0.5, 0.8, 0.95, 1)) for _ in range(answers)]
        for band, base in enumerate(bases):
            for _ in range(base):
                given = [answer for answer in range(answers) if chance.random() < liked[answer]]
                for answer in given or [chance.randrange(answers)]:
                    counts[answer][band] += 1
        if sum(bases) >= 10:
            return several(names("a", answers), names("b", bands), counts, bases)


def random_list(chance: Random, *, most: int = 6, overlapping: bool = False) -> Table:
    """A list of 10 people or more; of bands in which people can be more than once, where they are `overlapping`."""
    while True:
        bands = chance.randint(2, most)
        counts = tuple(chance.choice(FEW_OR_MANY) for _ in range(bands))
        whole = chance.randint(max(counts), sum(counts)) if overlapping else sum(counts)
        if whole >= 10:
            return Table(names("b", bands), counts, whole, several=overlapping)


def grown(table: Table, chance: Random) -> Table:
    """The same table later on, when some more have answered, and few of them are alike."""
    new = [1] * chance.choice((1, 3, 8, 14, 25)) + [
        chance.choice((5, 7, 10, 12)) for _ in range(chance.randint(0, 2))
    ]
    rows = [list(row) for row in table.counts] if table.answers else [list(table.bases)]
    bases, whole = list(table.bases), table.whole
    for people in new:
        band, whole = chance.randrange(len(bases)), whole + people
        bases[band] += people
        for answer in chance.sample(range(len(rows)), chance.randint(1, len(rows)) if table.several else 1):
            rows[answer][band] += people
    if not table.answers:
        return Table(table.bands, tuple(bases), whole, several=table.several)
    return Table(table.bands, tuple(bases), whole, table.answers, tuple(map(tuple, rows)), table.several)


def shrunk(table: Table, chance: Random) -> Table:
    """The same list later on, when some have left and others have come."""
    counts = [max(0, count - chance.choice((0, 0, 1, 3, 6, 11))) for count in table.bases]
    return grown(Table(table.bands, tuple(counts), sum(counts)), chance)
