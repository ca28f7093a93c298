"""Everything that shows the numbers of a closed poll says what the clerk says: screens, files, the command line."""

from collections.abc import Sequence
from pathlib import Path

from bot.demo.standin.driver import PersonDriver
from handlers.running import export_everything
from tests.conversations.house import House
from tests.conversations.main_job_model import Clerk
from tests.conversations.main_job_polls import label_of, paper_of, thanked
from tests.conversations.main_job_reading import (
    bundles,
    by_respondent,
    file_of,
    live_turnout,
    numbers_in,
    rows_of_csv,
    rows_of_xlsx,
)


async def a_tap_after_the_close_shows_the_result(person: PersonDriver, clerk: Clerk) -> None:
    """A tap that comes late, and twice, gets a friendly word and the result."""
    paper = paper_of(person, clerk)
    query = person.tap(paper, label_of(paper, clerk.choices[-1]), twice=True)
    results = await person.hears("P1 · Results")
    assert thanked(person, query)
    assert person.toasts[-1].text == "P1 is closed."
    assert numbers_in(results.words) == clerk.numbers()


async def the_screens_agree(
    chair: PersonDriver, manager: PersonDriver, clerk: Clerk, members: Sequence[PersonDriver]
) -> None:
    """`/results`, `/summary` and the author's live message say what the clerk says."""
    expected = clerk.numbers()
    chair.type("/results P1")
    assert numbers_in((await chair.hears("P1 · Results")).words) == expected
    manager.type("/summary P1")
    summary = await manager.hears("P1 · Results")
    assert numbers_in(summary.words) == expected
    assert f"The group has {len(members)} members." in summary.words
    assert f"Not heard: {expected.asked - expected.answered} of those asked." in summary.words
    assert f"How answers came in: chat {expected.answered}." in summary.words
    live = next(m for m in chair.messages if "Answered: " in m.words)
    assert live_turnout(live.words) == (expected.answered, expected.asked, expected.per_cent)


async def the_files_agree(
    manager: PersonDriver, clerk: Clerk, names: dict[int, str], *, named: bool
) -> dict[str, bytes]:
    """Both files of `/export P1` hold what was tapped, and names only where the poll was named. Returns the files."""
    manager.type("/export P1")
    await manager.hears("The answers to P1.")
    files = {name: file_of(manager, name) for name in ("answers-P1.csv", "answers-P1.xlsx")}
    rows = rows_of_xlsx(files["answers-P1.xlsx"])
    if named:
        assert by_respondent(rows) == {names[person]: chosen for person, chosen in clerk.chosen.items()}
    else:
        assert bundles(rows) == clerk.bundles()
        assert not {row["respondent"] for row in rows} & set(names.values())
    assert {row["question_text"] for row in rows} == {clerk.question}
    assert {(row["answer"], row["answer_text"]) for row in rows} <= {
        (str(place), choice) for place, choice in enumerate(clerk.choices, start=1)
    }
    as_csv = rows_of_csv(files["answers-P1.csv"])
    assert [without_guard(row) for row in as_csv] == rows
    return files


def without_guard(row: dict[str, str]) -> dict[str, str]:
    """A row of the CSV file without the apostrophe that keeps a spreadsheet from taking a cell for a formula."""
    assert not row["answer_text"].startswith("=")
    return {**row, "answer_text": row["answer_text"].removeprefix("'")}


async def the_command_line_writes_the_same(house: House, files: dict[str, bytes]) -> None:
    """`ppgbot export` writes the files that `/export` sends."""
    folder = Path(house.settings.storage.secrets).parent / "export"
    written = {path.name: path.read_bytes() for path in await export_everything(house.settings, folder)}
    assert set(written) == set(files)
    assert written["answers-P1.csv"] == files["answers-P1.csv"]
    assert rows_of_xlsx(written["answers-P1.xlsx"]) == rows_of_xlsx(files["answers-P1.xlsx"])
