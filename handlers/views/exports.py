"""The files of an export in words: their rows, the sheet that explains them, and what is said while they are made."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.reports.answers import COLUMNS, AnswerRow
from bot.reports.workbook import Guide
from bot.services.consultations import Brief
from bot.services.exporting import ExportedAnswer, ExportedQuestion
from bot.texts import Texts
from handlers.views.polls import bar
from handlers.views.screen import KeptFile, Screen

NOTES = ("rows", "withheld", "members")


def stem(about: Brief) -> str:
    """What the files of an export are called, without their endings."""
    return f"answers-{about.reference}"


def export_screen(texts: Texts, about: Brief, files: Sequence[Path]) -> Screen:
    """The files of one poll or survey, under a word of care."""
    split = len(files) > len((".csv", ".xlsx"))
    text = texts("export-ready-parts" if split else "export-ready", reference=about.reference)
    return Screen(text, documents=tuple(KeptFile(file.name, file) for file in files))


def progress_screen(texts: Texts, about: Brief, done: int, whole: int) -> Screen:
    """How far the files of an export are."""
    shown = bar(min(done, whole), whole)
    return Screen(texts("export-progress", reference=about.reference, bar=shown, done=done, whole=whole))


def made_screen(texts: Texts, about: Brief) -> Screen:
    """What stands in place of the progress once the files are there."""
    return Screen(texts("export-made", reference=about.reference))


def failed_screen(texts: Texts, reference: str) -> Screen:
    """What whoever asked hears where no files could be made."""
    return Screen(texts("export-failed", reference=reference))


def guide(texts: Texts, questions: Sequence[ExportedQuestion] = ()) -> Guide:
    """The sheet that explains each column, and the questions of a survey."""
    lines = tuple((column, texts.plain(f"guide-{column}")) for column in COLUMNS)
    notes = tuple(("", texts.plain(f"guide-{note}")) for note in NOTES)
    return Guide(texts.plain("guide-title"), lines + notes, tuple(_questions(texts, questions)))


def _questions(texts: Texts, questions: Sequence[ExportedQuestion]) -> Iterator[tuple[str, ...]]:
    if questions:
        yield tuple(
            texts.plain(f"guide-questions-{column}") for column in ("number", "text", "name", "kind", "choices")
        )
    for each in questions:
        choices = "\n".join(f"{answer} = {words or texts.plain('button-not-say')}" for answer, words in each.choices)
        yield str(each.number), each.text, each.name, texts.plain("guide-kind", kind=each.kind), choices


def rows(texts: Texts, about: Brief, given: Iterable[ExportedAnswer]) -> Iterator[AnswerRow]:
    """Answers as the rows of a file."""
    not_said = texts.plain("button-not-say")
    for answer in given:
        yield AnswerRow(
            consultation=about.reference,
            question=answer.question,
            question_text=answer.question_text,
            respondent=answer.respondent,
            answer=answer.answer,
            answer_text=not_said if answer.not_said else answer.answer_text,
            method=answer.method,
            answered_on=answer.answered_on,
        )
