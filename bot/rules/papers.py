"""The numbers of printed sheets: each sheet has its own, so that one that is entered twice is noticed."""

import re

MOST_SHEETS = 9_999
_NUMBER = re.compile(r"(?:(?P<reference>[A-Z]\d+)[-/ ]*)?(?P<number>\d{1,4})", re.ASCII)


def sheet_number(reference: str, number: int) -> str:
    """'S3-0042': what stands on the 42nd sheet of S3."""
    return f"{reference}-{number:04}"


def read_sheet_number(reference: str, typed: str) -> str | None:
    """The number of a sheet as somebody types it: 's3-42', 'S3 0042' or '42'. None where it is none of this one's."""
    found = _NUMBER.fullmatch(typed.strip().upper())
    if found is None or found["reference"] not in (None, reference) or int(found["number"]) == 0:
        return None
    return sheet_number(reference, int(found["number"]))
