"""Roles and the practice, as a manager sees them."""

from collections.abc import Sequence

from bot.rules.words import Role
from bot.services.membership import GroupCounts
from bot.services.practices import Practice
from bot.services.restored import Held
from bot.services.role_book import Candidate, Grant
from bot.texts import Texts
from handlers.callbacks import OnRoles
from handlers.views.polls import shortened
from handlers.views.screen import Button, Screen, column

PAGE = 8
SHOWN = 40


def roles_screen(texts: Texts, practice: Practice, grants: Sequence[Grant], own: int, *, manages: bool) -> Screen:
    """Who has which role. A manager can change all, a chair can hand over their own (`own` is their Telegram id)."""
    lines = [texts("roles-head", practice=practice.settings.name)]
    lines += [grant_line(texts, each) for each in grants]
    buttons = []
    for each in grants:
        if manages:
            label = texts.plain("button-roles-take", what=role_name(texts, each.role), name=_name(texts, each))
            buttons.append(Button(shortened(label, 60), OnRoles(practice.id, "take", each.role, each.id)))
        if each.role is Role.CHAIR and (manages or each.telegram_id == own):
            label = texts.plain("button-roles-over", name=_name(texts, each))
            buttons.append(Button(shortened(label, 60), OnRoles(practice.id, "over", each.role, each.id)))
    if manages:
        buttons += [
            Button(texts.plain("button-roles-give", role=role), OnRoles(practice.id, "give", role)) for role in Role
        ]
    return Screen("\n\n".join((lines[0], "\n".join(lines[1:]) or texts("roles-none"))), column(*buttons))


def choose_screen(
    texts: Texts, practice: Practice, act: str, role: Role, grant: int, people: Sequence[Candidate], page: int
) -> Screen:
    """To whom?"""
    pages = max(1, -(-len(people) // PAGE))
    page = min(page, pages - 1)
    buttons = [
        Button(shortened(each.name, SHOWN), OnRoles(practice.id, f"{act}-to", role, grant, each.member_id))
        for each in people[page * PAGE : (page + 1) * PAGE]
    ]
    if pages > 1:
        following = (page + 1) % pages
        more = texts.plain("button-inbox-page", page=following + 1, pages=pages)
        buttons.append(Button(more, OnRoles(practice.id, f"{act}-page", role, grant, following)))
    back = Button(texts.plain("button-back"), OnRoles(practice.id, "list"))
    return Screen(
        texts("roles-choose" if people else "roles-nobody", what=role_name(texts, role)), column(*buttons, back)
    )


def sure_screen(texts: Texts, practice: Practice, act: str, role: Role, grant: int, to: int, names: str) -> Screen:
    """Sure?"""
    yes = Button(texts.plain("button-yes"), OnRoles(practice.id, f"{act}-yes", role, grant, to))
    no = Button(texts.plain("button-no"), OnRoles(practice.id, "list"))
    return Screen(texts("roles-sure", act=act, what=role_name(texts, role), names=names), column(yes, no))


def changed_screen(texts: Texts, role: Role, *, given: bool) -> Screen:
    """To whoever got or lost a role."""
    return Screen(texts("roles-given" if given else "roles-taken", what=role_name(texts, role)))


def practice_screen(
    texts: Texts, practice: Practice, counts: GroupCounts, failed: int, version: int, held: Held | None
) -> Screen:
    """The practice's settings in plain words, and what needs somebody's attention."""
    settings = practice.settings
    lines = [
        texts("practice-head", practice=settings.name, code=settings.code),
        texts(
            "practice-settings",
            group=settings.group_name,
            emergency=settings.region.emergency,
            advice=settings.region.advice,
            admission=settings.admission,
            age=settings.minimum_age,
            zone=settings.timezone,
        ),
        texts("practice-agreement", version=version, missing=counts.not_signed),
        texts(
            "practice-keeping",
            left=settings.keep_left_days,
            comments=settings.keep_comments_months,
            answers=settings.keep_answers_months,
        ),
    ]
    todo = []
    if counts.waiting:
        todo.append(texts("practice-waiting", count=counts.waiting))
    if counts.unreachable:
        todo.append(texts("practice-unreachable", count=counts.unreachable))
    if failed:
        todo.append(texts("practice-failed", count=failed))
    if held is not None:
        todo.append(texts("practice-held", count=held.messages))
    lines.append("\n".join((texts("practice-todo"), *todo)) if todo else texts("practice-fine"))
    lines.append(texts("practice-file"))
    return Screen("\n\n".join(lines))


def role_name(texts: Texts, role: Role) -> str:
    """'practice manager'."""
    return texts.plain("role-name", role=role)


def grant_line(texts: Texts, grant: Grant) -> str:
    """'Chair: Maria, since 3 June 2027 (named in the file)'."""
    source = "file" if grant.configured else "command"
    return texts("roles-line", role=grant.role, name=_name(texts, grant), day=texts.day(grant.since), source=source)


def _name(texts: Texts, grant: Grant) -> str:
    return grant.name or texts.plain("roles-not-here", number=str(grant.telegram_id))
