"""Results of a survey in one message: turnout, and each question in a few short lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.forms.summaries import (
    OfChoices,
    OfDates,
    OfNumbers,
    OfRating,
    OfTexts,
    Summary,
    Withheld,
)
from bot.rules.polls import LEAST_ANSWERS, Share
from bot.services.survey_results import QuestionResult, SurveyResults
from bot.texts import Texts
from handlers.callbacks import ShowAnswers, ShowQuestions, ShowStops
from handlers.views.fitting import shown_length
from handlers.views.measures import number_words
from handlers.views.polls import shortened
from handlers.views.results import results_head, summary_lines, turnout_line, why_not_shown
from handlers.views.screen import LONGEST_MESSAGE, Button, Rows, Screen, column

# More than these are chosen in a message of their own.
BUTTONS_HERE = 8
LONGEST_TITLE = 300


@dataclass(frozen=True)
class Detail:
    """How much of each question is told: letters of the question and of a choice, and how many choices."""

    question: int
    choice: int
    choices: int


# Long surveys are told in less detail, so that all of their questions fit.
DETAILS = (Detail(200, 60, 6), Detail(100, 30, 3), Detail(60, 20, 1))


def survey_results_screen(texts: Texts, results: SurveyResults, rows: Rows = (), closing: str = "") -> Screen:
    """The results for those who may look closer, with a `closing` word below."""
    return Screen(_overview(texts, results, [closing] if closing else []), _look_closer(texts, results) + rows)


def survey_summary_screen(texts: Texts, results: SurveyResults, members: int, rows: Rows) -> Screen:
    """The results for whoever reviews."""
    lines = "\n".join(summary_lines(texts, results, members))
    return Screen(_overview(texts, results, [lines]), _look_closer(texts, results) + rows)


def members_survey_screen(texts: Texts, results: SurveyResults) -> Screen:
    """The results as they go out to members at the close: nothing to look closer at, and nobody's own words."""
    closing = [texts("results-next")] if results.about.outcome is None else []
    return Screen(_overview(texts, results, closing))


def questions_screen(texts: Texts, results: SurveyResults, page: int) -> Screen:
    """A button for each question, page by page."""
    questions, survey = results.questions or (), results.about
    last = max(0, len(questions) - 1) // BUTTONS_HERE
    page = min(page, last)
    shown = questions[page * BUTTONS_HERE : (page + 1) * BUTTONS_HERE]
    turns = []
    if page:
        tap = ShowQuestions(survey.practice_id, survey.id, page - 1)
        turns.append(Button(texts.plain("button-survey-questions-before"), tap))
    if page < last:
        tap = ShowQuestions(survey.practice_id, survey.id, page + 1)
        turns.append(Button(texts.plain("button-survey-questions-more"), tap))
    rows = column(*(_question_button(texts, results, each) for each in shown))
    return Screen(texts("survey-questions", reference=survey.reference), (*rows, *([tuple(turns)] if turns else [])))


def _look_closer(texts: Texts, results: SurveyResults) -> Rows:
    if results.questions is None:
        return ()
    survey = results.about
    if len(results.questions) <= BUTTONS_HERE:
        buttons = [_question_button(texts, results, each) for each in results.questions]
    else:
        choose = ShowQuestions(survey.practice_id, survey.id, 0, anew=True)
        buttons = [Button(texts.plain("button-survey-questions"), choose)]
    stops = Button(texts.plain("button-survey-stops"), ShowStops(survey.practice_id, survey.id))
    return column(*buttons, stops)


def _question_button(texts: Texts, results: SurveyResults, each: QuestionResult) -> Button:
    label = texts.plain("button-survey-question", number=each.number, question=shortened(each.words))
    return Button(label, ShowAnswers(results.about.practice_id, results.about.id, each.number))


def _overview(texts: Texts, results: SurveyResults, closing: Sequence[str]) -> str:
    head, foot = results_head(texts, results, LONGEST_TITLE), [turnout_line(texts, results)]
    foot.append(texts("results-who") if results.questions is not None else why_not_shown(texts, results))
    if results.about.outcome is not None:
        foot += ["", texts("outcome-shown", outcome=results.about.outcome)]
    for each in closing:
        foot += ["", each]
    around = "\n".join((head, "", "", *foot))
    questions = _fitted(texts, results.questions or (), LONGEST_MESSAGE - shown_length(around))
    return "\n".join((head, "", *questions, *foot))


