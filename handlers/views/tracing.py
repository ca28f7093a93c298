"""The chain from voice to outcome on the screen: one thing of it, what it came from, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.chains import WORK
from bot.rules.permissions import Capability
from bot.rules.voices import Which
from bot.rules.words import ChainKind
from bot.services.knots import Knot
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.voices import Voice
from bot.texts import Texts
from handlers.callbacks import OnAgenda, OnTopic, Run, Trace, Triage
from handlers.views.polls import shortened
from handlers.views.screen import Button, Screen, column
from handlers.views.voice_buttons import listed, words_of

PAGE = 8
TITLE_SHOWN, LINE_SHOWN, LABEL_SHOWN = 500, 80, 40
VOICES = (ChainKind.FEEDBACK, ChainKind.TOPIC)
# Something can be made of these.
BEGINNINGS = (*VOICES, ChainKind.CONSULTATION, ChainKind.AGENDA)
# What opens a thing by its reference.
COMMANDS = {ChainKind.CONSULTATION: "results", ChainKind.ACTION: "actions", ChainKind.PROJECT: "projects"}


@dataclass(frozen=True)
class Place:
    """Where somebody is in the chain. `voice` is there for eyes that may read comments; `behind` counts comments."""

    knot: Knot
    came_from: tuple[Knot, ...]
    came_of: tuple[Knot, ...]
    behind: int
    voice: Voice | None = None


def place_screen(texts: Texts, practice: Practice, place: Place, actor: Actor, page: int = 0) -> Screen:
    """One thing of the chain with what is on both sides of it, each a button."""
    knot = place.knot
    around = [*place.came_from, *place.came_of]
    pages = max(1, -(-len(around) // PAGE))
    page = min(page, pages - 1)
    shown = around[page * PAGE : (page + 1) * PAGE]
    blocks = ["\n".join(_head(texts, place))]
    if knot.kind is not ChainKind.FEEDBACK:
        blocks.append(_side(texts, texts("trace-came-from", count=len(place.came_from)), place.came_from, shown))
    blocks.append(_side(texts, texts("trace-came-of", count=len(place.came_of)), place.came_of, shown))
    buttons = [Button(_label(texts, each), _look(practice, each.kind, each.id)) for each in shown]
    if pages > 1:
        following = (page + 1) % pages
        label = texts.plain("button-trace-page", page=following + 1, pages=pages)
        buttons.append(Button(label, _look(practice, knot.kind, knot.id, following)))
    buttons += _openers(texts, practice, knot, actor)
    buttons += _doing(texts, practice, place, actor)
    return Screen("\n\n".join(blocks), column(*buttons))


def _head(texts: Texts, place: Place) -> list[str]:
    knot = place.knot
    lines = [_named(texts, knot)]
    if place.voice is not None:
        lines.append(f"<blockquote>{texts('own-words', words=words_of(texts, place.voice))}</blockquote>")
    lines.append(texts("trace-stands", state=_state(texts, knot)))
    if knot.outcome:
        key = "trace-notes" if knot.kind is ChainKind.AGENDA else "trace-outcome"
        lines.append(texts(key, outcome=shortened(knot.outcome, 1_000)))
    if knot.kind not in (ChainKind.FEEDBACK, ChainKind.CONSULTATION):
        lines.append(texts("trace-voices", count=place.behind))
    return lines


def _named(texts: Texts, knot: Knot) -> str:
    title = _title(knot, TITLE_SHOWN)
    if not knot.reference:
        return texts("trace-head-topic", title=title)
    return texts("trace-head", what=_what(knot), reference=knot.reference, title=title)


def _title(knot: Knot, most: int) -> str:
    return shortened(" ".join(knot.title.split()), most)


def _what(knot: Knot) -> str:
    if knot.kind is ChainKind.CONSULTATION:
        return "survey" if knot.reference.startswith("S") else "poll"
    return knot.kind.value


def _state(texts: Texts, knot: Knot) -> str:
    return texts.plain("trace-state", state=knot.state)


def _side(texts: Texts, head: str, knots: Sequence[Knot], shown: Sequence[Knot]) -> str:
    lines = [head]
    lines += [
        texts("trace-line", title=_label(texts, knot, LINE_SHOWN), state=_state(texts, knot))
        for knot in shown
        if knot in knots
    ]
    return "\n".join(lines)


def _label(texts: Texts, knot: Knot, most: int = LABEL_SHOWN) -> str:
    title = _title(knot, most)
    return texts.plain("button-action", reference=knot.reference, text=title) if knot.reference else title


def _look(practice: Practice, kind: ChainKind, key: int, page: int = 0) -> Trace:
    return Trace(practice.id, kind, key, "look", str(page))


def _openers(texts: Texts, practice: Practice, knot: Knot, actor: Actor) -> list[Button]:
    """The way from the chain to the thing itself."""
    here, reads = practice.id, actor.may(Capability.TRIAGE)
    if knot.kind is ChainKind.FEEDBACK and reads:
        return [Button(texts.plain("button-trace-here", reference=knot.reference), Triage(here, knot.id, "look"))]
    if knot.kind is ChainKind.TOPIC and reads:
        comments = Triage(here, 0, "list", value=listed(Which.ALL, knot.id))
        return [
            Button(texts.plain("button-trace-comments"), comments),
            Button(texts.plain("button-trace-topic"), OnTopic(here, knot.id, "look")),
        ]
    if knot.kind is ChainKind.AGENDA:
        return [Button(texts.plain("button-trace-item"), OnAgenda(here, 0, knot.id, "open"))]
    allowed = knot.kind is not ChainKind.PROJECT or actor.may(Capability.RUN_PROJECTS)
    if knot.kind in COMMANDS and allowed:
        run = Run(COMMANDS[knot.kind], knot.reference, here)
        return [Button(texts.plain("button-trace-here", reference=knot.reference), run)]
    return []


def _doing(texts: Texts, practice: Practice, place: Place, actor: Actor) -> list[Button]:
    knot, buttons = place.knot, []
    if knot.kind in VOICES and not actor.may(Capability.TRIAGE):
        return []
    version = str(place.voice.version) if place.voice is not None else "0"
    if knot.kind in BEGINNINGS and not (place.voice is not None and place.voice.has_ended):
        tap = Trace(practice.id, knot.kind, knot.id, "make", version)
        buttons.append(Button(texts.plain("button-trace-make"), tap))
    if any(each.kind not in VOICES for each in place.came_of):
        undo = Trace(practice.id, knot.kind, knot.id, "undo")
        buttons.append(Button(texts.plain("button-trace-undo"), undo))
    return buttons


def make_screen(texts: Texts, practice: Practice, knot: Knot, actor: Actor, version: int) -> Screen:
    """What can be made of something?"""
    voice = knot.kind in VOICES
    hint = "trace-make-poll" if knot.kind is ChainKind.CONSULTATION else "trace-make-item"
    text = (
        texts("trace-make", title=_title(knot, TITLE_SHOWN)) + "\n\n" + texts("trace-make-hands" if voice else hint)
    )

    def tap(act: str, value: str) -> Trace:
        return Trace(practice.id, knot.kind, knot.id, act, value)

    buttons = []
    if voice:
        buttons.append(Button(texts.plain("button-trace-agenda"), tap("agenda", str(version))))
    buttons.append(Button(texts.plain("button-trace-action"), tap("action", str(version))))
    if actor.may(Capability.RUN_PROJECTS):
        buttons.append(Button(texts.plain("button-trace-project"), tap("project", str(version))))
    buttons += [
        Button(texts.plain(f"button-trace-to-{kind}"), tap("pick", picked(kind, 0, version)))
        for kind in WORK
        if kind is not ChainKind.AGENDA or voice
    ]
    buttons.append(Button(texts.plain("button-back"), tap("look", "0")))
    return Screen(text, column(*buttons))


def picked(kind: ChainKind, number: int, version: int) -> str:
    """A kind with a page or an id of it, and the version of the comment that was seen, as it stands on a button."""
    return f"{kind[:2]}.{number}.{version}"


def of_picked(value: str) -> tuple[ChainKind | None, str, str]:
    """What `picked` stands for. No kind where it is forged."""
    word, number, version = [*value.split("."), "", "", ""][:3]
    return next((kind for kind in ChainKind if kind[:2] == word), None), number, version


def pick_screen(
    texts: Texts,
    practice: Practice,
    link: tuple[ChainKind, int],
    kind: ChainKind,
    ends: Sequence[Knot],
    page: int,
    version: int,
) -> Screen:
    """To which one shall it be linked? A page of those that go on."""

    def tap(act: str, value: str) -> Trace:
        return Trace(practice.id, *link, act, value)

    pages = max(1, -(-len(ends) // PAGE))
    page = min(page, pages - 1)
    shown = ends[page * PAGE : (page + 1) * PAGE]
    buttons = [Button(_label(texts, each), tap("to", picked(kind, each.id, version))) for each in shown]
    if pages > 1:
        following = (page + 1) % pages
        label = texts.plain("button-trace-page", page=following + 1, pages=pages)
        buttons.append(Button(label, tap("pick", picked(kind, following, version))))
    back = Button(texts.plain("button-back"), tap("make", str(version)))
    return Screen(texts("trace-pick" if ends else "trace-pick-none", what=kind), column(*buttons, back))


def undo_screen(texts: Texts, practice: Practice, place: Place) -> Screen:
    """Which of the links shall go?"""
    knot = place.knot
    linked = [each for each in place.came_of if each.kind not in VOICES]
    buttons = [
        Button(_label(texts, each), Trace(practice.id, knot.kind, knot.id, "drop", picked(each.kind, each.id, 0)))
        for each in linked[: 2 * PAGE]
    ]
    back = Button(texts.plain("button-back"), _look(practice, knot.kind, knot.id))
    return Screen(texts("trace-undo"), column(*buttons, back))
