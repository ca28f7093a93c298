"""The way in, step by step: who you are, your age, privacy, the agreement, your signature, messages.

Nothing is kept of somebody who stops on the way but the step they are at, and that for 7 days.
"""

from bot.rules.directions import plain_name
from bot.rules.lengths import LONGEST_NAME, is_name
from bot.rules.words import Connection, DocumentKind
from bot.services.joining import Application
from bot.services.practices import PublishedText, current_text
from handlers.commands import Who
from handlers.context import Flow, StepOf, Turn
from handlers.menu import menu_for
from handlers.views import joining as views
from handlers.views.joining import question
from handlers.views.screen import Screen

FLOW = "join"


async def join(turn: Turn) -> None:
    """`/join` and *Join the group*."""
    if turn.actor.membership is not None and turn.actor.membership.state in ("active", "waiting"):
        key = "already-member" if turn.actor.active else "start-waiting"
        turn.say(Screen(turn.texts(key, group=turn.practice.settings.group_name)))
        return
    code = _code(turn)
    if code is None and turn.services.joining.needs_invitation(turn.actor, turn.practice):
        await turn.enter(FLOW, "code")
        return
    await turn.enter(FLOW, "connection", code=code)


def _code(turn: Turn) -> str | None:
    place = turn.actor.place
    if place is None or place.flow != FLOW or place.data.get("practice") != turn.practice.id:
        return None
    return place.data.get("code")


async def _ask_code(turn: Turn) -> Screen:
    return question(
        turn.texts, FLOW, "code", turn.texts("start-invitation-only"), ("button-not-now", "stop"), back=False
    )


async def _typed_code(turn: Turn, text: str) -> None:
    found = await turn.services.joining.look_up(turn.uow, text)
    if found is None or not found.usable or found.practice.id != turn.practice.id:
        turn.say(Screen(turn.texts("invitation-needed", practice=turn.practice.settings.name)))
        return
    await turn.move("connection", code=found.code)


async def _ask_connection(turn: Turn) -> Screen:
    practice = turn.practice.settings.name
    last: tuple[str, str]
    if turn.actor.roles:
        text, last = turn.texts("join-connection-staff", practice=practice), ("button-work-here", Connection.STAFF)
    else:
        text, last = turn.texts("join-connection", practice=practice), ("button-neither", "neither")
    patient, carer = ("button-patient", Connection.PATIENT), ("button-carer", Connection.CARER)
    return question(turn.texts, FLOW, "connection", text, patient, carer, last, back=False)


async def _answer_connection(turn: Turn, value: str) -> None:
    if value == Connection.STAFF and turn.actor.roles:
        await turn.move("privacy", connection=value)
    elif value in (Connection.PATIENT, Connection.CARER):
        await turn.move("age", connection=value)
    else:
        await _end(turn, turn.texts("join-neither", practice=turn.practice.settings.name))


async def _ask_age(turn: Turn) -> Screen:
    text = turn.texts("join-age", age=turn.practice.settings.minimum_age)
    return question(turn.texts, FLOW, "age", text, ("button-yes", "yes"), ("button-no", "no"))


