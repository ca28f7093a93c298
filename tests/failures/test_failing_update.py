"""An update that cannot be handled leaves nothing half done, is passed over in the end, and holds up nobody."""

import shutil
from pathlib import Path

from tests.failures.stage import open_stage


async def test_what_fails_half_way_is_undone_and_said(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 3) as stage:
        folder = stage.settings.storage.secrets
        shutil.rmtree(folder, ignore_errors=True)
        folder.write_text("not a folder")
        stage.chair.type("/poll Saturdays? | Yes | No")
        await stage.hears(stage.chair, "This is what members will see")
        stage.chair.tap("Send to")
        stage.people[0].type("/polls")
        await stage.hears(stage.people[0], "There is no open poll now")
        await stage.hears(stage.chair, "something went wrong")
        folder.unlink()
        stage.people[0].type("/polls")
        await stage.hears(stage.people[0], "There is no open poll now")
        await stage.rests()
        assert not stage.papers()

        stage.chair.tap("Send to")
        await stage.hears(stage.chair, "P1")
        await stage.rests()
        assert stage.repeats() == 0
