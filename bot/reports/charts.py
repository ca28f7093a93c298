"""Pictures of results: horizontal bars, made to be read on a phone."""

from dataclasses import asdict, dataclass

from bot.reports.cleaning import fitted, plain
from bot.reports.typesetting import picture

# With these lengths, twelve bars of the longest labels stay within what Telegram takes as a photo.
_LONGEST_LABEL = 160
_LONGEST_TITLE = 300


@dataclass(frozen=True)
class Bar:
    """One answer: its words, how many gave it, and that number's share as the reader's language writes it."""

    label: str
    count: int
    share: str


@dataclass(frozen=True)
class BarChart:
    """What a chart says, in the reader's language; the bars are drawn in the order given."""

    title: str
    subtitle: str
    bars: tuple[Bar, ...]
    footer: str
    right_to_left: bool = False


def bar_chart(chart: BarChart) -> bytes:
    """Draws the chart as a PNG, 1080 pixels wide and as tall as its bars need."""
    most = max((bar.count for bar in chart.bars), default=0)
    least = min((bar.count for bar in chart.bars), default=0)
    bars = [
        {
            **asdict(bar),
            "label": fitted(bar.label, _LONGEST_LABEL),
            "length": bar.count / most if most else 0,
            "leads": least < bar.count == most,
        }
        for bar in chart.bars
    ]
    values = {
        "title": fitted(chart.title, _LONGEST_TITLE),
        "subtitle": fitted(chart.subtitle, _LONGEST_TITLE),
        "footer": fitted(chart.footer, _LONGEST_TITLE),
        "right_to_left": chart.right_to_left,
        "bars": bars,
    }
    return picture("bar_chart.typ", values)


def alternative_text(chart: BarChart) -> str:
    """Says in plain text all that the picture shows, a line for each bar; a caption may have to cut it."""
    heading = [chart.title, chart.subtitle]
    bars = [f"{bar.label}: {_count_and_share(bar)}" for bar in chart.bars]
    lines = (" ".join(plain(line).split()) for line in [*heading, *bars, chart.footer])
    return "\n".join(line for line in lines if line)


def _count_and_share(bar: Bar) -> str:
    return f"{bar.count} ({bar.share})" if bar.share else str(bar.count)
