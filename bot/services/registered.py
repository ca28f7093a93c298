"""The registered list: read from the files that it comes in, kept, and given as the population of a measure."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.errors import ListProblem
from bot.rules.profile.england import ROMA
from bot.rules.profile.questions import Question
from bot.rules.representing import (
    NOT_KNOWN,
    NOT_STATED,
    Population,
    by_age,
    by_ethnic_group,
    by_sex,
    ethnic_codes,
)
from bot.services import audit
from bot.services.agreed import local_date
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.publishing import FLOORS
from bot.texts import FALLBACK, Texts
from storage.database import UnitOfWork
from storage.queries import registered as queries

if TYPE_CHECKING:
    from bot.reports.list_files import Source, Told
    from bot.reports.list_size import AgeSexList, EthnicFigures


class ListKind(StrEnum):
    """Which of the two files it is: the national one, or the practice's own figures."""

    AGE_SEX = "age-sex"
    ETHNICITY = "ethnicity"


@dataclass(frozen=True)
class KeptList:
    """What was read and kept: how many patients, and of which day."""

    kind: ListKind
    patients: int
    as_of: date


class RegisteredLists:
    """The registered list of each practice."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def read(
        self, practice: Practice, source: "Source", told: "Told | None" = None
    ) -> "AgeSexList | EthnicFigures":
        """What is in a file, read in a thread of its own; `told` is called there. Refuses with ListProblem."""
        # The reader is loaded when somebody has a file.
        from bot.reports.list_files import UnreadableList  # noqa: PLC0415
        from bot.reports.list_size import read_figures  # noqa: PLC0415

        code, groups = practice.settings.code, names_of_groups(practice.settings.region.key)
        try:
            return await asyncio.to_thread(read_figures, source, code, groups, told)
        except UnreadableList as why:
            raise ListProblem(problem=why.problem, about=why.about, line=why.line) from None

    async def keep(
        self, uow: UnitOfWork, actor: Actor | None, practice: Practice, found: "AgeSexList | EthnicFigures"
    ) -> KeptList:
        """Keep what was read, in place of what was read before. `actor` is None on the command line."""
        from bot.reports.list_size import AgeSexList  # noqa: PLC0415

        now = self._clock.now()
        if isinstance(found, AgeSexList):
            kept = KeptList(ListKind.AGE_SEX, found.whole, found.as_of)
            await queries.replace_list(uow, practice.id, found.patients, as_of=kept.as_of, read_at=now)
        else:
            # The practice's own figures have no date in them: they are of the day they came.
            today = local_date(practice, now)
            kept = KeptList(ListKind.ETHNICITY, found.whole, today)
            await queries.replace_ethnic_groups(uow, practice.id, found.patients, as_of=today, read_at=now)
        await audit.note(uow, actor, practice.id, "read the registered list", kept.kind, now)
        return kept

    async def population(
        self, uow: UnitOfWork, practice: Practice, measure: Question
    ) -> tuple[Population, date] | None:
        """The list by a measure, and of which day it is; None where it was not read yet."""
        kind = ListKind.ETHNICITY if measure is Question.ETHNICITY else ListKind.AGE_SEX
        as_of = await queries.source(uow, practice.id, kind)
        if as_of is None:
            return None
        settings = practice.settings
        if kind is ListKind.ETHNICITY:
            figures = await queries.ethnic_groups(uow, practice.id)
            return by_ethnic_group(figures, settings.region.key, FLOORS), as_of
        patients = await queries.bands(uow, practice.id)
        counted = by_age if measure is Question.AGE else by_sex
        return counted(patients, settings.minimum_age), as_of


def names_of_groups(region: str) -> Mapping[str, str]:
    """From what a practice may call an ethnic group, in small letters, to its value: by name, code or value."""
    texts, codes = Texts(FALLBACK), ethnic_codes(region)
    names = {_folded(texts.plain("unheard-not-stated")): NOT_STATED}
    for value in codes.values():
        names[value] = value
        # The census of 2021 has a group that is not asked for here, and so has no name on the screen.
        if value not in (NOT_STATED, NOT_KNOWN, ROMA):
            names[_folded(texts.plain(f"ethnic-{region}-{value.replace('/', '-')}"))] = value
    return names | {_folded(code): value for code, value in codes.items()}


def _folded(name: str) -> str:
    return " ".join(name.lower().split())
