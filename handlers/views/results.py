"""Results as people see them: a short text, and a picture of a chart with its words in the caption."""

from collections.abc import Sequence

from bot.reports.charts import Bar, BarChart
from bot.rules.polls import LEAST_ANSWERS, Share, per_cent
from bot.rules.words import ConsultationState, QuestionKind
from bot.services.consultations import Brief
from bot.services.results import Results, Turnout
from bot.texts import Html, Texts
from handlers.callbacks import RecordOutcome, Run
from handlers.views.charts import with_chart
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column


def results_screen(texts: Texts, group: str, results: Results, rows: Rows = (), closing: str = "") -> Screen:
    """The results of one poll, with a chart where totals are open, and a `closing` word below."""
    return _with_chart(texts, group, results, _results_text(texts, results) + closing, rows)


def members_results_screen(texts: Texts, group: str, results: Results) -> Screen:
    """The results as they go out to members at the close."""
    text = _results_text(texts, results)
    if results.about.outcome is None:
        text += "\n\n" + texts("results-next")
    return _with_chart(texts, group, results, text, ())


def summary_screen(texts: Texts, group: str, results: Results, members: int, rows: Rows) -> Screen:
    """The results for whoever reviews: with dates, who could see what, who is missing, and how answers came in."""
    text = "\n".join((_results_text(texts, results), "", *summary_lines(texts, results, members)))
    return _with_chart(texts, group, results, text, rows)


def summary_lines(texts: Texts, results: Turnout, members: int) -> list[str]:
    """What a summary of a poll or a survey says beside its results."""
    about = results.about
    closed = results.closed_at or about.closes_at
    lines = [
        texts("summary-group", count=members),
        texts("summary-audience", audience=about.audience, attribution=about.attribution),
        _dates(texts, texts.day(about.opened_at), texts.day(closed)),
        texts("summary-not-heard", count=results.asked - results.answered),
    ]
    if results.methods:
        ways = ", ".join(texts(f"method-{method}", count=count) for method, count in sorted(results.methods.items()))
        lines.append(texts("results-methods", methods=Html(ways)))
    return lines


def _dates(texts: Texts, first: str, last: str) -> str:
    return texts("summary-day", day=first) if first == last else texts("summary-dates", to=last, **{"from": first})


def choose_poll_rows(texts: Texts, command: str, polls: Sequence[Brief]) -> Rows:
    """A button for each poll, that runs a command about it."""
    return column(
        *(
            Button(
                texts.plain("polls-line", reference=poll.reference, question=shortened(poll.title)),
                Run(command, poll.reference, poll.practice_id),
            )
            for poll in polls
        )
    )


def outcome_row(texts: Texts, poll: Brief) -> Rows:
    """The button that records an outcome, where one is owed."""
    if poll.state != ConsultationState.CLOSED:
        return ()
    return column(Button(texts.plain("button-outcome"), RecordOutcome(poll.practice_id, poll.id)))


def outcome_text(texts: Texts, poll: Brief) -> str:
    """What members hear of an outcome."""
    return texts(
        "outcome-message",
        reference=poll.reference,
        kind=poll.outcome_kind or "done",
        question=poll.title,
        outcome=poll.outcome or "",
    )


def chart_of(texts: Texts, group: str, results: Results, shares: Sequence[Share]) -> BarChart:
    """The values of a poll's chart."""
    return BarChart(
        title=results.about.title,
        subtitle=texts.plain("chart-subtitle", reference=results.about.reference, group=group),
        bars=tuple(Bar(share.text, share.count, f"{share.per_cent}%") for share in shares),
        footer=chart_footer(texts, results),
    )


def chart_footer(texts: Texts, results: Turnout) -> str:
    """How many answered, under a chart."""
    percent = per_cent(results.answered, results.asked)
    footer = texts.plain("chart-footer", answered=results.answered, asked=results.asked, percent=percent)
    return f"{footer} {texts.plain('results-beside', count=results.beside)}" if results.beside else footer


def _results_text(texts: Texts, results: Results) -> str:
    lines = [results_head(texts, results), ""]
    if results.shares is not None:
        lines += [share_line(texts, share) for share in results.shares]
        lines.append("")
    lines.append(turnout_line(texts, results))
    if results.shares is None:
        lines.append(why_not_shown(texts, results))
    else:
        if results.about.kind == QuestionKind.MULTIPLE:
            lines.append(texts("results-several"))
        lines.append(texts("results-who"))
    if results.about.outcome is not None:
        lines += ["", texts("outcome-shown", outcome=results.about.outcome)]
    return "\n".join(lines)


def results_head(texts: Texts, results: Turnout, longest: int = 1_000) -> str:
    """What the results are of, and whether they can still change."""
    key = "results-head-open" if results.about.is_open else "results-head"
    return texts(key, reference=results.about.reference, question=shortened(results.about.title, longest))


def turnout_line(texts: Texts, results: Turnout) -> str:
    """How many of those asked have answered."""
    percent = per_cent(results.answered, results.asked)
    lines = [texts("results-turnout", answered=results.answered, asked=results.asked, percent=percent)]
    if results.beside:
        lines.append(texts("results-beside", count=results.beside))
    if results.purged_at is not None:
        lines.append(texts("results-purged", day=texts.day(results.purged_at)))
    return "\n".join(lines)


def why_not_shown(texts: Texts, results: Turnout) -> str:
    """Why there are no totals."""
    if results.waits:
        return texts("results-wait", when=texts.when(results.about.closes_at))
    return texts("results-too-few", least=LEAST_ANSWERS)


def share_line(texts: Texts, share: Share) -> str:
    """One choice: how many chose it, and what share that is."""
    return texts("results-line", count=share.count, percent=share.per_cent, choice=share.text)


def _with_chart(texts: Texts, group: str, results: Results, text: str, rows: Rows) -> Screen:
    if results.shares is None:
        return Screen(text, rows)
    chart = chart_of(texts, group, results, results.shares)
    return with_chart(texts, results.about.reference, chart, text, rows)
