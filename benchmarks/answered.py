"""What a practice reviews, made at once: a closed survey that very many have answered, and the national list.

The answers are written straight into its database.
"""

import contextlib
import itertools
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks.town import CODE, SURVEY_QUESTIONS, Town, found_town
from bot.reports.list_size import BANDS, COLUMNS, EVERYBODY, SEXES

MEMBERS = 20
SEED = 1
NATIONAL_LIST = "list.csv"
METHODS = ("chat", "chat", "chat", "paper", "phone")


def answered_town(folder: Path, answers: int) -> Town:
    """A practice whose survey of ten questions has so many answers, ten from each respondent, and is closed."""
    town = found_town(folder, MEMBERS, survey=True)
    with contextlib.closing(sqlite3.connect(town.database)) as connection, connection:
        (survey,) = connection.execute("SELECT id FROM consultation WHERE kind = 'survey'").fetchone()
        _answer(connection, survey, answers // SURVEY_QUESTIONS)
        _close(connection, survey, answers // SURVEY_QUESTIONS)
    return town


def national_list(folder: Path, rows: int) -> None:
    """Writes a national file of so many rows into the folder, the practice's own among the last."""
    bands = [f"{sex.upper()},{band}" for sex in SEXES for band in (EVERYBODY, *BANDS)]
    others = [f"X{number:05}" for number in range(rows // len(bands) - 1)]
    with (folder / NATIONAL_LIST).open("w", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        for code in (*others, CODE):
            file.writelines(f"01JAN2027,{code},{band},100\n" for band in bands)


def _answer(connection: sqlite3.Connection, survey: int, respondents: int) -> None:
    rng = random.Random(SEED)
    choices: dict[int, list[int]] = {}
    asked = "SELECT question_id, choice.id FROM choice JOIN question ON question.id = question_id"
    for question, choice in connection.execute(f"{asked} WHERE consultation_id = ?", (survey,)):
        choices.setdefault(question, []).append(choice)
    # In the order of the key: that is how the tables are kept.
    keys = [f"{number:032x}" for number in range(respondents)]
    days = [f"2027-05-{day:02}" for day in range(1, 29)]
    ballots = ((survey, key, rng.choice(METHODS), rng.choice(days)) for key in keys)
    connection.executemany("INSERT INTO ballot VALUES (?, ?, ?, ?)", ballots)

    def answers() -> Iterator[tuple[int, str, int, int]]:
        for question, its in choices.items():
            for key in keys:
                yield question, key, rng.choice(its), survey

    columns = "question_id, respondent, choice_id, consultation_id"
    rows = answers()
    while some := list(itertools.islice(rows, 50_000)):
        connection.executemany(f"INSERT INTO answer ({columns}) VALUES (?, ?, ?, ?)", some)


def _close(connection: sqlite3.Connection, survey: int, respondents: int) -> None:
    """As the close leaves it: totals are kept, and sheets are gone."""
    connection.execute(
        "UPDATE consultation SET state = 'closed', closed_at = closes_at, asked = ?, answered = ? WHERE id = ?",
        (respondents, respondents, survey),
    )
    connection.execute("UPDATE question SET reached = ? WHERE consultation_id = ?", (respondents, survey))
    totals = "SELECT choice_id, count(*) FROM answer WHERE consultation_id = ? GROUP BY choice_id"
    for choice, count in connection.execute(totals, (survey,)).fetchall():
        connection.execute("UPDATE choice SET total = ? WHERE id = ?", (count, choice))
