"""Screens with a chart: a picture, and its words for those who cannot see it."""

from bot.reports.charts import BarChart
from bot.texts import Texts
from handlers.views.polls import shortened
from handlers.views.screen import File, Rows, Screen


def with_chart(texts: Texts, reference: str, chart: BarChart, text: str, rows: Rows = ()) -> Screen:
    """A text under its chart. Where all of it does not fit there, the bars in words do."""

    def draw() -> bytes:
        from bot.reports.charts import bar_chart  # noqa: PLC0415  (the typesetter: only when a chart is drawn)

        return bar_chart(chart)

    return Screen(
        text, rows, picture=File(f"results-{reference}.png", draw), caption=_in_words(texts, reference, chart)
    )


def _in_words(texts: Texts, reference: str, chart: BarChart) -> str:
    bars = "; ".join(
        texts.plain("chart-alternative-bar", choice=shortened(bar.label, 40), count=bar.count, share=bar.share)
        for bar in chart.bars
    )
    return texts.plain("chart-alternative", bars=f"{reference}: {bars}")
