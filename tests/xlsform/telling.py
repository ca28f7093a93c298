"""A form, and what is wrong with one, as lines of text: what the fixtures compare."""

from bot.rules.forms.form import Form, Question, Words
from bot.xlsform.problems import Problem


def told(form: Form) -> list[str]:
    """Everything that a form says, a line for each question."""
    first = [f"languages: {', '.join(form.languages)}"]
    if form.title:
        first.append(f"title: {_words(form.title)}")
    if form.attribution is not None:
        first.append(f"attribution: {form.attribution}")
    if form.partial:
        first.append("partial answers count")
    return first + [_question(each) for each in form]


def told_of_problems(problems: list[Problem]) -> list[str]:
    """What is wrong, a line each: sheet, row, column, what, about which part."""
    return [
        " · ".join((each.sheet or "the file", str(each.row), each.column, each.key, each.about)) for each in problems
    ]


def _question(question: Question) -> str:
    parts = [f"{question.name}: {question.kind}", _words(question.words)]
    parts += [name.replace("_", " ") for name in ("required", "long", "may_not_say") if getattr(question, name)]
    worded = {name: getattr(question, name) for name in ("hint", "section", "refusal", "insistence")}
    parts += [f"{name} {_words(words)}" for name, words in worded.items() if words]
    bounds = {
        name: value for name, value in vars(question.bounds).items() if value is not None and value is not False
    }
    if bounds:
        parts.append(" ".join(f"{name} {value}" for name, value in bounds.items()))
    if question.choices:
        choices = (f"{each.name}{' alone' if each.alone else ''} {_words(each.words)}" for each in question.choices)
        parts.append(f"choices {', '.join(choices)}")
    if question.at_most is not None:
        parts.append(f"at most {question.at_most}")
    conditions = (("asked if", question.asked_if), ("holds if", question.holds_if))
    parts += [f"{name} {condition.text}" for name, condition in conditions if condition is not None]
    return " · ".join(parts)


def _words(words: Words) -> str:
    return " ".join(f'{code} "{text}"' for code, text in words.items()).replace("\n", "⏎")
