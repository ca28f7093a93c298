"""The chain from voice to outcome as a web of steps: what lies behind a thing, and what lies ahead of it."""

from collections.abc import Collection, Iterable

from bot.rules.words import ChainKind

# A thing in the chain: its kind and its id.
Link = tuple[ChainKind, int]
# The second came of the first.
Step = tuple[Link, Link]

# What can come of something. A comment leads to its topic by itself, and nothing leads to a voice.
WORK = (ChainKind.AGENDA, ChainKind.ACTION, ChainKind.PROJECT)


def may_come_of(came_from: ChainKind, to: ChainKind) -> bool:
    """Whether something of one kind can come of something of another. Of agenda items none comes: they are merged."""
    return to in WORK and not came_from == to == ChainKind.AGENDA


def ahead(steps: Collection[Step], start: Iterable[Link]) -> set[Link]:
    """Everything that came of these, over however many steps. What they are themselves is not in it."""
    return _reached([(first, second) for first, second in steps], start)


def behind(steps: Collection[Step], start: Iterable[Link]) -> set[Link]:
    """Everything that these came from, over however many steps. What they are themselves is not in it."""
    return _reached([(second, first) for first, second in steps], start)


def closes_a_circle(steps: Collection[Step], came_from: Link, to: Link) -> bool:
    """Whether something would have come of itself, with this step."""
    return came_from == to or came_from in ahead(steps, [to])


def _reached(steps: Iterable[Step], start: Iterable[Link]) -> set[Link]:
    following: dict[Link, list[Link]] = {}
    for first, second in steps:
        following.setdefault(first, []).append(second)
    begun = set(start)
    reached: set[Link] = set()
    to_go = list(begun)
    while to_go:
        for each in following.get(to_go.pop(), ()):
            if each not in reached and each not in begun:
                reached.add(each)
                to_go.append(each)
    return reached
