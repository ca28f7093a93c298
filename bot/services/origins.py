"""What a project can have come from: topics with open comments, polls that are closed, single comments."""

from dataclasses import dataclass

from bot.rules.chains import Link
from bot.rules.words import ChainKind
from bot.services.chain import Chain
from bot.services.consultations import by_reference, newest
from bot.services.practices import Practice
from bot.services.voices import get_voice, voice_by_reference
from storage.database import UnitOfWork
from storage.queries import topics

CONSULTATIONS_OFFERED = 16


@dataclass(frozen=True)
class Origin:
    """Something that a project can have come from. A topic has no `reference`, and `open_comments`."""

    link: Link
    reference: str
    title: str
    open_comments: int = 0


async def origins(uow: UnitOfWork, practice: Practice) -> tuple[Origin, ...]:
    """What is offered: topics with open comments, and then the newest closed polls and surveys."""
    found = [
        Origin((ChainKind.TOPIC, row.id), "", row.title, waiting)
        for row, waiting, _ in await topics.all_of(uow, practice.id)
        if waiting
    ]
    closed = [each for each in await newest(uow, practice, CONSULTATIONS_OFFERED) if not each.is_open]
    return (*found, *(Origin((ChainKind.CONSULTATION, each.id), each.reference, each.title) for each in closed))


async def origin_by_reference(uow: UnitOfWork, practice: Practice, reference: str) -> Link:
    """The comment `F17`, or the poll `P12`, or the survey `S3`, as it was typed. Refuses with NoSuchReference."""
    if reference.strip()[:1].upper() in ("P", "S"):
        return ChainKind.CONSULTATION, (await by_reference(uow, practice, reference)).id
    return ChainKind.FEEDBACK, (await voice_by_reference(uow, practice, reference)).id


async def words_of(uow: UnitOfWork, practice: Practice, chain: Chain, link: Link) -> str:
    """What stands in something that a project comes from: the words of a comment, the title of anything else.

    Refuses with ChainProblem (gone).
    """
    kind, key = link
    knot = await chain.knot(uow, practice, kind, key)
    return (await get_voice(uow, practice, key)).text if kind is ChainKind.FEEDBACK else knot.title
