"""One question of a survey: its chart with words, or what people wrote; and where people stop."""

from collections.abc import Sequence
from dataclasses import replace

from bot.reports.charts import Bar, BarChart
from bot.rules.forms.summaries import OfChoices, OfDates, OfNumbers, OfRating, Summary, Withheld
from bot.rules.polls import Share, per_cent
from bot.services.survey_results import Funnel, QuestionResult, Stop, SurveyResults
from bot.texts import Texts
from handlers.callbacks import ShowAnswers
from handlers.views.charts import with_chart
from handlers.views.fitting import packed
from handlers.views.measures import bin_words, span_words
from handlers.views.polls import bar, shortened
from handlers.views.results import share_line
from handlers.views.screen import Button, Rows, Screen, pieces
from handlers.views.survey_results import base_line, measure_lines, rating_lines

# As many bars of the longest words, and of short ones, as Telegram takes in one picture.
MOST_BARS, MOST_SHORT_BARS = 12, 30
LONGEST_TITLE, LONGEST_LABEL, LONGEST_LABEL_OF_MANY = 150, 80, 20
LONGEST_QUESTION, LONGEST_CHOICE, LONGEST_STOP = 1_000, 200, 40
# What people wrote stands under the question, in pieces where it is long.
ROOM_FOR_TEXTS = 2_800
LONGEST_PIECE = 1_400


def question_screens(
    texts: Texts, group: str, survey: SurveyResults, result: QuestionResult, rows: Rows = ()
) -> list[Screen]:
    """The summary of one question: its chart, and all of it in words, in as many messages as that takes.

    The buttons stand under the last.
    """
    summary = result.summary
    told = packed((_head(texts, result), "", *_lines(texts, summary), *_base(texts, summary)))
    first, *rest = told
    bars = _bars(texts, summary) if summary.said and not isinstance(summary, Withheld) else []
    if not bars:
        return [*(Screen(part) for part in told[:-1]), Screen(told[-1], rows)]
    shown = _most(bars)
    chart = BarChart(
        title=shortened(result.words, LONGEST_TITLE),
        subtitle=texts.plain("chart-subtitle", reference=survey.about.reference, group=group),
        bars=tuple(shown),
        footer=_footer(texts, summary, len(bars), len(shown)),
    )
    screens = [with_chart(texts, survey.about.reference, chart, first), *(Screen(part) for part in rest)]
    return [*screens[:-1], replace(screens[-1], rows=rows)]


def texts_screen(
    texts: Texts, survey: SurveyResults, result: QuestionResult, written: Sequence[str], page: int, rows: Rows = ()
) -> Screen:
    """What people wrote in answer to a question: a page of it, and more `rows` of buttons below."""
    base = _base(texts, result.summary)
    quotes = [texts("survey-text", words=part) for each in written for part in pieces(each, LONGEST_PIECE)]
    pages = packed(quotes, ROOM_FOR_TEXTS) or [""]
    page = min(page, len(pages) - 1)
    lines = [_head(texts, result), "", *measure_lines(texts, result.summary), *base]
    if len(pages) > 1:
        lines.append(texts("survey-texts-page", page=page + 1, pages=len(pages)))
    turns = _turns(texts, survey, result, page, len(pages) - 1)
    return Screen("\n".join((*lines, "", pages[page])).strip(), turns + rows)


def stops_screens(texts: Texts, group: str, funnel: Funnel) -> list[Screen]:
    """How far people came, question by question, in words and as a chart for every so many questions."""
    survey = funnel.about
    head = texts("survey-stops-head", reference=survey.reference, title=shortened(survey.title, LONGEST_TITLE))
    counts = {"asked": funnel.asked, "started": funnel.started, "answered": funnel.handed_in}
    opening = [head, "", texts("survey-stops-started", **counts), ""]
    note = ["", texts("survey-stops-note")]
    screens = []
    for at in range(0, len(funnel.stops), MOST_SHORT_BARS):
        some = funnel.stops[at : at + MOST_SHORT_BARS]
        lines = [_stop_line(texts, each, funnel.started) for each in some]
        is_last = at + MOST_SHORT_BARS >= len(funnel.stops)
        first, *rest = packed((*([] if at else opening), *lines, *(note if is_last else [])))
        chart = _chart_of_stops(texts, group, funnel, some)
        screens += [with_chart(texts, survey.reference, chart, first), *(Screen(part) for part in rest)]
    return screens


