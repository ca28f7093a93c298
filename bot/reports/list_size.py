"""The national list-size file ("Patients registered at a GP practice", five-year bands), and a practice's own one.

The national file has every practice of the country in it. It is read line by line, and one practice is kept.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.reports.list_files import Lines, Source, Told, UnreadableList, opened

# As published. Others are passed over: postcodes come and go.
EXTRACT_DATE, ORG_CODE, SEX, BAND, PATIENTS = COLUMNS = (
    "EXTRACT_DATE", "ORG_CODE", "SEX", "AGE_GROUP_5", "NUMBER_OF_PATIENTS",
)  # fmt: skip
GROUP, IN_GROUP = OWN_COLUMNS = ("GROUP", "PATIENTS")
SEXES = ("male", "female")
OLDEST_BAND = "95+"
BANDS = (*(f"{youngest}_{youngest + 4}" for youngest in range(0, 95, 5)), OLDEST_BAND)
EVERYBODY = "ALL"
# Written in one way or the other, from year to year.
DATES = ("%d%b%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d-%b-%y")
MOST_PATIENTS = 1_000_000
MOST_GROUPS = 200


@dataclass(frozen=True)
class AgeSexList:
    """How many patients of each sex are in each band of five years, on the day of the extract."""

    as_of: date
    patients: Mapping[tuple[str, str], int]

    @property
    def whole(self) -> int:
        """How many there are in all."""
        return sum(self.patients.values())


@dataclass(frozen=True)
class EthnicFigures:
    """How many patients are in each ethnic group, by the practice's own figures."""

    patients: Mapping[str, int]

    @property
    def whole(self) -> int:
        """How many there are in all."""
        return sum(self.patients.values())


def read_list(source: Source, code: str, told: Told | None = None) -> AgeSexList:
    """The patients of the practice with this code, from the national file: .csv, or .zip with one in it.

    Raises UnreadableList as `opened` does, and: missing-column, no-rows, not-in-it, broken-row, bad-date, bad-number,
    unknown-band, twice, several-dates, bands-missing.
    """
    with opened(source, told) as lines:
        rows = iter(lines)
        return _age_and_sex(rows, lines, _header(rows), code)


def read_figures(
    source: Source, code: str, groups: Mapping[str, str], told: Told | None = None
) -> AgeSexList | EthnicFigures:
    """Whichever of the two files it is. `groups` leads from the names and codes of ethnic groups to their values.

    Names are in small letters. Raises UnreadableList as `read_list` does, and: unknown-group, too-many, both.
    """
    with opened(source, told) as lines:
        rows = iter(lines)
        header = _header(rows)
        if {GROUP, IN_GROUP} & set(header):
            return _ethnic_groups(rows, lines, header, groups)
        return _age_and_sex(rows, lines, header, code)


def _header(rows: Iterable[bytes]) -> list[str]:
    first = next(iter(rows), b"")
    return [name.strip().upper() for name in _cells(first, 1)]


def _cells(line: bytes, number: int) -> list[str]:
    try:
        return next(csv.reader([line.decode("utf-8")], strict=True), [])
    except UnicodeDecodeError:
        raise UnreadableList("not-text", line=number) from None
    except csv.Error:
        raise UnreadableList("broken-row", line=number) from None


def _places(header: list[str], columns: tuple[str, ...]) -> tuple[int, ...]:
    missing = [column for column in columns if column not in header]
    if len(missing) == len(columns):
        raise UnreadableList("wrong-file")
    if missing:
        raise UnreadableList("missing-column", ", ".join(missing))
    return tuple(header.index(column) for column in columns)


def _values(line: bytes, number: int, places: tuple[int, ...]) -> list[str]:
    cells = _cells(line, number)
    if len(cells) <= max(places):
        raise UnreadableList("broken-row", line=number)
    return [cells[place].strip() for place in places]


def _age_and_sex(rows: Iterable[bytes], lines: Lines, header: list[str], code: str) -> AgeSexList:
    places, wanted = _places(header, COLUMNS), code.strip().upper()
    inside = wanted.encode()
    days: set[date] = set()
    patients: dict[tuple[str, str], int] = {}
    for line in rows:
        # Of hundreds of thousands of lines a few dozen are looked at closely.
        if inside not in line.upper():
            continue
        day, org, sex, band, number = _values(line, lines.number, places)
        if org.upper() != wanted:
            continue
        days.add(_day(day, lines.number))
        if len(days) > 1:
            raise UnreadableList("several-dates", line=lines.number)
        if sex.lower() in SEXES and band.upper() != EVERYBODY:
            _add(patients, (sex.lower(), _band(band, lines.number)), number, lines.number)
    if lines.number < 2:
        raise UnreadableList("no-rows")
    if not days:
        raise UnreadableList("not-in-it", code)
    _refuse_gaps(patients)
    return AgeSexList(days.pop(), patients)


def _band(text: str, line: int) -> str:
    if text not in BANDS:
        raise UnreadableList("unknown-band", text[:20], line)
    return text


def _refuse_gaps(patients: Mapping[tuple[str, str], int]) -> None:
    missing = [f"{sex.upper()} {band}" for sex in SEXES for band in BANDS if (sex, band) not in patients]
    if missing:
        more = ", …" if len(missing) > 3 else ""
        raise UnreadableList("bands-missing", ", ".join(missing[:3]) + more)


def _day(text: str, line: int) -> date:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day, and no moment)
        except ValueError:
            continue
    raise UnreadableList("bad-date", text[:20], line)


def _add(patients: dict[Any, int], key: object, number: str, line: int) -> None:
    if not (number.isascii() and number.isdigit() and len(number) < 9 and int(number) <= MOST_PATIENTS):
        raise UnreadableList("bad-number", number[:20], line)
    if key in patients:
        raise UnreadableList("twice", line=line)
    patients[key] = int(number)


def _ethnic_groups(
    rows: Iterable[bytes], lines: Lines, header: list[str], groups: Mapping[str, str]
) -> EthnicFigures:
    places = _places(header, OWN_COLUMNS)
    patients: dict[str, int] = {}
    for line in rows:
        if not line.strip(b" ,"):
            continue
        name, number = _values(line, lines.number, places)
        value = groups.get(" ".join(name.lower().split()))
        if value is None:
            raise UnreadableList("unknown-group", name[:60], lines.number)
        if any(value.startswith(f"{each}/") or each.startswith(f"{value}/") for each in patients):
            raise UnreadableList("both", name[:60], lines.number)
        if lines.number > MOST_GROUPS:
            raise UnreadableList("wrong-file")
        _add(patients, value, number, lines.number)
    if not sum(patients.values()):
        raise UnreadableList("no-rows")
    return EthnicFigures(patients)
