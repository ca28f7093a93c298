"""XPath 1.0 and what XLSForm adds to it, over a library: read a condition, and say whether it holds.

For `expressions` alone, which lets nothing in here that is not on its list.
"""

import math
import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from elementpath import ElementPathError, XPathContext
from elementpath.xpath1 import XPath1Parser

from bot.rules.forms.values import Value, day_number

# The variable that holds today's number.
TODAY = "_today"


class _Parser(XPath1Parser):
    """XPath 1.0, and what XLSForm adds to it."""


def problem_with(text: str) -> str | None:
    """Why a condition cannot be read, in the library's words; None where it can be."""
    try:
        _parsed(text)
    except (ElementPathError, RecursionError, ArithmeticError) as error:
        return str(error).split("] ")[-1][:200]
    return None


def holds(text: str, answers: Mapping[str, Value], *, own: Value, today: float) -> bool:
    """Whether a condition is true of these answers. `own` is what `.` stands for, `today` a number of days."""
    root = ElementTree.Element("own")
    root.text = _as_text(own)
    variables: dict[str, Any] = {**answers, TODAY: today}
    try:
        return _truth(_parsed(text).evaluate(XPathContext(root, variables=variables)))
    except (ElementPathError, ArithmeticError):
        # A number asked of what is none: nothing can be said of it, and so it does not hold.
        return False


@lru_cache(maxsize=1_000)
def _parsed(text: str) -> Any:
    return _Parser().parse(text)


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
