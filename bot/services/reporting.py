"""The evidence pack of a year: what the practice writes and chooses for it, and its two signatures.

With the first signature the report is kept as it is, word for word: both sides sign the same. Whatever is changed
afterwards makes the signatures void.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import ReportProblem, SomebodyWasFirst
from bot.rules.chains import Link
from bot.rules.lengths import utf16_length
from bot.rules.permissions import Capability, roles_with
from bot.rules.reporting import (
    CHOSEN,
    CONTENT,
    LONGEST_PART,
    Part,
    Side,
    chosen_as_text,
    chosen_from,
    hash_of,
    year_of,
)
from bot.services import audit
from bot.services.agreed import local_date
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.priorities import priority_of
from storage.database import UnitOfWork
from storage.queries import members, practices, reporting, roles


@dataclass(frozen=True)
class Written:
    """A part as somebody wrote it; version 0 and no words where nobody has.

    A priority can be `chosen` as well: a thing of the chain from voice to outcome, in a version of its own.
    """

    part: Part
    words: str
    version: int
    chosen: Link | None = None
    chosen_version: int = 0

    @property
    def is_there(self) -> bool:
        """Whether the report has something to say here."""
        return bool(self.words) or self.chosen is not None


@dataclass(frozen=True)
class Signature:
    """Who signed for a side, and when; a name is empty where the person was erased."""

    side: Side
    name: str
    at: datetime


@dataclass(frozen=True)
class Report:
    """How a year's report stands: what is written, who signed, and its `content`, where it is kept as signed."""

    year: int
    parts: tuple[Written, ...]
    signatures: tuple[Signature, ...]
    content: str | None

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that nobody has written or chosen yet."""
        return tuple(each.part for each in self.parts if not each.is_there)

    def part(self, part: Part) -> Written:
        """One part."""
        return next(each for each in self.parts if each.part is part)

    def signed(self, side: Side) -> bool:
        """Whether a side has signed."""
        return any(each.side is side for each in self.signatures)


class Reporting:
    """Puts a year's report together."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices

    def year(self, practice: Practice) -> int:
        """The financial year of today."""
        return year_of(local_date(practice, self._clock.now()), practice.settings.first_month)

    async def report(self, uow: UnitOfWork, practice: Practice, year: int) -> Report:
        """How the report of a year stands."""
        kept = await reporting.parts(uow, practice.id, year)
        rows = await reporting.signatures(uow, practice.id, year)
        names = await members.names(uow, practice.id, [row.alias for row in rows])
        return Report(
            year=year,
            parts=tuple(_written(part, kept) for part in Part),
            signatures=tuple(Signature(Side(row.side), names.get(row.alias, ""), row.signed_at) for row in rows),
            content=kept[CONTENT][0] if CONTENT in kept and rows else None,
        )

    async def write(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, year: int, part: Part, words: str, seen: int
    ) -> bool:
        """Keep a part, as a change of version `seen`. True where that made signatures void.

        Refuses with ReportProblem (long) and SomebodyWasFirst.
        """
        words = words.strip()
        if utf16_length(words) > LONGEST_PART:
            raise ReportProblem(problem="long", most=LONGEST_PART)
        await _keep(uow, practice, year, part, words, seen)
        return await self._changed(uow, actor, practice, year, f"wrote {part} of the report")

    async def choose(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, year: int, part: Part, link: Link | None, seen: int
    ) -> bool:
        """Choose what a priority is about, or nothing, as a change of version `seen`. True where signatures are void.

        Refuses with SomebodyWasFirst and ReportProblem (gone: there is no such thing here).
        """
        if link is not None and await priority_of(uow, practice, link) is None:
            raise ReportProblem(problem="gone", most=0)
        words = chosen_as_text(link) if link is not None else ""
        await _keep(uow, practice, year, CHOSEN[part], words, seen)
        return await self._changed(uow, actor, practice, year, f"chose {part} of the report")

    async def _changed(self, uow: UnitOfWork, actor: Actor, practice: Practice, year: int, what: str) -> bool:
        await reporting.drop(uow, practice.id, year, CONTENT)
        void = await reporting.unsign(uow, practice.id, year)
        await audit.note(uow, actor, practice.id, what, str(year), self._clock.now())
        return void

    async def sign(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, year: int, side: Side, content: str, seen: str
    ) -> Report:
        """Sign what was seen: `content`, or, where the other side has signed, what that has signed.

        `seen` is the beginning of its hash as it was when they looked. Refuses with ReportProblem (missing, changed,
        signed, alone). The other side hears that its signature is wanted.
        """
        await practices.hold(uow, practice.id)
        before = await self.report(uow, practice, year)
        if before.missing:
            raise ReportProblem(problem="missing", most=len(before.missing))
        whole = before.content or content
        digest = hash_of(whole)
        if not seen or not digest.startswith(seen):
            raise ReportProblem(problem="changed", most=0)
        if before.content is None:
            await reporting.drop(uow, practice.id, year, CONTENT)
            await reporting.write(uow, practice.id, year, CONTENT, content, 0)
        alias = actor.membership.alias if actor.membership is not None else audit.SYSTEM
        if any(row.alias == alias for row in await reporting.signatures(uow, practice.id, year)):
            raise ReportProblem(problem="alone", most=0)
        now = self._clock.now()
        if not await reporting.sign(uow, practice.id, year, side, alias=alias, at=now, sha256=digest):
            raise ReportProblem(problem="signed", most=0)
        await audit.note(uow, actor, practice.id, f"signed the report for the {side}", str(year), now)
        after = await self.report(uow, practice, year)
        await self._ask_the_other(uow, actor, practice, after)
        return after

    async def _ask_the_other(self, uow: UnitOfWork, actor: Actor, practice: Practice, report: Report) -> None:
        if len(report.signatures) == len(Side):
            return
        wanted = Capability.SIGN_OFF if report.signed(Side.PRACTICE) else Capability.REPORT
        to_ask = await roles.holders(uow, practice.id, roles_with(wanted))
        others = [person_id for person_id in to_ask if person_id != actor.person_id]
        occasion = f"{report.year}:{self._clock.now().isoformat()}"
        details = {"year": report.year}
        await self._notices.queue(uow, practice, Kind.SIGN_OFF_ASKED, others, occasion=occasion, details=details)


def _written(part: Part, kept: Mapping[str, tuple[str, int]]) -> Written:
    words, version = kept.get(part, ("", 0))
    chosen, chosen_version = kept.get(CHOSEN.get(part, ""), ("", 0))
    return Written(part, words, version, chosen_from(chosen), chosen_version)


async def _keep(uow: UnitOfWork, practice: Practice, year: int, row: str, words: str, seen: int) -> None:
    # Whoever signs at this moment signs before the change or after it, and never something in between.
    await practices.hold(uow, practice.id)
    if not await reporting.write(uow, practice.id, year, row, words, seen):
        raise SomebodyWasFirst(reference=str(year))
