"""A poll or a survey on paper: its words, from the form that is asked in the chat."""

from dataclasses import replace

from babel import Locale, UnknownLocaleError

from bot.reports.paper import Paper, PaperQuestion, room_for, without_blanks
from bot.rules.forms.form import Form, Kind, Question
from bot.rules.papers import sheet_number
from bot.services.consultations import Brief
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.views.drafts import rule_in_words
from handlers.views.fitting import shown

LINES = {Kind.NUMBER, Kind.DATE, Kind.TEXT}


def paper_of(
    texts: Texts, practice: Practice, about: Brief, form: Form, numbers: range, *, large: bool, language: str
) -> Paper:
    """The sheets of these `numbers`. `language` is that of the questions; the form's first where it has no such."""
    spoken = language if language in form.languages else form.languages[0]
    settings = practice.settings
    return Paper(
        title=form.in_language(form.title, spoken) if about.is_survey else texts.plain("paper-title-poll"),
        group=settings.group_name,
        notes=without_blanks(
            (
                texts.plain("paper-from", group=settings.group_name, practice=settings.name),
                texts.plain("paper-care"),
                texts.plain("paper-attribution", attribution=about.attribution),
            )
        ),
        questions=_questions(texts, form, spoken, large=large),
        end=texts.plain("paper-end", practice=settings.name, when=texts.in_full(about.closes_at)),
        numbers=tuple(sheet_number(about.reference, number) for number in numbers),
        sheet=texts.plain("paper-sheet"),
        large=large,
        language=spoken,
        right_to_left=runs_from_the_right(spoken),
    )


def runs_from_the_right(language: str) -> bool:
    """Whether a language is written from right to left."""
    try:
        return bool(Locale.parse(language, sep="-").text_direction == "rtl")
    except (ValueError, UnknownLocaleError):
        return False


def _questions(texts: Texts, form: Form, spoken: str, *, large: bool) -> tuple[PaperQuestion, ...]:
    # Numbered as people count: a statement is no question.
    counted = replace(form, questions=tuple(each for each in form if each.takes_an_answer))
    numbers = {each.name: number for number, each in enumerate(counted, start=1)}
    found, section = [], ""
    for question in form:
        this = form.in_language(question.section, spoken)
        found.append(_question(texts, counted, question, spoken, numbers.get(question.name), large=large))
        if this != section:
            found[-1] = replace(found[-1], section=this)
            section = this
    return tuple(found)


def _question(
    texts: Texts, form: Form, question: Question, spoken: str, number: int | None, *, large: bool
) -> PaperQuestion:
    choices = [form.in_language(each.words, spoken) for each in question.choices]
    if question.choices and question.may_not_say:
        choices.append(texts.plain("button-not-say"))
    condition = question.asked_if
    when = shown(rule_in_words(texts, form, condition)) if condition is not None else ""
    return PaperQuestion(
        place=texts.plain("paper-question", number=number) if number is not None else "",
        words=form.in_language(question.words, spoken),
        how=texts.plain("paper-how", kind=question.kind, most=question.at_most or 0) if number is not None else "",
        hint=form.in_language(question.hint, spoken),
        when=texts.plain("paper-when", rule=when) if when else "",
        choices=tuple(choices),
        lines=room_for(long=question.long or question.kind is Kind.TEXT, large=large)
        if question.kind in LINES
        else 0,
    )
