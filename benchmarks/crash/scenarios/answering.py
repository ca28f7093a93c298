"""People answer two polls at once, one with names and one anonymous, and change their minds."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.crash.books import outbox_is_empty
from benchmarks.crash.judging import SENDS, Verdict, cuts_in
from benchmarks.crash.ordeal import PATIENCE, SILENCE, Ordeal, Trial, ordeal
from bot.demo.standin.driver import PersonDriver
from handlers.running import export_everything
from tests.conversations.house import CHAIR
from tests.conversations.main_job_model import Clerk
from tests.conversations.main_job_polls import ask_in_one_line, shows_answer, tap
from tests.conversations.main_job_reading import bundles, by_respondent, numbers_in, rows_of_csv
from tests.conversations.process import settled_group

LONGEST_LIFE = 1.2
CHOICES = ("Yes", "No", "Not sure")
NAMED = "With names: should we open on Saturdays?"
ANONYMOUS = "Anonymous: should we open on Sundays?"
# Every other kill strikes while the bot takes up what the one before has left.
JUDGED_AT_ONCE = 0.5


@dataclass
class _Room:
    """Those who answer, and the clerk of each poll."""

    it: Ordeal
    people: Sequence[PersonDriver]
    clerks: Sequence[Clerk]
    answers_lost: list[str]
    judged: int = 0
    looks: int = 0

    async def tap_away(self, chance: Random) -> None:
        """Everybody taps once or more, without waiting; now and then one tap comes as two updates."""
        for person in chance.sample(list(self.people), len(self.people)):
            for clerk in chance.choices(self.clerks, k=chance.randint(1, 3)):
                tap(person, clerk, chance.choice(CHOICES), twice=chance.random() < 0.2)
            await asyncio.sleep(chance.uniform(0, 0.02))

    async def judge(self) -> None:
        """Everybody sees the answer they tapped last, at once or when they look; else it is lost."""
        standin = self.it.bot.standin
        await standin.settled(PATIENCE)
        try:
            await standin.until(lambda: not self._stale(), SILENCE)
        except AssertionError:
            for person, clerk in self._stale():
                await self._looks(person, clerk)
        self.judged += sum(len(clerk.chosen) for clerk in self.clerks)

    def _stale(self) -> list[tuple[PersonDriver, Clerk]]:
        return [
            (person, clerk)
            for clerk in self.clerks
            for person in self.people
            if person.id in clerk.chosen and not shows_answer(person, clerk)
        ]

    async def _looks(self, person: PersonDriver, clerk: Clerk) -> None:
        self.it.looked_again += 1
        before = len(person.messages)
        person.type("/polls")
        listed = await person.hears("Open polls", PATIENCE)
        person.tap(listed, next(label for label in listed.buttons if clerk.question in label))
        await person.hears(clerk.question, PATIENCE)
        self.looks += len(person.messages) - before - 1
        if not shows_answer(person, clerk):
            self.answers_lost.append(f"{clerk.answer_of(person.id)!r} of {person.id} to {clerk.question!r}")


async def answering(trial: Trial) -> Verdict:
    """What was tapped last is what people see after the kill, and what is counted and exported after the close."""
    async with ordeal(trial) as it:
        people = await settled_group(it.bot, trial.size(40, 16))
        room = _Room(it, people, [Clerk(NAMED, CHOICES), Clerk(ANONYMOUS, CHOICES)], [])
        await _ask(room)
        papers = _messages(room)
        await _waves(room)
        await _close(room)
        verdict = Verdict(f"{room.judged} answers judged", it.kills, answers_lost=room.answers_lost)
        verdict.lost += it.failures
        verdict.cuts, verdict.looked_again = cuts_in(it.bot.standin.journal), it.looked_again
        verdict.repeats, verdict.allowed = _messages(room) - papers - room.looks, it.unconfirmed + verdict.cuts
        return verdict


async def _ask(room: _Room) -> None:
    bot, chair = room.it.bot, room.it.bot.person(CHAIR)
    await bot.start()
    for clerk, names in zip(room.clerks, ("Named", ""), strict=True):
        await ask_in_one_line(chair, clerk, names=names)
        chair.tap("Send to")
        clerk.asks(person.id for person in room.people)
        for person in room.people:
            await person.hears(clerk.question, PATIENCE)
    # A paper that came a second time later on would be an empty one.
    await outbox_is_empty(bot)
    await bot.kill()


def _messages(room: _Room) -> int:
    ids = {person.id for person in room.people}
    journal = room.it.bot.standin.journal
    return sum(call.method in SENDS and call.applied and call.chat_id in ids for call in journal.records)


async def _waves(room: _Room) -> None:
    it, ids = room.it, [person.id for person in room.people]
    chance, alive = it.trial.chance("taps"), False
    for _ in range(it.trial.rounds):
        if not alive:
            await it.begin_life(ids)
        tapping = asyncio.create_task(room.tap_away(chance))
        await it.end_life(LONGEST_LIFE)
        await tapping
        if alive := chance.random() < JUDGED_AT_ONCE:
            await it.begin_life(ids)
            await room.judge()
    if not alive:
        await it.begin_life(ids)
        await room.judge()


async def _close(room: _Room) -> None:
    """Close both polls, and hold what the chair is told and what is exported against the clerks."""
    it, chair = room.it, room.it.bot.person(CHAIR)
    it.bot.standin.faults.clear()
    for number, clerk in enumerate(room.clerks, start=1):
        chair.type(f"/close P{number}")
        await chair.hears("Nobody can answer after that", PATIENCE)
        chair.tap("Yes, close it")
        told = numbers_in((await chair.hears("people asked have answered", PATIENCE)).words)
        if told != clerk.numbers():
            room.answers_lost.append(f"{clerk.question!r} is counted as {told}, and is {clerk.numbers()}")
    await it.bot.stop()
    files = await export_everything(it.bot.settings, it.trial.folder / "export")
    sheets = [rows_of_csv(file.read_bytes()) for file in files if file.suffix == ".csv"]
    named, anonymous = (_sheet_of(sheets, clerk) for clerk in room.clerks)
    known = {person.id: person.person.name for person in room.people}
    if by_respondent(named) != {known[who]: chosen for who, chosen in room.clerks[0].chosen.items()}:
        room.answers_lost.append(f"the export of {NAMED!r} is not what was tapped")
    if bundles(anonymous) != room.clerks[1].bundles():
        room.answers_lost.append(f"the export of {ANONYMOUS!r} is not what was tapped")


def _sheet_of(sheets: list[list[dict[str, str]]], clerk: Clerk) -> list[dict[str, str]]:
    return next(rows for rows in sheets if rows and clerk.question in rows[0].values())
