"""A survey as the one sees it who takes part: its beginning, one question at a time, the review, the end."""

from collections.abc import Callable, Sequence

from bot.catalogue import locale_of
from bot.rules.forms.answers import Answer, Chosen, Day, NotSaid, Number, Said
from bot.rules.forms.form import Choice, Kind, Question
from bot.rules.forms.path import standing, way
from bot.rules.forms.sheet import BEGINNING
from bot.services.stepping import Filled
from bot.services.surveys import Survey, SurveyDraft
from bot.texts import Html, Texts
from handlers.callbacks import EndSurvey, Fill, OpenSurvey
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column

CHOICES_ON_A_PAGE = 10
# A longer choice is read in the text; its button has its beginning.
LONGEST_LABEL = 45
# Together they fit into one message, in whatever letters: a sign of two units counts as two everywhere.
LONGEST_CHOICE, LONGEST_HINT, LONGEST_SECTION, LONGEST_QUESTION = 100, 250, 60, 500
LONGEST_STATEMENT = 1_000
SHOWN_OF_AN_ANSWER = 150
ROOM_FOR_THE_REVIEW = 3_000
CHANGES_IN_A_ROW = 4

# What a tap at a question can mean.
CHOOSE, TAKE_BACK, GO_ON, SKIP, NOT_SAY, BACK, TURN_PAGE, CHANGE = "c", "u", "n", "k", "p", "b", "g", "j"


def intro_screen(texts: Texts, group: str, filled: Filled, opening: str = "", part: str = "") -> Screen:
    """The survey before its first question, or before going on; `opening` goes above it."""
    survey, form = filled.survey, filled.survey.form
    lines = [opening, ""] if opening else []
    lines += [survey_head(texts, group, survey, filled.language, survey.reference, part), "", _how_far(texts, filled)]
    spoken = OpenSurvey(survey.practice_id, survey.id)
    buttons = [Button(_opening_label(texts, filled), spoken)]
    for language in form.languages:
        if language != filled.language:
            tap = OpenSurvey(survey.practice_id, survey.id, language)
            buttons.append(Button(language_name(language), tap))
    return Screen("\n".join(lines), column(*buttons) if survey.is_open else ())


def survey_head(
    texts: Texts, group: str, survey: Survey | SurveyDraft, language: str, reference: str, part: str = ""
) -> str:
    """What a survey is, who sees what, and until when: above its questions, and in the preview.

    `part` is the part of the group that is asked, if it is one.
    """
    title = survey.form.in_language(survey.form.title, language) or survey.title
    return "\n".join(
        (
            texts("survey-head", reference=reference, group=group, title=title),
            "",
            *([texts("asks-part", part=part)] if part else []),
            texts(f"poll-influence-{survey.influence}"),
            texts(f"survey-attribution-{survey.attribution}"),
            *([texts("survey-partial")] if survey.partial else []),
            texts("poll-closes", when=texts.when(survey.closes_at)),
        )
    )


def language_name(code: str) -> str:
    """A language in its own words: 'Polski'."""
    try:
        locale = locale_of(code)
    except ValueError:
        return code
    return (locale.get_display_name() or code).capitalize()


def _opening_label(texts: Texts, filled: Filled) -> str:
    if filled.handed_in:
        return texts.plain("button-survey-change")
    return texts.plain("button-survey-start" if filled.sheet.place == BEGINNING else "button-survey-go-on")


def _how_far(texts: Texts, filled: Filled) -> str:
    sheet = filled.sheet
    asked = [each for each in way(sheet.form, sheet.answers, sheet.today) if each.takes_an_answer]
    if filled.handed_in:
        return texts("survey-sent-before")
    if sheet.place == BEGINNING:
        every = [each for each in sheet.form if each.takes_an_answer]
        branches = any(each.asked_if is not None for each in every)
        return texts("survey-length", count=len(every), branches="yes" if branches else "no")
    done = sum(1 for each in asked if each.name in sheet.answers)
    return texts("survey-so-far", done=done, total=len(asked))


def filling_screen(texts: Texts, filled: Filled, page: int = 0) -> Screen:
    """Where somebody is in a survey: a question, with a `page` of its choices, or the review."""
    question = filled.sheet.question
    return review_screen(texts, filled) if question is None else _question_screen(texts, filled, question, page)


def page_of(choice: int) -> int:
    """The page that the choice of this place (from 1) is on."""
    return max(0, choice - 1) // CHOICES_ON_A_PAGE


