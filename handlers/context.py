"""One turn: everything a feature needs to know of one update, and what it wants to say in answer.

A feature never calls Telegram: it adds replies, which go out when what it stored is durable.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.rules.minutes import LARGEST_FILE, NAMES
from bot.services.all import Services
from bot.services.people import Actor, Membership, Place
from bot.services.practices import Practice
from bot.texts import Texts, texts_in
from handlers.callbacks import Tap, unpack
from handlers.commands import Allowed
from handlers.views.screen import Reply, Retire, Say, Screen, Show, Toast
from storage.database import UnitOfWork


@dataclass(frozen=True)
class Document:
    """A file that somebody sent. `content` is there only where somebody asked for it who may have it read.

    `problem`: too-large or wrong-type, and so never fetched, or not-fetched where Telegram did not hand it out.
    """

    name: str
    size: int
    content: bytes | None = None
    problem: str = ""


@dataclass(frozen=True)
class Incoming:
    """What came in, in plain values. `kind`: text, command, tap, or the name of what is not text ('sticker').

    `message_id` is the tapped message, and `on_text` whether it is one of text, which can be changed in place. The
    text of a file is what stands under it. `quoted` are the words in the first quotation of a message that holds a
    comment; empty where Telegram does not hand them out any more.
    """

    kind: str
    text: str = ""
    command: str = ""
    tap: Tap | None = None
    message_id: int | None = None
    on_text: bool = True
    quoted: str = ""
    full_name: str = ""
    edited: bool = False
    document: Document | None = None


@dataclass
class Turn:
    """One update being handled. `route_tap` is the registry's way from a tap to its feature."""

    uow: UnitOfWork
    services: Services
    incoming: Incoming
    actor: Actor
    flows: Mapping[str, "Flow"]
    route_tap: "Feature"
    bot_username: str
    chat_id: int
    query_id: str | None = None
    again: bool = False
    replies: list[Reply] = field(default_factory=list)

    @property
    def texts(self) -> Texts:
        """Texts in the actor's language, times in the practice's zone."""
        zone = self.actor.practice.settings.zone if self.actor.practice is not None else None
        return texts_in(self.actor.language, zone)

    @property
    def practice(self) -> Practice:
        """The practice that this turn is about. The gate makes sure that there is one."""
        assert self.actor.practice is not None, "the gate lets nobody on without a practice"
        return self.actor.practice

    @property
    def member(self) -> Membership:
        """The actor's membership. The gate makes sure of it for whatever needs one."""
        assert self.actor.membership is not None, "the gate asked for a member"
        return self.actor.membership

    def as_typed(self, command: str, about: str) -> Incoming:
        """What would have come in if the command on a button had been typed."""
        return Incoming("command", about, command, full_name=self.incoming.full_name)

    def say(self, screen: Screen) -> None:
        """Answer with a new message."""
        self.replies.append(Say(screen))

    def show(self, screen: Screen, *, keep: bool = False) -> None:
        """Answer a tap by changing the tapped message; anything else with a new message.

        `keep` leaves the words of the tapped message standing, and takes only its buttons off.
        """
        tapped = self.incoming.message_id if self.incoming.kind == "tap" else None
        # What this turn has said already stands below the tapped message, and this belongs below that.
        said_before = any(isinstance(reply, Say) for reply in self.replies)
        if tapped is not None and self.incoming.on_text and not said_before and not keep:
            self.replies.append(Show(screen, tapped))
            return
        if tapped is not None:
            self.replies.append(Retire(tapped))
        self.say(screen)

    def toast(self, text: str, *, alert: bool = False) -> None:
        """Answer a tap with a short word over the chat."""
        self.replies.append(Toast(text, alert))

    async def look_again(self, practice_id: int | None = None) -> None:
        """Find out afresh who the actor is: after something about them changed, or in another practice."""
        self.actor = await self.services.people.identify(
            self.uow, self.actor.telegram_id, self.actor.language, practice_id or self._practice_id()
        )

    async def enter(self, flow: str, step: str, **data: Any) -> None:
        """Go to a step of a flow, from nowhere or from another, and ask its question in a new message."""
        await self._leave_properly(flow)
        await self.go(Place(flow, step, {**data, "practice": self._practice_id()}))
        await self.ask_again()

    async def _leave_properly(self, flow: str) -> None:
        """Have what the person is in the middle of kept, as far as its flow can: the newest first."""
        place = self.actor.place
        left = self.flows[place.flow].left if place is not None and place.flow != flow else None
        while left is not None:
            await left(self)
            place = self.actor.place
            left = self.flows[place.flow].left if place is not None else None

    async def step_aside(self, flow: str, step: str, data: Mapping[str, Any]) -> None:
        """Be in a flow that does not end the one before it: `step_back` leads there again. Says nothing."""
        place = self.actor.place
        before: Any = None
        if place is not None and place.flow == flow:
            before = place.data.get("before")
        elif place is not None:
            before = {"flow": place.flow, "step": place.step, "data": dict(place.data)}
        there = Place(flow, step, {**data, "before": before})
        if place != there:
            await self.go(there)

    async def step_back(self) -> None:
        """Leave a flow that was stepped aside to, and ask again what was asked before it."""
        await self.back_before()
        if self.actor.place is not None:
            await self.ask_again()

    async def back_before(self) -> None:
        """Like `step_back`, without a word."""
        before = self.place.data.get("before")
        await self.go(Place(**before) if before else None)

    async def move(self, step: str, *, keep: bool = False, **data: Any) -> None:
        """Go to another step of the same flow, adding to what was given, and ask its question.

        `keep` as in `show`: for what people signed, and may want to read again.
        """
        await self.stay(step, **data)
        self.show(await self._question(), keep=keep)

    async def stay(self, step: str, **data: Any) -> None:
        """Like `move`, without asking: the caller has said what there is to say."""
        place = self.place
        await self.go(Place(place.flow, step, {**place.data, **data}))

    async def ask_again(self) -> None:
        """Ask the question of the step where the actor is, as a new message."""
        self.say(await self._question())

    async def leave_flow(self) -> None:
        """Be in no flow any more."""
        await self.go(None)

    @property
    def place(self) -> Place:
        """Where the actor is. Only features in a flow ask."""
        assert self.actor.place is not None, "asked for a place outside any flow"
        return self.actor.place

    async def go(self, place: Place | None) -> None:
        """Be at a place, or, with None, in no flow at all. Says nothing."""
        await self.services.people.go_to(self.uow, self.actor.person_id, place)
        self.actor = replace(self.actor, place=place)

    async def carry_out(self, data: str) -> None:
        """Do what a button says that was tapped earlier, as if it were tapped now."""
        self.incoming = replace(self.incoming, kind="tap", tap=unpack(data), message_id=None)
        await self.route_tap(self)

    def forgotten(self) -> None:
        """The actor has been erased: nothing in this turn may find them again."""
        self.actor = replace(self.actor, membership=None, roles=frozenset(), signed=False, place=None)

    async def in_its_practice(self) -> None:
        """Be in the practice where the flow began: the person may have turned to another one since."""
        began_in = self.place.data.get("practice")
        if began_in is not None and began_in != self._practice_id():
            await self.look_again(began_in)

    async def _question(self) -> Screen:
        await self.in_its_practice()
        return await self.flows[self.place.flow].steps[self.place.step].ask(self)

    def _practice_id(self) -> int | None:
        return self.actor.practice.id if self.actor.practice is not None else None


