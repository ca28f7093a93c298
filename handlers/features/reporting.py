"""/report: the evidence pack of a year, its parts, its file and its signatures."""

from bot.errors import NotYours, ReportProblem, SomebodyWasFirst
from bot.reports.evidence import pack_to_text
from bot.rules.chains import Link
from bot.rules.permissions import Capability
from bot.rules.reporting import PRIORITIES, Part, Side, chosen_from
from bot.rules.words import Role
from bot.services.priorities import possible, priority_of
from bot.services.reporting import Report, Written
from handlers.callbacks import OnReport
from handlers.context import Flow, StepOf, Turn
from handlers.views import reporting as views
from handlers.views.evidence import Rows, earlier, pack_of
from handlers.views.screen import Screen

FLOW = "report"
MOST_SUGGESTED = 8


async def report(turn: Turn) -> None:
    """How this year's report stands."""
    turn.say(await _overview(turn, turn.services.reporting.year(turn.practice)))


async def tapped(turn: Turn) -> None:
    """A part to write, the file, a signature."""
    tap = turn.incoming.tap
    assert isinstance(tap, OnReport)
    side, _, seen = tap.value.partition(".")
    # A button can be forged: there is this year's report, and the one before may still be wanted.
    if tap.year not in (turn.services.reporting.year(turn.practice) - back for back in (0, 1)):
        turn.toast(turn.texts.plain("old-button"), alert=True)
    elif tap.act == "write" and tap.value in set(Part):
        await _begin(turn, tap.year, Part(tap.value))
    elif tap.act == "pdf":
        found = await turn.services.reporting.report(turn.uow, turn.practice, tap.year)
        turn.say(views.pdf_screen(turn.texts, turn.practice, found, await _content(turn, found)))
    elif tap.act == "sign" and side in _sides(turn):
        await _ask_to_sign(turn, tap.year, Side(side))
    elif tap.act == "sure" and side in _sides(turn):
        await _sign(turn, tap.year, Side(side), seen)
    else:
        turn.say(await _overview(turn, tap.year))


async def _ask_to_sign(turn: Turn, year: int, side: Side) -> None:
    found = await turn.services.reporting.report(turn.uow, turn.practice, year)
    content = await _content(turn, found)
    turn.say(views.pdf_screen(turn.texts, turn.practice, found, content))
    turn.say(views.sign_screen(turn.texts, turn.practice, found, side, content))


async def _sign(turn: Turn, year: int, side: Side, seen: str) -> None:
    service = turn.services.reporting
    found = await service.report(turn.uow, turn.practice, year)
    content = await _content(turn, found)
    try:
        signed = await service.sign(turn.uow, turn.actor, turn.practice, year, side, content, seen)
    except ReportProblem as refusal:
        if refusal.arguments["problem"] != "changed":
            raise
        turn.toast(turn.texts.plain("report-problem", problem="changed", most=0), alert=True)
        await _ask_to_sign(turn, year, side)
        return
    turn.show(Screen(turn.texts("report-thanks", both="yes" if len(signed.signatures) == len(Side) else "no")))
    turn.say(views.pdf_screen(turn.texts, turn.practice, signed, content))


async def _content(turn: Turn, found: Report) -> str:
    """The report as it was signed, or as it is now."""
    if found.content is not None:
        return found.content
    before = await turn.services.reporting.report(turn.uow, turn.practice, found.year - 1)
    evidence = await turn.services.gathering.of_year(turn.uow, turn.actor, turn.practice, found, before)
    return pack_to_text(pack_of(turn.texts, turn.practice, evidence, found, before))


async def _overview(turn: Turn, year: int) -> Screen:
    service, texts, practice = turn.services.reporting, turn.texts, turn.practice
    found, this = await service.report(turn.uow, practice, year), service.year(practice)
    writes, other = turn.actor.may(Capability.REPORT), this - 1 if year == this else this
    return views.overview_screen(texts, practice, found, writes=writes, sides=_sides(turn), other=other)


def _sides(turn: Turn) -> tuple[Side, ...]:
    """For whom somebody can sign: the manager for the practice, the chair for the group."""
    may = {Side.PRACTICE: Role.MANAGER, Side.GROUP: Role.CHAIR}
    return tuple(side for side, role in may.items() if role in turn.actor.roles)


async def _begin(turn: Turn, year: int, part: Part) -> None:
    if not turn.actor.may(Capability.REPORT):
        raise NotYours()
    found = await turn.services.reporting.report(turn.uow, turn.practice, year)
    await turn.enter(FLOW, "part", year=year, part=part, **_seen(found.part(part)))


async def _ask_part(turn: Turn) -> Screen:
    written, uow, practice = await _written(turn), turn.uow, turn.practice
    chosen = await priority_of(uow, practice, written.chosen) if written.chosen is not None else None
    offered = await possible(uow, practice, MOST_SUGGESTED) if written.part in PRIORITIES else ()
    before = await _before(turn) if written.part is Part.LAST_YEAR else ()
    return views.part_screen(turn.texts, FLOW, written, offered, chosen, before)


async def _before(turn: Turn) -> Rows:
    year = turn.place.data["year"] - 1
    before = await turn.services.reporting.report(turn.uow, turn.practice, year)
    links = [before.part(part).chosen for part in PRIORITIES]
    chosen = [await priority_of(turn.uow, turn.practice, link) if link is not None else None for link in links]
    return earlier(turn.texts, before, chosen)


async def _part_tapped(turn: Turn, value: str) -> None:
    link, part = chosen_from(value), Part(turn.place.data["part"])
    if link is None or part not in PRIORITIES:
        await _done(turn)
        return
    written = await _written(turn)
    await _choose(turn, part, None if link == written.chosen else link)


async def _choose(turn: Turn, part: Part, link: Link | None) -> None:
    """Keep what a priority is about, and stay: its words are still to come."""
    data, service = turn.place.data, turn.services.reporting
    here = (turn.uow, turn.actor, turn.practice, data["year"])
    try:
        void = await service.choose(*here, part, link, data["chosen"])
    except SomebodyWasFirst:
        await _look_again(turn)
        return
    if void:
        turn.toast(turn.texts.plain("report-void"), alert=True)
    await turn.stay("part", **_seen(await _written(turn)))
    turn.show(await _ask_part(turn))


async def _part_typed(turn: Turn, text: str) -> None:
    data, service = turn.place.data, turn.services.reporting
    here = (turn.uow, turn.actor, turn.practice, data["year"])
    try:
        void = await service.write(*here, Part(data["part"]), text, data["written"])
    except SomebodyWasFirst:
        await _look_again(turn)
        return
    turn.say(Screen(turn.texts("report-kept", void="yes" if void else "no")))
    await _done(turn)


async def _look_again(turn: Turn) -> None:
    """Somebody else has changed it meanwhile: how it stands now, and the same question once more."""
    turn.say(Screen(turn.texts("report-was-first")))
    await turn.stay("part", **_seen(await _written(turn)))
    await turn.ask_again()


async def _done(turn: Turn) -> None:
    year = turn.place.data["year"]
    await turn.leave_flow()
    turn.say(await _overview(turn, year))


async def _written(turn: Turn) -> Written:
    found = await turn.services.reporting.report(turn.uow, turn.practice, turn.place.data["year"])
    return found.part(Part(turn.place.data["part"]))


def _seen(written: Written) -> dict[str, int]:
    """The versions that somebody has before their eyes, kept with where they are."""
    return {"written": written.version, "chosen": written.chosen_version}


JOURNEY = Flow({"part": StepOf(_ask_part, _part_tapped, _part_typed)}, Capability.REPORT)
