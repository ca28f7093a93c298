"""The columns of each sheet: which are understood, and which belong to the standard and are not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.xlsform.cells import Row, Sheet
from bot.xlsform.languages import language_of
from bot.xlsform.problems import Complaints

WORDED = {
    "survey": ("label", "hint", "constraint_message", "required_message"),
    "choices": ("label",),
    "settings": ("form_title",),
}
PLAIN = {
    # Ours are whether *Prefer not to say* is offered, and, in the settings, who can see who said what, and whether
    # unfinished answers count; and `translated_title`, as other tools break off at a title with a language.
    # `form_id` and `version` are how other tools call the file. A survey has its own number here: they ask nothing.
    "survey": ("type", "name", "required", "relevant", "constraint", "appearance", "parameters", "prefer_not_to_say"),
    "choices": ("list_name", "name"),
    "settings": ("form_id", "version", "default_language", "attribution", "partial_answers"),
}
NEEDED = {"survey": ("type", "name", "label"), "choices": ("list_name", "name", "label"), "settings": ()}
SAME = {
    "relevance": "relevant",
    "value": "name",
    "tag": "name",
    "command": "type",
    "caption": "label",
    "title": "form_title",
    "set_form_title": "form_title",
    "translated_title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
}
UNSUPPORTED = frozenset(
    {
        "audio", "autoplay", "bind", "body", "calculate", "calculation", "choice_filter", "compact_tag", "control",
        "default", "disabled", "guidance_hint", "image", "instance", "media", "parameter", "public_key", "read_only",
        "readonly", "repeat_count", "save_to", "sms_field", "style", "submission_url", "trigger", "video",
        "big-image", "instance_name", "allow_choice_duplicates", "auto_send", "auto_delete", "namespaces",
        "attribute", "clean_text_values",
    }
)  # fmt: skip
LONGEST_TITLE = 100


@dataclass(frozen=True)
class Columns:
    """Where each thing stands: plain columns by name, worded ones by name and language. Titles as written.

    `letters` are each title's own.
    """

    letters: Mapping[str, str]
    plain: Mapping[str, str]
    worded: Mapping[str, Mapping[str, str]]

    def text(self, row: Row, name: str) -> str:
        """What a row has in a plain column."""
        return row.text(self.plain.get(name, ""))

    def column(self, name: str, language: str = "") -> str:
        """The letters of a column, for a problem in it; "" where there is none."""
        worded = self.worded.get(name, {})
        title = self.plain.get(name) or worded.get(language) or next(iter(worded.values()), "")
        return self.letters.get(title, "")

    def words(self, row: Row, name: str) -> dict[str, str]:
        """What a row says in a worded column, by language."""
        found = {code: row.text(title) for code, title in self.worded.get(name, {}).items()}
        return {code: text for code, text in found.items() if text}

    def has(self, row: Row, name: str) -> bool:
        """Whether there is anything in a row under a column of this name, of either sort."""
        return bool(self.text(row, name) or self.words(row, name))


def columns_of(sheet: Sheet, default_language: str, complaints: Complaints) -> Columns:
    """Sort a sheet's titles. What is of the standard and not understood, or of neither, is a complaint.

    Raises UnreadableForm where a column is missing that every row needs: each would be a problem for the same reason.
    """
    plain: dict[str, str] = {}
    worded: dict[str, dict[str, str]] = {name: {} for name in WORDED[sheet.name]}
    met = set()
    for title, column in sheet.titles.items():
        base, rest = parts_of(title)
        met.add(base)
        if base in worded:
            code = language_of(rest) if rest else default_language
            if code is None:
                complaints.add(sheet.name, sheet.top, column, "no-language-code", title)
            elif worded[base].setdefault(code, title) != title:
                complaints.add(sheet.name, sheet.top, column, "title-twice", title)
        elif base in PLAIN[sheet.name] and not rest:
            if plain.setdefault(base, title) != title:
                complaints.add(sheet.name, sheet.top, column, "title-twice", title)
        elif _is_used(sheet.rows, title):
            key = "column-unsupported" if base in UNSUPPORTED else "column"
            complaints.add(sheet.name, sheet.top, column, key, title)
    if sheet.rows:
        _refuse_missing(sheet, met, complaints)
    return Columns(sheet.titles, plain, worded)


def parts_of(title: str) -> tuple[str, str]:
    """What a column is called in the standard, and its language: `Label :: Polski (pl)` → (label, Polski (pl))."""
    base, _, rest = title[:LONGEST_TITLE].partition(":")
    base = base.strip().lower().replace(" ", "_")
    return SAME.get(base, base), rest.lstrip(":").strip()


def _refuse_missing(sheet: Sheet, met: set[str], complaints: Complaints) -> None:
    missing = [name for name in NEEDED[sheet.name] if name not in met]
    for name in missing:
        complaints.add(sheet.name, sheet.top, "", "no-column", name)
    if missing:
        complaints.raise_any()


def _is_used(rows: Iterable[Row], title: str) -> bool:
    # Templates of other tools bring every column there is: an empty one asks for nothing.
    return any(row.text(title) for row in rows)