@dataclass(frozen=True)
class StepOf:
    """One step of a flow: how it asks, and what it makes of a tap, of typed words or of a file.

    `tapped` gets the value on the button, `typed` the words. A step without `typed` asks for a button. One with
    `sent` takes files: those of its flow.
    """

    ask: Callable[[Turn], Awaitable[Screen]]
    tapped: Callable[[Turn, str], Awaitable[None]]
    typed: Callable[[Turn, str], Awaitable[None]] | None = None
    sent: Callable[[Turn], Awaitable[None]] | None = None


@dataclass(frozen=True)
class Files:
    """Which files are of use: the ends of their names, and the largest size in bytes. Others are never fetched."""

    names: tuple[str, ...]
    largest: int


SPREADSHEETS = Files((".xlsx", ".csv"), 2_000_000)
MINUTES = Files(NAMES, LARGEST_FILE)
# More than this Telegram hands out to no bot.
LISTS = Files((".csv", ".zip"), 20_000_000)


@dataclass(frozen=True)
class Flow:
    """A journey step by step.

    `allowed` says who may be in it, and is asked again at each step: a role can end in the middle. `unsigned` ones
    work before the newest agreement is signed. `ended` says how things stand after the last step. `left` keeps what
    somebody was in the middle of who turns to another flow; afterwards they are elsewhere, or nowhere. `files` are
    those that its steps with `sent` take.
    """

    steps: Mapping[str, StepOf]
    allowed: Allowed
    unsigned: bool = False
    ended: "Feature | None" = None
    left: "Feature | None" = None
    files: Files = SPREADSHEETS


Feature = Callable[[Turn], Awaitable[None]]
