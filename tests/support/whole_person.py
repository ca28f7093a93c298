"""A row in every table there is, all about one member: made from the models, so that a new table has one too."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import CheckConstraint, Column, Table, insert, select, types

from bot.rules.forms.form import Form, Kind, Question
from bot.services.surveys import to_text
from storage.database import UnitOfWork
from storage.models import Base
from storage.models.base import Instant

# As SQLite stores it: the letters TGIDTG, which nothing else spells.
FINDABLE_ID = int.from_bytes(b"TGIDTG", "big")
ALIAS, LINK = "Mark-of-the-alias", "Mark-of-the-sealed-link"
SHEET = "Mark-sheet.answers"
THERE_ALREADY = ("practice", "document", "counter", "audit_head")
FORM = Form({"en": "Survey"}, ("en",), (Question("q", Kind.TEXT, {"en": "What?"}),))
CHOSEN: dict[tuple[str, str], Any] = {
    ("person", "telegram_id"): FINDABLE_ID,
    ("person", "language"): "en",
    ("member", "alias"): ALIAS,
    ("role_grant", "telegram_id"): FINDABLE_ID,
    ("role_grant", "source"): "command",
    ("consultation", "kind"): "survey",
    ("question", "kind"): "text",
    ("survey_form", "form"): to_text(FORM),
    ("sheet", "answers"): {"q": {"said": SHEET}},
    ("sheet", "state"): "open",
    ("sheet", "language"): "en",
    # One of words, number and day is there.
    ("written", "number"): None,
    ("written", "day"): None,
    ("action", "owner_name"): None,
    ("audit_entry", "actor"): ALIAS,
    ("sign_off", "alias"): ALIAS,
    ("measurement", "alias"): ALIAS,
    ("chain_link", "from_kind"): "feedback",
    ("outcome", "of_kind"): "action",
}
CHECKED = re.compile(r"(\w+) IN \((.+)\)\Z")
Rows = dict[str, dict[str, Any]]


def allowed(column: "Column[Any]") -> list[str]:
    """The words that the database takes in a column; none where it takes any."""
    for constraint in column.table.constraints:
        checked = CHECKED.match(str(constraint.sqltext)) if isinstance(constraint, CheckConstraint) else None
        if checked is not None and checked[1] == column.name:
            return re.findall(r"'([^']+)'", checked[2])
    return []


def mark(column: "Column[Any]") -> str:
    """A text that says where it stands, and stands nowhere else."""
    return f"Mark-{column.table.name}.{column.name}"


async def fill_every_table(uow: UnitOfWork, practice_id: int) -> Rows:
    """Put a row that is about one member into each table. Returns what is in them, by table and column."""
    numbers = count(7001)
    rows: Rows = {}
    for table in Base.metadata.sorted_tables:
        found = (await uow.session.execute(select(table))).first() if table.name in THERE_ALREADY else None
        rows[table.name] = dict(found._mapping) if found is not None else _row(table, rows, practice_id, numbers)
        if found is None:
            made = await uow.session.execute(insert(table).values(rows[table.name]))
            if "id" in table.c:
                rows[table.name]["id"] = made.inserted_primary_key[0]
    return rows


def _row(table: Table, rows: Rows, practice_id: int, numbers: Iterator[int]) -> dict[str, Any]:
    columns = [column for column in table.c if column.name != "id"]
    return {column.name: _value(column, rows, practice_id, numbers) for column in columns}


def _value(column: "Column[Any]", rows: Mapping[str, Any], practice_id: int, numbers: Iterator[int]) -> Any:
    everywhere = {"practice_id": practice_id, "respondent": LINK}
    place = (column.table.name, column.name)
    if place in CHOSEN or column.name in everywhere:
        return CHOSEN[place] if place in CHOSEN else everywhere[column.name]
    for key in column.foreign_keys:
        other = key.column.table
        return rows[other.name][key.column.name] if other is not column.table else None
    if words := allowed(column):
        return words[0]
    return _of_type(column, next(numbers))


def _of_type(column: "Column[Any]", number: int) -> Any:
    later = timedelta(days=number - 7000)
    for kind, value in (
        (types.Boolean, True),
        (types.Integer, number),
        (types.Double, number),
        (types.Date, date(2027, 1, 1) + later),
        (Instant, datetime(2001, 1, 1, 1, 1, tzinfo=UTC) + later),
        (types.JSON, [mark(column)] if column.name in ("reminders", "seen") else {"mark": mark(column)}),
        (types.LargeBinary, mark(column).encode()),
    ):
        if isinstance(column.type, kind):
            return value
    return mark(column)
