"""The conditions of an XLSForm: `${age} >= 16 and selected(${why}, 'cost')`.

Read by an XPath library and never by Python's eval. Only what is listed here is understood; all else is refused by
name when the form is read, so that a condition can never turn out to be none while somebody answers.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from elementpath import ElementPathError, XPathContext
from elementpath.xpath1 import XPath1Parser

LONGEST = 1_000
DEEPEST = 40
# Each is worked out inside the one before it, and Python has room for only so many.
MOST_OPERATORS = 100
# A value as conditions see it: text, a number, or the names of the choices made, a space between them.
Value = str | float
EPOCH = date(1970, 1, 1)
# The variable that holds today's number.
TODAY = "_today"

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


class _Parser(XPath1Parser):
    """XPath 1.0, and what XLSForm adds to it."""


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
        try:
            _parsed(text)
        except (ElementPathError, RecursionError, ArithmeticError) as error:
            raise ExpressionProblem("syntax", str(error).split("] ")[-1][:200]) from None
        return cls(text.strip(), names)

    def holds(self, answers: Mapping[str, Value], *, today: date, own: Value = "") -> bool:
        """Whether it is true of these answers; a question without one is empty. `own` is what `.` stands for."""
        root = ElementTree.Element("own")
        root.text = _as_text(own)
        variables: dict[str, Any] = {name: answers.get(name, "") for name in self.names}
        variables[TODAY] = day_number(today)
        try:
            return _truth(_parsed(self.text).evaluate(XPathContext(root, variables=variables)))
        except (ElementPathError, ArithmeticError):
            # A number asked of what is none: nothing can be said of it, and so it does not hold.
            return False


def day_number(day: date) -> float:
    """A date as conditions see it, so that dates can be compared."""
    return float((day - EPOCH).days)


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


@lru_cache(maxsize=1_000)
def _parsed(text: str) -> Any:
    return _Parser().parse(_with_variables(text))


def _with_variables(text: str) -> str:
    return "".join(
        f"${piece['name']}" if piece["name"] is not None else piece.group() for piece in PIECES.finditer(text)
    )


def _truth(found: Any) -> bool:
    if isinstance(found, list):
        return bool(found)
    if isinstance(found, float) and math.isnan(found):
        return False
    return bool(found)


def _as_text(value: Value) -> str:
    if not isinstance(value, float):
        return value
    return str(int(value)) if value.is_integer() else repr(value)


def _text_of(token: Any, context: Any, index: int) -> str:
    given = token.get_argument(context, index, default="")
    return _as_text(given) if isinstance(given, float) else str(getattr(given, "string_value", given))


def _function(name: str, arguments: int) -> Callable[[Callable[[Any, Any], Any]], None]:
    def register(meaning: Callable[[Any, Any], Any]) -> None:
        def evaluate(self: Any, context: Any = None) -> Any:
            return meaning(self, context)

        _Parser.method(_Parser.function(name, nargs=arguments))(evaluate)

    return register


@_function("selected", 2)
def _selected(token: Any, context: Any) -> bool:
    return _text_of(token, context, 1) in _text_of(token, context, 0).split()


@_function("count-selected", 1)
def _count_selected(token: Any, context: Any) -> float:
    return float(len(_text_of(token, context, 0).split()))


@_function("coalesce", 2)
def _coalesce(token: Any, context: Any) -> str:
    return _text_of(token, context, 0) or _text_of(token, context, 1)


@_function("if", 3)
def _if(token: Any, context: Any) -> Any:
    return token[1 if _truth(token[0].evaluate(context)) else 2].evaluate(context)


@_function("today", 0)
def _today(_token: Any, context: Any) -> float:
    # Looked at without a context when it is read.
    return float(context.variables[TODAY]) if context is not None else math.nan


@_function("date", 1)
def _date(token: Any, context: Any) -> float:
    given = _text_of(token, context, 0)
    try:
        return day_number(date.fromisoformat(given))
    except ValueError:
        return _as_number(given)


def _pair(left: Value | bool, right: Value | bool) -> tuple[Any, Any]:
    # As XPath 1.0 has it: a number on either side makes numbers of both, and what is none is equal to nothing.
    if isinstance(left, bool) or isinstance(right, bool):
        return _truth(left), _truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return _as_number(left), _as_number(right)
    return left, right


def _plain(found: Any) -> Value | bool:
    if isinstance(found, list):
        found = found[0] if found else ""
    if isinstance(found, bool):
        return found
    if isinstance(found, int | float | Decimal):
        return float(found)
    return str(getattr(found, "string_value", found))


def _as_number(value: Value | bool) -> float:
    try:
        return float(value)
    except ValueError:
        return math.nan


def _comparison(symbol: str, holds: Callable[[Any, Any], bool], *, of_numbers: bool) -> None:
    def evaluate(self: Any, context: Any = None) -> bool:
        left, right = (_plain(side.evaluate(context)) for side in self)
        return holds(*((_as_number(left), _as_number(right)) if of_numbers else _pair(left, right)))

    _Parser.method(_Parser.infix(symbol, bp=30))(evaluate)


_comparison("=", operator.eq, of_numbers=False)
_comparison("!=", operator.ne, of_numbers=False)
_comparison("<", operator.lt, of_numbers=True)
_comparison("<=", operator.le, of_numbers=True)
_comparison(">", operator.gt, of_numbers=True)
_comparison(">=", operator.ge, of_numbers=True)
_Parser.build()
