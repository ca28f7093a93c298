"""Buttons that nobody could tap: forged, from another time, too late. Each is answered, and none has an effect."""

from pathlib import Path

from structlog.testing import capture_logs

from handlers.callbacks import ClosePoll, Decide, RecordOutcome, Run, Step, StopSending, Tap, Vote
from tests.failures.stage import open_stage, side_by_side
from tests.failures.test_updates import state
from tests.failures.trouble import times

TAPS: tuple[Tap, ...] = (
    Vote(1, 1, 99, True),
    Vote(1, 1, 0, True),
    Vote(1, 999, 1, True),
    Vote(1, 10**17, 1, True),
    ClosePoll(1, 1, True),
    StopSending(1, 1),
    RecordOutcome(1, 1),
    Decide(1, 1, True),
    Run("export", "P1", 1),
    Run("forty-two"),
    Step("poll", "preview", "send"),
    Step("nowhere", "never", "x"),
)
FORGED = (*(tap.pack() for tap in TAPS), "v:1:1:1", "v:1:1:one:1", "v:1:1:-1:1", "zz", ":", "v" * 64, "v:1:1:１:1")


async def test_forged_buttons_are_answered_and_do_nothing(tmp_path: Path) -> None:
    await side_by_side(tmp_path, forged, (False, True))


async def forged(folder: Path, named: bool) -> None:
    async with open_stage(folder, 3) as stage:
        live = await stage.ask()
        await stage.rests()
        before = await state(stage)
        person = stage.people[0]
        with capture_logs() as lines:
            for data in FORGED:
                person.tap(live if named else None, data=data)
            await stage.rests()
        assert len(person.toasts) == len(FORGED)
        assert await state(stage) == before
        assert times(lines, "update-failed") == 0


async def test_a_tap_that_telegram_has_given_up_is_kept_and_confirmed(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 3, query_lifetime=-1) as stage:
        await stage.ask()
        await stage.rests()
        for person in stage.people:
            person.tap("No")
            await stage.hears(person, "Your answer: No")
        await stage.rests()
        assert not any(person.toasts for person in stage.people)
        assert (await state(stage))[1] == (3, 3)
