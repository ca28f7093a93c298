"""Check digits and the shapes of numbers: which of them belong to a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.regions import Region

_NHS_DIGITS = 10
# The NHI has no I and no O. Weights are those of the NHS number from the third place on. (HISO 10046.)
_NHI_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_NHI_LENGTH = 7
_OLD_MODULUS, _NEW_MODULUS = 11, 23


def is_nhs_number(digits: str) -> bool:
    """Whether 10 digits are an NHS number: the last is the check digit by modulus 11. (NHS Data Dictionary.)"""
    if len(digits) != _NHS_DIGITS:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == int(digits[-1])


def is_nhi_number(code: str) -> bool:
    """Whether 7 characters are a New Zealand NHI number, old (ABC1235) or new (ABC12DV), by their check character."""
    code = code.upper()
    if not has_nhi_shape(code):
        return False
    total = sum(_nhi_value(letter) * weight for letter, weight in zip(code, range(7, 1, -1), strict=False))
    if code[-1].isdigit():
        return total % _OLD_MODULUS != 0 and (_OLD_MODULUS - total % _OLD_MODULUS) % 10 == int(code[-1])
    return _NHI_LETTERS[_NEW_MODULUS - total % _NEW_MODULUS - 1] == code[-1]


def has_nhi_shape(code: str) -> bool:
    """Whether 7 characters look like an NHI number, whatever the check character."""
    code = code.upper()
    letters = "".join("N" if each.isdigit() else "A" if each in _NHI_LETTERS else "?" for each in code)
    return code.isascii() and letters in ("AAANNNN", "AAANNAA")


def _nhi_value(letter: str) -> int:
    return int(letter) if letter.isdigit() else _NHI_LETTERS.index(letter) + 1


@dataclass(frozen=True)
class PhonePlan:
    """How many digits a number within the country has, and how it begins; `public` beginnings are nobody's own."""

    beginnings: tuple[str, ...]
    lengths: range
    public: tuple[str, ...]


# Freephone numbers and those of services are not a person's. (Ofcom's and the NZ numbering plans.)
_PLANS = {
    "england": PhonePlan(
        beginnings=("01", "02", "05", "07"),
        lengths=range(10, 12),
        public=("0800", "0808", "030", "033", "034", "037", "084", "087", "09"),
    ),
    "new-zealand": PhonePlan(
        beginnings=("02", "03", "04", "06", "07", "09"), lengths=range(9, 12), public=("0800", "0508", "0900")
    ),
}
_EVERYWHERE = PhonePlan(beginnings=("0",), lengths=range(9, 12), public=())
_ABROAD = range(9, 16)
# Where somebody says that it is a phone number: those without an area code, too.
_SAID_TO_BE = range(6, 16)


def is_phone_number(digits: str, region: Region, *, plus: bool, said: bool) -> bool:
    """Whether digits are somebody's phone number. `plus`: a '+' stands before; `said`: words say that it is one.

    Numbers that everybody may know, such as those of helplines, are not.
    """
    plan = _PLANS.get(region.key, _EVERYWHERE)
    known = (region.advice, region.listening, region.advocacy, region.commissioner)
    if digits.startswith(plan.public) or digits in ("".join(filter(str.isdigit, number)) for number in known):
        return False
    if plus or digits.startswith("00"):
        return len(digits.removeprefix("00")) in _ABROAD
    if digits.startswith(plan.beginnings) and len(digits) in plan.lengths:
        return True
    # Somebody may be new here, and give the number that they had.
    if any(digits.startswith(other.beginnings) and len(digits) in other.lengths for other in _PLANS.values()):
        return not any(digits.startswith(other.public) for other in _PLANS.values())
    return said and len(digits) in _SAID_TO_BE


def is_birth_date(groups: Sequence[str]) -> bool:
    """Whether three groups of digits can be a day, a month and a year, or a year, a month and a day."""
    if len(groups) != 3 or any(len(group) > 4 for group in groups):
        return False
    first, month, last = groups
    if len(first) == 4:
        first, last = last, first
    if len(first) > 2 or len(month) > 2 or len(last) not in (2, 4):
        return False
    days = 1 <= int(first) <= 31 and 1 <= int(month) <= 12
    # Some write the month first.
    swapped = 1 <= int(first) <= 12 and 1 <= int(month) <= 31
    return (days or swapped) and (len(last) == 2 or 1900 <= int(last) <= 2099)
