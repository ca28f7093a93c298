"""Conditions for people: what a simple one says, piece by piece, so that it can be shown in words."""

import re
from dataclasses import dataclass

from bot.rules.forms.expressions import Expression

_NAME = r"\$\{\s*(?P<name>[^}\s]+)\s*\}"
_WORD = r"'(?P<word>[^']+)'|\"(?P<quoted>[^\"]+)\""
_SELECTED = re.compile(rf"(?P<without>not\s*\(\s*)?selected\s*\(\s*{_NAME}\s*,\s*(?:{_WORD})\s*\)(?(without)\s*\))")
_COMPARED = re.compile(rf"{_NAME}\s*(?P<how>>=|<=|!=|=|>|<)\s*(?:{_WORD}|(?P<number>-?\d+(?:\.\d+)?))")
_JOINED = re.compile(r"\s*\b(?P<how>and|or)\b\s*")
_HOW = {"=": "is", "!=": "is-not", ">=": "least", "<=": "most", ">": "above", "<": "below"}


@dataclass(frozen=True)
class Clause:
    """One thing that a condition asks: of the question `name`, whether its answer is (`how`) a `value`.

    `how`: is, is-not, least, most, above, below.
    """

    name: str
    how: str
    value: str


@dataclass(frozen=True)
class Simple:
    """A condition of clauses that all have to hold, or (`either`) of which one has to."""

    clauses: tuple[Clause, ...]
    either: bool


def in_clauses(expression: Expression) -> Simple | None:
    """A condition as clauses, or None where it is more than a row of them joined by one and the same word."""
    clauses, joins, rest = [], set(), expression.text
    # Where all is joined alike, brackets change nothing: those before a clause and after it are passed over.
    while rest := rest.lstrip(" (\n\t"):
        found = _SELECTED.match(rest) or _COMPARED.match(rest)
        if found is None:
            return None
        clauses.append(_clause(found))
        rest = rest[found.end() :].lstrip(" )\n\t")
        if rest:
            joined = _JOINED.match(rest)
            if joined is None:
                return None
            joins.add(joined["how"])
            rest = rest[joined.end() :]
            if not rest:
                return None
    return Simple(tuple(clauses), either=joins == {"or"}) if clauses and len(joins) < 2 else None


def _clause(found: re.Match[str]) -> Clause:
    parts = found.groupdict()
    value = parts["word"] or parts["quoted"] or parts.get("number") or ""
    if "without" in parts:
        return Clause(parts["name"], "is-not" if parts["without"] else "is", value)
    return Clause(parts["name"], _HOW[parts["how"]], value)
