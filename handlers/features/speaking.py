"""/feedback, and any plain message: a comment, past the safety gate, to the practice.

Until it is sent a comment is in the message that asks about it, and nowhere else: each tap brings it back.
"""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import VoiceProblem, WordsTooLong
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.safety.concerns import Looked
from bot.rules.words import Attribution
from bot.services.hearing_back import heard_back
from bot.services.own_voices import own_comment_called
from bot.services.speaking import LONGEST_COMMENT, Comment, new_ticket
from bot.services.voices import REFERENCE
from handlers.callbacks import Speak
from handlers.commands import Who
from handlers.context import Flow, StepOf, Turn
from handlers.views import own_voices as own_views
from handlers.views import safety as safety_views
from handlers.views import speaking as views
from handlers.views.joining import question
from handlers.views.screen import Screen
from handlers.views.speaking import FLOW


async def feedback(turn: Turn) -> None:
    """`/feedback` asks, `/feedback some text` shows it, `/feedback F17` is what came of one's own comment."""
    given = turn.incoming.text.strip()
    if is_blank(given):
        await turn.enter(FLOW, "text")
    elif given[0] in "Ff" and REFERENCE.match(given):
        own = await own_comment_called(turn.uow, turn.practice, turn.member.id, given)
        heard = await heard_back(turn.uow, turn.practice, own)
        turn.say(own_views.own_screen(turn.texts, turn.practice, heard))
    else:
        _show(turn, given)


async def offer(turn: Turn) -> bool:
    """Words that no question asked for, also under a file: shall they be passed on? False where there are none."""
    words, under_a_file = turn.incoming.text.strip(), turn.incoming.kind != "text"
    if is_blank(words) or (under_a_file and words.startswith("/")):
        return False
    if turn.actor.place is not None and turn.actor.place.flow == FLOW:
        await turn.leave_flow()
    _show(turn, words, under_a_file=under_a_file)
    return True


async def tapped(turn: Turn) -> None:
    """A tap on the message that holds a comment."""
    tap = turn.incoming.tap
    assert isinstance(tap, Speak)
    act, _, page = tap.act.partition("-")
    if act in ENDS:
        await ENDS[act](turn, tap)
    elif act not in STEPS or not _fits(tap) or (page and not _is_page(page)):
        turn.toast(turn.texts.plain("old-button"), alert=True)
    elif not turn.incoming.quoted:
        turn.show(Screen(turn.texts("speak-gone")))
    else:
        await STEPS[act](turn, tap)


def _fits(tap: Speak) -> bool:
    """Whether the step that a button leads to is signed as far as it has to be."""
    return tap.act in UNSIGNED or tap.sign in list(Attribution)


def _is_page(page: str) -> bool:
    return page.isascii() and page.isdigit() and len(page) <= 4


def _look(turn: Turn, words: str) -> Looked:
    return turn.services.safety.look(turn.practice, turn.actor.language, words)


def _show(turn: Turn, words: str, *, under_a_file: bool = False) -> None:
    looked, over = _look(turn, words), utf16_length(words) - LONGEST_COMMENT
    if over > 0:
        turn.show(views.too_long_screen(turn.texts, turn.practice, looked, over))
    else:
        turn.show(views.preview_screen(turn.texts, turn.practice, words, looked, under_a_file=under_a_file))


async def _preview(turn: Turn, _tap: Speak) -> None:
    _show(turn, turn.incoming.quoted)


async def _pass(turn: Turn, tap: Speak) -> None:
    words = turn.incoming.quoted
    looked = _look(turn, words)
    if looked.spans:
        turn.show(views.covered_screen(turn.texts, turn.practice, words, looked))
    else:
        await _ask_sign(turn, tap)


async def _take_out(turn: Turn, _tap: Speak) -> None:
    words = turn.incoming.quoted
    left = safety_views.taken_out(turn.texts, words, _look(turn, words).spans)
    if utf16_length(left) > LONGEST_COMMENT:
        # What stands in place of a part can be longer than the part.
        raise WordsTooLong(most=LONGEST_COMMENT)
    turn.show(views.sign_screen(turn.texts, turn.practice, left, turn.member))


async def _ask_sign(turn: Turn, _tap: Speak) -> None:
    turn.show(views.sign_screen(turn.texts, turn.practice, turn.incoming.quoted, turn.member))


async def _ask_topic(turn: Turn, tap: Speak) -> None:
    topics = await turn.services.topics.open_ones(turn.uow, turn.practice)
    sign, page = Attribution(tap.sign), int(tap.act.partition("-")[2] or 0)
    turn.show(views.topics_screen(turn.texts, turn.practice, turn.incoming.quoted, sign, topics, page))


async def _last_look(turn: Turn, tap: Speak) -> None:
    topics = await turn.services.topics.open_ones(turn.uow, turn.practice)
    title = next((each.title for each in topics if each.id == tap.topic), None)
    if title is None:
        raise VoiceProblem(problem="topic")
    words, name = turn.incoming.quoted, turn.member.name
    turn.show(views.last_screen(turn.texts, turn.practice, words, tap, title, name, new_ticket()))


async def _send(turn: Turn, tap: Speak) -> None:
    if not (tap.ticket and tap.sign in list(Attribution)):
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    if not turn.incoming.quoted:
        # The thanks of the first tap may stand here already.
        if await turn.services.speaking.is_sent(turn.uow, tap.ticket):
            _say_already(turn)
        else:
            turn.show(Screen(turn.texts("speak-gone")))
        return
    comment = Comment(turn.incoming.quoted, Attribution(tap.sign), tap.topic)
    sent = await turn.services.speaking.send(turn.uow, turn.actor, turn.practice, comment, tap.ticket)
    if sent.again:
        _say_already(turn)
    turn.show(views.sent_screen(turn.texts, turn.practice, sent, comment.attribution))


def _say_already(turn: Turn) -> None:
    turn.toast(turn.texts.plain("speak-sent-already"), alert=True)


async def _not_now(turn: Turn, _tap: Speak) -> None:
    turn.show(views.not_now_screen(turn.texts, turn.practice, _look(turn, turn.incoming.quoted)))


async def _cancel(turn: Turn, _tap: Speak) -> None:
    turn.show(Screen(turn.texts("speak-cancelled")))


async def _ask_text(turn: Turn) -> Screen:
    text = turn.texts("speak-ask", practice=turn.practice.settings.name)
    asked = question(turn.texts, FLOW, "text", text, ("button-cancel", "cancel"), back=False)
    return Screen(asked.text, views.own_row(turn.texts, turn.practice) + asked.rows)


async def _answer_text(turn: Turn, _value: str) -> None:
    await turn.leave_flow()
    turn.show(Screen(turn.texts("speak-cancelled")))


async def _typed_text(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
    else:
        await offer(turn)


Act = Callable[[Turn, Speak], Awaitable[None]]
# Steps with the words before one's eyes, and what can be done without them.
STEPS: Mapping[str, Act] = {
    "look": _preview,
    "pass": _pass,
    "out": _take_out,
    "keep": _ask_sign,
    "how": _ask_sign,
    "topic": _ask_topic,
    "last": _last_look,
}
UNSIGNED = ("look", "pass", "out", "keep", "how")
ENDS: Mapping[str, Act] = {"send": _send, "not": _not_now, "cancel": _cancel}

JOURNEY = Flow({"text": StepOf(_ask_text, _answer_text, _typed_text)}, Who.MEMBER)
