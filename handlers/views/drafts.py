"""A survey before it is sent: every question as it will be asked, in words, and what can be changed about it."""

from bot.rules.forms.building import Sort, sort_of
from bot.rules.forms.conditions import Clause, in_clauses
from bot.rules.forms.expressions import PIECES, Expression
from bot.rules.forms.form import Form, Question
from bot.rules.lengths import utf16_length
from bot.services.consultations import Reach
from bot.services.surveys import SurveyDraft
from bot.texts import Html, Texts
from handlers.callbacks import Step
from handlers.views.filling import language_name, survey_head
from handlers.views.polls import audience_label, preview_foot, shortened
from handlers.views.screen import Button, Rows, Screen, column

FLOW = "ask"
# With the head above and the foot below, a page of the questions still fits into one message.
ROOM_OF_A_PAGE = 2_400
SHOWN_OF_A_HINT = 300
SHOWN_OF_A_CHOICE = 150


def preview_screen(
    texts: Texts,
    group: str,
    draft: SurveyDraft,
    reach: Reach,
    *,
    page: int,
    quiet_until: str | None,
    saved: bool,
    part: str = "",
) -> Screen:
    """A draft exactly as members will see it, a page of its questions, and a button for whatever can be changed."""
    pages = pages_of(question_lines(texts, draft.form))
    page = min(max(page, 0), len(pages) - 1)
    head = survey_head(texts, group, draft, texts.language, texts("poll-reference-to-come"), part)
    parts = [texts("poll-preview-head"), f"<blockquote>{head}</blockquote>", "\n".join(pages[page])]
    if len(pages) > 1:
        parts.append(texts("survey-preview-page", page=page + 1, pages=len(pages)))
    parts.append("\n".join(_foot(texts, draft, reach, quiet_until, part)))
    rows = _turns(texts, page, len(pages)) + _buttons(texts, draft, reach, part, saved=saved)
    return Screen("\n\n".join(parts), rows)


def pages_of(lines: list[str], room: int = ROOM_OF_A_PAGE) -> list[list[str]]:
    """Lines, as many to a page as there is room for; at least one page."""
    pages: list[list[str]] = [[]]
    left = room
    for line in lines:
        length = utf16_length(line) + 1
        if length > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(line)
        left -= length
    return pages


def question_lines(texts: Texts, form: Form) -> list[str]:
    """Every question with its kind, its choices and the condition it is asked under, a line each."""
    lines: list[str] = []
    section = ""
    for number, question in enumerate(form, start=1):
        here = form.in_language(question.section, texts.language)
        if here and here != section:
            lines += ["", texts("survey-draft-section", section=shortened(here, SHOWN_OF_A_CHOICE))]
        section = here
        lines += ["", *_question(texts, form, number, question)]
    return lines[1:] or [texts("survey-draft-empty")]


def list_text(texts: Texts, form: Form) -> str:
    """The questions so far in short, for whoever writes them."""
    lines = [texts("heading", words=form.in_language(form.title, form.languages[0])), ""]
    for number, question in enumerate(form, start=1):
        words = shortened(form.in_language(question.words, texts.language), SHOWN_OF_A_CHOICE)
        lines.append(texts("survey-draft-question", number=number, words=words))
        lines.append(kind_line(texts, question))
        if question.asked_if is not None:
            lines.append(_condition(texts, form, question.asked_if))
    if not form.questions:
        lines.append(texts("survey-draft-empty"))
    return "\n".join(lines)


def one_question(texts: Texts, form: Form, name: str) -> str:
    """A question with all that belongs to it, as much as fits into one message."""
    number, question = next((number, each) for number, each in enumerate(form, start=1) if each.name == name)
    return "\n".join(pages_of(_question(texts, form, number, question))[0])


def _question(texts: Texts, form: Form, number: int, question: Question) -> list[str]:
    words = form.in_language(question.words, texts.language)
    lines = [texts("survey-draft-question", number=number, words=words)]
    if hint := form.in_language(question.hint, texts.language):
        lines.append(texts("survey-hint", hint=shortened(hint, SHOWN_OF_A_HINT)))
    lines.append(kind_line(texts, question))
    for choice in question.choices:
        label = shortened(form.in_language(choice.words, texts.language), SHOWN_OF_A_CHOICE)
        lines.append("▫️ " + texts("survey-draft-alone" if choice.alone else "chosen-not", choice=label))
    if question.may_not_say:
        lines.append("▫️ " + texts("chosen-not", choice=texts.plain("button-not-say")))
    if question.asked_if is not None:
        lines.append(_condition(texts, form, question.asked_if))
    if question.holds_if is not None:
        lines.append(_own_rule(texts, form, question))
    return lines


