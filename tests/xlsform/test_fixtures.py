"""Every fixture comes to what stands below it, and the files are the ones that the tables make."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from bot.rules.forms.data import form_from_data, form_to_data
from bot.services import templates
from bot.xlsform.problems import UnreadableForm
from bot.xlsform.reading import read_form
from tests.xlsform.fixtures.tables import FOLDER, SOURCES, Fixture, fixtures
from tests.xlsform.telling import told, told_of_problems

SUPPORTED, REFUSED = (fixtures(source) for source in SOURCES)
EVERY = [*SUPPORTED, *REFUSED]


def named(found: list[Fixture]) -> Any:
    return pytest.mark.parametrize("fixture", found, ids=[each.name for each in found])


@named(SUPPORTED)
def test_a_supported_feature_makes_its_form(fixture: Fixture) -> None:
    form = read_form(fixture.name, fixture.path.read_bytes())
    assert told(form) == fixture.expected
    assert form_from_data(form_to_data(form)) == form


@named(REFUSED)
def test_everything_that_is_wrong_is_named_with_sheet_row_and_column(fixture: Fixture) -> None:
    with pytest.raises(UnreadableForm) as refusal:
        read_form(fixture.name, fixture.path.read_bytes())
    assert told_of_problems(refusal.value.problems) == fixture.expected


@named(EVERY)
def test_the_file_is_what_the_table_says(fixture: Fixture) -> None:
    kept, made = fixture.path.read_bytes(), fixture.content()
    if fixture.name.endswith(".csv"):
        assert kept == made
    else:
        assert contents(kept) == contents(made)


def contents(workbook: bytes) -> list[tuple[str, str, list[str], list[tuple[Any, ...]]]]:
    """All that matters in a workbook. Its bytes depend on who packed it."""
    return [
        (sheet.title, sheet.sheet_state, [str(each) for each in sheet.merged_cells], [*sheet.values])
        for sheet in load_workbook(io.BytesIO(workbook)).worksheets
    ]


def test_no_file_lies_there_that_no_table_tells_of() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".xlsx", ".csv")}
    assert files == {each.name for each in EVERY}
    assert len(files) == len(EVERY)


@named([each for each in SUPPORTED if each.portable])
def test_what_is_supported_here_is_a_form_elsewhere_with_the_same_questions(fixture: Fixture) -> None:
    content = fixture.path.read_bytes()
    # In .csv the other tool wants the sheet's name before each row: it is given the rows.
    source: Any = content
    if fixture.name.endswith(".csv"):
        header, *rows = fixture.sheets["survey"]
        source = {"survey": [dict(zip(header, row, strict=True)) for row in rows]}
    assert names_elsewhere(source) == [each.name for each in read_form(fixture.name, content)]


@pytest.mark.parametrize("template", templates.templates(), ids=lambda each: each.key)
def test_a_template_is_a_form_elsewhere_with_the_same_questions(template: templates.Template) -> None:
    names = [each.name for each in templates.form(template.key)]
    assert names_elsewhere(templates.content(template.key)) == names


def names_elsewhere(source: Any) -> list[str]:
    """The names of the questions that pyxform, which other tools use, finds in a form. Raises where it is none."""
    converted = convert(xlsform=source, form_name="form")
    assert converted.xform
    return list(_names(converted._pyxform["children"]))


def _names(children: list[dict[str, Any]]) -> Iterator[str]:
    for child in children:
        if child["type"] == "group":
            # It puts one of its own beside those of the form.
            yield from _names(child["children"]) if child["name"] != "meta" else ()
        else:
            yield child["name"]
