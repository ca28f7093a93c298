"""An export that is interrupted, even killed, is made again by itself, and leaves no answers lying about."""

from pathlib import Path

from handlers.running import export_everything
from tests.conversations.house import CHAIR, MANAGER
from tests.conversations.main_job_model import Clerk
from tests.conversations.main_job_polls import ask_in_one_line, close, tap
from tests.conversations.process import PATIENCE, bot_process, settled_group


async def test_an_export_comes_though_the_bot_is_killed_while_it_goes_out(tmp_path: Path) -> None:
    async with bot_process(tmp_path) as bot:
        people = await settled_group(bot, 8)
        await bot.start()
        chair, manager = bot.person(CHAIR), bot.person(MANAGER)
        clerk = Clerk("Should we open on Saturdays?", ("Yes", "No"))
        await ask_in_one_line(chair, clerk)
        chair.tap(f"Send to {len(people)} members")
        for person in people:
            await person.hears(clerk.question, PATIENCE)
            tap(person, clerk, "Yes")
        await bot.standin.settled(PATIENCE)
        await close(chair)

        faults, folder = bot.standin.faults, bot.settings.storage.exporting
        both = {folder / "answers-P1.csv", folder / "answers-P1.xlsx"}
        # Nothing gets through: the files lie there for as long as the bot lives.
        faults.add("delay", methods=["sendDocument"], seconds=600)
        manager.type("/export P1")
        await bot.standin.until(lambda: all(file.exists() for file in both), PATIENCE)
        await bot.kill()
        folder.joinpath("answers-P9.csv").write_text("of another time")

        faults.clear()
        await bot.start()
        await manager.hears("The answers to P1", PATIENCE)
        await bot.standin.until(lambda: not folder.exists(), PATIENCE)
        names = [message.document for message in manager.messages if message.document]
        assert len(names) == 2
        assert await bot.stop() == 0
        assert len(await export_everything(bot.settings, tmp_path / "out")) == 2