async def _answer_age(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("connection")
    elif value == "yes":
        await turn.move("privacy")
    else:
        await _end(turn, turn.texts("join-too-young", age=turn.practice.settings.minimum_age))


async def _ask_privacy(turn: Turn) -> Screen:
    document = await current_text(turn.uow, turn.practice, DocumentKind.PRIVACY)
    text = turn.texts("join-privacy", practice=turn.practice.settings.name)
    answers = (("button-privacy-go-on", "yes"), ("button-not-now", "stop"))
    screen = question(turn.texts, FLOW, "privacy", text, *answers)
    return Screen(screen.text, screen.rows, documents=(views.privacy_file(turn.texts, document),))


async def _answer_privacy(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("connection" if turn.place.data["connection"] == Connection.STAFF else "age")
    elif value == "yes":
        document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
        await turn.move("agreement", document=document.id)
    else:
        await _stop(turn)


async def _ask_agreement(turn: Turn) -> Screen:
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    rows = question(turn.texts, FLOW, "agreement", "", ("button-agree", "agree"), ("button-not-now", "stop")).rows
    *before, last = views.agreement_screens(turn.texts, document, rows)
    for screen in before:
        turn.say(screen)
    return last


async def _answer_agreement(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("privacy")
    elif value != "agree":
        await _stop(turn)
    elif await _shown_text(turn) is None:
        await _agreement_changed(turn)
    elif turn.practice.settings.signature == "typed" or not is_name(turn.incoming.full_name):
        # Telegram has no name for some, or none that anybody could call them by.
        await turn.move("sign", keep=True)
    else:
        await turn.move("messages", keep=True, name=turn.incoming.full_name)


async def _shown_text(turn: Turn) -> PublishedText | None:
    """The text that they were shown, if it is still the one in force."""
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    return document if document.id == turn.place.data.get("document") else None


async def _agreement_changed(turn: Turn) -> None:
    turn.say(Screen(turn.texts("join-restarted")))
    document = await current_text(turn.uow, turn.practice, DocumentKind.AGREEMENT)
    await turn.stay("agreement", document=document.id)
    await turn.ask_again()


async def _ask_sign(turn: Turn) -> Screen:
    return question(turn.texts, FLOW, "sign", turn.texts("join-sign"))


async def _answer_sign(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("agreement")


async def _typed_sign(turn: Turn, text: str) -> None:
    name = plain_name(text)
    if not is_name(name):
        too_long = len(name) > LONGEST_NAME
        turn.say(Screen(turn.texts("too-long", most=LONGEST_NAME) if too_long else turn.texts("join-sign")))
        return
    await turn.move("messages", name=name, typed=True)


async def _ask_messages(turn: Turn) -> Screen:
    answers = (("button-messages-yes", "yes"), ("button-messages-no", "no"))
    return question(turn.texts, FLOW, "messages", turn.texts("consent-messages-wording"), *answers)


async def _answer_messages(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("sign" if turn.place.data.get("typed") else "agreement")
        return
    document = await _shown_text(turn)
    if document is None:
        await _agreement_changed(turn)
        return
    await _finish(turn, document, may_message=value == "yes")


async def _finish(turn: Turn, document: PublishedText, *, may_message: bool) -> None:
    given = turn.place.data
    member = await turn.services.joining.join(
        turn.uow,
        turn.actor,
        turn.practice,
        Application(
            connection=Connection(given["connection"]),
            name=given["name"][:LONGEST_NAME] or "?",
            document_id=document.id,
            sha256=document.sha256,
            typed_name=given["name"] if given.get("typed") else None,
            may_message=may_message,
            consent_wording=turn.texts.plain("consent-messages-wording"),
            invitation_code=given.get("code"),
        ),
    )
    await turn.services.people.choose_practice(turn.uow, turn.actor.person_id, turn.practice)
    await turn.leave_flow()
    await turn.look_again()
    turn.show(views.welcome_screen(turn.texts, turn.practice, member))
    turn.replies.append(menu_for(turn))


async def _stop_on(turn: Turn, _value: str) -> None:
    await _stop(turn)


async def _stop(turn: Turn) -> None:
    await _end(turn, turn.texts("join-not-now"))


async def _end(turn: Turn, text: str) -> None:
    await turn.leave_flow()
    turn.show(Screen(text))


async def _ask_invited(turn: Turn) -> Screen:
    return views.start_screen(turn.texts, turn.practice, turn.actor, several_languages=False)


async def _answer_invited(turn: Turn, _value: str) -> None:
    await join(turn)


JOURNEY = Flow(
    {
        "invited": StepOf(_ask_invited, _answer_invited),
        "code": StepOf(_ask_code, _stop_on, _typed_code),
        "connection": StepOf(_ask_connection, _answer_connection),
        "age": StepOf(_ask_age, _answer_age),
        "privacy": StepOf(_ask_privacy, _answer_privacy),
        "agreement": StepOf(_ask_agreement, _answer_agreement),
        "sign": StepOf(_ask_sign, _answer_sign, _typed_sign),
        "messages": StepOf(_ask_messages, _answer_messages),
    },
    Who.ANYBODY,
    unsigned=True,
)
