"""/digest: what sums up a week or a month, and what the whole practice may hear."""

from collections.abc import Iterable
from datetime import timedelta

from bot.errors import NotYours
from bot.rules.permissions import Capability
from bot.rules.safety.concerns import Concern
from bot.services.digested import News
from handlers.callbacks import Digest
from handlers.context import Feature, Turn
from handlers.views import digests as views
from handlers.views.public_page import MOST_NEWS, public_page, public_screens
from handlers.views.screen import Button, Screen, column

# What hangs on the wall tells of a year.
YEAR = timedelta(days=365)
TELLS_WHO = frozenset((Concern.IDENTIFIER, Concern.STAFF, Concern.PATIENT))


async def digest(turn: Turn) -> None:
    """`/digest`: which one?"""
    turn.say(views.choose_screen(turn.texts, turn.practice))


async def tapped(turn: Turn) -> None:
    """A digest now, or the monthly one no more."""
    tap = turn.incoming.tap
    assert isinstance(tap, Digest)
    act = ACTS.get((tap.kind, tap.act))
    if act is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    if tap.act == "now" and not turn.actor.may(Capability.DIGEST):
        raise NotYours()
    await act(turn)


async def _week(turn: Turn) -> None:
    week = await turn.services.digests.week(turn.uow, turn.practice)
    turn.say(views.week_screen(turn.texts, turn.practice, week, turn.actor))


async def _month(turn: Turn) -> None:
    month = await turn.services.digests.month(turn.uow, turn.practice)
    to_answer = [each.about for each in month.running]
    screen = views.month_screen(turn.texts, turn.practice, month, to_answer, counted_in=False)
    turn.say(screen or Screen(turn.texts("digest-month-empty")))


async def _public(turn: Turn) -> None:
    now, service = turn.services.clock.now(), turn.services.digests
    year = await service.since(turn.uow, turn.practice, now - YEAR)
    page = public_page(
        turn.texts,
        turn.practice,
        year,
        await service.closed(turn.uow, turn.practice, now - YEAR),
        members=await service.group_size(turn.uow, turn.practice),
        link=f"t.me/{turn.bot_username}",
        now=now,
    )
    for screen in public_screens(turn.texts, page, _doubtful(turn, year.news[:MOST_NEWS])):
        turn.say(screen)


def _doubtful(turn: Turn, news: Iterable[News]) -> list[str]:
    """The references of what may tell who somebody is, in the practice's own words or in a title."""

    def tells(words: str) -> bool:
        found = turn.services.safety.look(turn.practice, turn.actor.language, words)
        return not TELLS_WHO.isdisjoint(found.concerns)

    return [each.of or each.said for each in news if tells(each.said) or tells(each.words)]


async def _stop(turn: Turn) -> None:
    await turn.services.digests.choose(turn.uow, turn.actor, turn.practice, wanted=False)
    again = Button(turn.texts.plain("button-digest-start"), Digest(turn.practice.id, "month", "start"))
    turn.say(Screen(turn.texts("digest-stopped"), column(again)))


async def _start(turn: Turn) -> None:
    await turn.services.digests.choose(turn.uow, turn.actor, turn.practice, wanted=True)
    turn.show(Screen(turn.texts("digest-started")))


ACTS: dict[tuple[str, str], Feature] = {
    ("week", "now"): _week,
    ("month", "now"): _month,
    ("public", "now"): _public,
    ("month", "stop"): _stop,
    ("month", "start"): _start,
}
