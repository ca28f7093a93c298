"""A chair stops a broadcast: what is sent is sent, the rest is withdrawn, and those were not asked."""

from pathlib import Path

from tests.failures.stage import open_stage
from tests.failures.test_updates import state


async def test_a_stopped_broadcast_goes_to_nobody_else(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 60, per_second=100) as stage:
        live = await stage.ask()
        await stage.until(lambda: len(stage.papers()) >= 10)
        stage.chair.tap(live.id, data=stop_button(live.data))
        await stage.until(lambda: any("Stopped." in toast.text for toast in stage.chair.toasts))
        await stage.rests()
        received, asked = stage.received(), (await state(stage))[1]
        assert 10 <= len(received) < len(stage.people)
        assert received.total() == len(received)
        assert asked == (len(received), 0)
        words = await stage.shown(live)
        assert f"Withdrawn: {len(stage.people) - len(received)}." in words
        assert f"0 of {len(received)}" in words

        first = next(person for person in stage.people if received[person.id])
        first.tap("Yes")
        await stage.hears(first, "Your answer: Yes")
        await stage.crash()
        stage.clock.advance(days=6, hours=8)
        await stage.tick()
        reminded = stage.received("There is still time")
        assert set(reminded) == set(received) - {first.id}


def stop_button(data: dict[str, str]) -> str:
    """What *Stop sending* sends, which the chair's message has for as long as there is something to stop."""
    return next(value for label, value in data.items() if label == "Stop sending")
