"""/mydata, /leave and /forget: from any state, at once, with no questions that must be answered."""

from handlers.callbacks import Sure
from handlers.context import Turn
from handlers.menu import menu_for
from handlers.views.screen import Button, Screen, column

LEAVE, FORGET = "leave", "forget"


async def my_data(turn: Turn) -> None:
    """`/mydata`: everything held, as two files, made beside the line."""
    if not await turn.services.membership.holds(turn.uow, turn.actor, turn.practice):
        turn.say(Screen(turn.texts("mydata-visitor")))
        return
    await turn.services.membership.ask_for_data(turn.uow, turn.actor, turn.practice)
    turn.say(Screen(turn.texts("mydata-coming")))


async def leave(turn: Turn) -> None:
    """`/leave`: one tap to be sure."""
    if turn.actor.membership is None:
        await turn.leave_flow()
        turn.say(Screen(turn.texts("leave-not-member")))
        return
    text = turn.texts("leave-sure", group=turn.practice.settings.group_name)
    turn.say(_sure(turn, text, LEAVE, "button-leave-yes"))


async def forget(turn: Turn) -> None:
    """`/forget`: what is erased and what cannot be, and one tap to be sure."""
    turn.say(_sure(turn, turn.texts("forget-sure"), FORGET, "button-erase-yes"))


async def decided(turn: Turn) -> None:
    """The tap on *Yes, leave*, *Yes, erase* or *No*."""
    tap = turn.incoming.tap
    assert isinstance(tap, Sure)
    if not tap.yes:
        turn.show(Screen(turn.texts("kept-as-it-was")))
        return
    if tap.what == FORGET:
        await turn.services.membership.forget(turn.uow, turn.actor)
        turn.show(Screen(turn.texts("forget-done")))
        turn.forgotten()
    elif tap.what == LEAVE and turn.actor.practice is not None:
        group = turn.practice.settings.group_name
        await turn.services.membership.leave(turn.uow, turn.actor, turn.practice)
        await turn.leave_flow()
        await turn.look_again()
        turn.show(Screen(turn.texts("leave-done", group=group)))
    else:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    turn.replies.append(menu_for(turn))


def _sure(turn: Turn, text: str, what: str, key: str) -> Screen:
    here = turn.actor.practice.id if turn.actor.practice is not None else 0
    yes = Button(turn.texts.plain(key), Sure(what, yes=True, practice=here))
    no = Button(turn.texts.plain("button-no"), Sure(what, yes=False, practice=here))
    return Screen(text, column(yes, no))
