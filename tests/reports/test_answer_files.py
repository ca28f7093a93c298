"""Files as large as Telegram takes them: whole where they can be, zipped or in parts where not, and nothing lost."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

from openpyxl import load_workbook

from bot.reports.answer_files import fit_files, write_files
from bot.reports.answers import AnswerRow, Guide, answers_csv

GUIDE = Guide("Guide", ())


def rows(count: int, letters: int = 20) -> Iterator[AnswerRow]:
    chance = Random(1)
    for number in range(count):
        words = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=letters))
        yield AnswerRow("P1", "1", "Why?", f"P1-R{number}", "1", words, "chat", None)


def read_csv(file: Path) -> list[list[str]]:
    data = file.read_bytes()
    if file.suffix == ".zip":
        with ZipFile(file) as archive:
            (name,) = archive.namelist()
            data = archive.read(name)
    header, *lines = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    assert header[0] == "consultation"
    return lines


def test_both_files_have_every_row_and_nothing_else_is_left(tmp_path: Path) -> None:
    assert write_files(rows(2_000), GUIDE, tmp_path, "answers-P1") == 2_000
    assert sorted(file.name for file in tmp_path.iterdir()) == ["answers-P1.csv", "answers-P1.xlsx"]
    assert (tmp_path / "answers-P1.csv").read_bytes() == b"".join(answers_csv(rows(2_000)))
    assert load_workbook(tmp_path / "answers-P1.xlsx")["answers"].max_row == 2_001


def test_what_is_small_enough_stays_as_it_is(tmp_path: Path) -> None:
    files = fit_files(lambda: rows(10), GUIDE, tmp_path, "answers-P1")
    assert [file.name for file in files] == ["answers-P1.csv", "answers-P1.xlsx"]


def test_what_is_too_large_is_zipped(tmp_path: Path) -> None:
    whole = len(b"".join(answers_csv(rows(3_000, 4))))
    files = fit_files(lambda: rows(3_000, 4), GUIDE, tmp_path, "answers-P1", most_bytes=whole - 1)
    assert [file.name for file in files] == ["answers-P1.csv.zip", "answers-P1.xlsx"]
    assert len(read_csv(files[0])) == 3_000


def test_what_is_too_large_zipped_comes_in_parts(tmp_path: Path) -> None:
    most = 60_000
    files = fit_files(lambda: rows(3_000, 60), GUIDE, tmp_path, "answers-P1", most_bytes=most)
    assert max(file.stat().st_size for file in files) <= most
    assert sorted(tmp_path.iterdir()) == sorted(files)
    told = [line[3] for file in files if ".csv" in file.name for line in read_csv(file)]
    assert sorted(told) == sorted(f"P1-R{number}" for number in range(3_000))
    books = [file for file in files if file.suffix == ".xlsx"]
    assert sum(load_workbook(file)["answers"].max_row - 1 for file in books) == 3_000


def test_no_answers_are_two_files_with_a_header(tmp_path: Path) -> None:
    files = fit_files(lambda: rows(0), GUIDE, tmp_path, "answers-P1", most_bytes=1)
    assert [file.name for file in files] == ["answers-P1.csv.zip", "answers-P1.xlsx"]
