"""Files of registered patients: read line by line, one practice kept, and whatever else they hold refused plainly."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.reports import list_files
from bot.reports.list_files import UnreadableList
from bot.reports.list_size import BANDS, AgeSexList, EthnicFigures, read_figures, read_list

HEADER = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS"
OURS = "E82123"
GROUPS = {"indian": "asian/indian", "h": "asian/indian", "asian": "asian", "white": "white", "z": "not-stated"}


def rows(code: str = OURS, patients: int = 10, day: str = "01JAN2027") -> list[str]:
    """The lines of one practice, as they are published."""
    start = f"GP_PRAC_PAT_LIST,{day},GP,{code},E38000212,AL1 3RT"
    by_band = [f"{start},{sex},{band},{patients}" for sex in ("MALE", "FEMALE") for band in ("ALL", *BANDS)]
    return [f"{start},ALL,ALL,{patients * 40}", *by_band]


def file_of(lines: Iterable[str], header: str = HEADER) -> io.BytesIO:
    return io.BytesIO("\r\n".join([header, *lines, ""]).encode())


def zip_of(*files: tuple[str, bytes], **how: Any) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", **{"compression": zipfile.ZIP_DEFLATED, **how}) as archive:
        for name, content in files:
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def refused(source: Any, code: str = OURS) -> tuple[str, str, int]:
    with pytest.raises(UnreadableList) as why:
        read_figures(source, code, GROUPS)
    return why.value.problem, why.value.about, why.value.line


def test_one_practice_is_kept_of_a_file_of_many() -> None:
    found = read_list(file_of([*rows("A81001", 7), *rows(), *rows("Y00001", 9)]), OURS)
    assert found == AgeSexList(date(2027, 1, 1), {(sex, band): 10 for sex in ("male", "female") for band in BANDS})
    assert found.whole == 400


def test_it_is_the_same_with_a_mark_at_its_start_zipped_and_from_a_path(tmp_path: Path) -> None:
    plain = file_of(rows()).getvalue()
    marked = io.BytesIO(b"\xef\xbb\xbf" + plain.replace(b"\r\n", b"\n"))
    zipped = zip_of(("__MACOSX/._list.csv", b"x"), ("../../list.CSV", plain))
    path = tmp_path / "list-size.csv"
    path.write_bytes(plain)
    for source in (marked, zipped, path):
        assert read_list(source, OURS.lower()).whole == 400
    assert not (tmp_path.parent / "list.CSV").exists()


@pytest.mark.parametrize("day", ["01JAN2027", "1-Jan-27", "2027-01-01", "01/01/2027"])
def test_the_day_of_the_extract_is_understood_as_it_is_written(day: str) -> None:
    assert read_list(file_of(rows(day=day)), OURS).as_of == date(2027, 1, 1)


def test_columns_may_stand_in_another_order_and_others_beside_them() -> None:
    names = HEADER.split(",")[::-1]
    lines = [",".join([*line.split(",")[::-1], "new"]) for line in rows()]
    assert read_list(file_of(lines, ",".join([*names, "ICB_CODE"]).lower()), OURS).whole == 400


def test_a_missing_column_is_named() -> None:
    renamed = HEADER.replace("AGE_GROUP_5", "AGE").replace("SEX", "GENDER")
    assert refused(file_of(rows(), renamed)) == ("missing-column", "SEX, AGE_GROUP_5", 0)
    assert refused(io.BytesIO(b"group,number\nIndian,3\n")) == ("missing-column", "PATIENTS", 0)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"name,age\nAsha,34\n", "wrong-file"),
        (b"\x89PNG\r\n\x1a\n....", "not-text"),
        (HEADER.encode("utf-16"), "not-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "excel"),
        (b"x" * 5_000, "wrong-file"),
        (HEADER.encode(), "no-rows"),
        (b"group,patients\n", "no-rows"),
        (b"PK\x03\x04 and nothing more", "zip-broken"),
    ],
)
def test_a_wrong_file_is_refused_plainly(content: bytes, problem: str) -> None:
    assert refused(io.BytesIO(content))[0] == problem


def test_a_practice_that_is_not_in_it_is_named() -> None:
    assert refused(file_of(rows("A81001"))) == ("not-in-it", OURS, 0)


def changed(old: str, new: str) -> io.BytesIO:
    lines = rows()
    place = next(number for number, line in enumerate(lines) if old in line)
    return file_of([*lines[:place], lines[place].replace(old, new), *lines[place + 1 :]])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("MALE,5_9,10", "MALE,5_9,1.5", ("bad-number", "1.5", 5)),
        ("MALE,5_9,10", "MALE,5_9,-3", ("bad-number", "-3", 5)),
        ("MALE,5_9,10", "MALE,5_9,", ("bad-number", "", 5)),
        ("MALE,5_9,10", "MALE,5_9,99999999999999999999", ("bad-number", "99999999999999999999", 5)),
        ("MALE,5_9,10", "MALE,5_9,\u0661\u0662", ("bad-number", "\u0661\u0662", 5)),
        ("MALE,5_9,10", "MALE,5-9,10", ("unknown-band", "5-9", 5)),
        ("MALE,5_9,10", "MALE,0_4,10", ("twice", "", 5)),
        ("MALE,5_9,10", "MALE", ("broken-row", "", 5)),
        ("MALE,5_9,10", 'MALE,"5_9,10', ("broken-row", "", 5)),
        ("MALE,5_9,10", "UNKNOWN,5_9,10", ("bands-missing", "MALE 5_9", 0)),
        ("MALE,5_9,10", "MALE,5_9,10\r\nx,01APR2027,GP,E82123,,,MALE,95+,1", ("several-dates", "", 6)),
    ],
)
def test_a_broken_line_is_named(old: str, new: str, expected: tuple[str, str, int]) -> None:
    assert refused(changed(old, new)) == expected


def test_a_date_that_is_none_is_named() -> None:
    assert refused(file_of(rows(day="soon"))) == ("bad-date", "soon", 2)


def test_missing_bands_are_named_and_not_all_of_them() -> None:
    without = [line for line in rows() if ",FEMALE," not in line]
    assert refused(file_of(without)) == ("bands-missing", "FEMALE 0_4, FEMALE 5_9, FEMALE 10_14, …", 0)


def test_a_zip_has_to_hold_one_list(monkeypatch: pytest.MonkeyPatch) -> None:
    content = file_of(rows()).getvalue()
    assert refused(zip_of(("read me.txt", b"x")))[0] == "zip-none"
    assert refused(zip_of(("xl/workbook.xml", b"x")))[0] == "excel"
    assert refused(zip_of(("a.csv", content), ("b.csv", content)))[0] == "zip-several"
    assert refused(zip_of(*((f"{number:050}.txt", b"") for number in range(1_000))))[0] == "zip-several"
    assert refused(zip_of(("a.csv", content), compression=zipfile.ZIP_LZMA))[0] == "zip-broken"
    locked = bytearray(zip_of(("a.csv", content)).getvalue())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert refused(io.BytesIO(bytes(locked)))[0] == "zip-locked"
    broken = bytearray(zip_of(("a.csv", content)).getvalue())
    broken[60:80] = bytes(20)
    assert refused(io.BytesIO(bytes(broken)))[0] == "zip-broken"
    monkeypatch.setattr(list_files, "LARGEST", 1_000)
    assert refused(zip_of(("a.csv", bytes(1_000_000))))[0] == "too-large"
    assert refused(io.BytesIO(content))[0] == "too-large"


def test_a_zip_that_lies_about_its_size_gets_no_further_than_its_word() -> None:
    packed = bytearray(zip_of(("a.csv", b"\n" * 1_000_000)).getvalue())
    at = packed.index(b"PK\x01\x02") + 24
    packed[at : at + 4] = (10).to_bytes(4, "little")
    assert refused(io.BytesIO(bytes(packed)))[0] in ("zip-broken", "wrong-file")


def test_own_figures_take_names_and_codes() -> None:
    found = read_figures(io.BytesIO(b"\xef\xbb\xbfGroup,Patients\n INDIAN ,30\nWhite,60\n\nZ,10\n"), OURS, GROUPS)
    assert found == EthnicFigures({"asian/indian": 30, "white": 60, "not-stated": 10})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("White,5\nMartian,3", ("unknown-group", "Martian", 3)),
        ("Indian,5\nH,3", ("twice", "", 3)),
        ("Indian,5\nAsian,30", ("both", "Asian", 3)),
        ("White,many", ("bad-number", "many", 2)),
        ("White", ("broken-row", "", 2)),
        ("White,0", ("no-rows", "", 0)),
    ],
)
def test_own_figures_that_are_wrong_are_refused_by_line(lines: str, expected: tuple[str, str, int]) -> None:
    assert refused(io.BytesIO(f"group,patients\n{lines}\n".encode())) == expected


def test_how_far_it_has_come_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_files, "TOLD_EVERY", 20)
    source, told = file_of(rows()), list[tuple[int, int]]()
    read_list(source, OURS, lambda done, whole: told.append((done, whole)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) == 3 and told[-1] == (len(source.getvalue()),) * 2


def most_memory(path: Path, lines: int) -> int:
    with path.open("w") as file:
        file.write(f"{HEADER}\n")
        for number in range(lines // 43):
            file.writelines(f"{line}\n" for line in rows(f"A{number:05}"))
        file.writelines(f"{line}\n" for line in rows())
    tracemalloc.start()
    try:
        assert read_list(path, OURS).whole == 400
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_times_the_practices_take_no_more_memory(tmp_path: Path) -> None:
    path = tmp_path / "list-size.csv"
    few, many = most_memory(path, 5_000), most_memory(path, 50_000)
    assert many < few + 20_000 < 500_000
