"""From a spreadsheet to a form: every row understood, or every problem named."""

from dataclasses import dataclass, field

from bot.rules.forms.expressions import Expression, ExpressionProblem
from bot.rules.forms.form import Choice, Form, Kind, Question, Words
from bot.xlsform.cells import Book, Row, Sheet, read_book
from bot.xlsform.columns import Columns, columns_of, language_of
from bot.xlsform.problems import Complaints
from bot.xlsform.types import BEGIN, END, NAME, NOT_TYPES, Shape, shape_of

FALLBACK = "en"
YES = frozenset({"yes", "true", "true()", "1"})
NO = frozenset({"", "no", "false", "false()", "0"})
MOST_QUESTIONS = 60
LONGEST_WORDS = 1_000


def read_form(file_name: str, content: bytes) -> Form:
    """The form in a file. Raises UnreadableForm with every problem that it has, each with sheet, row and column."""
    book = read_book(file_name, content)
    complaints = Complaints()
    settings = _settings(book, complaints)
    choices = _choices(book, settings.language, complaints)
    survey = book["survey"]
    questions = _Reading(survey, columns_of(survey, settings.language, complaints), choices, complaints).questions()
    complaints.raise_any()
    return Form(settings.title, _languages(settings, questions), tuple(questions))


@dataclass(frozen=True)
class _Settings:
    title: Words
    language: str


def _settings(book: Book, complaints: Complaints) -> _Settings:
    sheet = book.get("settings")
    if sheet is None or not sheet.rows:
        return _Settings({}, FALLBACK)
    row = sheet.rows[0]
    given = row.text("default_language")
    language = language_of(given) if given else FALLBACK
    if language is None:
        complaints.add(sheet.name, row.number, sheet.titles["default_language"], "no-language-code", given)
        language = FALLBACK
    columns = columns_of(sheet, language, complaints)
    return _Settings(columns.words(row, "form_title"), language)


def _choices(book: Book, language: str, complaints: Complaints) -> dict[str, tuple[Choice, ...]]:
    sheet = book.get("choices")
    lists: dict[str, dict[str, Choice]] = {}
    if sheet is None:
        return {}
    columns = columns_of(sheet, language, complaints)

    def complain(row: Row, column: str, key: str, about: str = "") -> None:
        complaints.add("choices", row.number, columns.column(column), key, about)

    for row in sheet.rows:
        listed, name, words = columns.text(row, "list_name"), columns.text(row, "name"), columns.words(row, "label")
        if not listed:
            complain(row, "list_name", "no-list")
        elif not NAME.match(name):
            complain(row, "name", "name", name)
        elif not words:
            complain(row, "label", "no-label", name)
        elif name in lists.setdefault(listed, {}):
            complain(row, "name", "choice-twice", name)
        else:
            lists[listed][name] = Choice(name, words)
    return {listed: tuple(found.values()) for listed, found in lists.items()}


@dataclass
class _Group:
    row: Row
    words: Words
    condition: str


@dataclass
class _Reading:
    sheet: Sheet
    columns: Columns
    lists: dict[str, tuple[Choice, ...]]
    complaints: Complaints
    groups: list[_Group] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def questions(self) -> list[Question]:
        found = [question for row in self.sheet.rows if (question := self._row(row)) is not None]
        for group in self.groups:
            self._complain(group.row, "type", "group-open")
        if not any(each.takes_an_answer for each in found):
            self.complaints.add(self.sheet.name, 0, "", "no-questions")
        if len(found) > MOST_QUESTIONS:
            self.complaints.add(self.sheet.name, 0, "", "too-many-questions", str(MOST_QUESTIONS))
        return found

    def _complain(self, row: Row, column: str, key: str, about: str = "") -> None:
        self.complaints.add(self.sheet.name, row.number, self.columns.column(column), key, about)

    def _row(self, row: Row) -> Question | None:
        kind = " ".join(self.columns.text(row, "type").split())
        lowered = kind.lower().replace(" ", "_")
        if lowered == BEGIN:
            self._expression(row, "relevant")
            self.groups.append(_Group(row, self.columns.words(row, "label"), self.columns.text(row, "relevant")))
        elif lowered == END:
            if self.groups:
                self.groups.pop()
            else:
                self._complain(row, "type", "group-not-open")
        elif not kind:
            self._complain(row, "type", "no-type")
        elif lowered.split("_")[0] in NOT_TYPES or lowered in NOT_TYPES:
            self._complain(row, "type", "type-unsupported", kind)
        else:
            return self._question(row, kind)
        return None

    def _question(self, row: Row, kind: str) -> Question | None:
        name, words = self.columns.text(row, "name"), self.columns.words(row, "label")
        if not NAME.match(name):
            self._complain(row, "name", "name", name)
        elif name in self.names:
            self._complain(row, "name", "name-twice", name)
        if not words:
            self._complain(row, "label", "no-label", name)
        for text in words.values():
            if len(text) > LONGEST_WORDS:
                self._complain(row, "label", "too-long", str(LONGEST_WORDS))
        shape = shape_of(kind, self.columns.text(row, "appearance"), self.columns.text(row, "parameters"), self.lists)
        for column, key, about in shape.problems:
            self._complain(row, column, key, about)
        constraint = self._expression(row, "constraint", own=name)
        asked_if = self._asked_if(row)
        self.names.add(name)
        if shape.kind is None:
            return None
        return self._made(row, shape.kind, shape, name, words, asked_if, constraint)

    def _made(
        self, row: Row, kind: Kind, shape: Shape, name: str, words: Words,
        asked_if: Expression | None, constraint: Expression | None,
    ) -> Question:  # fmt: skip
        choices, at_most, holds_if = shape.limits(constraint)
        return Question(
            name,
            kind,
            words,
            hint=self.columns.words(row, "hint"),
            required=self._flag(row, "required"),
            section=next((group.words for group in reversed(self.groups) if group.words), {}),
            choices=choices,
            at_most=at_most,
            bounds=shape.bounds,
            long=shape.long,
            may_not_say=self._flag(row, "prefer_not_to_say"),
            asked_if=asked_if,
            holds_if=holds_if,
            refusal=self.columns.words(row, "constraint_message"),
        )

    def _flag(self, row: Row, column: str) -> bool:
        said = self.columns.text(row, column).lower()
        if said not in YES | NO:
            self._complain(row, column, "yes-or-no", said)
        return said in YES

    def _asked_if(self, row: Row) -> Expression | None:
        own = self._expression(row, "relevant")
        inherited = [group.condition for group in self.groups if group.condition]
        if not inherited:
            return own
        parts = [*inherited, *([own.text] if own is not None else [])]
        try:
            return Expression.read(" and ".join(f"({part})" for part in parts))
        except ExpressionProblem:
            # Each part has been complained of in its own row; together they can only be too long.
            if not self.complaints.found:
                self._complain(row, "relevant", "expression-too-long")
            return None

    def _expression(self, row: Row, column: str, own: str = "") -> Expression | None:
        text = self.columns.text(row, column)
        if not text:
            return None
        try:
            found = Expression.read(text)
        except ExpressionProblem as problem:
            self._complain(row, column, f"expression-{problem.key}", problem.about)
            return None
        for name in sorted(found.names - self.names - {own}):
            # A condition on what is asked later would change what people have passed already.
            self._complain(row, column, "expression-unknown", name)
        return found


def _languages(settings: _Settings, questions: list[Question]) -> tuple[str, ...]:
    spoken = {code for each in questions for code in each.words}
    return (settings.language, *sorted(spoken - {settings.language}))
