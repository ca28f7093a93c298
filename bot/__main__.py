"""The command line, and the only file that knows every room. Each command imports what it needs when it runs."""
# ruff: noqa: PLC0415

from bot.lean import be_lean, is_to_run

# Before anything else is loaded, which would be loaded twice.
if is_to_run():
    be_lean()

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot import logs
from bot.rubbish import none_while_loading
from bot.settings import Settings, SettingsError, load

if TYPE_CHECKING:
    from handlers.caring import Finding

app = typer.Typer(
    help="A Telegram bot that runs a GP practice's virtual patient group.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

# What the service manager makes of the end: it starts the program again, but not where somebody has to do something.
TRY_AGAIN, DO_NOT_TRY_AGAIN = 1, 2

Config = Annotated[Path, typer.Option(help="The configuration file.")]
DEFAULT_CONFIG = Path("config.toml")
PracticeCode = Annotated[str, typer.Option(help="The practice's code, where the configuration has several.")]


@app.command()
def run(config: Config = DEFAULT_CONFIG) -> None:
    """Run the bot until it is told to stop (SIGTERM, or Ctrl-C)."""
    with none_while_loading():
        from handlers.running import run_bot
        from storage.holding import AlreadyRunning, HeldNoMore
        from storage.wholeness import Unreadable

    settings = _settings(config)
    logs.set_up(as_json=True)
    try:
        with _plainly():
            _until_stopped(lambda stop: run_bot(settings, stop))
    except AlreadyRunning as other:
        _fail(f"Another process is running with {other}. One bot, one process: stop the other first.")
    except HeldNoMore:
        _fail("The database was taken from this process. Start it again: it stands by until it is needed.", TRY_AGAIN)
    except (Unreadable, OSError) as failure:
        what = getattr(failure, "filename", None) or "the database"
        _fail(f"{what} cannot be used: {type(failure).__name__}. `ppgbot check` says more.", TRY_AGAIN)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page; 0 picks a free one.")] = 8765,
    headless: Annotated[bool, typer.Option(help="Do not open a browser.")] = False,
    for_: Annotated[float, typer.Option("--for", help="Stop after so many seconds; 0 runs until Ctrl-C.")] = 0,
    patients: Annotated[int, typer.Option(min=0, max=2000, help="How many simulated patients join and answer.")] = 40,
    seed: Annotated[int, typer.Option(help="The same seed gives the same simulated patients.")] = 1,
) -> None:
    """Try it: the whole bot against a Telegram stand-in on this machine. No account, no token."""
    with none_while_loading():
        from handlers.trial import Trial, run_demo

    def say(url: str) -> None:
        typer.echo(
            f"\n  Open this page:  {url}/\n\n  Nothing in it is real, and nothing is kept. Stop with Ctrl-C.\n"
        )

    logs.set_up(as_json=False)
    trial = Trial(port=port, open_page=not headless, patients=patients, seed=seed)
    _until_stopped(lambda stop: run_demo(stop, trial, say), seconds=for_)


@app.command()
def check(config: Config = DEFAULT_CONFIG) -> None:
    """Check configuration, files, database, audit trail and Telegram: a line each. Sends nothing to anybody."""
    from handlers.caring import check_everything

    settings = _settings(config)
    typer.echo(f"ok    configuration  {config}: {len(settings.practice)} practice(s)")
    logs.set_up(as_json=False)
    _say_all(asyncio.run(check_everything(settings, config)))


@app.command()
def health(config: Config = DEFAULT_CONFIG) -> None:
    """Whether the running bot is alive, hears Telegram, and gets its messages out: for whoever watches it."""
    from handlers.caring import health as look

    _say_all(asyncio.run(look(_settings(config))))


@app.command()
def migrate(config: Config = DEFAULT_CONFIG) -> None:
    """Bring the database up to date. `run` does it by itself."""
    from storage.database import Database
    from storage.revision import bring_up_to_date

    async def go() -> str:
        database = Database(_settings(config).storage.url)
        try:
            return await bring_up_to_date(database)
        finally:
            await database.close()

    typer.echo(f"The database is at revision {asyncio.run(go())}.")


