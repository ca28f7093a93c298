"""The columns of each sheet: which are understood, and which belong to the standard and are not."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.xlsform.cells import Row, Sheet
from bot.xlsform.problems import Complaints

WORDED = {
    "survey": ("label", "hint", "constraint_message", "required_message"),
    "choices": ("label",),
    "settings": ("form_title",),
}
PLAIN = {
    # The two of ours: whether *Prefer not to say* is offered, and, in the settings, whether unfinished papers count.
    "survey": ("type", "name", "required", "relevant", "constraint", "appearance", "parameters", "prefer_not_to_say"),
    "choices": ("list_name", "name"),
    "settings": ("form_id", "version", "default_language", "partial_answers"),
}
SAME = {
    "relevance": "relevant",
    "list name": "list_name",
    "value": "name",
    "caption": "label",
    "title": "form_title",
    "id_string": "form_id",
    "jr:constraintmsg": "constraint_message",
}
UNSUPPORTED = frozenset(
    {
        "audio", "autoplay", "bind", "body", "calculation", "choice_filter", "compact_tag", "control", "default",
        "guidance_hint", "image", "instance", "media", "parameter", "public_key", "read_only", "readonly",
        "repeat_count", "save_to", "sms_field", "style", "submission_url", "trigger", "video", "big-image",
        "instance_name", "allow_choice_duplicates", "auto_send", "auto_delete", "namespaces", "attribute",
        "clean_text_values",
    }
)  # fmt: skip
TITLE = re.compile(r"(?P<base>[^:]+?)\s*(?:::?\s*(?P<rest>.+))?\Z", re.S)
CODE = re.compile(r"\((?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*\Z")
BARE_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


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

    def column(self, name: str) -> str:
        """The letters of a column, for a problem in it; "" where there is none."""
        title = self.plain.get(name) or next(iter(self.worded.get(name, {}).values()), "")
        return self.letters.get(title, "")

    def words(self, row: Row, name: str) -> dict[str, str]:
        """What a row says in a worded column, by language."""
        found = {code: row.text(title) for code, title in self.worded.get(name, {}).items()}
        return {code: text for code, text in found.items() if text}


def language_of(text: str) -> str | None:
    """The code in `Polski (pl)`, or in a bare `pl`; None where there is none."""
    if (found := CODE.search(text)) is not None:
        return found["code"].lower()
    return text.strip().lower() if BARE_CODE.match(text.strip()) else None


def columns_of(sheet: Sheet, default_language: str, complaints: Complaints) -> Columns:
    """Sort a sheet's titles. What is of the standard and not understood, or of neither, is a complaint."""
    plain: dict[str, str] = {}
    worded: dict[str, dict[str, str]] = {name: {} for name in WORDED[sheet.name]}
    for title, column in sheet.titles.items():
        match = TITLE.match(title.strip())
        base = (match["base"] if match else title).strip().lower()
        base = SAME.get(base, base.replace(" ", "_"))
        rest = match["rest"] if match else None
        if base in worded:
            code = language_of(rest) if rest else default_language
            if code is None:
                complaints.add(sheet.name, 1, column, "no-language-code", title)
            else:
                worded[base][code] = title
        elif base in PLAIN[sheet.name] and not rest:
            plain[base] = title
        elif _is_used(sheet.rows, title):
            complaints.add(sheet.name, 1, column, "column-unsupported" if base in UNSUPPORTED else "column", title)
    return Columns(sheet.titles, plain, worded)


def _is_used(rows: Iterable[Row], title: str) -> bool:
    # Templates of other tools bring every column there is: an empty one asks for nothing.
    return any(row.text(title) for row in rows)
