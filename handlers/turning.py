"""Opens a turn for an update: the typed context that every feature works with."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from telegram import Chat, ChatMember, Update, User
from telegram.ext import Application, CallbackContext, ExtBot

from bot.services.all import Services
from bot.services.collecting import IN_SURVEY
from bot.services.people import Actor
from bot.texts import closest
from handlers.callbacks import EndSurvey, Fill, OpenSurvey, Vote, unpack
from handlers.context import Document, Feature, Flow, Incoming, Turn
from handlers.gate import practice_named_by
from handlers.incoming import incoming_of
from storage.database import UnitOfWork

GONE = (ChatMember.LEFT, ChatMember.BANNED)
PRIVATE = "private"


class Context(CallbackContext[ExtBot[None], dict[str, object], dict[str, object], dict[str, object]]):
    """python-telegram-bot's context, with our turn."""

    turn: Turn | None = None


@dataclass
class Desk:
    """Where updates are handled, one after another: the unit of work of now, and what came of this update."""

    services: Services
    flows: Mapping[str, Flow]
    route_tap: Feature
    bot_username: str = ""
    uow: UnitOfWork | None = None
    again: bool = False
    turn: Turn | None = None
    failure: BaseException | None = field(default=None)
    # The files of the updates at hand that were fetched, or could not be, by update.
    documents: Mapping[int, Document] = field(default_factory=dict)

    async def prepare(self, uow: UnitOfWork, updates: Sequence[Update]) -> None:
        """Read together what a batch needs one by one: who acts, and where they stand on the rosters they vote on."""
        private = [update for update in updates if update.effective_user is not None and _is_private(update)]
        people = self.services.people
        await people.prepare(uow, {_user(update).id for update in private})
        answering: dict[tuple[int, int, bool], list[int]] = {}
        for update in private:
            about = self._answered(uow, update)
            member_id = people.prepared_member(uow, _user(update).id, about[0]) if about is not None else None
            if about is not None and member_id is not None:
                answering.setdefault(about, []).append(member_id)
        for (practice_id, asked, is_survey), member_ids in answering.items():
            practice = self.services.book.get(practice_id)
            if is_survey and practice is not None:
                await self.services.filling.prepare(uow, practice, asked, member_ids)
            elif practice is not None:
                await self.services.answering.prepare(uow, practice_id, asked, member_ids)

    def _answered(self, uow: UnitOfWork, update: Update) -> tuple[int, int, bool] | None:
        """(practice, consultation, whether it is a survey) of what an update is an answer to, if it is one."""
        if update.callback_query is None:
            # Typed words go to the survey where somebody is.
            place = self.services.people.prepared_place(uow, _user(update).id)
            if place is None or place.flow != IN_SURVEY:
                return None
            return place.data["practice"], place.data["survey"], True
        match unpack(update.callback_query.data or ""):
            case Vote(practice=practice_id, poll=asked):
                return practice_id, asked, False
            case (
                OpenSurvey(practice=practice_id, survey=asked)
                | Fill(practice=practice_id, survey=asked)
                | EndSurvey(practice=practice_id, survey=asked)
            ):
                return practice_id, asked, True
        return None

    async def open_turn(self, update: Update, context: Context) -> None:
        """Find out who acts. An update without a person opens no turn, and nothing happens."""
        if update.effective_user is None or update.effective_chat is None or self.uow is None:
            return
        incoming = _incoming(update)
        if (fetched := self.documents.get(update.update_id)) is not None:
            incoming = replace(incoming, document=fetched)
        if (named := practice_named_by(incoming.tap)) and self.services.book.get(named) is None:
            # A practice that is not in the configuration any more: the button means nothing, least of all elsewhere.
            incoming = replace(incoming, tap=None)
        actor = await self._actor(update.effective_user, update.effective_chat, incoming)
        self.turn = context.turn = self._turn(update, update.effective_chat, self.uow, incoming, actor)

    def bare_turn(self, update: Update) -> Turn | None:
        """A turn of somebody of whom nothing is looked up: to answer a tap or say a word, and no more."""
        if update.effective_user is None or update.effective_chat is None or self.uow is None:
            return None
        actor = Actor(0, update.effective_user.id, closest(update.effective_user.language_code))
        return self._turn(update, update.effective_chat, self.uow, _incoming(update), actor)

    def _turn(self, update: Update, chat: Chat, uow: UnitOfWork, incoming: Incoming, actor: Actor) -> Turn:
        place = actor.place
        if place is not None and (place.flow not in self.flows or place.step not in self.flows[place.flow].steps):
            # Where they were is no more: a version of the program that had such a step is gone.
            actor = replace(actor, place=None)
        return Turn(
            uow=uow,
            services=self.services,
            incoming=incoming,
            actor=actor,
            flows=self.flows,
            route_tap=self.route_tap,
            bot_username=self.bot_username,
            chat_id=chat.id,
            query_id=update.callback_query.id if update.callback_query is not None else None,
            again=self.again,
        )

    async def _actor(self, user: User, chat: Chat, incoming: Incoming) -> Actor:
        language = closest(user.language_code)
        if chat.type != PRIVATE or self.uow is None:
            # Somebody in a group chat has not come to us: nothing is kept of them.
            return Actor(0, user.id, language)
        return await self.services.people.identify(
            self.uow, user.id, language, practice_named_by(incoming.tap), here=incoming.kind != "blocked"
        )

    async def note_failure(self, _update: object, context: Context) -> None:
        """What a handler raised: `process_update` would keep it to itself."""
        self.failure = context.error


def run(feature: Feature) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """The feature as a handler of python-telegram-bot."""

    async def handler(_update: Update, context: Context) -> None:
        turn = context.turn
        if turn is None:
            return
        if turn.again and turn.actor.place is not None and turn.incoming.kind != "tap":
            # Handled before the crash; the answer may not have gone out. The place has moved on: show it.
            await turn.ask_again()
            return
        await feature(turn)

    return handler


def _user(update: Update) -> User:
    assert update.effective_user is not None
    return update.effective_user


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == PRIVATE


def _incoming(update: Update) -> Incoming:
    change = update.my_chat_member
    if change is None:
        return incoming_of(update)
    gone = change.new_chat_member.status in GONE
    if change.chat.type == PRIVATE:
        return Incoming(kind="blocked" if gone else "unblocked")
    return Incoming(kind="removed" if gone else "added")


BotApplication = Application[ExtBot[None], Context, dict[str, object], dict[str, object], dict[str, object], None]
