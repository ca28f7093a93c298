"""What a priority of the year's report can be about: projects, topics and actions that have voices behind them."""

from dataclasses import dataclass

from bot.rules import chains
from bot.rules.chains import Link
from bot.rules.reporting import MAY_BE_CHOSEN
from bot.rules.words import ChainKind
from bot.services.improvements import get_project
from bot.services.knots import Knot, knots
from bot.services.practices import Practice
from bot.services.web import Web, web_of
from storage.database import UnitOfWork
from storage.queries import topics

# The newest of each kind: a practice of many years has hundreds, and this year's are among these.
MOST_OF_A_KIND = 30


@dataclass(frozen=True)
class Priority:
    """A thing with voices behind it: `comments` of members, and the polls and surveys (`asked`) that led to it.

    `why` is a project's reason, else empty. `actions` are those that came of it.
    """

    about: Knot
    why: str
    actions: tuple[Knot, ...]
    asked: tuple[Knot, ...]
    comments: int


async def possible(uow: UnitOfWork, practice: Practice, most: int) -> tuple[Priority, ...]:
    """What a priority can be chosen from: that with the most voices first, `most` at most."""
    web = await web_of(uow, practice)
    linked = {to for _, to in web.steps if to[0] in MAY_BE_CHOSEN}
    linked |= {(ChainKind.TOPIC, row.id) for row, _, comments in await topics.all_of(uow, practice.id) if comments}
    found = []
    for kind in MAY_BE_CHOSEN:
        newest = sorted((link for link in linked if link[0] is kind), reverse=True)[:MOST_OF_A_KIND]
        found += [await _priority(uow, practice, web, each) for each in await knots(uow, practice, newest)]
    heard = [each for each in found if each.comments or each.asked]
    order = list(MAY_BE_CHOSEN)
    heard.sort(key=lambda each: (-each.comments, -len(each.asked), order.index(each.about.kind), -each.about.id))
    return tuple(heard[:most])


async def priority_of(uow: UnitOfWork, practice: Practice, link: Link) -> Priority | None:
    """One thing with what is behind it and what came of it; None where it is gone."""
    found = await knots(uow, practice, [link])
    return await _priority(uow, practice, await web_of(uow, practice), found[0]) if found else None


async def _priority(uow: UnitOfWork, practice: Practice, web: Web, about: Knot) -> Priority:
    actions = [each for each in chains.ahead(web.steps, [about.link]) if each[0] is ChainKind.ACTION]
    asked = [(ChainKind.CONSULTATION, key) for key in web.polls_behind(about.link)]
    is_project = about.kind is ChainKind.PROJECT
    return Priority(
        about=about,
        why=(await get_project(uow, practice, about.id)).why if is_project else "",
        actions=await knots(uow, practice, actions),
        asked=await knots(uow, practice, asked),
        comments=len(await web.comments_behind(uow, about.link)),
    )
