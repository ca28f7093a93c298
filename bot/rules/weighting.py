"""Weights: what results would be if those who answered were in each band what the practice's list is.

A weight is the band's share of the list over its share of the answers. The effective sample size is (sum of weights)
squared over the sum of squared weights (Kish, "Survey Sampling", 1965): how many answers, picked evenly from the
list, would be as good. Weights mend what is known to be uneven, and nothing else; results without them always stand
beside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Of fewer answers, weights would make a lot of a few people.
LEAST_TO_WEIGH = 50
# Nobody's answer counts for more than that of so many others.
MOST_WEIGHT = 3.0


@dataclass(frozen=True)
class Weights:
    """The weight of an answer of each band, and how many answers the weighted results are as good as.

    `collapsed`: a band without answers was counted with the next. `capped`: one would have weighed too much.
    """

    by_band: Mapping[str, float]
    answers: int
    effective: float
    collapsed: bool
    capped: bool


def weigh(population: Mapping[str, float], answers: Mapping[str, int]) -> Weights | None:
    """The weights of the bands in `answers`, which are in order: one without answers is counted with its neighbour.

    Whoever is in a band that the list does not have weighs 1. The rest weigh 1 on average. None where there is nobody
    of any band of the list among those who answered, or nobody on the list.
    """
    bands = [band for band in answers if band in population]
    cells = _collapsed(bands, population, answers)
    people = sum(population[band] for band in bands)
    heard = sum(answers[band] for band in bands)
    if not cells or not people:
        return None
    raw = [
        (sum(population[band] for band in cell) / people) / (sum(answers[band] for band in cell) / heard)
        for cell in cells
    ]
    sizes = [sum(answers[band] for band in cell) for cell in cells]
    capped = _capped(raw, sizes)
    by_band = dict.fromkeys(answers, 1.0)
    for cell, weight in zip(cells, capped, strict=True):
        by_band.update(dict.fromkeys(cell, weight))
    return Weights(
        by_band,
        sum(answers.values()),
        effective_size(by_band, answers),
        collapsed=len(cells) < len(bands),
        capped=max(raw) > MOST_WEIGHT,
    )


def effective_size(weights: Mapping[str, float], answers: Mapping[str, int]) -> float:
    """How many answers picked evenly these weighted ones are as good as; 0 where there are none."""
    whole = sum(weights[band] * count for band, count in answers.items())
    squares = sum(weights[band] ** 2 * count for band, count in answers.items())
    return whole**2 / squares if squares else 0.0


def weighted_shares(
    weights: Mapping[str, float], counts: Sequence[Mapping[str, int]], whole: Mapping[str, int]
) -> list[int]:
    """The share of each choice in whole per cent, where `counts` has its answers by band, and `whole` all answers."""
    base = sum(weights[band] * count for band, count in whole.items())
    return [
        int(100 * sum(weights[band] * count for band, count in its.items()) / base + 0.5) if base else 0
        for its in counts
    ]


def _collapsed(bands: Sequence[str], population: Mapping[str, float], answers: Mapping[str, int]) -> list[list[str]]:
    """The bands in cells that all have answers, and people on the list: each goes with the one before, or after."""
    cells: list[list[str]] = []
    waiting: list[str] = []
    for band in bands:
        empty = not answers[band] or not population[band]
        if empty and cells:
            cells[-1].append(band)
        elif empty:
            waiting.append(band)
        else:
            cells.append([*waiting, band])
            waiting = []
    return cells


def _capped(raw: Sequence[float], sizes: Sequence[int]) -> list[float]:
    """Weights of at most MOST_WEIGHT that are 1 on average: what one gives up is spread over those below."""
    weights, whole = list(raw), sum(sizes)
    at_most: set[int] = set()
    while over := {at for at, weight in enumerate(weights) if weight > MOST_WEIGHT + 1e-9} - at_most:
        at_most |= over
        below = [at for at in range(len(weights)) if at not in at_most]
        left = whole - MOST_WEIGHT * sum(sizes[at] for at in at_most)
        times = left / sum(raw[at] * sizes[at] for at in below)
        weights = [MOST_WEIGHT if at in at_most else raw[at] * times for at in range(len(weights))]
    return weights