def _fitted(texts: Texts, questions: Sequence[QuestionResult], room: int) -> list[str]:
    """Every question, in as much detail as there is room for; or as many as fit, and how many more there are."""
    blocks: list[str] = []
    for detail in DETAILS:
        blocks = ["\n".join((*_lines(texts, each, detail), "")) for each in questions]
        if shown_length("\n".join(blocks)) < room:
            return blocks
    more = ""
    while blocks and shown_length("\n".join((*blocks, more))) >= room:
        blocks.pop()
        more = texts("survey-result-more", count=len(questions) - len(blocks)) + "\n"
    return [*blocks, more]


def _lines(texts: Texts, each: QuestionResult, detail: Detail) -> list[str]:
    words = shortened(" ".join(each.words.split()), detail.question)
    lines = [texts("survey-result-question", number=each.number, question=words)]
    lines += _in_short(texts, each.summary, detail)
    return [*lines, base] if (base := base_line(texts, each.summary)) else lines


def base_line(texts: Texts, summary: Summary) -> str:
    """How many a summary is of: who answered, and who preferred not to say."""
    parts = []
    if isinstance(summary, Withheld):
        parts.append(texts("survey-result-withheld", least=LEAST_ANSWERS))
    elif not summary.said:
        parts.append(texts("survey-result-nobody"))
    elif not isinstance(summary, OfTexts):
        parts.append(texts("survey-result-said", count=summary.said))
    if summary.not_said:
        parts.append(texts("survey-result-not-said", count=summary.not_said))
    return " ".join(parts)


def _in_short(texts: Texts, summary: Summary, detail: Detail) -> list[str]:
    if not summary.said:
        return []
    match summary:
        case OfRating():
            return rating_lines(texts, summary, detail.choice) or [_most_chosen(texts, summary, detail)]
        case OfChoices():
            return [_most_chosen(texts, summary, detail)]
        case _:
            return measure_lines(texts, summary)


def _most_chosen(texts: Texts, summary: OfChoices, detail: Detail) -> str:
    most = sorted(summary.shares, key=lambda share: -share.count)[: detail.choices]
    # Those that are told stand in the order in which they were asked.
    told = [_share(texts, share, detail.choice) for share in summary.shares if any(share is each for each in most)]
    left = len(summary.shares) - len(told)
    return "\n".join([*told, *([texts("survey-result-other-choices", count=left)] if left else [])])


def _share(texts: Texts, share: Share, longest: int) -> str:
    choice = shortened(share.text, longest)
    return texts("survey-result-share", choice=choice, count=share.count, percent=share.per_cent)


def rating_lines(texts: Texts, summary: OfRating, longest: int) -> list[str]:
    """The average of a rating, and how many chose one of its top two steps, as far as there are such."""
    lines = []
    if summary.average is not None and summary.lowest is not None and summary.highest is not None:
        average, ends = (
            number_words(summary.average, 1),
            (number_words(summary.lowest), number_words(summary.highest)),
        )
        lines.append(texts("survey-result-average", average=average, lowest=ends[0], highest=ends[1]))
    if summary.top:
        first, second = (shortened(text, longest) for text in summary.top)
        count, percent = summary.top_count, summary.top_per_cent
        lines.append(texts("survey-result-top", first=first, second=second, count=count, percent=percent))
    return lines


def measure_lines(texts: Texts, summary: Summary) -> list[str]:
    """What there is to say of numbers, dates and words."""
    match summary:
        case OfNumbers():
            mean, median = number_words(summary.mean, 1), number_words(summary.median, 1)
            ends = {"lowest": number_words(summary.lowest), "highest": number_words(summary.highest)}
            return [texts("survey-result-numbers", mean=mean, median=median, **ends)]
        case OfDates():
            first, last = texts.calendar_day(summary.earliest), texts.calendar_day(summary.latest)
            return [texts("survey-result-dates", earliest=first, latest=last)]
        case OfTexts():
            return [texts("survey-result-texts", count=summary.said)]
        case _:
            return []
