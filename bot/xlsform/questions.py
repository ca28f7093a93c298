"""The survey sheet: a question in each row, in groups that give it a section and a condition."""

from dataclasses import dataclass, field
from datetime import date

from bot.rules.forms.expressions import Expression, ExpressionProblem
from bot.rules.forms.form import Kind, Question, Words
from bot.xlsform.cells import Row, Sheet
from bot.xlsform.columns import Columns
from bot.xlsform.problems import Complaints
from bot.xlsform.types import BEGIN, END, NAME, NO, YES, Lists, Shape, is_unsupported, shape_of, too_long

# So that a question with everything about it, and a page of its choices, is one message of Telegram's.
LONGEST = {"label": 1_000, "hint": 500, "constraint_message": 200, "required_message": 200}
LONGEST_SECTION = 200
# What means something for a question, and nothing for a row that is none.
IDLE_FOR_STATEMENTS = ("required", "constraint", "prefer_not_to_say")
IDLE_FOR_GROUPS = (*IDLE_FOR_STATEMENTS, "hint", "parameters")
IDLE_FOR_ENDS = (*IDLE_FOR_GROUPS, "relevant")
# As word processors write them.
CURLY_QUOTES = str.maketrans("‘’“”", "''\"\"")
ANY_DAY = date(2027, 5, 12)


@dataclass
class _Group:
    row: Row
    words: Words
    condition: Expression | None


@dataclass
class Questions:
    """Reads the rows from top to bottom."""

    sheet: Sheet
    columns: Columns
    lists: Lists | None
    complaints: Complaints
    groups: list[_Group] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def read(self) -> list[Question]:
        """The questions in order; whatever is wrong goes to the complaints."""
        found = [question for row in self.sheet.rows if (question := self._row(row)) is not None]
        for group in self.groups:
            self._complain(group.row, "type", "group-open")
        return found

    def _complain(self, row: Row, column: str, key: str, about: str = "", language: str = "") -> None:
        self.complaints.add(self.sheet.name, row.number, self.columns.column(column, language), key, about)

    def _row(self, row: Row) -> Question | None:
        kind = " ".join(self.columns.text(row, "type").split())
        lowered = kind.lower().replace(" ", "_")
        if lowered == BEGIN:
            self._begin(row)
        elif lowered == END:
            self._end(row)
        elif not kind:
            self._complain(row, "type", "no-type")
        elif is_unsupported(kind):
            self._complain(row, "type", "type-unsupported", kind)
        else:
            return self._question(row, kind)
        return None

    def _begin(self, row: Row) -> None:
        self._refuse_idle(row, IDLE_FOR_GROUPS)
        words = self._words(row, "label", LONGEST_SECTION)
        for _, key, about in shape_of("note", self.columns.text(row, "appearance"), "", {}).problems:
            self._complain(row, "appearance", key, about)
        self.groups.append(_Group(row, words, self._expression(row, "relevant")))

    def _end(self, row: Row) -> None:
        self._refuse_idle(row, IDLE_FOR_ENDS)
        if self.groups:
            self.groups.pop()
        else:
            self._complain(row, "type", "group-not-open")

    def _refuse_idle(self, row: Row, names: tuple[str, ...]) -> None:
        for name in names:
            if self.columns.words(row, name) or self.columns.text(row, name).lower() not in NO:
                self._complain(row, name, "not-here", name)

    def _question(self, row: Row, kind: str) -> Question | None:
        name, words = self.columns.text(row, "name"), self._words(row, "label", LONGEST["label"])
        if not NAME.match(name):
            self._complain(row, "name", "name", name)
        elif name in self.names:
            self._complain(row, "name", "name-twice", name)
        if not words:
            self._complain(row, "label", "no-label", name)
        shape = shape_of(kind, self.columns.text(row, "appearance"), self.columns.text(row, "parameters"), self.lists)
        for column, key, about in shape.problems:
            self._complain(row, column, key, about)
        if shape.kind is Kind.STATEMENT:
            self._refuse_idle(row, IDLE_FOR_STATEMENTS)
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
        question = Question(
            name,
            kind,
            words,
            hint=self._words(row, "hint", LONGEST["hint"]),
            required=self._flag(row, "required") and kind is not Kind.STATEMENT,
            section=next((group.words for group in reversed(self.groups) if group.words), {}),
            choices=choices,
            at_most=at_most,
            bounds=shape.bounds,
            long=shape.long,
            may_not_say=self._flag(row, "prefer_not_to_say"),
            asked_if=asked_if,
            holds_if=holds_if,
            refusal=self._words(row, "constraint_message", LONGEST["constraint_message"]),
            insistence=self._words(row, "required_message", LONGEST["required_message"]),
        )
        self._refuse_without_beginning(row, question)
        return question

    def _refuse_without_beginning(self, row: Row, question: Question) -> None:
        """Several choices are tapped one after another: a condition that no single one meets lets nobody begin."""
        condition = question.holds_if
        if question.kind is not Kind.MULTIPLE or condition is None or condition.names - {question.name}:
            return
        if question.choices and not any(
            condition.holds({question.name: each.name}, today=ANY_DAY, own=each.name) for each in question.choices
        ):
            self._complain(row, "constraint", "least-chosen")

    def _words(self, row: Row, column: str, most: int) -> Words:
        words = self.columns.words(row, column)
        for code in too_long(words, most):
            self._complain(row, column, "too-long", str(most), code)
        return words

    def _flag(self, row: Row, column: str) -> bool:
        said = self.columns.text(row, column).lower()
        if said not in YES | NO:
            self._complain(row, column, "yes-or-no", said)
        return said in YES

    def _asked_if(self, row: Row) -> Expression | None:
        own = self._expression(row, "relevant")
        inherited = [group.condition.text for group in self.groups if group.condition is not None]
        if not inherited:
            return own
        parts = [*inherited, *([own.text] if own is not None else [])]
        try:
            return Expression.read(" and ".join(f"({part})" for part in parts))
        except ExpressionProblem as problem:
            # Each part will do by itself; together they are too much.
            self._complain(row, "relevant", f"expression-{problem.key}", problem.about)
            return None

    def _expression(self, row: Row, column: str, own: str = "") -> Expression | None:
        text = self.columns.text(row, column).translate(CURLY_QUOTES)
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
