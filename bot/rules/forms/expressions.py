"""The conditions of an XLSForm: `${age} >= 16 and selected(${why}, 'cost')`.

Read by an XPath library and never by Python's eval. Only what is listed here is understood; all else is refused by
name when the form is read, so that a condition can never turn out to be none while somebody answers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import ModuleType

from bot.rules.forms.values import Value, day_number

LONGEST = 1_000
DEEPEST = 40
# Each is worked out inside the one before it, and Python has room for only so many.
MOST_OPERATORS = 100

PIECES = re.compile(r"""(?P<literal>'[^']*'|"[^"]*")|\$\{\s*(?P<name>[^}\s]*)\s*\}|(?P<rest>[^'"$]+|.)""", re.S)
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PATHS = re.compile(r"/|@|::|\.\.|\$|\[")
FUNCTION = re.compile(r"([A-Za-z][\w.-]*)\s*\(")
WORD = re.compile(r"(?<![\w.$-])[A-Za-z_][\w.-]*")
KNOWN = frozenset(
    {
        "boolean", "ceiling", "coalesce", "concat", "contains", "count-selected", "date", "false", "floor", "if",
        "normalize-space", "not", "number", "round", "selected", "starts-with", "string", "string-length",
        "substring", "today", "true",
    }
)  # fmt: skip
OPERATORS = frozenset({"and", "or", "div", "mod"})
OPERATOR = re.compile(r"\b(?:and|or|div|mod)\b|[-+*=<>|]")


class ExpressionProblem(ValueError):
    """A condition that cannot be used. `key` says why, `about` which part of it."""

    def __init__(self, key: str, about: str) -> None:
        super().__init__(f"{key}: {about}")
        self.key, self.about = key, about


@dataclass(frozen=True)
class Expression:
    """A condition: as it was written, and the names of the questions that it looks at."""

    text: str
    names: frozenset[str] = field(compare=False)

    @classmethod
    def read(cls, text: str) -> "Expression":
        """Understand a condition. Raises ExpressionProblem: too-long, too-deep, path, function, name, day, syntax."""
        if len(text) > LONGEST:
            raise ExpressionProblem("too-long", str(LONGEST))
        names = frozenset(_checked(text))
        if (wrong := _xpath().problem_with(_with_variables(text))) is not None:
            raise ExpressionProblem("syntax", wrong)
        return cls(text.strip(), names)

    def holds(self, answers: Mapping[str, Value], *, today: date, own: Value = "") -> bool:
        """Whether it is true of these answers; a question without one is empty. `own` is what `.` stands for."""
        variables = {name: answers.get(name, "") for name in self.names}
        found: bool = _xpath().holds(_with_variables(self.text), variables, own=own, today=day_number(today))
        return found


def _xpath() -> ModuleType:
    # The library is loaded when there is a condition to read: most surveys have none, and the start is quicker.
    from bot.rules.forms import xpath  # noqa: PLC0415

    return xpath


def _with_variables(text: str) -> str:
    return "".join(
        f"${piece['name']}" if piece["name"] is not None else piece.group() for piece in PIECES.finditer(text)
    )


def _checked(text: str) -> set[str]:
    names: set[str] = set()
    bare = []
    for piece in PIECES.finditer(text):
        if piece["name"] is not None:
            if not NAME.match(piece["name"]):
                raise ExpressionProblem("name", piece["name"])
            names.add(piece["name"])
            bare.append("0")
        elif piece["literal"] is not None:
            bare.append("''" if not DAY.search(piece["literal"]) else "'day'")
        elif piece["rest"] in ("'", '"'):
            raise ExpressionProblem("syntax", piece["rest"])
        else:
            bare.append(piece["rest"])
    _check_bare("".join(bare))
    return names


def _check_bare(bare: str) -> None:
    # What is left when names and literals are taken out: it can be looked through without being misled by them.
    if (found := PATHS.search(bare)) is not None:
        raise ExpressionProblem("path", found.group())
    for function in FUNCTION.findall(bare):
        if function not in KNOWN | OPERATORS:
            raise ExpressionProblem("function", function)
    for word in WORD.findall(FUNCTION.sub("(", bare).replace("'day'", "''")):
        if word not in OPERATORS:
            raise ExpressionProblem("name", word)
    if re.search(r"(?<!date\()(?<!date\( )'day'", bare):
        raise ExpressionProblem("day", "date('2027-05-12')")
    depth = deepest = 0
    for letter in bare:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    if deepest > DEEPEST or len(OPERATOR.findall(bare)) > MOST_OPERATORS:
        raise ExpressionProblem("too-deep", str(DEEPEST))
