"""What the delivery worker calls: renders a parcel, sends it in the bulk lane, and says what came of it."""

import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.delivery.kinds import Kind
from bot.delivery.outcomes import Faulty, Later, Outcome, Parcel, Sent, Unknown, Unreachable, Withdrawn
from bot.delivery.pacer import Lane, Pacer
from bot.services.all import Services
from bot.texts import texts_in
from handlers.deliveries import render
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.transport.exporter import Exporter
from handlers.transport.messenger import Messenger, reason_of, seconds_of, set_menu
from handlers.transport.request import MaybeDone
from handlers.views.screen import Screen
from storage.database import Database, StorageFailure

log = structlog.get_logger()

NO_CHAT = ("chat not found", "user not found", "peer_id_invalid")


class TelegramSender:
    """Takes parcels to Telegram. Implements `bot.delivery.outcomes.Sender`."""

    def __init__(
        self,
        *,
        bot: Bot,
        messenger: Messenger,
        pacer: Pacer,
        database: Database,
        services: Services,
        exporter: Exporter,
    ) -> None:
        self._bot = bot
        self._exporter = exporter
        self._messenger = messenger
        self._pacer = pacer
        self._database = database
        self._services = services

    async def send(self, parcel: Parcel) -> Outcome:
        """Render and send one parcel. Never raises for what Telegram, the network or the database does."""
        if (seconds := self._quiet_for(parcel)) > 0:
            return Later("quiet", seconds)
        if parcel.kind is Kind.EXPORT:
            return await self._export(parcel)
        try:
            rendered = await self._render(parcel)
        except StorageFailure as failure:
            return Later(type(failure).__name__)
        except Exception as failure:
            log.error("delivery-not-rendered", delivery=parcel.id, kind=parcel.kind, error=type(failure).__name__)
            return Faulty(type(failure).__name__)
        if rendered is None:
            return Withdrawn()
        return await self._attempt(parcel, rendered)

    async def _export(self, parcel: Parcel) -> Outcome:
        try:
            async with self._exporter.made(parcel) as made:
                return await self._attempt(parcel, Rendered(made)) if isinstance(made, Screen) else made
        except StorageFailure as failure:
            return Later(type(failure).__name__)

    def _quiet_for(self, parcel: Parcel) -> float:
        """For how many seconds it must not go out: what waited while nobody sent may come up in the night."""
        practice = self._services.book.get(parcel.practice_id)
        if practice is None:
            return 0.0
        allowed = self._services.notices.goes_out_at(practice, parcel.kind)
        return (allowed - self._services.clock.now()).total_seconds()

    async def _render(self, parcel: Parcel) -> Rendered | None:
        practice = self._services.book.get(parcel.practice_id)
        if practice is None:
            return None
        async with self._database.reading() as uow:
            actor = await self._services.people.recipient(uow, parcel.telegram_id, practice)
            if actor is None:
                return None
            texts = texts_in(actor.language, practice.settings.zone)
            return await render(parcel.kind, Occasion(uow, self._services, parcel, practice, actor, texts))

    async def _attempt(  # noqa: PLR0911  (one kind of failure, one line)
        self, parcel: Parcel, rendered: Rendered
    ) -> Outcome:
        try:
            message = await self._messenger.say(parcel.telegram_id, rendered.screen, Lane.BULK)
        except RetryAfter as wait:
            self._pacer.halt(seconds_of(wait))
            return Later("limited", seconds_of(wait))
        except Forbidden as refused:
            return Unreachable("deactivated" if "deactivated" in str(refused) else "blocked")
        except BadRequest as refused:
            gone = any(reason in str(refused).lower() for reason in NO_CHAT)
            return Unreachable("no-chat") if gone else Faulty(reason_of(refused))
        except MaybeDone as failure:
            return Unknown(type(failure).__name__)
        except NetworkError as failure:
            return Later(type(failure).__name__)
        except TelegramError as failure:
            # An answer that is no answer: Telegram may have done it.
            return Unknown(type(failure).__name__)
        if rendered.menu is not None:
            await self._offer(parcel.telegram_id, rendered)
        return Sent(message.message_id)

    async def _offer(self, chat_id: int, rendered: Rendered) -> None:
        assert rendered.menu is not None
        try:
            await set_menu(self._bot, chat_id, rendered.menu.commands)
        except TelegramError as failure:
            log.warning("menu-not-set", error=type(failure).__name__)
