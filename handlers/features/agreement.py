"""/agreement, and signing again when the practice has published a new version."""

from bot.rules.directions import plain_name
from bot.rules.lengths import is_name
from bot.rules.words import DocumentKind
from bot.services.practices import PublishedText, current_text
from handlers.commands import Who
from handlers.context import Flow, StepOf, Turn
from handlers.views import joining as views
from handlers.views.joining import question
from handlers.views.screen import Screen

FLOW = "resign"


async def agreement(turn: Turn) -> None:
    """`/agreement`: what this member signed, and when."""
    signature = await turn.services.joining.signature(turn.uow, turn.practice, turn.member.id)
    if signature is None:
        turn.say(Screen(turn.texts("join-first")))
        return
    lines = [turn.texts("agreement-signed", version=signature.text.version, day=turn.texts.day(signature.signed_at))]
    if signature.typed_name:
        lines.append(turn.texts("agreement-typed-name", name=signature.typed_name))
    if not signature.current:
        lines.append(turn.texts("agreement-not-current"))
    turn.say(Screen("\n".join(lines)))
    for screen in views.agreement_screens(turn.texts, signature.text, ())[:-1] or [
        Screen(views.agreement_text(turn.texts, signature.text))
    ]:
        turn.say(screen)


async def ask_to_sign_again(turn: Turn, then: str) -> None:
    """Before anything else: the new version. `then` is the button that they tapped, carried out afterwards."""
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    turn.say(Screen(turn.texts("resign")))
    data = {"document": document.id, "then": then, "practice": turn.practice.id}
    await turn.step_aside(FLOW, "agreement", data)
    await turn.ask_again()


async def _ask(turn: Turn) -> Screen:
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    answers = (("button-agree", "agree"), ("button-not-now", "stop"))
    rows = question(turn.texts, FLOW, "agreement", "", *answers, back=False).rows
    *before, last = views.agreement_screens(turn.texts, document, rows)
    for screen in before:
        turn.say(screen)
    return last


async def _answer(turn: Turn, value: str) -> None:
    if value != "agree":
        await turn.back_before()
        turn.show(Screen(turn.texts("kept-as-it-was")))
        return
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    if document.id != turn.place.data["document"]:
        await ask_to_sign_again(turn, turn.place.data.get("then", ""))
    elif turn.practice.settings.signature == "typed":
        await turn.move("sign", keep=True)
    else:
        await _sign(turn, document, None)


async def _ask_name(turn: Turn) -> Screen:
    answers = (("button-not-now", "stop"),)
    return question(turn.texts, FLOW, "sign", turn.texts("join-sign"), *answers, back=False)


async def _typed_name(turn: Turn, text: str) -> None:
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    name = plain_name(text)
    if document.id != turn.place.data["document"]:
        await ask_to_sign_again(turn, turn.place.data.get("then", ""))
    elif not is_name(name):
        turn.say(Screen(turn.texts("join-sign")))
    else:
        await _sign(turn, document, name)


async def _sign(turn: Turn, document: PublishedText, typed_name: str | None) -> None:
    await turn.services.joining.sign(turn.uow, turn.member.id, document.id, document.sha256, typed_name)
    then = turn.place.data.get("then", "")
    await turn.back_before()
    await turn.look_again()
    turn.show(Screen(turn.texts("resign-thanks", version=document.version)), keep=True)
    if then:
        await turn.carry_out(then)
    elif turn.actor.place is not None:
        await turn.ask_again()
    else:
        turn.say(Screen(turn.texts("resign-send-again")))


JOURNEY = Flow(
    {"agreement": StepOf(_ask, _answer), "sign": StepOf(_ask_name, _answer, _typed_name)}, Who.MEMBER, unsigned=True
)
