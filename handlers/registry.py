"""The whole routing order, on one page. What comes in meets these from top to bottom; the first that fits has it."""

from collections.abc import Mapping

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.rules.permissions import Capability
from handlers import callbacks as taps
from handlers.commands import COMMANDS, Allowed, Who, may_use
from handlers.context import Feature, Flow, StepOf, Turn
from handlers.features import (
    admitting,
    agreement,
    answering,
    asking,
    group,
    helping,
    joining,
    outcome,
    reaching,
    results,
    rights,
    settings,
    starting,
)
from handlers.gate import guarded
from handlers.turning import Context, run
from handlers.views.screen import Screen

FEATURES: Mapping[str, Feature] = {
    "start": starting.start,
    "join": joining.join,
    "polls": answering.polls,
    "poll": asking.poll,
    "results": results.results,
    "close": results.close,
    "invite": group.invite,
    "members": group.members,
    "summary": results.summary,
    "export": results.export,
    "settings": settings.settings,
    "language": settings.language,
    "agreement": agreement.agreement,
    "privacy": starting.privacy,
    "mydata": rights.my_data,
    "leave": rights.leave,
    "forget": rights.forget,
    "help": helping.help_,
    # Only by button:
    "more": starting.more,
    "practices": starting.ask_practice,
}

FLOWS: Mapping[str, Flow] = {
    joining.FLOW: joining.STEPS,
    agreement.FLOW: agreement.STEPS,
    asking.FLOW: asking.STEPS,
    outcome.FLOW: outcome.STEPS,
}

# Who may be in a flow at all: asked again at each step, for a role can end in the middle.
FLOW_FOR: Mapping[str, Allowed] = {
    joining.FLOW: Who.ANYBODY,
    agreement.FLOW: Who.MEMBER,
    asking.FLOW: Capability.ASK,
    outcome.FLOW: Capability.ASK,
}

UNSIGNED_FLOWS = {joining.FLOW, agreement.FLOW}

GUARDED_COMMANDS: Mapping[str, Feature] = {
    **{
        command.name: guarded(FEATURES[command.name], command.allowed, unsigned=command.unsigned)
        for command in COMMANDS
    },
    "more": guarded(starting.more, Who.ANYBODY, unsigned=True),
    "practices": starting.ask_practice,
}


async def choose_setting(turn: Turn) -> None:
    """A tap in the settings, a language or an invitation: by its name."""
    tap = turn.incoming.tap
    assert isinstance(tap, taps.Setting)
    if tap.name == "language":
        await guarded(settings.choose_language, Who.ANYBODY, unsigned=True)(turn)
    elif tap.name == "invite":
        await guarded(group.make_invitation, Capability.INVITE)(turn)
    else:
        await guarded(settings.change, Who.MEMBER)(turn)


async def run_command(turn: Turn) -> None:
    """A command by button."""
    tap = turn.incoming.tap
    assert isinstance(tap, taps.Run)
    turn.incoming = turn.as_typed(tap.command, tap.about)
    await GUARDED_COMMANDS.get(tap.command, helping.old_button)(turn)


async def take_step(turn: Turn) -> None:
    """A tap in a flow. One on a question that is past shows where the person is now."""
    tap = turn.incoming.tap
    assert isinstance(tap, taps.Step)
    place = turn.actor.place
    if place is None and turn.again:
        await _say_how_it_ended(turn, tap.flow)
        return
    if place is None or (place.flow, place.step) != (tap.flow, tap.step):
        turn.toast(turn.texts.plain("flow-moved-on" if place else "flow-nothing"))
        if place is not None and place.flow == tap.flow:
            # Handled before the crash: the next question belongs where this one stood.
            await (turn.move(place.step) if turn.again else turn.ask_again())
        return
    step = FLOWS[place.flow][place.step]

    async def tapped(turn: Turn) -> None:
        await step.tapped(turn, tap.value)

    await _guarded_step(place.flow, tapped)(turn)


async def _say_how_it_ended(turn: Turn, flow: str) -> None:
    # The crash came between the last step and its answer, which nobody has heard: how things stand now says it too.
    if flow == joining.FLOW:
        turn.incoming = turn.as_typed("start", "")
        await GUARDED_COMMANDS["start"](turn)
    else:
        turn.say(Screen(turn.texts("flow-done")))


async def words(turn: Turn) -> None:
    """Typed words: the answer to a question, or nothing that was asked for."""
    place = turn.actor.place
    step = FLOWS[place.flow][place.step] if place is not None else None
    if place is None or step is None or turn.incoming.kind != "text" or turn.incoming.edited:
        await helping.anything_else(turn)
        if place is not None and turn.actor.practice is not None:
            await turn.ask_again()
        return
    await _guarded_step(place.flow, _typed_into(step))(turn)


def _typed_into(step: StepOf) -> Feature:
    async def typed(turn: Turn) -> None:
        if step.typed is not None:
            await step.typed(turn, turn.incoming.text)
        else:
            turn.say(Screen(turn.texts("flow-tap-please")))
            await turn.ask_again()

    return typed


def _guarded_step(flow: str, feature: Feature) -> Feature:
    step = guarded(feature, FLOW_FOR[flow], unsigned=flow in UNSIGNED_FLOWS)

    async def taken(turn: Turn) -> None:
        await turn.in_its_practice()
        if not may_use(turn.actor, FLOW_FOR[flow]):
            # Their role has ended in the middle: without this they would be in a flow that answers nothing.
            await turn.leave_flow()
        await step(turn)

    return taken


TAPS: Mapping[type[taps.Tap], Feature] = {
    taps.Step: take_step,
    taps.Run: run_command,
    taps.Vote: guarded(answering.vote, Who.MEMBER),
    taps.VoteDone: guarded(answering.vote_done, Who.MEMBER),
    taps.ShowPoll: guarded(answering.show_poll, Who.MEMBER),
    taps.ClosePoll: guarded(results.close_tapped, Capability.CLOSE),
    taps.StopSending: guarded(results.stop_sending, Capability.CLOSE),
    taps.RecordOutcome: guarded(outcome.record_outcome, Capability.ASK),
    taps.Decide: guarded(admitting.decide, Capability.APPROVE),
    taps.Setting: choose_setting,
    taps.ChoosePractice: starting.choose_practice,
    taps.Sure: guarded(rights.decided, Who.ANYBODY, unsigned=True),
}


async def route_tap(turn: Turn) -> None:
    """From a tap to its feature."""
    tap = turn.incoming.tap
    await (TAPS[type(tap)] if tap is not None else helping.old_button)(turn)


def routes() -> list[BaseHandler[Update, Context, None]]:
    """Every way that an update can go, in order."""
    return [
        ChatMemberHandler(run(reaching.reachability), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(~filters.ChatType.PRIVATE, run(reaching.in_a_group)),
        MessageHandler(filters.UpdateType.EDITED, run(words)),
        *(CommandHandler(command.name, run(GUARDED_COMMANDS[command.name])) for command in COMMANDS),
        MessageHandler(filters.COMMAND, run(helping.unknown_command)),
        CallbackQueryHandler(run(route_tap)),
        MessageHandler(filters.ALL, run(words)),
    ]
