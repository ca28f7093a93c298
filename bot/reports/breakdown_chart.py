"""Pictures of a question by groups: for each answer, a bar for each group, to be read on a phone."""

from dataclasses import dataclass

from bot.reports.cleaning import fitted, plain
from bot.reports.typesetting import picture

_LONGEST_LABEL = 80
_LONGEST_TITLE = 300


@dataclass(frozen=True)
class GroupBar:
    """One group's share of an answer: `per_cent`, or None where it is hidden; `share` stands at the bar's end."""

    label: str
    per_cent: int | None
    share: str


@dataclass(frozen=True)
class Panel:
    """One answer, and its bars."""

    answer: str
    bars: tuple[GroupBar, ...]


@dataclass(frozen=True)
class BreakdownChart:
    """What the picture says, in the reader's language, in the order given."""

    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    footer: str
    right_to_left: bool = False


def breakdown_chart(chart: BreakdownChart) -> bytes:
    """Draws the chart as a PNG, 1080 pixels wide and as tall as its bars need."""
    values = {
        "title": fitted(chart.title, _LONGEST_TITLE),
        "subtitle": fitted(chart.subtitle, _LONGEST_TITLE),
        "footer": fitted(chart.footer, _LONGEST_TITLE),
        "right_to_left": chart.right_to_left,
        "panels": [
            {
                "answer": fitted(panel.answer, _LONGEST_LABEL),
                "bars": [
                    {
                        "label": fitted(bar.label, _LONGEST_LABEL),
                        "length": min(max(bar.per_cent or 0, 0), 100) / 100,
                        "hidden": bar.per_cent is None,
                        "share": bar.share,
                    }
                    for bar in panel.bars
                ],
            }
            for panel in chart.panels
        ],
    }
    return picture("breakdown_chart.typ", values)


def breakdown_in_words(chart: BreakdownChart) -> str:
    """Says in plain text all that the picture shows; a caption may have to cut it."""
    panels = (f"{each.answer}: {'; '.join(f'{bar.label} {bar.share}' for bar in each.bars)}" for each in chart.panels)
    lines = (chart.title, chart.subtitle, *panels, chart.footer)
    cleaned = (" ".join(plain(line).split()) for line in lines)
    return "\n".join(line for line in cleaned if line)
