"""The files of an export. Their rows are read when the delivery is rendered, and drawn up away from the line."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from bot.reports.answers import COLUMNS, AnswerRow, answers_csv, answers_xlsx
from bot.reports.workbook import Guide
from bot.services.consultations import Brief, get_brief
from bot.services.exporting import ExportedAnswer, ExportedQuestion
from bot.services.practices import Practice
from bot.services.results import ResultsService
from bot.texts import Texts
from handlers.views.screen import File, Screen
from storage.database import UnitOfWork

NOTES = ("rows", "withheld", "members")


async def export_screen(
    texts: Texts, uow: UnitOfWork, service: ResultsService, practice: Practice, consultation_id: int
) -> Screen:
    """Both files of one poll or survey, under a word of care."""
    about = await get_brief(uow, practice, consultation_id)
    files = await files_of(texts, uow, service, practice, about)
    return Screen(texts("export-ready", reference=about.reference), documents=files)


async def files_of(
    texts: Texts, uow: UnitOfWork, service: ResultsService, practice: Practice, about: Brief
) -> tuple[File, File]:
    """answers-P12.csv and answers-P12.xlsx, with all that has to be read for them read."""
    given = [answer async for answer in service.export(uow, practice, about.id)]
    return export_files(texts, about, given, await service.questions(uow, practice, about.id))


def export_files(
    texts: Texts, about: Brief, given: list[ExportedAnswer], questions: Sequence[ExportedQuestion] = ()
) -> tuple[File, File]:
    """The two files of these answers. The `questions` of a survey are explained in the second."""

    def csv() -> bytes:
        return b"".join(answers_csv(_rows(texts, about, given)))

    def xlsx() -> bytes:
        target = BytesIO()
        answers_xlsx(_rows(texts, about, given), guide(texts, questions), target)
        return target.getvalue()

    name = f"answers-{about.reference}"
    return File(f"{name}.csv", csv), File(f"{name}.xlsx", xlsx)


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


def _rows(texts: Texts, about: Brief, given: Iterable[ExportedAnswer]) -> Iterator[AnswerRow]:
    for answer in given:
        yield AnswerRow(
            consultation=about.reference,
            question=answer.question,
            question_text=answer.question_text,
            respondent=answer.respondent,
            answer=answer.answer,
            answer_text=texts.plain("button-not-say") if answer.not_said else answer.answer_text,
            method=answer.method,
            answered_on=answer.answered_on,
        )
