"""/settings and /language: what a member decides for themselves."""

from bot.rules.directions import plain_name
from bot.rules.lengths import LONGEST_NAME, SHORTEST_NAME, is_name
from bot.rules.words import Connection, Tier
from bot.texts import Texts, languages
from handlers.callbacks import Setting
from handlers.commands import Who
from handlers.context import Flow, StepOf, Turn
from handlers.menu import menu_for
from handlers.views.joining import question
from handlers.views.pausing import PAUSE, paused_screen
from handlers.views.screen import Button, Screen, column

FLOW = "settings"


async def settings(turn: Turn) -> None:
    """`/settings`: how things are, and a button to change each."""
    turn.say(_screen(turn))


async def change(turn: Turn) -> None:
    """A tap in the settings: kept, and shown as it is now."""
    tap = turn.incoming.tap
    assert isinstance(tap, Setting)
    service, on = turn.services.membership, tap.value == "on"
    if tap.name == "tier" and tap.value in (Tier.CORE, Tier.WIDER):
        await service.choose_tier(turn.uow, turn.practice, turn.member, Tier(tap.value))
    elif tap.name == "reminders":
        await service.choose_reminders(turn.uow, turn.practice, turn.member, on)
    elif tap.name == "digest":
        await turn.services.digests.choose(turn.uow, turn.actor, turn.practice, on)
    elif tap.name == "connection" and tap.value in (Connection.PATIENT, Connection.CARER):
        connection = Connection(tap.value)
        await turn.services.pausing.correct_connection(turn.uow, turn.actor, turn.practice, connection)
    elif tap.name == "messages" and tap.value in ("on", "off"):
        # What they had before their eyes: how it stood, and the button that they tapped.
        before = turn.texts.plain("settings-messages", allowed="no" if on else "yes")
        wording = f"{before} {turn.texts.plain(f'button-messages-{tap.value}')}"
        await service.consent_to_messages(turn.uow, turn.practice, turn.member, on, wording)
    await turn.look_again()
    turn.toast(turn.texts.plain("settings-kept"))
    turn.show(_screen(turn))


async def pause(turn: Turn) -> None:
    """A tap on *Pause*: at once, and the way back is on the same screen."""
    await turn.services.pausing.pause(turn.uow, turn.actor, turn.practice)
    await turn.leave_flow()
    await turn.look_again()
    turn.show(paused_screen(turn.texts, turn.practice))
    turn.replies.append(menu_for(turn))


async def come_back(turn: Turn) -> None:
    """A tap on *Come back*: of somebody who is in the group already, too."""
    await turn.services.pausing.come_back(turn.uow, turn.actor, turn.practice)
    await turn.look_again()
    if not turn.actor.active:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    turn.show(Screen(turn.texts("come-back-done", group=turn.practice.settings.group_name)))
    turn.replies.append(menu_for(turn))


async def change_name(turn: Turn) -> None:
    """A tap on *Change my name*."""
    await turn.enter(FLOW, "name")


async def _ask_name(turn: Turn) -> Screen:
    text = turn.texts("settings-name-ask")
    return question(turn.texts, FLOW, "name", text, ("button-not-now", "stop"), back=False)


async def _no_name(turn: Turn, _value: str) -> None:
    await turn.leave_flow()
    turn.show(Screen(turn.texts("kept-as-it-was")))


async def _typed_name(turn: Turn, text: str) -> None:
    name = plain_name(text)
    if not is_name(name):
        turn.say(Screen(turn.texts("settings-name-wrong", shortest=SHORTEST_NAME, longest=LONGEST_NAME)))
        return
    await turn.services.pausing.correct_name(turn.uow, turn.actor, turn.practice, name)
    await turn.leave_flow()
    turn.say(Screen(turn.texts("settings-name-kept", name=name)))


JOURNEY = Flow({"name": StepOf(_ask_name, _no_name, _typed_name)}, Who.MEMBER)


async def language(turn: Turn) -> None:
    """`/language`: the languages on offer."""
    buttons = [Button(Texts(code).plain("language-name"), Setting("language", code)) for code in languages()]
    turn.say(Screen(turn.texts("language-head"), column(*buttons)))


async def choose_language(turn: Turn) -> None:
    """A tap on a language."""
    tap = turn.incoming.tap
    assert isinstance(tap, Setting)
    if tap.value in languages():
        await turn.services.people.choose_language(turn.uow, turn.actor.person_id, tap.value)
        await turn.look_again()
    turn.show(Screen(turn.texts("language-kept")))
    turn.replies.append(menu_for(turn))


def _screen(turn: Turn) -> Screen:
    texts, member, here = turn.texts, turn.member, turn.practice.id
    lines = [texts("settings-head"), texts("settings-name", name=member.name)]
    buttons = [Button(texts.plain("button-correct-name"), Setting("name", "change", here))]
    if member.counted:
        lines.append(texts("settings-connection", connection=member.connection))
        another = Connection.PATIENT if member.connection == Connection.CARER else Connection.CARER
        buttons.append(Button(texts.plain(f"button-connection-{another}"), Setting("connection", another, here)))
        lines.append(texts("settings-tier", tier=member.tier))
        other = Tier.WIDER if member.tier == Tier.CORE else Tier.CORE
        buttons.append(Button(texts.plain(f"button-be-{other}"), Setting("tier", other, here)))
        lines.append(texts("settings-reminders", wanted="yes" if member.reminders else "no"))
        buttons.append(_switch(texts, here, "reminders", member.reminders))
    if member.counted and member.may_message:
        lines.append(texts("settings-digest", wanted="yes" if member.digest else "no"))
        buttons.append(_switch(texts, here, "digest", member.digest))
    lines.append(texts("settings-messages", allowed="yes" if member.may_message else "no"))
    buttons.append(_switch(texts, here, "messages", member.may_message))
    lines.append(texts("settings-pause", roles="yes" if turn.actor.roles else "no"))
    buttons.append(Button(texts.plain("button-pause"), Setting(PAUSE, "on", here)))
    return Screen("\n".join(lines), column(*buttons))


def _switch(texts: Texts, practice: int, name: str, is_on: bool) -> Button:
    turn_to = "off" if is_on else "on"
    return Button(texts.plain(f"button-{name}-{turn_to}"), Setting(name, turn_to, practice))
