"""Which figures of a consultation may be shown while it runs, and which wait for the close."""

from enum import StrEnum

from bot.rules.polls import results_are_open
from bot.rules.small_numbers.floors import Floors
from bot.rules.words import Attribution, ConsultationState


class Figure(StrEnum):
    """What is to be shown: how many answered, what they answered, the same by band, or what they wrote."""

    TURNOUT = "turnout"
    TOTALS = "totals"
    BREAKDOWN = "breakdown"
    WORDS = "words"


def may_be_shown(
    figure: Figure, attribution: Attribution, state: ConsultationState, answered: int, floors: Floors
) -> bool:
    """Whether a figure about so many who `answered` (of words: who wrote any) may be shown now.

    Turnout always may: it says how many took part, not what anybody said. A tally that runs while people answer tells
    what each of them said, and so the totals wait for the close, and for 5 answers, unless answers are named. A
    breakdown waits in any case. Anonymous answers have none, for they hang on nobody. Words are never shown by band.
    """
    closed = state != ConsultationState.OPEN
    match figure:
        case Figure.TURNOUT:
            return True
        case Figure.BREAKDOWN:
            return closed and attribution != Attribution.ANONYMOUS and answered >= floors.base
        case _:
            named = attribution == Attribution.NAMED
            return results_are_open(attribution, state, answered) and (named or answered >= floors.cell)
