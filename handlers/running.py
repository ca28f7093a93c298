"""What the command line asks for: to run the bot, and the errands that need no Telegram."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.clock import SystemClock
from bot.errors import ListProblem
from bot.rules.words import Role
from bot.services.all import Services, make_services
from bot.services.practices import Practice, PracticeBook, open_book
from bot.settings import Settings, SettingsError
from bot.texts import Texts
from handlers.assembly import assembled, telegram_bot
from storage.database import Database
from storage.holding import HeldNoMore
from storage.queries import outbox
from storage.revision import bring_up_to_date


async def run_bot(settings: Settings, stop: asyncio.Event) -> None:
    """Run until `stop` is set. It may be set while Telegram, or another process that works, is still waited for."""
    stopping = asyncio.create_task(stop.wait())
    try:
        async with AsyncExitStack() as parts:
            starting = asyncio.create_task(parts.enter_async_context(assembled(settings)))
            await asyncio.wait((starting, stopping), return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                bot = starting.result()
                await bot.run(stop)
                if bot.lost.is_set():
                    raise HeldNoMore
            else:
                starting.cancel()
                await asyncio.wait((starting,))
    except InvalidToken:
        raise SettingsError(["telegram.token: Telegram does not know it; ask @BotFather for it"]) from None
    finally:
        stopping.cancel()


@asynccontextmanager
async def offline(settings: Settings) -> AsyncIterator[tuple[Database, PracticeBook, Services]]:
    """The services without Telegram."""
    database, clock = Database(settings.storage.url), SystemClock()
    try:
        await bring_up_to_date(database)
        async with database.transaction() as uow:
            book = await open_book(uow, settings, clock)
        yield database, book, make_services(settings, book, clock)
    finally:
        await database.close()


async def make_invitations(
    settings: Settings, *, code: str, count: int, source: str, uses: int | None, target: Path
) -> int:
    """New invitation codes on a printable sheet. Asks Telegram only for the bot's own name."""
    from bot.reports.invitations import InvitationCard, InvitationSheet, invitation_sheet  # noqa: PLC0415

    username = await _username(settings)
    async with offline(settings) as (database, book, services):
        practice = _chosen(book, code)
        async with database.transaction() as uow:
            made = await services.invitations.create(uow, practice, count=count, source=source, uses=uses)
    texts = Texts("en", practice.settings.zone)
    sheet = InvitationSheet(
        group_name=practice.settings.group_name,
        practice_name=practice.settings.name,
        headline=texts.plain("sheet-headline", practice=practice.settings.name),
        explanation=texts.plain("sheet-explanation", group=practice.settings.group_name),
        how_to=texts.plain("sheet-how-to"),
        source=source,
        cards=tuple(InvitationCard(each.code, f"https://t.me/{username}?start={each.code}") for each in made),
        expires=texts.plain("sheet-expires", day=texts.day(made[0].expires_at)),
    )
    await asyncio.to_thread(target.write_bytes, invitation_sheet(sheet))
    return len(made)


async def read_the_list(settings: Settings, *, code: str, file: Path, told: Callable[[int], None]) -> str:
    """Read and keep a practice's registered list; what was kept, in words. `told` hears how many per cent are new.

    Refuses with ListProblem.
    """
    done = 0

    def tell(bytes_read: int, whole: int) -> None:
        nonlocal done
        now = 100 * bytes_read // max(whole, 1)
        told(now - done)
        done = now

    async with offline(settings) as (database, book, services):
        practice = _chosen(book, code)
        try:
            found = await services.registered.read(practice, file, tell)
        except OSError:
            raise ListProblem(problem="not-there", about="", line=0) from None
        async with database.transaction() as uow:
            kept = await services.registered.keep(uow, None, practice, found)
    texts = Texts("en", practice.settings.zone)
    return texts.plain("list-kept", kind=kept.kind, patients=kept.patients, day=texts.calendar_day(kept.as_of))


async def change_roles(
    settings: Settings, *, code: str, give: tuple[Role, int] | None, take: tuple[Role, int] | None
) -> list[str]:
    """Give or take a role past every rule but the record, in an emergency; then who has which role, in lines."""
    async with offline(settings) as (database, book, services):
        practice = _chosen(book, code)
        async with database.transaction() as uow:
            for change, gives in ((give, True), (take, False)):
                if change is not None:
                    await services.roles.change_by_operator(uow, practice, *change, give=gives)
            held = await services.roles.held(uow, practice)
    return [
        f"{each.role:<8} {each.telegram_id:<14} since {each.since:%Y-%m-%d}  {each.name or 'has not joined yet'}"
        for each in held
    ]


async def print_sheets(
    settings: Settings, *, code: str, reference: str, count: int, large: bool, language: str, target: Path
) -> list[str]:
    """A poll or a survey on paper, with fresh numbers. Returns the numbers. Refuses with Refusal."""
    from bot.reports.paper import paper_pdf  # noqa: PLC0415
    from bot.services.consultations import by_reference  # noqa: PLC0415
    from handlers.printing import paper_of  # noqa: PLC0415

    async with offline(settings) as (database, book, services):
        practice = _chosen(book, code)
        async with database.transaction() as uow:
            found = await by_reference(uow, practice, reference)
            about, form = await services.entering.form(uow, practice, found.id)
            numbers = await services.entering.fresh_numbers(uow, practice, about, count)
    texts = Texts("en", practice.settings.zone)
    paper = paper_of(texts, practice, about, form, numbers, large=large, language=language)
    await asyncio.to_thread(target.write_bytes, paper_pdf(paper))
    return list(paper.numbers)


async def _username(settings: Settings) -> str:
    bot = telegram_bot(settings)
    try:
        await bot.initialize()
        return bot.username
    except TelegramError as failure:
        why = type(failure).__name__
        raise SettingsError([f"telegram: the bot's name is needed, but Telegram was not reached: {why}"]) from None
    finally:
        await bot.shutdown()


def _chosen(book: PracticeBook, code: str) -> Practice:
    found = [practice for practice in book if code in ("", practice.settings.code)]
    if len(found) != 1:
        codes = ", ".join(practice.settings.code for practice in book)
        raise SettingsError([f"--practice: say which practice: {codes}"])
    return found[0]


async def export_everything(settings: Settings, folder: Path) -> list[Path]:
    """Every poll and survey whose answers are open, as CSV and Excel, in a folder for each practice."""
    from handlers.exporting import export_to  # noqa: PLC0415

    written = []
    async with offline(settings) as (database, book, services):
        for practice in book:
            place, texts = folder / practice.settings.code, Texts("en", practice.settings.zone)
            place.mkdir(parents=True, exist_ok=True)
            async with database.reading() as uow:
                found = await services.results.exportable(uow, practice)
            for each in found:
                written += await export_to(place, database, practice, each.id, texts)
    return written


async def outbox_lines(settings: Settings) -> list[str]:
    """The outbox in lines: how many in each state, failures by kind, sends in doubt, and the oldest."""
    database = Database(settings.storage.url)
    try:
        async with database.reading() as uow:
            rows = await outbox.overview(uow)
    finally:
        await database.close()
    lines = [f"{'state':<10} {'why':<14} {'count':>7} {'in doubt':>9}  oldest"]
    for state, failure, count, doubtful, oldest in rows:
        lines.append(f"{state:<10} {failure or '-':<14} {count:>7} {doubtful:>9}  {oldest:%Y-%m-%d %H:%M} UTC")
    return lines if rows else ["The outbox is empty."]
