"""/announce: news for the group, with a preview exactly as members will see it."""

from bot.errors import Refusal
from bot.rules.permissions import Capability
from bot.services.announcing import LONGEST_NEWS, Announcement, News, check_words
from handlers.arranging import Arranging, cancel, quiet_until, way_back
from handlers.callbacks import Announced
from handlers.context import Feature, Flow, StepOf, Turn
from handlers.views.announcing import FLOW, preview_screen, progress_screen
from handlers.views.screen import Screen

ARRANGING = Arranging(FLOW, ("audience", "preview"), before="words", words="news")


async def announce(turn: Turn) -> None:
    """`/announce` asks for the words; `/announce text` goes straight to the preview."""
    words = turn.incoming.text.strip()
    if words:
        await _begin_with(turn, words)
    elif turn.actor.place is not None and turn.actor.place.flow == FLOW:
        turn.say(Screen(turn.texts("flow-still-here")))
        await turn.ask_again()
    else:
        await turn.enter(FLOW, "words")


async def _begin_with(turn: Turn, words: str) -> None:
    try:
        check_words(words)
    except Refusal:
        await turn.enter(FLOW, "words")
        raise
    await turn.enter(FLOW, "preview", **_data(words))


def _data(words: str) -> dict[str, object]:
    # Everybody gets it unless somebody says otherwise, and a change leads straight back to the preview.
    return {**News(words).to_data(), "previewed": True}


async def tapped(turn: Turn) -> None:
    """A tap under a preview, or on how far news has got."""
    act = ACTS.get(_tap(turn).act)
    if act is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
    else:
        await act(turn)


def _tap(turn: Turn) -> Announced:
    tap = turn.incoming.tap
    assert isinstance(tap, Announced)
    return tap


async def _ask_words(turn: Turn) -> Screen:
    # From the preview there is a way back to it: nobody has to throw news away to keep its words.
    text = turn.texts("news-ask-words", most=LONGEST_NEWS)
    return Screen(text, way_back(turn, FLOW, "words", back=bool(turn.place.data.get("previewed"))))


async def _words_tapped(turn: Turn, value: str) -> None:
    await (turn.move("preview") if value == "back" and turn.place.data.get("previewed") else cancel(turn))


async def _words_typed(turn: Turn, text: str) -> None:
    check_words(text)
    given = {"words": text.strip()} if turn.place.data.get("previewed") else _data(text.strip())
    await turn.move("preview", **given)


async def _ask_preview(turn: Turn) -> Screen:
    news, now = _news(turn), turn.services.clock.now()
    reach = await turn.services.announcing.reach(turn.uow, turn.practice, news)
    return preview_screen(turn.texts, turn.practice, news, now, reach, quiet_until(turn))


async def _preview_tapped(turn: Turn, value: str) -> None:
    await (turn.move(value) if value in ("audience", "words") else cancel(turn))


def _news(turn: Turn) -> News:
    return News.from_data(turn.place.data)


async def _send(turn: Turn) -> None:
    place = turn.actor.place
    if place is None or (place.flow, place.step) != (FLOW, "preview"):
        await _say_where_things_are(turn)
    elif place.data.get("practice") != turn.practice.id or _news(turn).mark != _tap(turn).mark:
        # What they see above the button is not what would be sent.
        turn.toast(turn.texts.plain("news-changed-since"), alert=True)
        await turn.ask_again()
    else:
        sent = await turn.services.announcing.send(turn.uow, turn.actor, turn.practice, _news(turn))
        await turn.leave_flow()
        await _show_progress(turn, sent)


async def _say_where_things_are(turn: Turn) -> None:
    """A *Send* whose preview is past: it was sent, and that is said; or it was given up, or they are elsewhere."""
    sent = await turn.services.announcing.newest_by(turn.uow, turn.actor, turn.practice)
    if sent is not None and sent.news.mark == _tap(turn).mark:
        turn.toast(turn.texts.plain("news-sent-before"))
        await _show_progress(turn, sent)
        return
    turn.toast(turn.texts.plain("flow-moved-on" if turn.actor.place else "flow-nothing"))
    if turn.actor.place is not None:
        await turn.ask_again()


async def _look(turn: Turn) -> None:
    found = await turn.services.announcing.get(turn.uow, turn.practice, _tap(turn).announcement)
    await _show_progress(turn, found)


async def _stop(turn: Turn) -> None:
    found = await turn.services.announcing.stop(turn.uow, turn.actor, turn.practice, _tap(turn).announcement)
    turn.toast(turn.texts.plain("news-stopped"), alert=True)
    await _show_progress(turn, found)


async def _show_progress(turn: Turn, sent: Announcement) -> None:
    its = await turn.services.announcing.how_far(turn.uow, turn.practice, sent.id)
    turn.show(progress_screen(turn.texts, sent, its, turn.services.clock.now()))


ACTS: dict[str, Feature] = {"send": _send, "look": _look, "stop": _stop}

JOURNEY = Flow(
    {
        "words": StepOf(_ask_words, _words_tapped, _words_typed),
        "preview": StepOf(_ask_preview, _preview_tapped),
        **ARRANGING.who_gets_it(),
    },
    Capability.ANNOUNCE,
)
