"""/roles and /practice: who has which role, giving, taking and handing over; and the practice at a glance."""

from bot.rules.permissions import Capability
from bot.rules.words import DocumentKind, Role
from bot.services.practices import current_text
from handlers.callbacks import OnRoles
from handlers.context import Turn
from handlers.views import roles as views
from handlers.views.restored import held_screen
from handlers.views.screen import Screen


async def roles(turn: Turn) -> None:
    """Who has which role."""
    turn.say(await _list(turn))


async def practice(turn: Turn) -> None:
    """The practice's settings, and what needs attention."""
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    counts = await turn.services.membership.group(turn.uow, turn.practice, document.id)
    held = await turn.services.restored.held(turn.uow, turn.practice)
    failed = await turn.services.membership.failed_messages(turn.uow, turn.practice)
    turn.say(views.practice_screen(turn.texts, turn.practice, counts, failed, document.version, held))
    if held is not None:
        turn.say(held_screen(turn.texts, turn.practice, held))


async def tapped(turn: Turn) -> None:
    """A step in changing roles. What somebody may not do, the service refuses."""
    tap = turn.incoming.tap
    assert isinstance(tap, OnRoles)
    act, _, step = tap.act.partition("-")
    if tap.act == "list" or tap.role not in set(Role) or act not in ("give", "over", "take"):
        turn.show(await _list(turn))
    elif act == "take":
        await (_take(turn, tap) if step == "yes" else _ask(turn, tap, act))
    elif step == "yes":
        await _give(turn, tap)
    elif step == "to":
        await _ask(turn, tap, act)
    else:
        people = await turn.services.roles.candidates(turn.uow, turn.practice)
        role, page = Role(tap.role), tap.to if step == "page" else 0
        turn.show(views.choose_screen(turn.texts, turn.practice, act, role, tap.subject, people, page))


async def _ask(turn: Turn, tap: OnRoles, act: str) -> None:
    service = turn.services.roles
    held = {each.id: each for each in await service.held(turn.uow, turn.practice)}
    people = {each.member_id: each.name for each in await service.candidates(turn.uow, turn.practice)}
    names = [held[tap.subject].name] if tap.subject in held else []
    names += [people[tap.to]] if tap.to in people else []
    shown = views.sure_screen(
        turn.texts, turn.practice, act, Role(tap.role), tap.subject, tap.to, " → ".join(filter(None, names))
    )
    turn.show(shown)


async def _take(turn: Turn, tap: OnRoles) -> None:
    await turn.services.roles.take(turn.uow, turn.actor, turn.practice, tap.subject)
    await _done(turn)


async def _give(turn: Turn, tap: OnRoles) -> None:
    service, role = turn.services.roles, Role(tap.role)
    if tap.act.startswith("over"):
        await service.hand_over(turn.uow, turn.actor, turn.practice, tap.subject, tap.to)
    else:
        await service.give(turn.uow, turn.actor, turn.practice, role, tap.to)
    await _done(turn)


async def _done(turn: Turn) -> None:
    turn.toast(turn.texts.plain("roles-changed"))
    await turn.look_again(turn.practice.id)
    may_look = turn.actor.may(Capability.HAND_OVER)
    turn.show(await _list(turn) if may_look else Screen(turn.texts("roles-changed")))


async def _list(turn: Turn) -> Screen:
    held = await turn.services.roles.held(turn.uow, turn.practice)
    manages = turn.actor.may(Capability.MANAGE_ROLES)
    return views.roles_screen(turn.texts, turn.practice, held, turn.actor.telegram_id, manages=manages)
