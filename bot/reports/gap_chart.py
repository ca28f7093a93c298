"""A picture of who is heard: for each band, its share of the practice's list, and below it that of those heard."""

from dataclasses import asdict, dataclass

from bot.reports.cleaning import fitted
from bot.reports.typesetting import picture

_LONGEST_LABEL = 160
_LONGEST_TITLE = 300


@dataclass(frozen=True)
class Gap:
    """One band: its name, and its share of the list and of those heard in per cent; None where that is hidden."""

    label: str
    of_list: int | None
    share: int | None


@dataclass(frozen=True)
class GapChart:
    """What a chart says, in the reader's language; the bands are drawn in the order given.

    `list_name` and `heard_name` stand at the bars of the list and of those heard, `hidden` where there is none.
    """

    title: str
    subtitle: str
    list_name: str
    heard_name: str
    hidden: str
    gaps: tuple[Gap, ...]
    footer: str
    right_to_left: bool = False


def gap_chart(chart: GapChart) -> bytes:
    """Draws the chart as a PNG, 1080 pixels wide and as tall as its bars need."""
    shares = [share for gap in chart.gaps for share in (gap.of_list, gap.share) if share is not None]
    values = {
        **asdict(chart),
        "title": fitted(chart.title, _LONGEST_TITLE),
        "subtitle": fitted(chart.subtitle, _LONGEST_TITLE),
        "footer": fitted(chart.footer, _LONGEST_TITLE),
        "most": max(shares, default=0),
        "gaps": [{**asdict(gap), "label": fitted(gap.label, _LONGEST_LABEL)} for gap in chart.gaps],
    }
    return picture("gap_chart.typ", values)
