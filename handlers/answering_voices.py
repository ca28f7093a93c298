"""What a manager types about a comment: what was done, why it cannot be, an answer, its name on an agenda.

The words lie in the place of whoever types them until they are sent. Where somebody was first, they stay there.
"""

from collections.abc import Mapping

from bot.errors import SomebodyWasFirst
from bot.rules.voices import LONGEST_ANSWER
from bot.rules.words import ChainKind, FeedbackState
from bot.services.agenda_deciding import LONGEST_SUGGESTION
from bot.services.agreed import local_date
from handlers.arranging import cancel, fits, way_back
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.views import inbox as views
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column
from handlers.views.voice_buttons import back_to_inbox

FLOW = "inbox"
ENDS = {"done": FeedbackState.DONE, "cannot": FeedbackState.CANNOT}


async def voice_shown(turn: Turn, voice_id: int) -> Screen:
    """One comment as it is now. Refuses with NoSuchReference."""
    opened = await turn.services.inbox.open(turn.uow, turn.actor, turn.practice, voice_id)
    today = local_date(turn.practice, turn.services.clock.now())
    return views.voice_screen(turn.texts, opened, today)


async def _look_instead(turn: Turn) -> None:
    """Leave the flow, and show the comment that it was about."""
    voice_id = turn.place.data["voice"]
    await turn.leave_flow()
    turn.show(await voice_shown(turn, voice_id))


def _asking(act: str) -> StepOf:
    async def ask(turn: Turn) -> Screen:
        bare: Rows = ()
        if act == "done":
            bare = column(Button(turn.texts.plain("button-inbox-bare"), Step(FLOW, act, "bare")))
        text = turn.texts(f"inbox-ask-{act}", reference=turn.place.data["reference"])
        return Screen(text, bare + way_back(turn, FLOW, act))

    async def tapped(turn: Turn, value: str) -> None:
        if value == "bare" and act == "done":
            await _act(turn, act, None)
        elif value == "back":
            await _look_instead(turn)
        else:
            await cancel(turn)

    async def typed(turn: Turn, text: str) -> None:
        if await fits(turn, text, LONGEST_ANSWER):
            await turn.move("preview", act=act, words=text.strip())

    return StepOf(ask, tapped, typed)


async def _ask_preview(turn: Turn) -> Screen:
    data, texts = turn.place.data, turn.texts
    shown = texts("inbox-preview", act=data["act"], reference=data["reference"], words=data["words"])
    label = "button-inbox-send" if data["told"] == "yes" else "button-inbox-keep"
    send = Button(texts.plain(label), Step(FLOW, "preview", "send"))
    text = shown + "\n\n" + texts("inbox-preview-next", told=data["told"])
    return Screen(text, column(send) + way_back(turn, FLOW, "preview"))


async def _preview_tapped(turn: Turn, value: str) -> None:
    data = turn.place.data
    if value == "send":
        await _act(turn, data["act"], data["words"])
    elif value == "back":
        await turn.move(data["act"])
    else:
        await cancel(turn)


async def _act(turn: Turn, act: str, words: str | None) -> None:
    data, inbox = turn.place.data, turn.services.inbox
    here = (turn.uow, turn.actor, turn.practice, data["voice"], data["version"])
    try:
        if act in ENDS:
            await inbox.set_state(*here, ENDS[act], words)
        else:
            await inbox.reply(*here, words or "")
    except SomebodyWasFirst as refusal:
        await _try_again(turn, refusal)
        return
    await turn.leave_flow()
    turn.show(Screen(turn.texts("inbox-sent", act=act, reference=data["reference"])))
    turn.say(await voice_shown(turn, data["voice"]))


async def _try_again(turn: Turn, refusal: SomebodyWasFirst) -> None:
    """How the comment stands now, and the same question once more: what was typed is still there."""
    opened = await turn.services.inbox.open(turn.uow, turn.actor, turn.practice, turn.place.data["voice"])
    await turn.stay(turn.place.step, version=opened.voice.version)
    reference = str(refusal.arguments["reference"])
    turn.toast(turn.texts.plain("somebody-was-first", reference=reference), alert=True)
    turn.say(Screen((await voice_shown(turn, opened.voice.id)).text))
    await turn.ask_again()


async def _ask_agenda(turn: Turn) -> Screen:
    data = turn.place.data
    topic = Button(shortened(data["title"]), Step(FLOW, "agenda", "title"))
    text = turn.texts("inbox-ask-agenda", reference=data["reference"])
    return Screen(text, column(topic) + way_back(turn, FLOW, "agenda", back=False))


async def _agenda_tapped(turn: Turn, value: str) -> None:
    if value == "title":
        await _put_on(turn, turn.place.data["title"])
    else:
        await cancel(turn)


async def _agenda_typed(turn: Turn, text: str) -> None:
    if await fits(turn, text, LONGEST_SUGGESTION):
        await _put_on(turn, text)


async def _put_on(turn: Turn, title: str) -> None:
    data, chain = turn.place.data, turn.services.chain
    came_from = (ChainKind(data["kind"]), data["id"])
    await turn.leave_flow()
    # First: where it is gone by now, nothing is put on the agenda.
    await chain.knot(turn.uow, turn.practice, *came_from)
    agendas = turn.services.agendas
    item = await agendas.add(turn.uow, turn.actor, turn.practice, data["meeting"], title)
    await chain.link(turn.uow, turn.actor, turn.practice, came_from, (ChainKind.AGENDA, item.id))
    text = turn.texts("inbox-on-agenda", reference=data["reference"])
    turn.show(Screen(text, column(back_to_inbox(turn.texts, turn.practice.id))))


STEPS: Mapping[str, StepOf] = {
    **{act: _asking(act) for act in ("done", "cannot", "answer")},
    "preview": StepOf(_ask_preview, _preview_tapped),
    "agenda": StepOf(_ask_agenda, _agenda_tapped, _agenda_typed),
}
