"""The central failures together, in any order: what is counted in the end is what a plain model counts."""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.services.consultations import newest
from storage.queries import answers, roster
from tests.failures.model import Ballot, Model
from tests.failures.stage import Stage, open_stage

PEOPLE = 5
CHOICES = ("Yes", "No")
people = st.integers(0, PEOPLE - 1)


class Failures(RuleBasedStateMachine):
    """A chair, five people, a Telegram that refuses and cuts, a process that dies; and the model beside it."""

    stage: Stage

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.folder = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.open = AsyncExitStack()

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """One step, in the loop of this example."""
        return self.runner.run(work)

    @initialize()
    def begin(self) -> None:
        self.stage = self.do(self.open.enter_async_context(open_stage(self.folder, PEOPLE)))

    def teardown(self) -> None:
        try:
            self.do(self._agree())
        finally:
            self.do(self.open.aclose())
            self.runner.close()
            shutil.rmtree(self.folder)

    # What people do

    @precondition(lambda self: not self.model.open and len(self.model.blocked) < PEOPLE)
    @rule()
    def ask(self) -> None:
        ballot = Ballot(len(self.model.ballots) + 1, {p.id for p in self.stage.people} - self.model.blocked)
        self.do(self.stage.ask(f"{ballot.question} | {' | '.join(CHOICES)}"))
        self.model.ballots.append(ballot)
        self.model.open = True

    @precondition(lambda self: self.model.open)
    @rule(who=people, choice=st.sampled_from(CHOICES), twice=st.booleans())
    def vote(self, who: int, choice: str, twice: bool) -> None:
        person, ballot = self.stage.people[who], self.model.ballot
        if person.id in self.model.blocked or person.id not in ballot.asked:
            return
        if not papers(person, ballot):
            self.do(self.stage.rests())
        if held := papers(person, ballot):
            label = next(label for label in held[-1].buttons if choice in label)
            person.tap(held[-1], label, twice=twice)
            ballot.tapped[person.id] = choice

    @rule(who=people)
    def block(self, who: int) -> None:
        person = self.stage.people[who]
        if person.id not in self.model.blocked:
            self.model.blocks(person.id)
            person.block()

    @rule(who=people, start=st.booleans())
    def come_back(self, who: int, start: bool) -> None:
        person = self.stage.people[who]
        if person.id in self.model.blocked:
            self.model.blocked.discard(person.id)
            if start:
                person.type("/start")
            else:
                person.unblock()

    @precondition(lambda self: self.model.open)
    @rule()
    def close(self) -> None:
        self.do(self._close())
        self.model.open = False

    async def _close(self) -> None:
        chair, reference = self.stage.chair, f"P{self.model.ballot.number}"
        await self.stage.rests()
        chair.type(f"/close {reference}")
        chair.tap(await self.stage.hears(chair, "Nobody can answer after that"), "Yes, close it")
        await self.stage.hears(chair, f"{reference} is closed")

    # What happens to them

    @rule()
    def crash(self) -> None:
        self.model.crashes += 1
        self.do(self.stage.crash())

    @rule()
    def cut(self) -> None:
        self.model.cuts += 1
        self.stage.standin.faults.add("drop_after", methods=["sendMessage", "sendPhoto"], times=1)

    @precondition(lambda self: self.model.refusals == 0)
    @rule()
    def refuse(self) -> None:
        self.model.refusals += 1
        methods = ["sendMessage", "editMessageText"]
        self.stage.standin.faults.add("refuse", methods=methods, times=1, status=429, retry_after=1)

    @rule(seed=st.integers(0, 99))
    def replay(self, seed: int) -> None:
        confirmed = self.stage.confirmed()
        chosen = Random(seed).sample(confirmed, min(4, len(confirmed)))
        self.stage.standin.world.bot().updates.redeliver(chosen)
        self.do(self.stage.standin.settled())

    # What must be so in the end

    async def _agree(self) -> None:
        stage, model = self.stage, self.model
        await stage.rests()
        assert stage.bot is not None
        (practice,) = stage.bot.services.book
        async with stage.bot.database.reading() as uow:
            assert len(await newest(uow, practice)) == len(model.ballots)
            for ballot in model.ballots:
                turnout = await roster.turnout(uow, practice.id, ballot.number)
                assert turnout == (len(ballot.asked), len(ballot.tapped))
                counted = await answers.totals(uow, practice.id, ballot.number)
                assert sorted(counted.values()) == sorted(filter(None, ballot.counts(CHOICES)))
        repeats = sum(self._repeats(ballot) for ballot in model.ballots)
        assert repeats <= min(model.may_repeat, await stage.in_doubt())
        if model.ballots and not model.may_be_silent:
            for person in stage.people:
                self._knows(person, model.ballot)

    def _repeats(self, ballot: Ballot) -> int:
        received = self.stage.received(f"<b>P{ballot.number}</b> · Riverside Patient Group asks")
        missed = ballot.asked - ballot.excused - set(received)
        assert not missed, f"{missed} were missed"
        assert not set(received) - ballot.asked
        return received.total() - len(received)

    def _knows(self, person: PersonDriver, ballot: Ballot) -> None:
        if person.id in ballot.tapped and person.id not in ballot.excused:
            told = [message.words for message in papers(person, ballot)]
            assert any(f"Your answer: {ballot.tapped[person.id]}" in words for words in told), told


def papers(person: PersonDriver, ballot: Ballot) -> list[Message]:
    """The messages with this question that somebody has in their chat."""
    return [message for message in person.messages if ballot.question in message.words and message.markup]


TestFailures = Failures.TestCase
TestFailures.settings = settings(
    max_examples=6,
    stateful_step_count=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
