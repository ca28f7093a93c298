"""Reads the Fluent catalogue and, in the source, every place that asks it for a text."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "bot" / "locales" / "en"
ROOMS = ("bot", "handlers")
WORDS = ("texts", "plain")


@dataclass(frozen=True)
class Asked:
    """One call for a text: where, for which keys (as patterns), with which arguments (None where unclear)."""

    where: str
    patterns: tuple[str, ...]
    arguments: frozenset[str] | None


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


def keys() -> dict[str, frozenset[str]]:
    """Every key of the catalogue and the arguments that it takes. A key that stands twice is an error."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted(LOCALE.glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message):
                variables = _Variables()
                variables.visit(entry)
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                found[entry.id.name] = frozenset(variables.found)
    return found


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module that can show a text: reports and the stand-in are handed theirs, or have none."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if {"demo", "reports"} & set(path.parts):
                continue
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def asked() -> list[Asked]:
    """Every call for a text in the source."""
    found = []
    for name, module in sources():
        for scope in [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]:
            found += [_asked(name, scope, call) for call in _calls(scope)]
    return list(dict.fromkeys(found))


def named() -> set[str]:
    """Every string in the source, and every family of them as a pattern: whatever could be a key by name."""
    found = set()
    for _, module in sources():
        for node in ast.walk(module):
            found |= set(_patterns(node, None))
    return found


def fits(key: str, patterns: set[str] | tuple[str, ...]) -> bool:
    """Whether one of the patterns stands for this key."""
    return re.escape(key) in patterns or any(_compiled(pattern).fullmatch(key) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The module's own cache holds 512 of them, and there are thousands."""
    return re.compile(pattern)


def _calls(scope: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Call) and node.args and _is_texts(node.func):
            yield node


def _is_texts(func: ast.expr) -> bool:
    if isinstance(func, ast.Attribute):
        return func.attr in WORDS
    return isinstance(func, ast.Name) and func.id in WORDS


def _asked(name: str, scope: ast.AST, call: ast.Call) -> Asked:
    patterns = tuple(_patterns(call.args[0], scope))
    return Asked(f"{name}:{call.lineno}", patterns, _arguments(call, scope))


def _patterns(node: ast.AST, scope: ast.AST | None) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            whole = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts)
            if whole.strip(".+"):
                yield whole
        case ast.IfExp(body=first, orelse=second):
            yield from (*_patterns(first, scope), *_patterns(second, scope))
        case ast.Name(id=name) if scope is not None:
            for value in _assigned(name, scope):
                yield from _patterns(value, scope)


def _assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield node.value


def _arguments(call: ast.Call, scope: ast.AST) -> frozenset[str] | None:
    found: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg is not None:
            found.add(keyword.arg)
            continue
        value = keyword.value
        given = [value] if isinstance(value, ast.Dict) else list(_assigned(getattr(value, "id", ""), scope))
        if len(given) != 1 or not isinstance(given[0], ast.Dict):
            return None
        found |= {str(key.value) for key in given[0].keys if isinstance(key, ast.Constant)}
    return frozenset(found)
