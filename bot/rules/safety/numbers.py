"""Numbers in a text that tell who somebody is: phone, NHS number, date of birth."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.rules.regions import Region
from bot.rules.safety.checks import is_birth_date, is_nhs_number, is_phone_number
from bot.rules.safety.concerns import Sort, Span
from bot.rules.safety.context import Context, Said
from bot.rules.safety.reading import Reading

# Figures with no more than three signs between them. The signs are no figures: there is one way to match.
_RUN = re.compile(r"\d(?:[ .()/\-]{0,3}\d)*")
_GROUP = re.compile(r"\d+")
MOST_GROUPS, MOST_SIGNS = 11, 40
_NHS_DIGITS = 10
_DATE_SIGNS = {"/", "-", "."}


@dataclass(frozen=True)
class _Group:
    """Figures with nothing between them, as they stand in the plain text."""

    digits: str
    start: int
    end: int


def numbers_in(reading: Reading, context: Context, region: Region) -> Iterator[Span]:
    """Every number that tells who somebody is."""
    plain = reading.folded.plain
    for run in _RUN.finditer(plain):
        groups = [_Group(match[0], *match.span()) for match in _GROUP.finditer(plain, *run.span())]
        place = 0
        while place < len(groups):
            said = context.said(groups[place].start)
            sort, count = _longest(plain, groups[place : place + MOST_GROUPS], said, region)
            if sort is not None:
                yield _span(reading, groups[place].start, groups[place + count - 1].end, sort)
            place += count


def _longest(plain: str, groups: list[_Group], said: Said, region: Region) -> tuple[Sort | None, int]:
    """What the first of these groups begins, and how many of them belong to it."""
    for count in range(len(groups), 0, -1):
        start, end = groups[0].start, groups[count - 1].end
        if end - start <= MOST_SIGNS and _stands_free(plain, start, end):
            sort = _sort(plain, groups[:count], said, region)
            if sort is not None:
                return sort, count
    return None, 1


def _sort(plain: str, groups: Sequence[_Group], said: Said, region: Region) -> Sort | None:
    start, end = groups[0].start, groups[-1].end
    if _is_birth_date(plain, groups, said):
        return Sort.BIRTH_DATE
    if "/" in plain[start:end]:
        return None
    digits = "".join(group.digits for group in groups)
    plus = plain[start - 1 : start] == "+"
    # Some phone numbers have the right check digit.
    if is_phone_number(digits, region, plus=plus, said=False) and not said.health_number:
        return Sort.PHONE
    if is_nhs_number(digits) or (said.health_number and len(digits) == _NHS_DIGITS):
        return Sort.NHS_NUMBER
    return Sort.PHONE if is_phone_number(digits, region, plus=plus, said=said.phone) else None


def _is_birth_date(plain: str, groups: Sequence[_Group], said: Said) -> bool:
    if len(groups) == 1 and said.birth:
        digits = groups[0].digits
        return len(digits) in (6, 8) and is_birth_date((digits[:2], digits[2:4], digits[4:]))
    if not is_birth_date([group.digits for group in groups]):
        return False
    if said.birth:
        return True
    signs = {plain[one.end : two.start].strip() for one, two in pairwise(groups)}
    full = any(len(group.digits) == 4 for group in groups)
    return not said.visit and (signs == {"/"} or (full and len(signs) == 1 and signs <= _DATE_SIGNS))


def _stands_free(plain: str, start: int, end: int) -> bool:
    """Whether a number is no part of something longer, such as a reference with letters in it."""
    return not plain[start - 1 : start].isalnum() and not plain[end : end + 1].isalnum()


def _span(reading: Reading, start: int, end: int, sort: Sort) -> Span:
    plain = reading.folded.plain
    if ")" in plain[start:end] and plain[start - 1 : start] == "(":
        start -= 1
    if plain[start - 1 : start] == "+":
        start -= 1
    return Span(*reading.folded.original(start, end), sort)
