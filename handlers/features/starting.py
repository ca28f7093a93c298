"""/start, *Tell me more*, the choice of a practice, and the privacy notice: what a visitor meets first."""

from bot.rules.words import DocumentKind
from bot.services.joining import InvitationFound
from bot.services.people import Place
from bot.services.practices import current_text
from bot.texts import languages
from handlers.callbacks import ChoosePractice, Run
from handlers.context import Turn
from handlers.menu import menu_for
from handlers.views import joining as views
from handlers.views.screen import Button, Screen, column


async def start(turn: Turn) -> None:
    """`/start` and `/start CODE`: who this is, and where to tap."""
    code = turn.incoming.text.strip()
    note = ""
    if code:
        found = await turn.services.joining.look_up(turn.uow, code)
        note = await _remember(turn, code, found)
    if turn.actor.practice is None:
        await ask_practice(turn)
        return
    await _welcome(turn, note)


async def ask_practice(turn: Turn) -> None:
    """Which practice? Asked where there are several and nothing says which."""
    turn.say(views.practices_screen(turn.texts, list(turn.services.book)))


async def _remember(turn: Turn, code: str, found: InvitationFound | None) -> str:
    """Keep a good code for joining, and say what is wrong with a bad one."""
    if found is None:
        return turn.texts("start-bad-code", code=code[:20], needed=_needs_one(turn))
    await turn.services.people.choose_practice(turn.uow, turn.actor.person_id, found.practice)
    await turn.look_again(found.practice.id)
    if not found.usable:
        return turn.texts("start-used-code", code=found.code, needed=_needs_one(turn))
    if not turn.actor.active:
        await turn.go(Place("join", "invited", {"code": found.code, "practice": found.practice.id}))
    return ""


def _needs_one(turn: Turn) -> str:
    practice = turn.actor.practice
    needed = practice is not None and turn.services.joining.needs_invitation(turn.actor, practice)
    return "yes" if needed else "no"


async def _welcome(turn: Turn, note: str = "") -> None:
    screen = views.start_screen(turn.texts, turn.practice, turn.actor, len(languages()) > 1)
    rows = screen.rows
    if turn.services.book.only is None:
        rows += column(Button(turn.texts.plain("button-other-practice"), Run("practices")))
    turn.say(Screen(f"{note}\n\n{screen.text}" if note else screen.text, rows))
    turn.replies.append(menu_for(turn))


async def more(turn: Turn) -> None:
    """What the group does, before anybody decides."""
    turn.say(views.more_screen(turn.texts, turn.practice))


async def choose_practice(turn: Turn) -> None:
    """A tap on the name of a practice."""
    assert isinstance(turn.incoming.tap, ChoosePractice)
    practice = turn.services.book.get(turn.incoming.tap.practice)
    if practice is None:
        await ask_practice(turn)
        return
    await turn.services.people.choose_practice(turn.uow, turn.actor.person_id, practice)
    await turn.look_again(practice.id)
    await _welcome(turn)


async def privacy(turn: Turn) -> None:
    """`/privacy`: the notice in short, and whole as a file."""
    document = await current_text(turn.uow, turn.practice, DocumentKind.PRIVACY)
    text = turn.texts("privacy-short", practice=turn.practice.settings.name)
    turn.say(Screen(text, documents=(views.privacy_file(turn.texts, document),)))
