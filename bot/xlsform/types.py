"""The types of questions that XLSForm has, and what each becomes here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import NO_BOUNDS, Bounds, Choice, Kind, Words
from bot.rules.lengths import utf16_length

YES = frozenset({"yes", "true", "true()", "1"})
NO = frozenset({"", "no", "false", "false()", "0"})
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}\Z")
BEGIN, END = "begin_group", "end_group"
# Whole types, and first words of types, that the standard has and a conversation has no place for.
NOT_TYPES = frozenset(
    {
        "acknowledge", "audio", "audit", "background-audio", "background-geopoint", "barcode", "begin_repeat",
        "calculate", "csv-external", "datetime", "deviceid", "email", "end", "end_repeat", "file", "geopoint",
        "geoshape", "geotrace", "hidden", "image", "phonenumber", "photo", "rank", "select_multiple_from_file",
        "select_one_external", "select_one_from_file", "simserial", "start", "start-geopoint", "subscriberid", "time",
        "today", "trigger", "username", "video", "xml-external",
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
    r"(?P<how>select1|select[_ ]one( from)?|select[_ ]multiple|select all that apply( from)?) (?P<list>\S+)"
    r"(?P<more> .+)?\Z",
    re.I,
)
# How another tool would draw it: here everything is a message with buttons, and nothing is lost without them.
LOOKS = re.compile(
    r"(minimal|quick|quickcompact|compact(-\d+)?|horizontal(-compact)?|columns(-\d+|-pack|-flex)?|w\d+|autocomplete"
    r"|search|list-nolabel|label|list|no-calendar|numbers|thousands-sep|field-list|vertical|no-ticks|picker|rating)\Z"
)
ALONE = re.compile(r"""not\(selected\(\.,['"](?P<name>[^'"]+)['"]\)\s*and count-selected\(\.\)>1\)""")
AT_MOST = re.compile(r"count-selected\(\.\)(?P<how><=?)(?P<most>\d{1,2})(?!\d)")
AND = re.compile(r"\s*and\b\s*")
MOST_STEPS = 11
LARGEST, SMALLEST_STEP = 10**9, Decimal("0.000001")

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
        alone, most = set(), []
        while rest:
            found = ALONE.match(rest) or AT_MOST.match(rest)
            joined = AND.match(rest, found.end()) if found is not None else None
            if found is None or (joined is None and found.end() < len(rest)):
                return self.choices, None, constraint
            if found.re is ALONE:
                alone.add(found["name"])
            else:
                most.append(int(found["most"]) - (found["how"] == "<"))
            rest = rest[joined.end() :] if joined is not None else ""
        choices = tuple(replace(each, alone=each.name in alone) for each in self.choices)
        return choices, min(most, default=None), None


def is_unsupported(kind: str) -> bool:
    """Whether a type is one of the standard's that a conversation has no place for."""
    lowered = kind.lower()
    words = (lowered.split()[0], lowered.replace(" ", "_"), lowered.replace(" ", ""))
    return not NOT_TYPES.isdisjoint(words)


def too_long(words: Words, most: int) -> list[str]:
    """The languages in which words are longer than Telegram has room for."""
    return [code for code, text in words.items() if utf16_length(text) > most]


def shape_of(kind: str, appearance: str, parameters: str, lists: Lists | None) -> Shape:
    """What the cells `type`, `appearance` and `parameters` of a row come to. `lists` None: there can be none."""
    if kind.lower() == "range":
        problems = (*_odd_looks(appearance, ""), *_odd_parameters(parameters, ("start", "end", "step")))
        return _range(parameters, problems)
    problems = _odd_parameters(parameters, ())
    select = SELECT.match(kind)
    if select is not None:
        return _select(select, appearance, lists, problems)
    if kind.lower() not in PLAIN:
        return Shape(None, problems=(("type", "type-unknown", kind),))
    found, bounds = PLAIN[kind.lower()]
    problems += _odd_looks(appearance, "multiline" if found is Kind.TEXT else "")
    long = found is Kind.TEXT and "multiline" in appearance.split()
    return Shape(found, bounds=bounds, long=long, problems=problems)


def _odd_looks(appearance: str, understood: str) -> tuple[Trouble, ...]:
    looks = [look for look in appearance.split() if look != understood and not LOOKS.match(look)]
    return tuple(("appearance", "appearance", look) for look in looks)


def _odd_parameters(parameters: str, known: tuple[str, ...]) -> tuple[Trouble, ...]:
    names = [part.partition("=")[0] for part in _parts(parameters)]
    return tuple(("parameters", "parameter", name) for name in names if name not in known)


def _parts(parameters: str) -> list[str]:
    # Somebody may write spaces around the signs.
    return re.sub(r"\s*=\s*", "=", parameters).replace(",", " ").replace(";", " ").split()


def _select(select: re.Match[str], appearance: str, lists: Lists | None, problems: tuple[Trouble, ...]) -> Shape:
    multiple = select["how"].lower().startswith(("select_multiple", "select multiple", "select all"))
    likert = "likert" in appearance.split() and not multiple
    if select["more"]:
        problems += (("type", "type-unsupported", select["more"].strip()),)
    choices = (lists or {}).get(select["list"], ())
    if lists is None:
        problems += (("type", "csv-choices", select["list"]),)
    elif not choices:
        problems += (("type", "no-such-list", select["list"]),)
    problems += _odd_looks(appearance, "" if multiple else "likert")
    kind = Kind.MULTIPLE if multiple else Kind.RATING if likert else Kind.SINGLE
    return Shape(kind, choices, problems=problems)


def _range(parameters: str, problems: tuple[Trouble, ...]) -> Shape:
    given = dict(part.split("=", 1) for part in _parts(parameters) if "=" in part)
    try:
        low, high, step = (
            Decimal(given.get(name, default)) for name, default in (("start", "0"), ("end", "10"), ("step", "1"))
        )
        fits = -LARGEST <= low < high <= LARGEST and SMALLEST_STEP <= step <= high - low
    except InvalidOperation:
        fits = False
    if not fits:
        return Shape(None, problems=(*problems, ("parameters", "range", parameters)))
    whole = low == low.to_integral_value() and step == step.to_integral_value()
    bounds = Bounds(float(low), float(high), whole=whole, step=float(step))
    steps = int((high - low) / step) + 1
    if steps > MOST_STEPS:
        return Shape(Kind.NUMBER, bounds=bounds, problems=problems)
    values = [f"{(low + index * step).normalize():f}" for index in range(steps)]
    return Shape(
        Kind.RATING, tuple(Choice(f"n{value}", {"en": value}) for value in values), bounds, problems=problems
    )
