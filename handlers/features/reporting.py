"""/report: the evidence pack of a year, its parts, its file and its signatures."""

from bot.errors import NotYours
from bot.reports.evidence import pack_to_text
from bot.rules.permissions import Capability
from bot.rules.reporting import Part, Side
from bot.rules.words import Role
from bot.services.improvements import all_projects
from bot.services.reporting import Report, Written
from handlers.callbacks import OnReport
from handlers.context import Flow, StepOf, Turn
from handlers.views import reporting as views
from handlers.views.polls import shortened
from handlers.views.screen import Screen

FLOW = "report"
MOST_SUGGESTED = 6
PRIORITIES = (Part.PRIORITY_1, Part.PRIORITY_2, Part.PRIORITY_3)


async def report(turn: Turn) -> None:
    """How this year's report stands."""
    turn.say(await _overview(turn, turn.services.reporting.year(turn.practice)))


async def tapped(turn: Turn) -> None:
    """A part to write, the file, a signature."""
    tap = turn.incoming.tap
    assert isinstance(tap, OnReport)
    # A button can be forged: there is this year's report, and the one before may still be wanted.
    if tap.year not in (turn.services.reporting.year(turn.practice) - back for back in (0, 1)):
        turn.toast(turn.texts.plain("old-button"), alert=True)
    elif tap.act == "write" and tap.value in set(Part):
        _refuse(turn, Capability.REPORT)
        await turn.enter(FLOW, "part", year=tap.year, part=tap.value)
    elif tap.act == "pdf":
        found = await turn.services.reporting.report(turn.uow, turn.practice, tap.year)
        turn.say(views.pdf_screen(turn.texts, turn.practice, found, await _content(turn, found)))
    elif tap.act == "sign" and tap.value in _sides(turn):
        found = await turn.services.reporting.report(turn.uow, turn.practice, tap.year)
        turn.say(views.pdf_screen(turn.texts, turn.practice, found, await _content(turn, found)))
        turn.say(views.sign_screen(turn.texts, turn.practice, found, Side(tap.value)))
    elif tap.act == "sure" and tap.value in _sides(turn):
        await _sign(turn, tap.year, Side(tap.value))
    else:
        turn.say(await _overview(turn, tap.year))


async def _sign(turn: Turn, year: int, side: Side) -> None:
    service = turn.services.reporting
    found = await service.report(turn.uow, turn.practice, year)
    content = await _content(turn, found)
    signed = await service.sign(turn.uow, turn.actor, turn.practice, year, side, content)
    turn.show(Screen(turn.texts("report-thanks", both="yes" if len(signed.signatures) == len(Side) else "no")))
    turn.say(views.pdf_screen(turn.texts, turn.practice, signed, content))


async def _content(turn: Turn, found: Report) -> str:
    """The report as it was signed, or as it is now."""
    if found.content is not None:
        return found.content
    evidence = await turn.services.reporting.evidence(turn.uow, turn.actor, turn.practice, found.year)
    return pack_to_text(views.pack_of(turn.texts, turn.practice, evidence, found))


async def _overview(turn: Turn, year: int) -> Screen:
    found = await turn.services.reporting.report(turn.uow, turn.practice, year)
    writes = turn.actor.may(Capability.REPORT)
    return views.overview_screen(turn.texts, turn.practice, found, writes=writes, sides=_sides(turn))


def _sides(turn: Turn) -> tuple[Side, ...]:
    """For whom somebody can sign: the manager for the practice, the chair for the group."""
    may = {Side.PRACTICE: Role.MANAGER, Side.GROUP: Role.CHAIR}
    return tuple(side for side, role in may.items() if role in turn.actor.roles)


def _refuse(turn: Turn, needed: Capability) -> None:
    if not turn.actor.may(needed):
        raise NotYours()


async def _ask_part(turn: Turn) -> Screen:
    return views.part_screen(turn.texts, FLOW, await _written(turn), await _suggestions(turn))


async def _suggestions(turn: Turn) -> list[tuple[str, str]]:
    """Projects that a priority can be taken from."""
    if turn.place.data["part"] not in PRIORITIES:
        return []
    found = await all_projects(turn.uow, turn.practice)
    return [(str(each.id), shortened(f"{each.reference} {each.title}", 40)) for each in found[:MOST_SUGGESTED]]


async def _part_tapped(turn: Turn, value: str) -> None:
    chosen = next((each for each in await all_projects(turn.uow, turn.practice) if str(each.id) == value), None)
    if chosen is None:
        await _done(turn)
        return
    words = turn.texts.plain(
        "report-from-project",
        title=f"{chosen.reference} {chosen.title}",
        why=chosen.why,
        state=chosen.state,
        result=chosen.result or "",
    )
    await _keep(turn, words)


async def _part_typed(turn: Turn, text: str) -> None:
    await _keep(turn, text)


async def _keep(turn: Turn, words: str) -> None:
    written = await _written(turn)
    year = turn.place.data["year"]
    void = await turn.services.reporting.write(
        turn.uow, turn.actor, turn.practice, year, written.part, words, written.version
    )
    turn.say(Screen(turn.texts("report-kept", void="yes" if void else "no")))
    await _done(turn)


async def _done(turn: Turn) -> None:
    year = turn.place.data["year"]
    await turn.leave_flow()
    turn.say(await _overview(turn, year))


async def _written(turn: Turn) -> Written:
    found = await turn.services.reporting.report(turn.uow, turn.practice, turn.place.data["year"])
    return next(each for each in found.parts if each.part == turn.place.data["part"])


JOURNEY = Flow({"part": StepOf(_ask_part, _part_tapped, _part_typed)}, Capability.REPORT)