def _chart_of_stops(texts: Texts, group: str, funnel: Funnel, some: Sequence[Stop]) -> BarChart:
    longest = LONGEST_LABEL if len(some) <= MOST_BARS else LONGEST_LABEL_OF_MANY
    return BarChart(
        title=shortened(funnel.about.title, LONGEST_TITLE),
        subtitle=texts.plain("chart-subtitle", reference=funnel.about.reference, group=group),
        bars=tuple(_stop_bar(texts, each, funnel.started, longest) for each in some),
        footer=texts.plain("survey-chart-stops", started=funnel.started),
    )


def _head(texts: Texts, result: QuestionResult) -> str:
    words = shortened(result.words, LONGEST_QUESTION)
    return texts("survey-result-question", number=result.number, question=words)


def _lines(texts: Texts, summary: Summary) -> list[str]:
    if not summary.said:
        return []
    match summary:
        case OfRating():
            return [*_shares(texts, summary), "", *rating_lines(texts, summary, LONGEST_CHOICE), ""]
        case OfChoices():
            return [*_shares(texts, summary), ""]
        case OfNumbers() | OfDates():
            return [*_binned(texts, summary), "", *measure_lines(texts, summary), ""]
        case _:
            return measure_lines(texts, summary)


def _shares(texts: Texts, summary: OfChoices) -> list[str]:
    cut = (Share(shortened(each.text, LONGEST_CHOICE), each.count, each.per_cent) for each in summary.shares)
    return [share_line(texts, share) for share in cut]


def _binned(texts: Texts, summary: OfNumbers | OfDates) -> list[str]:
    return [share_line(texts, share) for share in _shares_of_bins(texts, summary)]


def _shares_of_bins(texts: Texts, summary: OfNumbers | OfDates) -> list[Share]:
    if isinstance(summary, OfNumbers):
        counted = [(bin_words(texts, each, whole=summary.whole), each.count) for each in summary.bins]
    else:
        counted = [(span_words(texts, each), each.count) for each in summary.bins]
    return [Share(label, count, per_cent(count, summary.said)) for label, count in counted]


def _base(texts: Texts, summary: Summary) -> list[str]:
    lines = [base_line(texts, summary)]
    if isinstance(summary, OfChoices | OfNumbers | OfDates) and summary.said:
        key = "survey-result-per-cent-not-said" if summary.not_said else "survey-result-per-cent"
        lines.append(texts(key))
    if isinstance(summary, OfChoices) and summary.several:
        lines.append(texts("results-several"))
    return lines


def _bars(texts: Texts, summary: Summary) -> list[Bar]:
    match summary:
        case OfChoices():
            shares: Sequence[Share] = summary.shares
        case OfNumbers() | OfDates():
            shares = _shares_of_bins(texts, summary)
        case _:
            shares = ()
    return [Bar(shortened(share.text, LONGEST_LABEL), share.count, f"{share.per_cent}%") for share in shares]


def _most(bars: list[Bar]) -> list[Bar]:
    """All of them, or those of the most chosen, in the order in which they were asked."""
    longest = max(len(each.label) for each in bars)
    room = MOST_SHORT_BARS if longest <= LONGEST_LABEL_OF_MANY else MOST_BARS
    chosen = sorted(range(len(bars)), key=lambda place: -bars[place].count)[:room]
    return [bars[place] for place in sorted(chosen)]


def _footer(texts: Texts, summary: Summary, all_bars: int, shown: int) -> str:
    if shown < all_bars:
        return texts.plain("survey-chart-most", count=shown, all=all_bars, said=summary.said)
    return texts.plain("survey-chart-said", count=summary.said)


def _turns(texts: Texts, survey: SurveyResults, result: QuestionResult, page: int, last: int) -> Rows:
    def turn(label: str, to: int) -> Button:
        about = survey.about
        return Button(label, ShowAnswers(about.practice_id, about.id, result.number, to, turned=True))

    turns = [turn(texts.plain("button-survey-texts-before"), page - 1)] if page else []
    turns += [turn(texts.plain("button-survey-texts-more"), page + 1)] if page < last else []
    return (tuple(turns),) if turns else ()


def _stop_line(texts: Texts, each: Stop, started: int) -> str:
    return texts(
        "survey-stops-line",
        number=each.number,
        question=shortened(" ".join(each.words.split()), LONGEST_STOP),
        bar=bar(min(each.reached, started), started),
        reached=each.reached,
        answered=each.answered,
    )


def _stop_bar(texts: Texts, each: Stop, started: int, longest: int) -> Bar:
    words = shortened(" ".join(each.words.split()), longest)
    label = texts.plain("button-survey-question", number=each.number, question=words)
    return Bar(label, each.reached, f"{per_cent(each.reached, started)}%")
