"""From a spreadsheet to a form: every row understood, or every problem named."""

from bot.rules.forms.form import Form, Question
from bot.xlsform.books import read_book
from bot.xlsform.choices import lists_of
from bot.xlsform.columns import Columns, columns_of
from bot.xlsform.problems import Complaints
from bot.xlsform.questions import Questions
from bot.xlsform.settings import settings_of
from bot.xlsform.types import Lists

MOST_QUESTIONS = 60
# Groups and statements among them. Conditions take time to read: whoever sends thousands is told at once.
MOST_SURVEY_ROWS = 300


def read_form(file_name: str, content: bytes) -> Form:
    """The form in a file. Raises UnreadableForm with every problem that it has, each with sheet, row and column."""
    complaints = Complaints()
    book = read_book(file_name, content, complaints)
    settings = settings_of(book.get("settings"), complaints)
    # A .csv has no place for choices; in a workbook without them each list is simply not there.
    lists: Lists | None = None if file_name.lower().endswith(".csv") else {}
    if "choices" in book:
        lists = lists_of(book["choices"], settings.language, complaints)
    survey = book["survey"]
    if len(survey.rows) > MOST_SURVEY_ROWS:
        complaints.add(survey.name, 0, "", "too-many-questions", str(MOST_QUESTIONS))
        complaints.raise_any()
    columns = columns_of(survey, settings.language, complaints)
    questions = Questions(survey, columns, lists, complaints).read()
    _refuse_none_or_too_many(questions, complaints)
    complaints.raise_any()
    languages = _languages(columns, questions, settings.language)
    return Form(settings.title, languages, tuple(questions), settings.partial, settings.attribution)


def _refuse_none_or_too_many(questions: list[Question], complaints: Complaints) -> None:
    if len(questions) > MOST_QUESTIONS:
        complaints.add("survey", 0, "", "too-many-questions", str(MOST_QUESTIONS))
    # Where other things are wrong, they may be why there is none.
    if not complaints.found and not any(each.takes_an_answer for each in questions):
        complaints.add("survey", 0, "", "no-questions")


def _languages(columns: Columns, questions: list[Question], default: str) -> tuple[str, ...]:
    """The default first, where anything is said in it; the others in the order of their columns."""
    spoken = {code for each in questions for code in each.words}
    ordered = [code for code in columns.worded["label"] if code in spoken]
    return tuple(sorted(ordered, key=lambda code: code != default))
