"""/fft: the month's return of the Friends and Family Test."""

from bot.errors import NoSuchReference
from bot.rules.returns import Month
from handlers.callbacks import OnReturn
from handlers.context import Turn
from handlers.views import returning as views


async def fft(turn: Turn) -> None:
    """`/fft`, or `/fft 2027-03`: the months to choose from, or one of them at once where there is only one."""
    service, given = turn.services.returning, turn.incoming.text.strip()
    if given:
        await _show(turn, _month(given))
        return
    months = await service.months(turn.uow, turn.practice)
    if len(months) == 1:
        await _show(turn, months[0])
    else:
        turn.say(views.months_screen(turn.texts, turn.practice, months))


async def tapped(turn: Turn) -> None:
    """A month, or the word that its return is handed in."""
    tap = turn.incoming.tap
    assert isinstance(tap, OnReturn)
    month = _month(tap.month)
    if tap.act == "done":
        await turn.services.returning.hand_in(turn.uow, turn.actor, turn.practice, month)
        turn.toast(turn.texts.plain("fft-noted"))
    await _show(turn, month)


async def _show(turn: Turn, month: Month) -> None:
    found = await turn.services.returning.of_month(turn.uow, turn.practice, month)
    turn.say(views.return_screen(turn.texts, turn.practice, found))


def _month(given: str) -> Month:
    month = Month.read(given)
    if month is None:
        raise NoSuchReference(reference=given[:20])
    return month
