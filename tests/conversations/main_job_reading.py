"""Reads numbers back from where people meet them: messages, CSV files, Excel files."""

import csv
import re
from collections import Counter
from datetime import datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from bot.demo.standin.driver import PersonDriver
from tests.conversations.main_job_model import Numbers

SHARE = re.compile(r"^(.+): (\d+) \((\d+)%\)$", re.MULTILINE)
TURNOUT = re.compile(r"(\d+) of (\d+) people asked have answered \((\d+)%\)")
LIVE = re.compile(r"Answered: [▓░]+ (\d+) of (\d+) \((\d+)%\)")

Row = dict[str, str]


def numbers_in(words: str) -> Numbers:
    """The numbers in a message with results; without shares where it shows none."""
    turnout = TURNOUT.search(words)
    assert turnout is not None, words
    answered, asked, per_cent = (int(number) for number in turnout.groups())
    shares = {choice: (int(count), int(share)) for choice, count, share in SHARE.findall(words)}
    return Numbers(shares, answered, asked, per_cent)


def live_turnout(words: str) -> tuple[int, int, int]:
    """(answered, asked, per cent) in the author's live message."""
    found = LIVE.search(words)
    assert found is not None, words
    answered, asked, per_cent = (int(number) for number in found.groups())
    return answered, asked, per_cent


def rows_of_csv(data: bytes) -> list[Row]:
    """The answers in a CSV file."""
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def rows_of_xlsx(data: bytes) -> list[Row]:
    """The answers in a workbook, each cell as the CSV file writes it."""
    sheet = load_workbook(BytesIO(data))["answers"]
    head, *lines = sheet.iter_rows(values_only=True)
    return [{str(name): _cell(cell) for name, cell in zip(head, line, strict=True)} for line in lines]


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def by_respondent(rows: list[Row]) -> dict[str, frozenset[str]]:
    """What each respondent chose; a row that comes twice is a fault."""
    chosen: dict[str, set[str]] = {}
    for row in rows:
        mine = chosen.setdefault(row["respondent"], set())
        assert row["answer_text"] not in mine, f"twice: {row}"
        mine.add(row["answer_text"])
    return {respondent: frozenset(choices) for respondent, choices in chosen.items()}


def bundles(rows: list[Row]) -> Counter[frozenset[str]]:
    """How many respondents made each combination of choices."""
    return Counter(by_respondent(rows).values())


def file_of(person: PersonDriver, name: str) -> bytes:
    """The newest file of that name in somebody's chat."""
    sent = [message.document for message in person.messages if message.document is not None]
    return next(document.bytes for document in reversed(sent) if document.name == name)
