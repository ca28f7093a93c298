"""An export as a whole: small enough here to be held at once."""

from bot.services.exporting import ExportedAnswer, begin_export
from bot.services.practices import Practice
from storage.database import UnitOfWork


async def exported(uow: UnitOfWork, practice: Practice, consultation_id: int) -> list[ExportedAnswer]:
    """Every answer of a poll or a survey, in the order of the export."""
    export, rows = await begin_export(uow, practice, consultation_id), []
    while (page := await export.page(uow)) is not None:
        rows += page
    return rows
