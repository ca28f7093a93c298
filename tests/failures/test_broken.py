"""Every story is told to a build that is broken where it matters, and ends badly there: so it can fail."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.failures import (
    test_blocked,
    test_buttons,
    test_crash,
    test_cuts,
    test_database,
    test_failing_update,
    test_flood,
    test_limits,
    test_stop_sending,
    test_telegram_away,
    test_turned_clock,
    test_updates,
)
from tests.failures.broken import BROKEN
from tests.failures.stage import PATIENCE

Story = Callable[[Path], Awaitable[None]]
# What does not come soon does not come: each story was waited for patiently on the build that is whole.
LITTLE_PATIENCE = 1.5
# Where the build that is whole has to wait as well.
PATIENT = {"ignores retry_after": 10.0}

STORIES: Mapping[str, Story] = {
    "acknowledges before the commit": (
        test_database.test_a_process_that_dies_while_the_database_is_locked_loses_nothing
    ),
    "drops what the database does not take": test_database.test_a_full_disk_acknowledges_nothing_that_is_not_stored,
    "counts a flood again at each try": test_database.test_a_locked_database_is_waited_for,
    "forgets which updates it has handled": test_updates.test_what_comes_again_takes_effect_once_and_is_answered,
    "undoes nothing": test_failing_update.test_what_fails_half_way_is_undone_and_said,
    "shows what an old tap said": test_updates.test_what_comes_again_takes_effect_once_and_is_answered,
    "settles as sent before sending": partial(test_cuts.deliveries_are_cut, kind="drop_before"),
    "never takes up what the dead had in hand": test_crash.test_a_broadcast_that_dies_goes_on_at_once,
    "lets leases run out in its own hands": partial(test_turned_clock.broadcast_through, jump=timedelta(hours=1)),
    "takes what it does not know for sent": partial(test_cuts.deliveries_are_cut, kind="drop_before"),
    "does not count doubts": partial(test_cuts.deliveries_are_cut, kind="drop_after"),
    "takes blocked for busy": test_blocked.test_a_tenth_blocks_the_bot_and_most_come_back,
    "ignores retry_after": partial(test_limits.storm, model="bucket"),
    "tries a reply only once": partial(test_cuts.replies_are_cut, kind="drop_before"),
    "lets everybody through": test_flood.test_a_flood_is_set_aside_and_said_once,
    "waits for every reply": test_flood.test_a_line_of_replies_to_one_person_holds_up_nobody_else,
    "gives up when Telegram is away": partial(test_telegram_away.start_without, kind="down"),
    "withdraws nothing": test_stop_sending.test_a_stopped_broadcast_goes_to_nobody_else,
    "lets everybody do everything": partial(test_buttons.forged, named=True),
}


def test_every_sabotage_has_its_story() -> None:
    assert STORIES.keys() == BROKEN.keys()


@pytest.mark.parametrize("name", STORIES)
async def test_a_broken_build_does_not_survive_its_story(tmp_path: Path, name: str) -> None:
    PATIENCE.set(PATIENT.get(name, LITTLE_PATIENCE))
    with BROKEN[name](), pytest.raises(AssertionError):
        await STORIES[name](tmp_path)
