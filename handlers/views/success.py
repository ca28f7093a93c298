"""The success ledger as a message: each measure with its number, what it is of, and where it comes from."""

from collections.abc import Sequence

from bot.rules.returns import Month
from bot.rules.success import TYPED, Figure, Measure
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import OnSuccess, Step
from handlers.views.screen import Button, Screen, column

# Their years can rest on very different numbers, which have to be said.
OF_ANOTHER_N = (Measure.COMPLAINTS, Measure.MORALE)


def ledger_screen(texts: Texts, practice: Practice, figures: Sequence[Figure]) -> Screen:
    """Every measure of the last 12 months, and buttons for those that somebody counts outside the bot."""
    lines = [texts("success-head", group=practice.settings.group_name)]
    lines += [_entry(texts, each) for each in figures]
    lines.append(texts("success-foot"))
    buttons = [
        Button(texts.plain("button-success-put", measure=each), OnSuccess(practice.id, "put", each)) for each in TYPED
    ]
    return Screen("\n\n".join(lines), column(*buttons))


def months_screen(texts: Texts, flow: str, measure: Measure, months: Sequence[Month]) -> Screen:
    """For which month?"""
    buttons = [Button(texts.month(month.first), Step(flow, "month", str(month))) for month in months]
    cancel = Button(texts.plain("button-cancel"), Step(flow, "month", "cancel"))
    return Screen(texts("success-month", measure=measure), column(*buttons, cancel))


def figure_screen(texts: Texts, flow: str, measure: Measure, month: Month) -> Screen:
    """How many, or how much?"""
    back = Button(texts.plain("button-back"), Step(flow, "figure", "back"))
    return Screen(texts("success-figure", measure=measure, month=texts.month(month.first)), column(back))


def _entry(texts: Texts, figure: Figure) -> str:
    name = texts("success-name", measure=figure.measure)
    if figure.value is None:
        said = texts("success-none")
    else:
        said = texts("success-share" if figure.share else "success-value", value=_number(figure.value))
    parts = [texts("success-line", name=name, said=said)]
    if figure.of is not None and figure.value is not None:
        parts.append(texts("success-of", measure=figure.measure, count=figure.of))
    if figure.before is not None:
        parts.append(_before(texts, figure, figure.before))
    parts.append(texts("success-source", measure=figure.measure))
    return " ".join(parts)


def _before(texts: Texts, figure: Figure, before: float) -> str:
    """What it was in the 12 months before, and by how much it has changed since, where the two can be compared."""
    said = texts("success-share" if figure.share else "success-value", value=_number(before))
    if figure.before_of is not None and figure.measure in OF_ANOTHER_N:
        said = texts("success-before-of", said=said, count=figure.before_of)
    change = figure.change
    if change is None:
        return texts("success-before", said=said)
    way = "up" if change > 0 else "down" if change < 0 else "same"
    unit = ("point" if abs(change) == 1 else "points") if figure.share else "plain"
    return texts("success-changed", said=said, way=way, change=_number(abs(change)), unit=unit)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.1f}"
