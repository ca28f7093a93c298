"""Summaries as people read them: a question by groups, what people wrote by topic, and what a time was."""

from collections.abc import Iterable, Sequence

from bot.reports.breakdown_chart import BreakdownChart, GroupBar, Panel, breakdown_in_words
from bot.reports.charts import Bar, BarChart
from bot.rules.breaking_down import SEVERAL
from bot.rules.gathering import Gathered
from bot.rules.polls import per_cent
from bot.rules.profile.choices import NOT_SAID
from bot.rules.profile.questions import Question
from bot.rules.small_numbers.floors import Cell, Floors, Hidden, Shown, percent
from bot.services.practices import Practice
from bot.services.results import Turnout
from bot.services.summaries import Breakdown, PeriodSummary, WordsGathered
from bot.texts import Html, Texts
from handlers.callbacks import Summarise
from handlers.views.charts import with_chart
from handlers.views.digests import news_text
from handlers.views.fitting import packed
from handlers.views.polls import shortened
from handlers.views.profile import answer_label
from handlers.views.results import choose_poll_rows
from handlers.views.screen import Button, File, Rows, Screen, pieces

FLOORS = Floors()
LONGEST_TITLE, LONGEST_QUESTION, LONGEST_ANSWER = 150, 600, 40
# As many panels as stay within what Telegram takes as a picture, and within what somebody looks at.
MOST_PANELS = 6
MOST_LISTED, MOST_NEWS, MOST_BARS = 20, 5, 12
ROOM_FOR_TEXTS, LONGEST_PIECE = 2_800, 1_400


