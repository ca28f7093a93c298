"""The measures of success: what is counted by the bot, what somebody counts outside it, and how a figure is read.

The first is the count of improvements that came out of the group: guidance for patient groups measures them by what
changed, and not by how often they met. Figures of different scales are never put together.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What is measured, in the order in which it is shown."""

    PROJECTS = "projects"
    TURNOUT = "turnout"
    JOINED = "joined"
    LOOP = "loop"
    FFT = "fft"
    USEFUL = "useful"
    COMPLAINTS = "complaints"
    MORALE = "morale"


# Counted outside the bot, and typed in for a month.
TYPED = (Measure.COMPLAINTS, Measure.MORALE)
LARGEST_COUNT = 9_999
LARGEST_MORALE = 10.0
_FIGURE = re.compile(r"\d{1,4}(?:[.,]\d)?", re.ASCII)


@dataclass(frozen=True)
class Figure:
    """A figure of a period, `of` how many (a percentage where `share`), and the same of the period before.

    None where nothing was counted.
    """

    measure: Measure
    value: float | None
    of: int | None = None
    before: float | None = None
    before_of: int | None = None

    @property
    def share(self) -> bool:
        """Whether the value is in per cent."""
        return self.measure in (Measure.TURNOUT, Measure.LOOP, Measure.FFT, Measure.USEFUL)

    @property
    def change(self) -> float | None:
        """By how much it has risen since the period before, or fallen; None where the two cannot be compared.

        Complaints add up: those of three months are no fewer than those of twelve.
        """
        if self.value is None or self.before is None:
            return None
        uneven = self.measure is Measure.COMPLAINTS and self.of != self.before_of
        return None if uneven else round(self.value - self.before, 1)


def read_figure(measure: Measure, typed: str) -> float | None:
    """What somebody typed for a month: complaints in whole numbers, morale from 0 to 10. None where it is neither."""
    found = _FIGURE.fullmatch(typed.strip())
    if found is None:
        return None
    value = float(found.group().replace(",", "."))
    if measure is Measure.MORALE:
        return value if value <= LARGEST_MORALE else None
    return value if value.is_integer() and value <= LARGEST_COUNT else None
