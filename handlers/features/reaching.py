"""Blocked, back again, added to a group chat: whether and where the bot can reach somebody."""

from handlers.context import Turn
from handlers.views.screen import Goodbye


async def reachability(turn: Turn) -> None:
    """The bot's own place in a chat changed. In a private chat: blocked, or back. In a group: it leaves."""
    match turn.incoming.kind:
        case "blocked":
            await turn.services.people.reachable(turn.uow, turn.actor.person_id, "blocked")
        case "unblocked":
            await turn.services.people.reachable(turn.uow, turn.actor.person_id, None)
        case "added":
            turn.replies.append(Goodbye(turn.texts.plain("group-chat")))


async def in_a_group(turn: Turn) -> None:
    """Something said in a group chat: a word, and the bot is gone."""
    turn.replies.append(Goodbye(turn.texts.plain("group-chat")))