def measure_rows(texts: Texts, practice_id: int, consultation_id: int, number: int, by: Iterable[Question]) -> Rows:
    """A button for each measure that a question can be broken down by, two in a row."""
    buttons = [
        Button(texts.plain(f"button-by-{each}"), Summarise(practice_id, consultation_id, "by", number, each.value))
        for each in by
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def words_row(texts: Texts, practice_id: int, consultation_id: int, number: int) -> Rows:
    """The button that shows what people wrote by topic."""
    return ((Button(texts.plain("button-by-words"), Summarise(practice_id, consultation_id, "words", number)),),)


def breakdown_screens(texts: Texts, practice: Practice, found: Breakdown) -> list[Screen]:
    """A question by groups: a picture, and all of it in words, in as many messages as that takes."""
    head = texts(
        "by-head",
        reference=found.about.reference,
        measure=texts.plain(f"button-by-{found.measure.question}"),
        question=shortened(" ".join(found.words.split()), LONGEST_QUESTION),
    )
    if found.shown.reason is not None:
        return [Screen(f"{head}\n\n{texts('by-nothing', reason=found.shown.reason)}")]
    bands = [_band(texts, practice, found, place) for place in range(len(found.shown.bands))]
    first, *rest = packed((head, "", *bands, "", *_foot(texts, found)))
    chart = _chart(texts, practice, found)

    def draw() -> bytes:
        from bot.reports.breakdown_chart import breakdown_chart  # noqa: PLC0415  (only when it is drawn)

        return breakdown_chart(chart)

    picture = File(f"results-{found.about.reference}-{found.measure.question}.png", draw)
    return [
        Screen(first, picture=picture, caption=breakdown_in_words(chart)),
        *(Screen(part) for part in rest),
    ]


def _foot(texts: Texts, found: Breakdown) -> list[str]:
    shown = found.shown
    totals = [(place, Shown(total)) for place, total in enumerate(shown.totals)]
    answers = "; ".join(_answer(texts, found, place, total, shown.whole) for place, total in totals if total.count)
    lines = [texts("by-all", answers=Html(answers))]
    if found.several:
        lines.append(texts("by-several"))
    if any(isinstance(cell, Hidden) for row in (*shown.cells, shown.bases) for cell in row):
        lines.append(texts("by-why-hidden"))
    return [*lines, texts("by-as-of", day=texts.calendar_day(found.on))]


def _band(texts: Texts, practice: Practice, found: Breakdown, place: int) -> str:
    base, band = found.shown.bases[place], band_label(texts, practice, found, place)
    if isinstance(base, Hidden):
        return texts("by-band-hidden", band=band)
    if not base.count:
        return texts("by-band-none", band=band)
    rows = enumerate(found.shown.cells)
    answers = [_answer(texts, found, answer, row[place], base) for answer, row in rows if found.shown.totals[answer]]
    return f"{texts('by-band', band=band, count=base.count)}\n{'; '.join(answers)}"


def _answer(texts: Texts, found: Breakdown, answer: int, cell: Cell, base: Cell | int) -> str:
    words = shortened(answer_words(texts, found, answer), LONGEST_ANSWER)
    if isinstance(cell, Hidden):
        return texts("by-answer-hidden", answer=words)
    share = percent(cell, base, FLOORS)
    return texts("by-answer", answer=words, count=cell.count, percent="none" if share is None else share)


def answer_words(texts: Texts, found: Breakdown, answer: int) -> str:
    """An answer of a breakdown in words; the last stands for none."""
    if answer >= len(found.answers):
        return texts.plain("by-no-answer")
    return found.answers[answer] or texts.plain("button-not-say")


def band_label(texts: Texts, practice: Practice, found: Breakdown, place: int) -> str:
    """A group of a breakdown in words."""
    band = found.shown.bands[place]
    match band:
        case _ if band == NOT_SAID:
            return texts.plain("by-said-nothing")
        case _ if band == SEVERAL:
            return texts.plain("by-said-several")
        case _:
            return answer_label(texts, practice, found.measure.question, band)


def _chart(texts: Texts, practice: Practice, found: Breakdown) -> BreakdownChart:
    shown, reference = found.shown, found.about.reference
    most = sorted(range(len(shown.answers)), key=lambda answer: -shown.totals[answer])[:MOST_PANELS]
    bands = [place for place, base in enumerate(shown.bases) if base != Shown(0)]
    measure = texts.plain(f"button-by-{found.measure.question}")
    return BreakdownChart(
        title=texts.plain("by-chart-title", measure=measure, question=shortened(found.words, LONGEST_TITLE)),
        subtitle=texts.plain("by-chart-subtitle", reference=reference, group=practice.settings.group_name),
        panels=tuple(
            Panel(
                answer_words(texts, found, answer),
                tuple(_bar(texts, practice, found, answer, place) for place in bands),
            )
            for answer in sorted(most)
            if shown.totals[answer]
        ),
        footer=texts.plain("by-chart-footer", count=shown.whole),
    )


def _bar(texts: Texts, practice: Practice, found: Breakdown, answer: int, place: int) -> GroupBar:
    base, label = found.shown.bases[place], band_label(texts, practice, found, place)
    if isinstance(base, Shown):
        label = texts.plain("by-chart-band", band=label, count=base.count)
    share = percent(found.shown.cells[answer][place], base, FLOORS)
    return GroupBar(label, share, texts.plain("by-chart-hidden") if share is None else f"{share}%")


def words_screen(texts: Texts, found: WordsGathered, page: int) -> Screen:
    """What people wrote, group by group: a page of it."""
    question = shortened(" ".join(found.result.words.split()), LONGEST_QUESTION)
    head = texts("words-head", number=found.result.number, question=question)
    if not found.groups:
        return Screen(f"{head}\n\n{texts('words-none')}")
    entries = [entry for group in found.groups for entry in _group(texts, group)]
    pages = packed(entries, ROOM_FOR_TEXTS)
    page = min(page, len(pages) - 1)
    lines = [head, texts("words-count", count=sum(len(group.texts) for group in found.groups))]
    if len(pages) > 1:
        lines.append(texts("words-page", page=page + 1, pages=len(pages)))
    return Screen("\n".join((*lines, "", pages[page])), _turns(texts, found, page, len(pages) - 1))


def _group(texts: Texts, group: Gathered) -> list[str]:
    count = len(group.texts)
    if group.topic:
        head = texts("words-group-topic", topic=group.topic, count=count)
    elif group.word:
        head = texts("words-group-word", word=group.word, count=count)
    else:
        head = texts("words-group-rest", count=count)
    quotes = [texts("survey-text", words=part) for each in group.texts for part in pieces(each, LONGEST_PIECE)]
    # The heading never stands alone at the end of a page.
    return [f"\n{head}\n{quotes[0]}", *quotes[1:]]


def _turns(texts: Texts, found: WordsGathered, page: int, last: int) -> Rows:
    about, number = found.results.about, found.result.number

    def turn(label: str, to: int) -> Button:
        return Button(label, Summarise(about.practice_id, about.id, "turn", number, str(to)))

    turns = [turn(texts.plain("button-words-before"), page - 1)] if page else []
    turns += [turn(texts.plain("button-words-more"), page + 1)] if page < last else []
    return (tuple(turns),) if turns else ()


def period_screens(texts: Texts, practice: Practice, found: PeriodSummary) -> list[Screen]:
    """What a time was, with a chart of who answered, and buttons to look closer at the newest."""
    head = texts("period-head", days=found.period.days)
    if found.is_empty:
        return [Screen(f"{head}\n{texts('period-none')}")]
    parts = [_asked(texts, found.asked), _said(texts, found), _met(texts, found), _came(texts, found)]
    first, *rest = packed((head, *(line for part in parts if part for line in ("", *part))))
    rows = choose_poll_rows(texts, "summary", [each.about for each in found.asked[-8:]])
    screens = [Screen(part) for part in (first, *rest)]
    screens[-1] = Screen(screens[-1].text, rows)
    if found.asked:
        chart = _chart_of_turnout(texts, practice, found)
        screens[0] = with_chart(texts, f"{found.period.days}d", chart, screens[0].text, screens[0].rows)
    return screens


def _asked(texts: Texts, asked: Sequence[Turnout]) -> list[str]:
    lines = [
        texts(
            "summary-line",
            reference=each.about.reference,
            question=shortened(each.about.title, 90),
            answered=each.answered,
            asked=each.asked,
            percent=per_cent(each.answered, each.asked),
            state=each.about.state,
        )
        for each in asked
    ]
    return [texts("period-asked-head"), *lines] if lines else []


def _said(texts: Texts, found: PeriodSummary) -> list[str]:
    if not found.comments:
        return []
    states = ", ".join(texts("period-state", state=state, count=many) for state, many in found.states)
    topics = [texts("period-topic", topic=title, count=many) for title, many in found.topics[:MOST_LISTED]]
    return [
        texts("period-said-head"),
        texts("period-said", count=found.comments),
        *topics,
        texts("period-states", states=Html(states)),
    ]


def _met(texts: Texts, found: PeriodSummary) -> list[str]:
    lines = [
        texts(
            "period-met",
            reference=each.meeting.reference,
            title=shortened(each.meeting.title, 90),
            when=texts.day(each.meeting.starts_at),
            room=each.room,
            online=each.online,
        )
        for each in found.meetings
    ]
    return [texts("period-met-head"), *lines] if lines else []


def _came(texts: Texts, found: PeriodSummary) -> list[str]:
    lines = [news_text(texts, each) for each in found.news[:MOST_NEWS]]
    if len(found.news) > MOST_NEWS:
        lines.append(texts("period-more", count=len(found.news) - MOST_NEWS))
    return [texts("period-came-head"), *lines] if lines else []


def _chart_of_turnout(texts: Texts, practice: Practice, found: PeriodSummary) -> BarChart:
    bars = tuple(
        Bar(
            texts.plain("period-chart-bar", reference=each.about.reference, title=shortened(each.about.title, 60)),
            each.answered,
            texts.plain("period-chart-share", percent=per_cent(each.answered, each.asked), asked=each.asked),
        )
        for each in found.asked[-MOST_BARS:]
    )
    return BarChart(
        title=texts.plain("period-chart-title"),
        subtitle=texts.plain("period-chart-subtitle", days=found.period.days, group=practice.settings.group_name),
        bars=bars,
        footer=texts.plain("period-chart-footer"),
    )
