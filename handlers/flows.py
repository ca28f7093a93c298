"""The machinery of flows: a tap on a question or typed words, taken to the step where the person is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.rules.lengths import is_blank
from handlers.callbacks import Step
from handlers.commands import may_use
from handlers.context import Feature, Flow, StepOf, Turn
from handlers.features import helping
from handlers.gate import guarded
from handlers.later import when_needed
from handlers.views.pausing import paused_screen
from handlers.views.screen import Screen

if TYPE_CHECKING:
    from handlers.features import speaking
    from handlers.views import safety
else:
    speaking = when_needed("handlers.features.speaking")
    safety = when_needed("handlers.views.safety")

# The flow whose words are a comment: the gate has looked at them.
COMMENT = "speak"


async def take_step(turn: Turn) -> None:
    """A tap in a flow. One on a question that is past shows where the person is now."""
    tap = turn.incoming.tap
    assert isinstance(tap, Step)
    place = turn.actor.place
    if place is None and turn.again:
        await _say_how_it_ended(turn, tap.flow)
    elif place is None or (place.flow, place.step) != (tap.flow, tap.step):
        turn.toast(turn.texts.plain("flow-moved-on" if place else "flow-nothing"))
        if place is not None and place.flow == tap.flow:
            # Handled before the crash: the next question belongs where this one stood.
            await (turn.move(place.step) if turn.again else turn.ask_again())
    else:
        flow = turn.flows[place.flow]
        await _guarded(flow, _tapped(flow.steps[place.step], tap.value))(turn)


async def words(turn: Turn) -> None:
    """Typed words or a file: the answer to a question, something for the practice, or nothing that was asked for."""
    place, incoming = turn.actor.place, turn.incoming
    if place is not None and not incoming.edited:
        flow = turn.flows[place.flow]
        step = flow.steps[place.step]
        if incoming.kind == "text":
            await _guarded(flow, _typed(step))(turn)
            if place.flow != COMMENT or not _is_in(turn):
                watch_over(turn)
            return
        if step.sent is not None and incoming.kind in helping.FILES:
            await _guarded(flow, step.sent)(turn)
            return
    if turn.actor.paused:
        turn.say(paused_screen(turn.texts, turn.practice))
        watch_over(turn)
        return
    if _may_speak(turn) and await speaking.offer(turn):
        return
    await helping.anything_else(turn)
    if place is not None and turn.actor.practice is not None:
        await turn.ask_again()
    watch_over(turn)


def watched(feature: Feature) -> Feature:
    """The feature, and after it whom to call where what was typed sounds as if somebody were in danger."""

    async def watched_feature(turn: Turn) -> None:
        # What is done may put something else in its place.
        typed = turn.incoming
        await feature(turn)
        turn.incoming = typed
        watch_over(turn)

    return watched_feature


def watch_over(turn: Turn) -> None:
    """Whom to call, in a message of its own, where words sound as if somebody were in danger. Holds nothing up."""
    if is_blank(turn.incoming.text) or turn.actor.practice is None:
        return
    looked = turn.services.safety.look(turn.practice, turn.actor.language, turn.incoming.text)
    if looked.urgent:
        turn.say(safety.signpost_screen(turn.texts, turn.practice, looked))


def _may_speak(turn: Turn) -> bool:
    """Whether words that no other question asked for may be for the practice: those of members who have signed."""
    place, incoming = turn.actor.place, turn.incoming
    nothing_else = place is None or place.flow == COMMENT
    anew = incoming.kind != "command" and not incoming.edited
    return nothing_else and anew and _is_in(turn)


def _is_in(turn: Turn) -> bool:
    return turn.actor.active and turn.actor.signed


async def _say_how_it_ended(turn: Turn, name: str) -> None:
    # The crash came between the last step and its answer, which nobody has heard: how things stand now says it too.
    flow = turn.flows.get(name)
    if flow is not None and flow.ended is not None:
        turn.incoming = replace(turn.incoming, kind="command", text="", tap=None)
        await flow.ended(turn)
    else:
        turn.say(Screen(turn.texts("flow-done")))


def _tapped(step: StepOf, value: str) -> Feature:
    async def tapped(turn: Turn) -> None:
        await step.tapped(turn, value)

    return tapped


def _typed(step: StepOf) -> Feature:
    async def typed(turn: Turn) -> None:
        if step.typed is not None:
            await step.typed(turn, turn.incoming.text)
        else:
            turn.say(Screen(turn.texts("flow-tap-please")))
            await turn.ask_again()

    return typed


def _guarded(flow: Flow, feature: Feature) -> Feature:
    step = guarded(feature, flow.allowed, unsigned=flow.unsigned)

    async def taken(turn: Turn) -> None:
        await turn.in_its_practice()
        if not may_use(turn.actor, flow.allowed):
            # Their role has ended in the middle: without this they would be in a flow that answers nothing.
            await turn.leave_flow()
        await step(turn)

    return taken
