"""What came of a comment: the newest outcome of anything that it led to."""

from bot.rules import chains
from bot.rules.words import ChainKind
from bot.services.agreed import local_date
from bot.services.practices import Practice
from bot.services.voices import Voice
from bot.services.web import web_of
from storage.database import UnitOfWork
from storage.queries import chain


async def outcome_of(uow: UnitOfWork, practice: Practice, voice: Voice) -> str | None:
    """The words of what came last of a comment, or of something that it led to; None where nothing has yet.

    A topic lives for years: what came of it before the comment was said is not about the comment.
    """
    own = [(ChainKind.FEEDBACK, voice.id), (ChainKind.TOPIC, voice.topic_id)]
    web = await web_of(uow, practice)
    wanted: dict[ChainKind, list[int]] = {}
    for kind, key in {*own, *chains.ahead(web.steps, own)}:
        wanted.setdefault(kind, []).append(key)
    found = [row for kind, keys in wanted.items() for row in await chain.outcomes_of(uow, practice.id, kind, keys)]
    since = [row for row in found if local_date(practice, row.at) >= voice.said_on]
    return max(since, key=lambda row: row.id).words if since else None
