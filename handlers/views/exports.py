"""The files of an export. Their rows are read when the delivery is rendered, and drawn up away from the line."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from bot.reports.answers import COLUMNS, AnswerRow, answers_csv, answers_xlsx
from bot.reports.workbook import Guide
from bot.services.polls import Poll, get_poll
from bot.services.practices import Practice
from bot.services.results import ExportedAnswer, ResultsService
from bot.texts import Texts
from handlers.views.screen import File, Screen
from storage.database import UnitOfWork

NOTES = ("rows", "members")


async def export_screen(
    texts: Texts, uow: UnitOfWork, service: ResultsService, practice: Practice, consultation_id: int
) -> Screen:
    """Both files of one poll, under a word of care."""
    poll = await get_poll(uow, practice, consultation_id)
    given = [answer async for answer in service.export(uow, practice, consultation_id)]
    return Screen(texts("export-ready", reference=poll.reference), documents=export_files(texts, poll, given))


def export_files(texts: Texts, poll: Poll, given: list[ExportedAnswer]) -> tuple[File, File]:
    """answers-P12.csv and answers-P12.xlsx."""

    def csv() -> bytes:
        return b"".join(answers_csv(_rows(poll, given)))

    def xlsx() -> bytes:
        target = BytesIO()
        answers_xlsx(_rows(poll, given), guide(texts), target)
        return target.getvalue()

    name = f"answers-{poll.reference}"
    return File(f"{name}.csv", csv), File(f"{name}.xlsx", xlsx)


def guide(texts: Texts) -> Guide:
    """The sheet that explains each column."""
    lines = tuple((column, texts.plain(f"guide-{column}")) for column in COLUMNS)
    return Guide(texts.plain("guide-title"), lines + tuple(("", texts.plain(f"guide-{note}")) for note in NOTES))


def _rows(poll: Poll, given: Iterable[ExportedAnswer]) -> Iterator[AnswerRow]:
    for answer in given:
        yield AnswerRow(
            consultation=poll.reference,
            question="1",
            question_text=poll.question,
            respondent=answer.respondent,
            answer=str(answer.position),
            answer_text=answer.text,
            method=answer.method,
            answered_on=answer.answered_on,
        )
