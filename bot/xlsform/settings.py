"""The settings sheet: one row of what holds for the whole survey."""

from dataclasses import dataclass

from bot.rules.forms.form import Words
from bot.rules.words import Attribution
from bot.xlsform.cells import Sheet
from bot.xlsform.columns import columns_of, parts_of
from bot.xlsform.languages import language_of
from bot.xlsform.problems import Complaints
from bot.xlsform.types import NO, YES, too_long

FALLBACK = "en"
LONGEST_TITLE = 300


@dataclass(frozen=True)
class Settings:
    """The title, the language of columns that name none, and what the author asks for (see Form)."""

    title: Words
    language: str
    partial: bool
    attribution: Attribution | None


def settings_of(sheet: Sheet | None, complaints: Complaints) -> Settings:
    """What the settings say; where there are none, what holds without them."""
    if sheet is None or not sheet.rows:
        return Settings({}, FALLBACK, partial=False, attribution=None)
    row, *others = sheet.rows
    for other in others:
        complaints.add(sheet.name, other.number, "", "settings-rows")
    language = _language(sheet, complaints)
    columns = columns_of(sheet, language, complaints)
    title = columns.words(row, "form_title")
    if too_long(title, LONGEST_TITLE):
        complaints.add(sheet.name, row.number, columns.column("form_title"), "too-long", str(LONGEST_TITLE))
    partial, attribution = (columns.text(row, name).lower() for name in ("partial_answers", "attribution"))
    if partial not in YES | NO:
        complaints.add(sheet.name, row.number, columns.column("partial_answers"), "yes-or-no", partial)
    if attribution not in ("", *Attribution):
        complaints.add(sheet.name, row.number, columns.column("attribution"), "attribution", attribution)
        attribution = ""
    return Settings(title, language, partial in YES, Attribution(attribution) if attribution else None)


def _language(sheet: Sheet, complaints: Complaints) -> str:
    row = sheet.rows[0]
    for title, column in sheet.titles.items():
        if parts_of(title) == ("default_language", "") and (given := row.text(title)):
            language = language_of(given)
            if language is not None:
                return language
            complaints.add(sheet.name, row.number, column, "no-language-code", given)
    return FALLBACK
