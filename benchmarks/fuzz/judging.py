"""What must not be: in what the stand-in had to refuse, in the log, in the database."""

import json
from collections import Counter

from sqlalchemy import inspect, text

from benchmarks.fuzz.hostile import SPOILED
from benchmarks.fuzz.run import SAID, Course
from benchmarks.fuzz.texts import MARK, NAME
from bot.demo.standin import Journal
from handlers.caring import check_everything
from storage.database import Database, UnitOfWork
from tests.conversations.house import TOKEN
from tests.conversations.process import BotProcess

# Of what we sent: that it is too long, or no HTML, or has a button that is none.
OUR_FAULT = ("can't parse", "too long", "is empty", "button", "reply markup", "invalid")
FAILED, NOT_UNDERSTOOD = "update-failed", "update-not-understood"
CHECKED = frozenset({"database", "audit trail", "telegram"})
# Where words that somebody is in the middle of typing are kept until they are done, or give up.
IN_HAND = frozenset({"conversation"})
MUST_BE_EMPTY = ("consultation", "feedback", "waiting_voice", "announcement", "meeting", "saved_survey", "planned")


async def problems(bot: BotProcess, course: Course) -> list[str]:
    """A line for each judgement that fails; none where all is well."""
    found = [f"not answered: {what}" for what in course.unanswered]
    found += [f"not heard: {what}" for what in course.unheard]
    found += refused(bot.standin.journal)
    found += told(log_of(bot), course)
    checked = await check_everything(bot.settings, bot.config)
    found += [f"check: {each.what}: {each.says}" for each in checked if each.what in CHECKED and not each.good]
    found += await kept(bot, course)
    if len(bot.standin.world.bot().updates):
        found.append("some updates were not acknowledged")
    if not bot.lives:
        found.append("the process has ended")
    return found


def log_of(bot: BotProcess) -> str:
    """All that the bot has logged."""
    return bot.log.read_text(encoding="utf-8", errors="replace")


def refused(journal: Journal) -> list[str]:
    """What the bot sent and Telegram would not take."""
    faults = Counter(
        (call.method, call.description)
        for call in journal.records
        if call.method in SAID
        and call.status == 400
        and any(fault in (call.description or "").lower() for fault in OUR_FAULT)
    )
    return [f"refused {count} times: {method}: {why}" for (method, why), count in faults.items()]


def told(log: str, course: Course) -> list[str]:
    """What the log says and should not: anything of a person's, or that an update with nothing wrong has failed."""
    found = [f"the log holds {word}" for word in (MARK, NAME, TOKEN, "Traceback") if word in log]
    whole = [each for number in numbers(log, FAILED) if (each := course.sent[number]).excuse != SPOILED]
    return found + [f"failed: {each.kind}: {str(each.content)[:300]}" for each in whole]


def numbers(log: str, event: str) -> list[int]:
    """The updates of which the log tells this."""
    lines = (json.loads(line) for line in log.splitlines() if f'"{event}"' in line)
    return sorted({line["update"] for line in lines if line["event"] == event})


async def kept(bot: BotProcess, course: Course) -> list[str]:
    """What is in the database and should not be."""
    database = Database(bot.settings.storage.url)
    try:
        async with database.reading() as uow:
            return [*await _words(uow), *await _people(uow, course)]
    finally:
        await database.close()


async def _words(uow: UnitOfWork) -> list[str]:
    connection = await uow.session.connection()
    shape = await connection.run_sync(
        lambda plain: {
            table: [column["name"] for column in inspect(plain).get_columns(table)]
            for table in inspect(plain).get_table_names()
        }
    )
    found = []
    for table, columns in shape.items():
        for row in await uow.session.execute(text(f'SELECT * FROM "{table}"')):
            for column, value in zip(columns, row, strict=True):
                if not isinstance(value, str):
                    continue
                if "\0" in value or NAME in value or (MARK in value and table not in IN_HAND):
                    found.append(f"kept in {table}.{column}: {value[:80]!r}")
    return found


async def _people(uow: UnitOfWork, course: Course) -> list[str]:
    ids = set(await uow.session.scalars(text("SELECT telegram_id FROM person")))
    found = [f"kept of somebody who never wrote: {each}" for each in sorted(ids - course.senders)]
    counts = {each: await uow.session.scalar(text(f'SELECT count(*) FROM "{each}"')) for each in MUST_BE_EMPTY}
    return found + [f"{count} rows in {table}" for table, count in counts.items() if count]
