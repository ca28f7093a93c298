"""Puts the running bot together, from Telegram's door to the database's: made once, started and stopped."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot, TypeHandler

from bot.clock import Clock, SystemClock
from bot.delivery.pacer import Lane, Pacer
from bot.delivery.worker import DeliveryWorker
from bot.jobs import Clockwork, schedule
from bot.pulse import Pulse
from bot.services.all import Services, make_services
from bot.services.people import Actor
from bot.services.practices import open_book
from bot.settings import Settings
from bot.texts import FALLBACK, Texts, languages
from handlers.menu import menu_of
from handlers.registry import FLOWS, route_tap, routes
from handlers.transport.documents import Documents
from handlers.transport.exporter import Exporter
from handlers.transport.intake import Intake
from handlers.transport.messenger import Messenger, seconds_of
from handlers.transport.progress import ProgressKeeper
from handlers.transport.replies import Replier
from handlers.transport.request import AiohttpRequest
from handlers.transport.sender import TelegramSender
from handlers.transport.turnstile import Turnstile
from handlers.turning import BotApplication, Context, Desk
from storage.database import Database, StorageFailure
from storage.holding import held
from storage.queries import restored
from storage.revision import bring_up_to_date, revision_of

log = structlog.get_logger()

STOP_SECONDS = 8.0
TRY_AGAIN_SECONDS = 2.0
# Short of this many seconds' worth of messages is what Telegram still counts after a restart.
LIMIT_WINDOW = 1.0


class RunningBot:
    """One bot: its parts, and the life that they share."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        services: Services,
        *,
        clock: Clock,
        pacer: Pacer,
        turnstile: Turnstile,
        lost: asyncio.Event,
    ) -> None:
        self.settings = settings
        self.database = database
        self.services = services
        self.pacer = pacer
        self.lost = lost
        self.desk = Desk(services=services, flows=FLOWS, route_tap=route_tap)
        self.application = _application(settings, self.desk)
        bot = self.application.bot
        messenger = Messenger(bot, self.pacer)
        self.exporter = Exporter(messenger, database, services, settings.storage.exporting)
        sender = TelegramSender(
            bot=bot,
            messenger=messenger,
            pacer=self.pacer,
            database=database,
            services=services,
            exporter=self.exporter,
        )
        self.worker = DeliveryWorker(database, sender, clock)
        self.progress = ProgressKeeper(
            messenger=messenger, pacer=self.pacer, database=database, services=services, clock=clock
        )
        self.clockwork = Clockwork(database, services)
        self.pulse = Pulse(database, clock)
        self._ticking, self._showing = asyncio.Lock(), asyncio.Lock()
        self.intake = Intake(
            bot=bot,
            application=self.application,
            desk=self.desk,
            database=database,
            replier=Replier(bot, messenger, self.pacer),
            clock=clock,
            after_batch=self.worker.wake,
            turnstile=turnstile,
            documents=Documents(bot, database, services.people, self.desk.flows),
        )

    async def tick(self) -> None:
        """Do the clock's work of this moment, and have what it queued sent."""
        async with self._ticking:
            await self.clockwork.tick()
            # A database that does not answer is no pulse, and that is what is to be seen.
            with contextlib.suppress(*StorageFailure):
                await self.pulse.beat(self.intake.heard_at)
        self.worker.wake()

    async def show_progress(self) -> None:
        """Bring the live messages of this moment up to date."""
        async with self._showing:
            await self.progress.tick()

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set; then finish what is under way."""
        self.exporter.clear()
        taken_up = await self.worker.take_up()
        self.pacer.assume_sent(await self.worker.sent_lately(LIMIT_WINDOW))
        self.desk.bot_username = self.application.bot.username
        scheduler = schedule(self.tick, self.show_progress)
        scheduler.start()
        # People first: what the clock has to do meanwhile takes its turn with them, as it does later.
        tasks = [asyncio.create_task(self.intake.run()), asyncio.create_task(self.worker.run())]
        reasons = [asyncio.create_task(stop.wait()), asyncio.create_task(self.lost.wait())]
        menus: list[asyncio.Task[None]] = []
        try:
            await self.tick()
            # By itself: it may have to wait for its turn, and neither people nor a stop wait for it.
            menus.append(asyncio.create_task(self._set_menus()))
            log.info("running", taken_up=taken_up, practices=len(list(self.services.book)))
            # A part that ends by itself has failed: the rest is stopped, and its failure comes out.
            await asyncio.wait((*reasons, *tasks), return_when=asyncio.FIRST_COMPLETED)
            if self.lost.is_set():
                log.error("database-held-no-more")
        finally:
            for task in (*reasons, *menus):
                task.cancel()
            await asyncio.gather(*menus, return_exceptions=True)
            scheduler.pause()
            self.intake.stop()
            self.worker.stop()
            # APScheduler would cancel what is under way: it is waited for, with the rest.
            await self._finish([*tasks, asyncio.create_task(self._clock_at_rest())])
            scheduler.shutdown(wait=False)
            log.info("stopped")

    async def _clock_at_rest(self) -> None:
        async with self._ticking, self._showing:
            return

    async def _finish(self, tasks: list[asyncio.Task[None]]) -> None:
        """Give everything that is under way a few seconds in all; what holds out longer is cut off."""
        _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        for task in late:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _set_menus(self) -> None:
        """Set the menu that strangers see. It reads every text there is: nobody waits for that."""
        stranger = Actor(0, 0, FALLBACK)
        for language in languages():
            menu = menu_of(stranger, Texts(language))
            try:
                # No chat is meant: the line is the bot's own. Nothing is called while Telegram has us wait.
                async with self.pacer.slot(Lane.BULK, self.application.bot.id):
                    await self.application.bot.set_my_commands(
                        [BotCommand(name, what) for name, what in menu.commands],
                        scope=BotCommandScopeAllPrivateChats(),
                        language_code=None if language == FALLBACK else language,
                    )
            except TelegramError as failure:
                log.warning("menu-not-set", error=type(failure).__name__)


@contextlib.asynccontextmanager
async def assembled(
    settings: Settings,
    clock: Clock | None = None,
    *,
    pacer: Pacer | None = None,
    turnstile: Turnstile | None = None,
) -> AsyncIterator[RunningBot]:
    """The bot over an up-to-date database, connected to Telegram and ready to `run`; everything closed at the end."""
    clock = clock or SystemClock()
    database = Database(settings.storage.url)
    try:
        await _reach_database(database)
        async with held(database, lambda: log.info("standing-by")) as lost:
            await bring_up_to_date(database)
            async with database.transaction() as uow:
                book = await open_book(uow, settings, clock)
            bot = RunningBot(
                settings,
                database,
                make_services(settings, book, clock),
                clock=clock,
                pacer=pacer or Pacer(settings.delivery.per_second),
                turnstile=turnstile or Turnstile(),
                lost=lost,
            )
            await _settle_after_a_restore(database, bot.services)
            await _reach_telegram(bot.application.bot)
            async with bot.application:
                yield bot
    finally:
        await database.close()


async def _settle_after_a_restore(database: Database, services: Services) -> None:
    # `ppgbot restore` has done it, unless it was stopped in the middle.
    async with database.reading() as uow:
        waits = await restored.any_waits(uow)
    if waits:
        async with database.transaction() as uow:
            await services.restored.settle(uow)


async def _reach_database(database: Database) -> None:
    # A server may start later than we do. A file is there, or waiting does not help.
    while not database.is_sqlite:
        try:
            await revision_of(database)
            return
        except StorageFailure as failure:
            log.warning("database-not-reached", error=type(failure).__name__)
            await asyncio.sleep(TRY_AGAIN_SECONDS)


async def _reach_telegram(bot: Bot) -> None:
    # Telegram can be away when the machine comes back: that is no reason to give up. A wrong token is.
    try:
        while True:
            try:
                await bot.initialize()
                return
            except InvalidToken:
                raise
            except TelegramError as failure:
                log.warning("telegram-not-reached", error=type(failure).__name__)
                await asyncio.sleep(seconds_of(failure) if isinstance(failure, RetryAfter) else TRY_AGAIN_SECONDS)
    except BaseException:
        await bot.shutdown()
        raise


def telegram_bot(settings: Settings) -> Bot:
    """Telegram alone, for a check that sends nothing to anybody."""
    base = settings.telegram.api_base_url
    return Bot(settings.token, base_url=f"{base}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())


def _application(settings: Settings, desk: Desk) -> BotApplication:
    base = settings.telegram.api_base_url.rstrip("/")
    application: BotApplication = (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    assert isinstance(application.bot, ExtBot)
    application.add_handler(TypeHandler(object, desk.open_turn), group=-1)
    application.add_handlers(routes())
    application.add_error_handler(desk.note_failure)
    return application