@app.command()
def invite(
    pdf: Annotated[Path, typer.Option(help="Where to put the sheet.")],
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many codes.")] = 1,
    source: Annotated[str, typer.Option(help="Where people will find it: 'poster at reception'.")] = "sheet",
    uses: Annotated[int, typer.Option(min=0, help="How many people each code lets in; 0 for any number.")] = 1,
    practice: PracticeCode = "",
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Make invitation codes, as a printable sheet of QR codes."""
    from handlers.running import make_invitations

    settings = _settings(config)
    with _plainly():
        made = asyncio.run(
            make_invitations(settings, code=practice, count=count, source=source, uses=uses or None, target=pdf)
        )
    typer.echo(f"{made} invitation(s) in {pdf}")


@app.command("import-list")
def import_list(
    file: Annotated[Path, typer.Argument(help="The national file as published, or your figures by ethnic group.")],
    practice: PracticeCode = "",
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Read the practice's registered list: .csv, or a .zip with one in it. It is read in a stream, however long."""
    from bot.errors import ListProblem
    from bot.texts import Texts
    from handlers.running import read_the_list

    settings = _settings(config)
    with _plainly():
        try:
            with typer.progressbar(length=100, label="Reading", file=sys.stderr) as bar:
                kept = asyncio.run(read_the_list(settings, code=practice, file=file, told=bar.update))
        except ListProblem as problem:
            _fail(Texts("en").plain("list-problem", **problem.arguments))
    typer.echo(kept)


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="The folder for the files; made if it is not there.")],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Write everything the practice may review, as CSV and Excel. What is still open stays closed."""
    from handlers.running import export_everything

    for path in asyncio.run(export_everything(_settings(config), out)):
        typer.echo(str(path))


@app.command()
def roles(
    give: Annotated[str, typer.Option(help="manager:222222, a role and a Telegram id.")] = "",
    take: Annotated[str, typer.Option(help="chair:111111, a role and a Telegram id.")] = "",
    practice: PracticeCode = "",
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Who has which role; in an emergency, take one away or give one at once. It is on record."""
    from bot.rules.words import Role
    from handlers.running import change_roles

    def read(given: str) -> tuple[Role, int] | None:
        role, _, number = given.partition(":")
        if given and (role not in set(Role) or not number.isdigit()):
            _fail(f"{given}: write a role ({', '.join(Role)}), a colon and a Telegram id, like manager:222222.")
        return (Role(role), int(number)) if given else None

    settings = _settings(config)
    with _plainly():
        for line in asyncio.run(change_roles(settings, code=practice, give=read(give), take=read(take))):
            typer.echo(line)


@app.command(name="print")
def print_(
    reference: Annotated[str, typer.Argument(help="The poll or survey: S3.")],
    pdf: Annotated[Path, typer.Option(help="Where to put the sheets.")],
    large: Annotated[bool, typer.Option(help="In large print: letters of 18 points.")] = False,
    count: Annotated[int, typer.Option(min=1, max=500, help="How many, each with a number of its own.")] = 1,
    language: Annotated[str, typer.Option(help="The language of the questions, where the survey has it.")] = "en",
    practice: PracticeCode = "",
    config: Config = DEFAULT_CONFIG,
) -> None:
    """A poll or survey on paper, ordinary or in large print. Type the answers in with /enter."""
    from bot.errors import Refusal
    from bot.texts import Texts
    from handlers.running import print_sheets

    settings = _settings(config)
    try:
        with _plainly():
            numbers = asyncio.run(
                print_sheets(
                    settings,
                    code=practice,
                    reference=reference,
                    count=count,
                    large=large,
                    language=language,
                    target=pdf,
                )
            )
    except Refusal as refusal:
        _fail(Texts("en").plain(refusal.key, **refusal.arguments))
    typer.echo(f"{len(numbers)} sheet(s), {numbers[0]} to {numbers[-1]}, in {pdf}")


@app.command()
def outbox(config: Config = DEFAULT_CONFIG) -> None:
    """What waits to be sent, was sent, failed and why, and the oldest."""
    from handlers.running import outbox_lines

    for line in asyncio.run(outbox_lines(_settings(config))):
        typer.echo(line)


@app.command()
def backup(
    dest: Annotated[Path, typer.Argument(help="A file that is not there yet, or a folder.")],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Copy the database while the bot runs. Secrets of anonymous polls are no part of it."""
    from handlers.caring import make_copy
    from storage.copying import CopyRefused

    try:
        typer.echo(f"Copied to {asyncio.run(make_copy(_settings(config), dest))}")
    except CopyRefused as refused:
        _fail(f"No copy was made: {refused}.")


@app.command()
def restore(
    copy: Annotated[Path, typer.Argument(help="A file that `ppgbot backup` made.")],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Bring a copy back into an empty place; nothing is ever overwritten. Stop the bot first."""
    from handlers.caring import restore_copy
    from storage.copying import CopyRefused

    try:
        found = asyncio.run(restore_copy(_settings(config), copy))
    except CopyRefused as refused:
        _fail(f"Nothing was restored: {refused}.")
    typer.echo(f"Restored the copy of {found.copied_at:%Y-%m-%d %H:%M} UTC. Start the bot: it asks chair and manager")
    typer.echo("whether messages that wait should be sent. Replies to people work at once.")


def _say_all(findings: "list[Finding]") -> None:
    """A line each, and exit 1 where one is not good."""
    for line in findings:
        typer.echo(f"{'ok   ' if line.good else 'WRONG'} {line.what:<14} {line.says}")
    if not all(line.good for line in findings):
        raise typer.Exit(1)


def _settings(config: Path) -> Settings:
    with _plainly():
        return load(config)


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """What is wrong with the configuration is said in lines, and ends the program with 2."""
    try:
        yield
    except SettingsError as error:
        _fail("The configuration cannot be used:\n" + "\n".join(f"  {problem}" for problem in error.problems))


def _fail(message: str, code: int = DO_NOT_TRY_AGAIN) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _until_stopped(main: Any, seconds: float = 0) -> None:
    async def go() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        if seconds:
            loop.call_later(seconds, stop.set)
        work: Coroutine[Any, Any, None] = main(stop)
        await work

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(go())


def main() -> None:
    """The program `ppgbot`. What it writes is for its own user's eyes: people's words are in it."""
    os.umask(0o077)
    app()


if __name__ == "__main__":
    main()
