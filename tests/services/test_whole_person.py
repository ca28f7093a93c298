"""Of every table and column it is decided whether it is about a person: then they see it, and can have it erased.

The tables come from the models. One that is added later, or a column, fails here until somebody decides.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, select, update

from storage.database import Database
from storage.models import Base
from tests.support.clock import HandClock
from tests.support.databases import bytes_on_disk
from tests.support.group import Group
from tests.support.whole_person import ALIAS, FINDABLE_ID, LINK, Rows, allowed, fill_every_table

TABLES = {table.name: table for table in Base.metadata.sorted_tables}

# Tables in which nothing is about a person, and why.
ABOUT_NOBODY = {
    "practice": "the practice itself",
    "document": "what the practice published",
    "counter": "reference numbers",
    "invitation": "a code on a letter or a poster; where it came from is shown with the membership",
    "question": "what was asked; shown with the answer",
    "choice": "what could be chosen, and totals",
    "survey_form": "what was asked",
    "topic": "what comments are gathered under",
    "waiting_voice": "an anonymous comment: nothing leads to who said it",
    "spent_ticket": "leads neither to a person nor to a comment",
    "chain_link": "which thing came of which",
    "handled_update": "numbers of Telegram's updates, kept for 48 hours",
    "due_claim": "which work of the clock is done",
    "audit_head": "where the audit trail ends",
    "restored": "which practice came back from a copy",
    "pulse": "whether the bot lives",
    "registered_source": "the national file of registered patients, in numbers",
    "registered_band": "the same",
    "registered_ethnic_group": "the same",
    "published_view": "small numbers as they were shown, protected",
    "entered_paper": "the number on a sheet of paper, which leads to no answers",
    "report_part": "what the practice wrote for its report; nobody is named as the author",
}

LEADS = "it leads from row to row and says nothing by itself"
MACHINERY = "how the bot gets its work done"
PRACTICES = "of something that the practice owns: its author sees what they wrote, the practice decides the rest"

# Columns of the other tables that /mydata does not give, and why.
NOT_SHOWN: dict[str, dict[str, str]] = {
    "roster": {"respondent": LEADS},
    "ballot": {"respondent": LEADS, "method": "in the chat, or entered for them", "answered_on": MACHINERY},
    "answer": {"respondent": LEADS},
    "written": {
        "respondent": LEADS,
        "number": "one of words, number and day is there, and shown",
        "day": "one of words, number and day is there, and shown",
    },
    "sheet": dict.fromkeys(("respondent", "state", "seen", "reviewed", "place", "language"), MACHINERY),
    "consultation": dict.fromkeys(
        (
            *("state", "audience", "segment", "results_to", "influence", "closes_at", "remind_at", "closed_at"),
            *("chase_at", "outcome", "outcome_kind", "outcome_at", "asked", "answered", "beside", "purged_at"),
            *("progress_message_id", "progress_shown"),
        ),
        PRACTICES,
    ),
    "conversation": {"updated_at": MACHINERY},
    "saved_survey": {},
    "planned": dict.fromkeys(("kind", "next_at", "days_open", "stopped_at"), PRACTICES),
    "delivery": dict.fromkeys(
        (
            *("subject_id", "key", "attempts", "doubtful", "not_before", "expires_at", "lease_until"),
            *("message_id", "failure"),
        ),
        MACHINERY,
    ),
    "meeting": dict.fromkeys(
        (
            *("occasion", "length_minutes", "place", "link", "audience", "agenda", "state", "uid", "sequence"),
            *("reminders", "invite_at", "told_at", "agenda_at", "agenda_published_at", "cancelled_why"),
            *("summary", "summary_at"),
        ),
        PRACTICES,
    ),
    "meeting_series": dict.fromkeys(
        ("every", "length_minutes", "place", "link", "audience", "reminders", "added", "stopped_at"), PRACTICES
    ),
    "agenda_item": dict.fromkeys(("kind", "name", "position", "state", "reason", "notes"), PRACTICES),
    "minutes": dict.fromkeys(("state", "file", "file_name", "version", "published_at", "accepted_at"), PRACTICES),
    "action": dict.fromkeys(("owner_name", "settled_at"), PRACTICES),
    "feedback": {"version": MACHINERY, "answered_on": PRACTICES, "ended_on": PRACTICES},
    "outcome": dict.fromkeys(("of_kind", "of_id", "kind"), PRACTICES),
    "project": dict.fromkeys(("owner_name", "result", "version", "ended_at"), PRACTICES),
    "announcement": dict.fromkeys(("audience", "segment"), PRACTICES),
    "audit_entry": {"number": MACHINERY, "hash": MACHINERY},
    "profile_answer": {"purpose": "shown among the consents"},
}

# Tables whose row stays when its person is erased, and why. No column of theirs leads to the person any more.
STAYS = {
    "consultation": "what the group was asked",
    "saved_survey": "the practice's draft",
    "planned": "what the practice planned; it goes out no more",
    "meeting": "a meeting of the group",
    "meeting_series": "the same",
    "agenda_item": "the group's agenda; published to it",
    "minutes": "the record of a meeting",
    "action": "what a meeting agreed",
    "outcome": "what the practice told the group",
    "project": "the practice's project",
    "announcement": "what was published to the group",
    "audit_entry": "who did what, under a made-up name that leads to nobody any more",
    "sign_off": "the practice's report, signed under that made-up name",
    "measurement": "a figure of the practice, put down under that made-up name",
}
LINKS = {"author_id", "owner_id", "person_id", "member_id"}


@pytest.fixture
async def filled(sqlite_database: Database, tmp_path: Path, clock: HandClock) -> tuple[Group, Rows]:
    group = await Group.made(sqlite_database, tmp_path, clock)
    async with group.work() as uow:
        rows = await fill_every_table(uow, group.practice.id)
    return group, rows


async def given(group: Group, person_id: int, **change: Any) -> str:
    """What /mydata gives, as text; with a change of one column that is taken back again."""
    async with group.database.reading() as uow:
        for name, values in change.items():
            await uow.session.execute(update(TABLES[name]).values(values))
        held = await group.services.membership.everything_about(uow, group.practice, person_id)
        await uow.session.rollback()
    return json.dumps(held, sort_keys=True, default=str)


def test_of_every_table_it_is_decided_whether_it_is_about_a_person() -> None:
    assert not set(ABOUT_NOBODY) - set(TABLES) and not set(NOT_SHOWN) - set(TABLES)
    assert not set(ABOUT_NOBODY) & set(NOT_SHOWN)
    for name, columns in NOT_SHOWN.items():
        assert not set(columns) - set(TABLES[name].c.keys()), name
    for name in ABOUT_NOBODY:
        leads = {key.column.table.name for key in TABLES[name].foreign_keys}
        assert not leads & {"person", "member"}, f"{name} leads to a person"


async def test_mydata_gives_every_column_that_is_about_a_person(filled: tuple[Group, Rows]) -> None:
    group, rows = filled
    person_id = rows["person"]["id"]
    whole = await given(group, person_id)
    missing = []
    for name, table in TABLES.items():
        for column in table.c:
            skipped = column.name == "id" or column.foreign_keys or column.name in NOT_SHOWN.get(name, {})
            if name not in ABOUT_NOBODY and not skipped and not await is_in(whole, group, person_id, column, rows):
                missing.append(f"{name}.{column.name}")
    assert not missing


async def is_in(whole: str, group: Group, person_id: int, column: "Column[Any]", rows: Rows) -> bool:
    """Whether a column is in what /mydata gave: it stands there, or what is given changes with it."""
    name, value = column.table.name, rows[column.table.name][column.name]
    if isinstance(value, bool):
        others: list[Any] = [not value]
    else:
        others = [word for word in allowed(column) if word != value][:1]
    if others:
        return await given(group, person_id, **{name: {column.name: others[0]}}) != whole
    return all(leaf in whole for leaf in leaves(value))


def leaves(value: Any) -> list[str]:
    """A value as the texts that a file has for it."""
    match value:
        case dict():
            return [leaf for part in value.values() for leaf in leaves(part)]
        case list():
            return [leaf for part in value for leaf in leaves(part)]
        case date():
            return [value.isoformat()]
    return [str(value)]


async def test_forget_leaves_nothing_that_leads_to_the_person(filled: tuple[Group, Rows]) -> None:
    group, _ = filled
    actor = await group.actor(FINDABLE_ID)
    async with group.work() as uow:
        await group.services.membership.forget(uow, actor)
    left = []
    async with group.database.reading() as uow:
        for name, table in TABLES.items():
            found = [dict(row._mapping) for row in await uow.session.execute(select(table))]
            if name in ABOUT_NOBODY or not found:
                continue
            assert name in STAYS or name == "role_grant", f"{name} has {found}"
            left += [
                f"{name}.{column}" for row in found for column, value in row.items() if column in LINKS and value
            ]
            left += [name for row in found if FINDABLE_ID in row.values()]
    assert not left


async def test_forget_leaves_none_of_their_words_in_the_files(filled: tuple[Group, Rows]) -> None:
    group, rows = filled
    theirs = {
        value
        for name, row in rows.items()
        if name not in ABOUT_NOBODY and name not in STAYS
        for value in row.values()
        if isinstance(value, str) and value.startswith("Mark-") and value != ALIAS
    }
    traces = [b"TGIDTG", b"Mark-sheet.answers", *(value.encode() for value in theirs)]
    before = bytes_on_disk(group.database)
    assert LINK in theirs and not [trace for trace in traces if trace not in before]
    actor = await group.actor(FINDABLE_ID)
    async with group.work() as uow:
        await group.services.membership.forget(uow, actor)
    after = bytes_on_disk(group.database)
    assert not [trace for trace in traces if trace in after]
