"""The machine's clock is moved by an hour or a day: nothing comes twice, nothing is left out."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.failures.stage import QUESTION, Stage, open_stage, side_by_side

JUMPS = [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)]
REMINDER, CLOSE = datetime(2027, 5, 17, 17, 0, tzinfo=UTC), datetime(2027, 5, 18, 17, 0, tzinfo=UTC)


async def test_a_broadcast_goes_on_through_a_jump(tmp_path: Path) -> None:
    await side_by_side(tmp_path, broadcast_through, JUMPS)


async def test_reminders_and_closings_come_once(tmp_path: Path) -> None:
    await side_by_side(tmp_path, closing_through, JUMPS)


async def broadcast_through(folder: Path, jump: timedelta) -> None:
    async with open_stage(folder, 24) as stage:
        ids = [person.id for person in stage.people]
        # Some for longer: when there is room for more, they are in hand still.
        for some, seconds in ((ids[::2], 0.3), (ids[1::2], 1.0)):
            stage.standin.faults.add("delay", methods=["sendMessage"], chat_ids=some, seconds=seconds)
        await stage.ask()
        await stage.until(lambda: stage.standin.api.busy >= 4)
        # Leases run out at once, or last for a day; what is under way is still in hand.
        stage.clock.advance(seconds=jump.total_seconds())
        assert stage.bot is not None
        stage.bot.worker.wake()
        await stage.rests()
        assert stage.repeats() == 0
        assert await stage.in_doubt() == 0


def heard(stage: Stage, words: str) -> list[int]:
    """How often each of the people has heard something."""
    return [sum(words in message.words for message in person.messages) for person in stage.people]


async def closing_through(folder: Path, jump: timedelta) -> None:
    async with open_stage(folder, 5) as stage:
        await stage.ask()
        await stage.rests()
        for moment in (REMINDER, CLOSE):
            stage.clock.set(moment)
            await stage.tick()
            for there_and_back in (jump, -jump, -jump, jump):
                stage.clock.advance(seconds=there_and_back.total_seconds())
                await stage.tick()
        assert heard(stage, "There is still time") == [1] * 5
        assert heard(stage, "Fewer than 5 people answered") == [1] * 5
        assert heard(stage, QUESTION) == [3] * 5
