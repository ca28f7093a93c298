"""The files of an export. Their rows are read when the delivery is rendered, and drawn up away from the line."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from bot.reports.answers import COLUMNS, AnswerRow, answers_csv, answers_xlsx
from bot.reports.workbook import Guide
from bot.services.consultations import Brief, get_brief
from bot.services.practices import Practice
from bot.services.results import ExportedAnswer, ResultsService
from bot.texts import Texts
from handlers.views.screen import File, Screen
from storage.database import UnitOfWork

NOTES = ("rows", "members")


async def export_screen(
    texts: Texts, uow: UnitOfWork, service: ResultsService, practice: Practice, consultation_id: int
) -> Screen:
    """Both files of one poll or survey, under a word of care."""
    about = await get_brief(uow, practice, consultation_id)
    given = [answer async for answer in service.export(uow, practice, consultation_id)]
    return Screen(texts("export-ready", reference=about.reference), documents=export_files(texts, about, given))


def export_files(texts: Texts, about: Brief, given: list[ExportedAnswer]) -> tuple[File, File]:
    """answers-P12.csv and answers-P12.xlsx."""

    def csv() -> bytes:
        return b"".join(answers_csv(_rows(about, given)))

    def xlsx() -> bytes:
        target = BytesIO()
        answers_xlsx(_rows(about, given), guide(texts), target)
        return target.getvalue()

    name = f"answers-{about.reference}"
    return File(f"{name}.csv", csv), File(f"{name}.xlsx", xlsx)


def guide(texts: Texts) -> Guide:
    """The sheet that explains each column."""
    lines = tuple((column, texts.plain(f"guide-{column}")) for column in COLUMNS)
    return Guide(texts.plain("guide-title"), lines + tuple(("", texts.plain(f"guide-{note}")) for note in NOTES))


def _rows(about: Brief, given: Iterable[ExportedAnswer]) -> Iterator[AnswerRow]:
    for answer in given:
        yield AnswerRow(
            consultation=about.reference,
            question=answer.question,
            question_text=answer.question_text,
            respondent=answer.respondent,
            answer=answer.answer,
            answer_text=answer.answer_text,
            method=answer.method,
            answered_on=answer.answered_on,
        )
