"""/enter: answers that came on paper or by phone, sheet after sheet, as somebody who fills in goes through them."""

from hashlib import sha256
from json import dumps

from bot.rules.forms.form import Form
from bot.rules.permissions import Capability
from bot.rules.words import Method
from bot.services.collecting import ENTERING
from bot.services.consultations import Brief, by_reference, open_ones
from bot.services.stepping import Filled
from bot.services.trying import Trying
from handlers.callbacks import EndSurvey, EnterPaper, Fill
from handlers.context import Flow, StepOf, Turn
from handlers.stepping import in_hand, tapped_in_hand, typed_in_hand
from handlers.views import entering as views
from handlers.views.filling import filling_screen
from handlers.views.screen import Screen

FLOW = ENTERING
METHODS = (Method.PAPER, Method.PHONE)
# How many are printed at once from the chat.
SHEETS = 10


async def enter(turn: Turn) -> None:
    """`/enter S3`, or a list of what is open."""
    if turn.incoming.text.strip():
        chosen = await by_reference(turn.uow, turn.practice, turn.incoming.text)
        await _begin(turn, chosen.id)
        return
    turn.say(views.list_screen(turn.texts, turn.practice, await open_ones(turn.uow, turn.practice)))


async def tapped(turn: Turn) -> None:
    """What is entered, the next sheet of it, or the last one taken back."""
    tap = turn.incoming.tap
    assert isinstance(tap, EnterPaper)
    if tap.act == "begin" and _half_typed(turn, tap.consultation):
        # An old button: the sheet that is half typed in is not thrown away for it.
        await turn.ask_again()
    elif tap.act == "begin":
        await _begin(turn, tap.consultation)
    elif tap.act in ("print", "large"):
        await _print(turn, tap.consultation, large=tap.act == "large")
    elif tap.act == "back":
        await _take_back(turn, tap.consultation)
    else:
        turn.toast(turn.texts.plain("old-button"), alert=True)


def _half_typed(turn: Turn, consultation_id: int) -> bool:
    place = turn.actor.place
    if place is None:
        return False
    return (place.flow, place.step, place.data.get("consultation")) == (FLOW, "fill", consultation_id)


async def _begin(turn: Turn, consultation_id: int) -> None:
    about, _ = await turn.services.entering.form(turn.uow, turn.practice, consultation_id)
    place = turn.actor.place
    last = place.data.get("last") if place is not None and place.flow == FLOW else None
    await turn.enter(FLOW, "method", consultation=about.id, sheet=None, number="", last=last)


async def _print(turn: Turn, consultation_id: int, *, large: bool) -> None:
    from handlers.printing import paper_of  # noqa: PLC0415  (only when somebody prints)

    service = turn.services.entering
    about, form = await service.form(turn.uow, turn.practice, consultation_id)
    numbers = await service.fresh_numbers(turn.uow, turn.practice, about, SHEETS)
    paper = paper_of(turn.texts, turn.practice, about, form, numbers, large=large, language=turn.actor.language)
    turn.say(views.sheets_screen(turn.texts, paper))


async def _ask_method(turn: Turn) -> Screen:
    about, _ = await _what(turn)
    return views.method_screen(turn.texts, FLOW, about)


async def _method(turn: Turn, value: str) -> None:
    if value not in METHODS:
        await _stop(turn)
    elif value == Method.PAPER:
        await turn.move("number", method=value)
    else:
        await _first_question(turn, method=value)


async def _ask_number(turn: Turn) -> Screen:
    about, _ = await _what(turn)
    return views.number_screen(turn.texts, FLOW, about)


async def _number(turn: Turn, value: str) -> None:
    if value == "none":
        await _first_question(turn)
    else:
        await turn.move("method")


async def _number_typed(turn: Turn, text: str) -> None:
    about, _ = await _what(turn)
    number = await turn.services.entering.number(turn.uow, turn.practice, about, text)
    await _first_question(turn, number=number)


async def _first_question(turn: Turn, **data: str) -> None:
    await turn.stay("fill", sheet=None, **data)
    _, _, hands = await _sheet(turn)
    await _show(turn, hands, await hands.begin(*in_hand(turn)))


