"""Exports are read page by page: nothing is left out, nobody waits, and memory does not grow with the answers."""

import asyncio
import csv
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest

from bot.rules.words import Attribution, Method
from bot.services import exporting
from bot.services.exporting import begin_export
from bot.services.polls import Poll
from bot.texts import Texts
from handlers.exporting import export_to
from storage.models.consultation import Answer, Ballot
from storage.queries import consultations
from storage.queries.upsert import insert_many_new
from tests.support.exports import exported
from tests.support.group import Group


async def answered_by(group: Group, number: int) -> Poll:
    """A poll that so many have answered, put straight into the database."""
    if not (await group.actor(1_000)).active:
        await group.join_many(1)
    poll = await group.ask(attribution=Attribution.CONFIDENTIAL)
    day, keys = group.clock.now().date(), [f"{place:032x}" for place in range(number)]
    async with group.work() as uow:
        question, choices = await consultations.question_of(uow, group.practice.id, poll.id)
        here = {"consultation_id": poll.id}
        papers = ({**here, "respondent": key, "method": Method.CHAT, "answered_on": day} for key in keys)
        await insert_many_new(uow, Ballot, papers)
        ids = [choice.id for choice in choices]
        said = (
            {**here, "question_id": question.id, "respondent": key, "choice_id": ids[place % 3]}
            for place, key in enumerate(keys)
        )
        await insert_many_new(uow, Answer, said)
    return poll


async def test_pages_leave_nothing_out_and_say_nothing_twice(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "RESPONDENTS_A_PAGE", 7)
    poll = await answered_by(group, 50)
    async with group.database.reading() as uow:
        rows = await exported(uow, group.practice, poll.id)
        export = await begin_export(uow, group.practice, poll.id)
        done = []
        while await export.page(uow) is not None:
            done.append(export.done)
    assert [row.respondent for row in rows] == [f"P1-R{number:04d}" for number in range(1, 51)]
    assert [row.answer for row in rows] == [str(number % 3 + 1) for number in range(50)]
    assert (export.whole, done) == (50, [7, 14, 21, 28, 35, 42, 49, 50])


async def test_the_files_are_written_while_others_work(group: Group, tmp_path: Path) -> None:
    poll, folder, told = await answered_by(group, 1_200), tmp_path / "out", []
    folder.mkdir()
    texts = Texts("en", group.practice.settings.zone)
    writing = asyncio.create_task(
        export_to(folder, group.database, group.practice, poll.id, texts, progress=lambda *far: told.append(far))
    )
    joined = 0
    while not writing.done():
        # A writing transaction: it never waits for the reader.
        await group.join(5_000 + joined)
        joined += 1
    files = await writing
    assert joined > 1
    assert [file.name for file in files] == ["answers-P1.csv", "answers-P1.xlsx"]
    lines = list(csv.reader(StringIO(files[0].read_text(encoding="utf-8-sig"), newline="")))
    assert len(lines) == 1_201
    assert told[-1] == (1_200, 1_200)


async def test_whoever_waits_no_longer_leaves_no_thread_behind(sqlite_group: Group, tmp_path: Path) -> None:
    group = sqlite_group
    poll, begun = await answered_by(group, 2_000), asyncio.Event()
    texts = Texts("en", group.practice.settings.zone)
    writing = asyncio.create_task(
        export_to(tmp_path, group.database, group.practice, poll.id, texts, progress=lambda *_: begun.set())
    )
    await begun.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing


@pytest.mark.slow
async def test_ten_times_the_answers_take_no_more_memory(sqlite_group: Group, tmp_path: Path) -> None:
    group, peaks = sqlite_group, []
    texts = Texts("en", group.practice.settings.zone)
    for number in (1_000, 5_000, 50_000):
        poll = await answered_by(group, number)
        tracemalloc.start()
        await export_to(tmp_path, group.database, group.practice, poll.id, texts)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # The first is for what is loaded once.
    assert peaks[2] < peaks[1] + 1_000_000
