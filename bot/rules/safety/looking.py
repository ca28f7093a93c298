"""The safety gate's one question: what is in this text that its writer must be told of before it is stored?"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from bot.rules.regions import Region
from bot.rules.safety.concerns import BY_RULES, URGENT, Concern, Finding, Looked, Sort, Span, apart
from bot.rules.safety.context import Context
from bot.rules.safety.identifiers import identifiers_in
from bot.rules.safety.namewalk import NameWalk
from bot.rules.safety.net import Hit
from bot.rules.safety.othernames import other_names
from bot.rules.safety.reading import Reading, read
from bot.rules.safety.ruleset import ASIDE_REACH, Rules, beyond, found
from bot.rules.safety.staffnames import staff_names as find_staff
from bot.rules.safety.weighing import BY_WEIGHT, weigh


def look(text: str, rules: Rules, staff_names: Iterable[str], region: Region) -> Looked:
    """What is found in a text. Takes time in proportion to its length, whatever is in it.

    `staff_names` are the practice's, with or without titles. It finds signs, and judges nobody: a finding is a reason
    to show a signpost or to ask, never to throw a text away.
    """
    reading = read(text, rules.spelling, rules.fillers, rules.abbreviations)
    hits = rules.net.hits(reading.words)
    weighed = weigh(reading.words, rules.weights)
    signs = {each: _signs(each, reading, hits, rules, doubted=each in weighed.doubted) for each in BY_RULES}
    # Words about dying are in both kinds of danger. One signpost too many hides the one that is needed.
    settled = any(signs[concern] for concern in URGENT)
    findings = []
    for concern, names in signs.items():
        by_words = weighed.plainly if settled and concern in URGENT else weighed.found
        if names or concern in by_words:
            findings.append(Finding(concern, because=names or (BY_WEIGHT,)))
    return Looked((*findings, *_named(reading, hits, rules, staff_names, region)))


def _signs(
    concern: Concern, reading: Reading, hits: Mapping[int, list[Hit]], rules: Rules, *, doubted: bool
) -> tuple[str, ...]:
    """The names of the entries that stand in spite of exceptions, asides, and what the other words say."""
    asides = sorted(
        (hit for of, sought in rules.asides if concern in of for hit in found(sought, hits, reading.words)),
        key=lambda hit: hit.last,
    )
    names = []
    for sign in rules.signs:
        if sign.concern is concern and (sign.firm or not doubted):
            places = found(sign.sought, hits, reading.words)
            if places and (sign.firm or beyond(places, asides, reading.words, ASIDE_REACH)):
                names.append(sign.sought.name)
    return tuple(names)


def _named(
    reading: Reading, hits: Mapping[int, list[Hit]], rules: Rules, staff_names: Iterable[str], region: Region
) -> list[Finding]:
    context, walk = Context(reading, hits, rules), NameWalk(reading, rules.names)
    taken: tuple[Span, ...] = ()
    findings = []
    for concern, spans in (
        (Concern.IDENTIFIER, [*identifiers_in(reading, context, rules, region)]),
        (Concern.STAFF, [walk.span(name, Sort.STAFF_NAME) for name in find_staff(walk, hits, staff_names)]),
        (Concern.PATIENT, [walk.span(name, Sort.PATIENT_NAME) for name in other_names(walk, hits)]),
    ):
        own = _beside(spans, taken)
        if own:
            findings.append(Finding(concern, spans=own))
            taken = tuple(sorted((*taken, *own)))
    return findings


def _beside(spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that meet none of those taken already, which stand apart and in order."""
    starts = [span.start for span in taken]
    found = []
    for span in apart(spans):
        index = bisect_left(starts, span.end)
        if not (index and taken[index - 1].meets(span)):
            found.append(span)
    return tuple(found)