async def filled(turn: Turn) -> None:
    """A tap on a sheet that is being entered."""
    tap = turn.incoming.tap
    if turn.place.step != "fill":
        turn.toast(turn.texts.plain("flow-moved-on"))
        await (turn.move(turn.place.step) if turn.again else turn.ask_again())
        return
    if isinstance(tap, EndSurvey):
        await (_store(turn) if tap.sent else _stop(turn))
        return
    _, form, hands = await _sheet(turn)
    if isinstance(tap, Fill):
        await _show(turn, hands, *await tapped_in_hand(turn, hands, form, tap))
    else:
        await _show(turn, hands, await hands.look(*in_hand(turn)))


async def _ask_fill(turn: Turn) -> Screen:
    _, _, hands = await _sheet(turn)
    return _on_the_sheet(turn, await hands.look(*in_hand(turn)))


async def _fill_tapped(turn: Turn, value: str) -> None:
    """The answer to *Is it another one?*: the same was entered just before."""
    if value == "another":
        await _store(turn, sure=True)
    else:
        await turn.move("fill")


async def _typed(turn: Turn, text: str) -> None:
    _, _, hands = await _sheet(turn)
    now = await typed_in_hand(turn, hands, text)
    if now is not None:
        await _show(turn, hands, now)


async def _store(turn: Turn, *, sure: bool = False) -> None:
    about, _, hands = await _sheet(turn)
    data, sheet = turn.place.data, (await hands.look(*in_hand(turn))).sheet
    method, number = Method(data["method"]), data["number"]
    # Of sheets with a number it is the number that tells them apart.
    same = "" if number else _mark(about, method, data["sheet"])
    if same and same == data.get("last") and not sure:
        turn.show(views.same_again_screen(turn.texts, FLOW, about))
        return
    stored = await turn.services.entering.store(turn.uow, turn.actor, turn.practice, about, sheet, method, number)
    await turn.stay("done", sheet=None, respondent=stored.respondent, number=number, last=same)
    turn.show(views.stored_screen(turn.texts, turn.practice, about, method, stored))


def _mark(about: Brief, method: Method, sheet: object) -> str:
    """What was entered, as a word that says nothing of it."""
    answers = sheet.get("answers") if isinstance(sheet, dict) else None
    return sha256(dumps([about.id, method, answers], sort_keys=True).encode()).hexdigest()[:32]


async def _take_back(turn: Turn, consultation_id: int) -> None:
    place = turn.actor.place
    mine = place is not None and (place.flow, place.step) == (FLOW, "done")
    if place is None or not mine or place.data.get("consultation") != consultation_id or not place.data["respondent"]:
        turn.toast(turn.texts.plain("enter-nothing-to-take-back"), alert=True)
        return
    about, _ = await _what(turn)
    respondent, number = place.data["respondent"], place.data["number"]
    await turn.services.entering.take_back(turn.uow, turn.actor, turn.practice, about, respondent, number)
    await turn.stay("done", respondent="", number="", last="")
    turn.show(views.taken_back_screen(turn.texts, turn.practice, about))


async def _stop(turn: Turn) -> None:
    await turn.leave_flow()
    turn.show(Screen(turn.texts("enter-stopped")))


async def _ask_done(turn: Turn) -> Screen:
    about, _ = await _what(turn)
    return views.next_screen(turn.texts, turn.practice, about)


async def _nothing(turn: Turn, _value: str) -> None:
    await turn.move("done")


async def _show(turn: Turn, hands: Trying, now: Filled, page: int = 0) -> None:
    await turn.stay("fill", sheet=hands.sheet)
    turn.show(_on_the_sheet(turn, now, page))


def _on_the_sheet(turn: Turn, now: Filled, page: int = 0) -> Screen:
    data = turn.place.data
    inner = filling_screen(turn.texts, now, page)
    return views.sheet_screen(turn.texts, Method(data["method"]), data["number"], inner)


async def _what(turn: Turn) -> tuple[Brief, Form]:
    return await turn.services.entering.form(turn.uow, turn.practice, turn.place.data["consultation"])


async def _sheet(turn: Turn) -> tuple[Brief, Form, Trying]:
    """What is entered, what it asks, and the sheet in hand."""
    about, form = await _what(turn)
    return about, form, turn.services.entering.hands(about, form, turn.place.data.get("sheet"))


JOURNEY = Flow(
    {
        "method": StepOf(_ask_method, _method),
        "number": StepOf(_ask_number, _number, _number_typed),
        "fill": StepOf(_ask_fill, _fill_tapped, _typed),
        "done": StepOf(_ask_done, _nothing),
    },
    Capability.ENTER_PAPER,
)
