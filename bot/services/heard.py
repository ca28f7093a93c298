"""Who has been heard, by what they said of themselves: the group, or those who answered a consultation, as a list."""

from collections import Counter

from bot.rules.breaking_down import band_of, bands_of, measure_of
from bot.rules.profile.questions import Question
from bot.rules.small_numbers.tables import Table
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import registered as queries


def series_of_group(measure: Question) -> str:
    """The series under which the group's profile by a measure is published, whoever shows it."""
    return f"profile:{measure}"


async def heard_by(
    uow: UnitOfWork, practice: Practice, measure: Question, consultation_id: int | None = None
) -> Table:
    """The group's members by a measure, or (with a consultation) those who answered it. As it is: not to be shown.

    Raises ValueError for a question that nobody is counted by.
    """
    asked = measure_of(practice.settings.region.key, practice.settings.minimum_age, measure)
    if asked is None:
        raise ValueError(f"nobody is counted by {measure}")
    counts = Counter[str]()
    for lowest, highest, count in await queries.heard(uow, practice.id, consultation_id, measure):
        counts[band_of(asked, lowest, highest)] += count
    bands = bands_of(asked)
    return Table(bands, tuple(counts[band] for band in bands), counts.total())
