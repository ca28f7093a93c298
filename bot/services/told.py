"""Outcomes as values: what people were told, of what, and how many voices are in it."""

from dataclasses import dataclass
from datetime import datetime

from bot.rules.words import ChainKind, OutcomeKind
from bot.services.knots import Knot, knots
from bot.services.practices import Practice
from bot.services.web import web_of
from storage.database import UnitOfWork
from storage.models.voices import Outcome


@dataclass(frozen=True)
class Told:
    """An outcome that people were told: of what, `said` under which topic or title, and the comments in it."""

    id: int
    at: datetime
    kind: OutcomeKind
    words: str
    of: Knot
    said: str
    voices: int


async def told(uow: UnitOfWork, practice: Practice, row: Outcome) -> Told | None:
    """The value of an outcome's row; None where what it is of is gone."""
    link = (ChainKind(row.of_kind), row.of_id)
    found = await knots(uow, practice, [link])
    if not found:
        return None
    web = await web_of(uow, practice)
    comments = await web.comments_behind(uow, link, row.at)
    before = web.behind(link) | {(ChainKind.TOPIC, each.topic_id) for each in comments}
    titles = [each.title for each in await knots(uow, practice, before)]
    said = titles[0] if titles else found[0].title
    return Told(row.id, row.at, OutcomeKind(row.kind), row.words, found[0], said, len(comments))