def _question_screen(texts: Texts, filled: Filled, question: Question, page: int) -> Screen:
    shown = _page(question, page)
    lines = [_place(texts, filled, question), *_words(texts, filled, question)]
    if any(len(_in(filled, each)) > LONGEST_LABEL for _, each in shown):
        read = ((place, shortened(_in(filled, each), LONGEST_CHOICE)) for place, each in shown)
        lines += ["", *(texts("survey-choice", number=place, choice=choice) for place, choice in read)]
    if len(question.choices) > len(shown):
        lines.append(texts("survey-page", page=page + 1, pages=page_of(len(question.choices)) + 1))
    answer = filled.sheet.answers.get(question.name)
    lines += ["", _answered(texts, filled, question, answer)] if question.takes_an_answer else []
    return Screen("\n".join(lines), _question_rows(texts, filled, question, shown, page))


def _place(texts: Texts, filled: Filled, question: Question) -> str:
    sheet, reference = filled.sheet, filled.survey.reference
    if not question.takes_an_answer:
        return texts("survey-statement", reference=reference)
    place = standing(sheet.form, sheet.answers, question.name, sheet.today)
    return texts("survey-place", reference=reference, number=place.number, total=place.total)


def _words(texts: Texts, filled: Filled, question: Question) -> list[str]:
    form, language = filled.survey.form, filled.language
    lines = [""]
    if section := form.in_language(question.section, language):
        lines = [texts("survey-section", section=shortened(section, LONGEST_SECTION)), ""]
    words = form.in_language(question.words, language)
    most = LONGEST_QUESTION if question.choices else LONGEST_STATEMENT
    lines.append(texts("heading" if question.takes_an_answer else "own-words", words=shortened(words, most)))
    if hint := form.in_language(question.hint, language):
        lines.append(texts("survey-hint", hint=shortened(hint, LONGEST_HINT)))
    return lines


def _answered(texts: Texts, filled: Filled, question: Question, answer: Answer | None) -> str:
    if answer is not None:
        shown = shortened(answer_in_words(texts, filled, question, answer), SHOWN_OF_AN_ANSWER)
        return texts("survey-your-answer", answer=shown)
    if question.kind is Kind.MULTIPLE:
        return texts("survey-several", most=question.at_most or 0)
    return texts(f"survey-ask-{question.kind}", long="yes" if question.long else "no")


def answer_in_words(texts: Texts, filled: Filled, question: Question, answer: Answer) -> str:
    """An answer as the person reads it, in the language of the survey."""
    match answer:
        case Chosen(names):
            return "; ".join(_in(filled, each) for each in question.choices if each.name in names)
        case Number(value):
            return str(int(value)) if value.is_integer() else str(value)
        case Day(value):
            return texts.calendar_day(value)
        case Said(text):
            return text
        case NotSaid():
            return texts.plain("button-not-say")


def _in(filled: Filled, choice: Choice) -> str:
    return filled.survey.form.in_language(choice.words, filled.language)


def _page(question: Question, page: int) -> list[tuple[int, Choice]]:
    first = min(page, page_of(len(question.choices))) * CHOICES_ON_A_PAGE
    return list(enumerate(question.choices, start=1))[first : first + CHOICES_ON_A_PAGE]


def _question_rows(
    texts: Texts, filled: Filled, question: Question, shown: Sequence[tuple[int, Choice]], page: int
) -> Rows:
    survey, answer = filled.survey, filled.sheet.answers.get(question.name)
    here = list(survey.form).index(question) + 1

    def at(act: str, value: int = 0) -> Fill:
        return Fill(survey.practice_id, survey.id, here, act, value)

    rows: list[tuple[Button, ...]] = [
        (_choice(texts, filled, question, here, place, choice),) for place, choice in shown
    ]
    rows.append(_turns(texts, page, page_of(len(question.choices)), at))
    if question.may_not_say:
        rows.append((Button(texts.plain("button-not-say"), at(NOT_SAY)),))
    onward = [] if _is_first(filled, question) else [Button(texts.plain("button-back"), at(BACK))]
    if answer is not None or not question.takes_an_answer:
        onward.append(Button(texts.plain("button-next"), at(GO_ON)))
    elif not question.required:
        onward.append(Button(texts.plain("button-skip"), at(SKIP)))
    rows.append(tuple(onward))
    return (*(row for row in rows if row), (_stop(texts, survey),))


def _turns(texts: Texts, page: int, last: int, at: Callable[[str, int], Fill]) -> tuple[Button, ...]:
    before = Button(texts.plain("button-choices-before"), at(TURN_PAGE, page - 1)) if page else None
    more = Button(texts.plain("button-choices-more"), at(TURN_PAGE, page + 1)) if page < last else None
    return tuple(button for button in (before, more) if button is not None)


