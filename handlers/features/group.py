"""/invite and /members: who comes in, and who is in, in numbers."""

from bot.rules.words import DocumentKind
from bot.services.practices import current_text
from handlers.callbacks import Setting
from handlers.context import Turn
from handlers.views import joining as views
from handlers.views.screen import LONGEST_MESSAGE, Button, Screen, column, pieces
from handlers.views.unheard import unheard_button

WAITING_SHOWN = 5
ANY_NUMBER, ONE = "many", "one"


async def invite(turn: Turn) -> None:
    """`/invite`: for whom?"""
    buttons = (
        Button(turn.texts.plain("button-invite-one"), Setting("invite", ONE, turn.practice.id)),
        Button(turn.texts.plain("button-invite-many"), Setting("invite", ANY_NUMBER, turn.practice.id)),
    )
    turn.say(Screen(turn.texts("invite-choose"), column(*buttons)))


async def make_invitation(turn: Turn) -> None:
    """A link that leads into the group."""
    tap = turn.incoming.tap
    assert isinstance(tap, Setting)
    if turn.again:
        # Nobody has seen the code that was made, and one made now would be undone: they choose once more.
        await invite(turn)
        return
    uses = 1 if tap.value == ONE else None
    made = await turn.services.invitations.create(turn.uow, turn.practice, count=1, source="chat", uses=uses)
    link = f"https://t.me/{turn.bot_username}?start={made[0].code}"
    text = turn.texts(
        "invite-link",
        group=turn.practice.settings.group_name,
        link=link,
        uses=ONE if uses else ANY_NUMBER,
        day=turn.texts.day(made[0].expires_at),
    )
    turn.show(Screen(text))


async def members(turn: Turn) -> None:
    """`/members`: the group in numbers, core members by name, and who waits to be let in."""
    texts, group = turn.texts, turn.practice.settings.group_name
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    found = await turn.services.membership.group(turn.uow, turn.practice, document.id)
    lines = [
        texts("members-head", group=group),
        texts(
            "members-counts",
            members=found.members,
            core=found.core,
            wider=found.members - found.core,
            carers=found.carers,
        ),
    ]
    details = {
        "members-silent": found.silent,
        "members-unreachable": found.unreachable,
        "members-waiting": found.waiting,
        "members-not-signed": found.not_signed,
    }
    lines += [texts(key, count=count) for key, count in details.items() if count]
    turn.say(Screen("\n".join(lines), column(unheard_button(texts, turn.practice.id))))
    if found.core_names:
        first, *more = pieces("\n".join(found.core_names), LONGEST_MESSAGE // 2)
        turn.say(Screen("\n".join((texts("members-core", names=first), texts("members-private")))))
        for names in more:
            turn.say(Screen(texts("own-words", words=names)))
    # The longest waiting first, and not more than a person can decide in a sitting: /members shows the next.
    for member in (await turn.services.joining.waiting(turn.uow, turn.practice))[:WAITING_SHOWN]:
        turn.say(views.request_screen(texts, turn.practice, member))
