"""The types of questions that XLSForm has, and what each becomes here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import NO_BOUNDS, Bounds, Choice, Kind

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}\Z")
BEGIN, END = "begin_group", "end_group"
# Whole types, and first words of types, that the standard has and a conversation has no place for.
NOT_TYPES = frozenset(
    {
        "acknowledge", "audio", "audit", "background-audio", "background-geopoint", "barcode", "begin_repeat",
        "calculate", "csv-external", "datetime", "deviceid", "email", "end", "end_repeat", "file", "geopoint",
        "geoshape", "geotrace", "hidden", "image", "phonenumber", "photo", "rank", "simserial", "start",
        "start-geopoint", "subscriberid", "time", "today", "trigger", "username", "video", "xml-external",
    }
)  # fmt: skip
PLAIN = {
    "integer": (Kind.NUMBER, Bounds(whole=True)),
    "int": (Kind.NUMBER, Bounds(whole=True)),
    "decimal": (Kind.NUMBER, NO_BOUNDS),
    "date": (Kind.DATE, NO_BOUNDS),
    "text": (Kind.TEXT, NO_BOUNDS),
    "string": (Kind.TEXT, NO_BOUNDS),
    "note": (Kind.STATEMENT, NO_BOUNDS),
}
SELECT = re.compile(
    r"(select_one|select one|select_multiple|select multiple)\s+(?P<list>\S+)(?P<more>\s+.+)?\Z", re.I
)
# How another tool would draw it: here everything is a message with buttons, and nothing is lost without them.
LOOKS = re.compile(
    r"(minimal|quick|quickcompact|compact(-\d+)?|horizontal(-compact)?|columns(-\d+|-pack|-flex)?|w\d+|autocomplete"
    r"|search|list-nolabel|label|list|no-calendar|numbers|thousands-sep|field-list)\Z"
)
ALONE = re.compile(r"""not\(selected\(\.,['"](?P<name>[^'"]+)['"]\)\s*and count-selected\(\.\)>1\)\Z""")
AT_MOST = re.compile(r"count-selected\(\.\)<=(?P<most>\d{1,2})\Z")
MOST_STEPS = 11

Lists = Mapping[str, tuple[Choice, ...]]
Trouble = tuple[str, str, str]


@dataclass(frozen=True)
class Shape:
    """What a type comes to. `problems`: (column, key, about). `kind` None where nothing can be made of it."""

    kind: Kind | None
    choices: tuple[Choice, ...] = ()
    bounds: Bounds = NO_BOUNDS
    long: bool = False
    problems: tuple[Trouble, ...] = field(default=())

    def limits(self, constraint: Expression | None) -> tuple[tuple[Choice, ...], int | None, Expression | None]:
        """(choices, at most so many, what is left of the condition): two conditions that buttons keep by themselves.

        "None of these" beside others, and more than so many, are written as constraints in XLSForm; here the first
        puts the others out, and the second is said at the tap.
        """
        if constraint is None or self.kind is not Kind.MULTIPLE:
            return self.choices, None, constraint
        # Spaces mean nothing in a condition, but between words.
        rest = re.sub(r"\s*([(),.<>=])\s*", r"\1", constraint.text.strip())
        alone, most = ALONE.match(rest), AT_MOST.match(rest)
        if alone is not None:
            named = alone["name"]
            return tuple(replace(each, alone=each.name == named) for each in self.choices), None, None
        if most is not None:
            return self.choices, int(most["most"]), None
        return self.choices, None, constraint


def shape_of(kind: str, appearance: str, parameters: str, lists: Lists) -> Shape:
    """What the cells `type`, `appearance` and `parameters` of a row come to."""
    select = SELECT.match(kind)
    if select is not None:
        return _select(select, appearance, lists)
    lowered = kind.lower()
    if lowered == "range":
        return _range(parameters)
    if lowered not in PLAIN:
        return Shape(None, problems=(("type", "type-unknown", kind),))
    found, bounds = PLAIN[lowered]
    multiline = found is Kind.TEXT and "multiline" in appearance.split()
    problems = _odd_looks(appearance, "multiline" if found is Kind.TEXT else "")
    return Shape(found, bounds=bounds, long=multiline, problems=tuple(problems))


def _odd_looks(appearance: str, understood: str) -> list[Trouble]:
    looks = [look for look in appearance.split() if look != understood and not LOOKS.match(look)]
    return [("appearance", "appearance", look) for look in looks]


def _select(select: re.Match[str], appearance: str, lists: Lists) -> Shape:
    multiple = "multiple" in select[1].lower()
    likert = "likert" in appearance.split() and not multiple
    problems: list[Trouble] = []
    if select["more"]:
        problems.append(("type", "type-unsupported", select["more"].strip()))
    choices = lists.get(select["list"], ())
    if not choices:
        problems.append(("type", "no-such-list", select["list"]))
    problems += _odd_looks(appearance, "likert")
    kind = Kind.MULTIPLE if multiple else Kind.RATING if likert else Kind.SINGLE
    return Shape(kind, choices, problems=tuple(problems))


def _range(parameters: str) -> Shape:
    given = dict(part.split("=", 1) for part in parameters.replace(",", " ").split() if "=" in part)
    try:
        low, high, step = (
            float(given.get(name, default)) for name, default in (("start", 0), ("end", 10), ("step", 1))
        )
    except ValueError:
        return Shape(None, problems=(("parameters", "range", parameters),))
    unknown = [name for name in given if name not in ("start", "end", "step")]
    problems = tuple(("parameters", "parameter", name) for name in unknown)
    if not (low < high and 0 < step <= high - low):
        return Shape(None, problems=(*problems, ("parameters", "range", parameters)))
    bounds = Bounds(low, high, whole=low.is_integer() and step.is_integer(), step=step)
    steps = int((high - low) / step) + 1
    if steps > MOST_STEPS:
        return Shape(Kind.NUMBER, bounds=bounds, problems=problems)
    values = [f"{low + index * step:g}" for index in range(steps)]
    return Shape(
        Kind.RATING, tuple(Choice(f"n{value}", {"en": value}) for value in values), bounds, problems=problems
    )