def _choice(texts: Texts, filled: Filled, question: Question, here: int, place: int, choice: Choice) -> Button:
    answer = filled.sheet.answers.get(question.name)
    chosen = isinstance(answer, Chosen) and choice.name in answer.names
    words = shortened(_in(filled, choice), LONGEST_LABEL)
    # A second tap takes a choice back where there are several; a single answer is only ever replaced.
    act = TAKE_BACK if chosen and question.kind is Kind.MULTIPLE else CHOOSE
    tap = Fill(filled.survey.practice_id, filled.survey.id, here, act, place)
    return Button(texts.plain("chosen", choice=words) if chosen else words, tap)


def _is_first(filled: Filled, question: Question) -> bool:
    sheet = filled.sheet
    return way(sheet.form, sheet.answers, sheet.today)[0].name == question.name


def _stop(texts: Texts, survey: Survey) -> Button:
    return Button(texts.plain("button-survey-stop"), EndSurvey(survey.practice_id, survey.id, sent=False))


def review_screen(texts: Texts, filled: Filled) -> Screen:
    """Every question on the way with its answer, a button to change each, and *Submit*."""
    sheet, survey = filled.sheet, filled.survey
    asked = [each for each in way(sheet.form, sheet.answers, sheet.today) if each.takes_an_answer]
    room = max(20, ROOM_FOR_THE_REVIEW // (2 * max(1, len(asked))))
    lines = [texts("survey-review", reference=survey.reference), ""]
    for number, question in enumerate(asked, start=1):
        lines.append(_reviewed(texts, filled, number, question, room))
    lines += ["", _what_next(texts, filled)]
    changes = [_change(texts, filled, number, question) for number, question in enumerate(asked, start=1)]
    rows = [tuple(changes[at : at + CHANGES_IN_A_ROW]) for at in range(0, len(changes), CHANGES_IN_A_ROW)]
    submit = Button(texts.plain("button-submit"), EndSurvey(survey.practice_id, survey.id, sent=True))
    return Screen("\n".join(lines), ((submit,), *rows, (_stop(texts, survey),)))


def _reviewed(texts: Texts, filled: Filled, number: int, question: Question, room: int) -> str:
    answer = filled.sheet.answers.get(question.name)
    words = shortened(filled.survey.form.in_language(question.words, filled.language), room)
    if answer is None:
        said: str = Html(texts("survey-needs-answer" if question.required else "survey-no-answer"))
    else:
        said = shortened(answer_in_words(texts, filled, question, answer), room)
    return texts("survey-reviewed", number=number, question=words, answer=said)


def _change(texts: Texts, filled: Filled, number: int, question: Question) -> Button:
    here = list(filled.survey.form).index(question) + 1
    tap = Fill(filled.survey.practice_id, filled.survey.id, here, CHANGE)
    return Button(texts.plain("button-survey-change-one", number=number), tap)


def _what_next(texts: Texts, filled: Filled) -> str:
    if filled.changed:
        return texts("survey-review-changed")
    if filled.handed_in:
        return texts("survey-review-sent", when=texts.when(filled.survey.closes_at))
    return texts("survey-review-next")


def answered_screen(texts: Texts, filled: Filled, name: str) -> Screen:
    """A question that has been answered by typing, left standing above what was typed, without buttons."""
    question = filled.survey.form.question(name)
    answer = filled.sheet.answers.get(name)
    lines = [_place(texts, filled, question), *_words(texts, filled, question)]
    if answer is not None:
        lines += ["", _answered(texts, filled, question, answer)]
    return Screen("\n".join(lines))


def stopped_screen(texts: Texts, filled: Filled) -> Screen:
    """What is left of a survey that somebody stops for now: that it is kept, and the way back to it."""
    survey = filled.survey
    again = Button(texts.plain("button-survey-go-on"), OpenSurvey(survey.practice_id, survey.id))
    sent, counts = filled.handed_in and not filled.changed, survey.partial and not filled.handed_in
    text = texts(
        "survey-stopped-sent" if sent else "survey-stopped-partial" if counts else "survey-stopped",
        reference=survey.reference,
        when=texts.when(survey.closes_at),
    )
    return Screen(text, column(again))


def sent_screen(texts: Texts, filled: Filled) -> Screen:
    """The thank-you, with a way to change one's mind."""
    survey = filled.survey
    change = Button(texts.plain("button-survey-change"), OpenSurvey(survey.practice_id, survey.id))
    text = texts("survey-sent", reference=survey.reference, when=texts.when(survey.closes_at))
    return Screen(text, column(change))
