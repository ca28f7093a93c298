"""The process dies in the middle: whoever was asked, is asked; whoever answered, has answered."""

from pathlib import Path

from tests.failures.stage import open_stage

# As many sends may be under way at the same moment, and so may come twice.
IN_FLIGHT = 16


async def test_a_broadcast_that_dies_goes_on_at_once(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 60, per_second=300) as stage:
        await stage.ask()
        for sent in (10, 30):
            await stage.until(lambda sent=sent: len(stage.papers()) >= sent)  # type: ignore[misc]
            await stage.crash()
        # What the dead had in hand is taken up at the start, not when its lease runs out.
        started = stage.clock.now()
        await stage.until(lambda: len(stage.received()) == len(stage.people))
        assert stage.clock.now() == started
        await stage.rests()
        assert stage.repeats() <= min(2 * IN_FLIGHT, await stage.in_doubt())


async def test_answers_of_a_process_that_dies_are_kept_and_confirmed(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 20) as stage:
        live = await stage.ask()
        await stage.rests()
        for dying, answer in ((True, "Yes"), (False, "No")):
            for person in stage.people:
                person.tap(answer)
            if dying:
                await stage.until(lambda: len(stage.standin.journal.of("answerCallbackQuery")) >= 3)
                await stage.crash()
        for person in stage.people:
            await stage.hears(person, "Your answer: No")
        await stage.rests()
        assert "20 of 20" in await stage.shown(live)