def kind_line(texts: Texts, question: Question) -> str:
    """What kind of answer a question takes, in words, and whether it needs one."""
    parts = [texts("survey-draft-kind", kind=sort_of(question), most=question.at_most or 0)]
    bounds = question.bounds
    if sort_of(question) is Sort.NUMBER and bounds.low is not None and bounds.high is not None:
        parts.append(texts("survey-draft-range", low=f"{bounds.low:g}", high=f"{bounds.high:g}"))
    if question.takes_an_answer:
        parts.append(texts("survey-draft-needed", needed="yes" if question.required else "no"))
    return " ".join(parts)


def _own_rule(texts: Texts, form: Form, question: Question) -> str:
    refusal = form.in_language(question.refusal, texts.language)
    if refusal:
        return texts("survey-draft-refusal", words=shortened(refusal, SHOWN_OF_A_HINT))
    assert question.holds_if is not None
    return texts("survey-draft-own-rule", rule=shortened(_named(texts, form, question.holds_if), SHOWN_OF_A_HINT))


def _condition(texts: Texts, form: Form, condition: Expression) -> str:
    return texts("survey-draft-if", rule=Html(rule_in_words(texts, form, condition)))


def rule_in_words(texts: Texts, form: Form, condition: Expression) -> str:
    """A condition in words; a long or a strange one as it is written, with the questions by their numbers. HTML."""
    simple = in_clauses(condition)
    said = [_clause(texts, form, each) for each in simple.clauses] if simple is not None else []
    if simple is None or None in said:
        return texts("survey-draft-if-other", rule=_named(texts, form, condition))
    joined = [each for each in said if each is not None]
    whole = joined[0]
    for each in joined[1:]:
        key = "survey-draft-if-or" if simple.either else "survey-draft-if-and"
        whole = texts(key, first=Html(whole), second=Html(each))
    return whole


def _clause(texts: Texts, form: Form, clause: Clause) -> str | None:
    places = {each.name: (number, each) for number, each in enumerate(form, start=1)}
    if clause.name not in places:
        return None
    number, question = places[clause.name]
    chosen = next((each for each in question.choices if each.name == clause.value), None)
    value = form.in_language(chosen.words, texts.language) if chosen is not None else clause.value
    return texts("survey-draft-if-clause", number=number, how=clause.how, value=shortened(value, SHOWN_OF_A_CHOICE))


def _named(texts: Texts, form: Form, condition: Expression) -> str:
    numbers = {each.name: number for number, each in enumerate(form, start=1)}

    def piece(name: str | None, whole: str) -> str:
        return texts.plain("survey-question-number", number=numbers[name]) if name in numbers else whole

    return "".join(piece(found["name"], found.group()) for found in PIECES.finditer(condition.text))


def _foot(texts: Texts, draft: SurveyDraft, reach: Reach, quiet_until: str | None, part: str) -> list[str]:
    lines = [preview_foot(texts, draft, part)]
    lines.append(texts("survey-preview-partial", partial="yes" if draft.partial else "no"))
    if len(draft.form.languages) > 1:
        spoken = ", ".join(language_name(code) for code in draft.form.languages)
        lines.append(texts("survey-preview-languages", languages=spoken))
    if reach.unreachable:
        lines.append(texts("poll-preview-unreachable", count=reach.unreachable))
    if reach.silent:
        lines.append(texts("poll-preview-silent", count=reach.silent))
    if quiet_until is not None:
        lines.append(texts("poll-preview-quiet", when=quiet_until))
    return lines


def _turns(texts: Texts, page: int, pages: int) -> Rows:
    before = Button(texts.plain("button-questions-before"), Step(FLOW, "preview", f"page-{page - 1}"))
    more = Button(texts.plain("button-questions-more"), Step(FLOW, "preview", f"page-{page + 1}"))
    row = tuple(button for button, there in ((before, page > 0), (more, page + 1 < pages)) if there)
    return (row,) if row else ()


def _buttons(texts: Texts, draft: SurveyDraft, reach: Reach, part: str, *, saved: bool) -> Rows:
    def to(what: str, label: str) -> Button:
        return Button(label, Step(FLOW, "preview", what))

    partial = "no" if draft.partial else "yes"
    buttons = [
        to("send", texts.plain("button-send", count=reach.members)),
        to("later", texts.plain("button-send-later")),
        to("try", texts.plain("button-try")),
        to("save", texts.plain("button-save-draft")),
        to("build", texts.plain("button-change-questions")),
        to("title", texts.plain("button-change-title")),
        to("audience", audience_label(texts, draft, part)),
        to("attribution", texts.plain("button-change-attribution", attribution=draft.attribution)),
        to("results", texts.plain("button-change-results", results=draft.results_to)),
        to("influence", texts.plain("button-change-influence", influence=draft.influence)),
        to("closes", texts.plain("button-change-closes", when=texts.when(draft.closes_at))),
        to(f"partial-{partial}", texts.plain("button-change-partial", partial="yes" if draft.partial else "no")),
    ]
    if saved:
        buttons.append(to("drop", texts.plain("button-drop-draft")))
    buttons.append(to("cancel", texts.plain("button-cancel")))
    return column(*buttons)
