"""Random surveys with random skip logic, filled in at random: what is stored is always what a plain model says.

What people do comes in batches, as in the running bot: read together, and written together.
"""

import asyncio
import contextlib
from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import AnswerRefused, AnswersMissing
from bot.rules.forms.form import Form, Kind
from bot.rules.forms.sheet import BEGINNING, REVIEW
from bot.rules.words import Attribution
from bot.services.people import Actor
from bot.services.stepping import Filled
from bot.services.surveys import NOT_SAID_CHOICE, Survey, SurveyDraft
from storage.database import UnitOfWork
from storage.queries import exports, roster
from storage.queries import surveys as queries
from tests.services.survey_model import CHOICES, NOT_SAID, Asked, Given, Person, surveys
from tests.support.group import Group

MEMBERS = 3


class Move(NamedTuple):
    """One thing that somebody does, at a question by its place (as far as there are so many).

    One that `fails` is undone by itself, and is as if it had not been.
    """

    who: int
    what: str
    where: int
    choice: str
    on: bool
    number: int
    fails: bool


class Batch(NamedTuple):
    """What is done in one transaction; `restarted`: by a program that has been started anew."""

    restarted: bool
    moves: list[Move]


class Broken(Exception):
    """What a move fails with."""


WHATS = ["choose"] * 6 + ["type"] * 3 + ["skip", "next", "not", "back", "to", "begin", "look", "send", "send", "send"]
moves = st.builds(
    Move,
    who=st.integers(0, MEMBERS - 1),
    what=st.sampled_from(WHATS),
    where=st.integers(0, 6),
    choice=st.sampled_from(CHOICES),
    on=st.sampled_from([True, True, False]),
    number=st.integers(0, 5),
    fails=st.sampled_from([False] * 7 + [True]),
)
batches = st.lists(
    st.builds(Batch, restarted=st.booleans(), moves=st.lists(moves, min_size=1, max_size=8)), max_size=12
)


class Play:
    """One survey in the hands of its members, beside their models."""

    def __init__(self, group: Group, actors: list[Actor], survey: Survey, asked: list[Asked]) -> None:
        self.group, self.actors, self.survey, self.asked = group, actors, survey, asked
        self.people = [Person() for _ in actors]

    async def handle(self, batch: Batch) -> None:
        """Make the moves of a batch on both sides, those that fail on neither."""
        if batch.restarted:
            self.group = await Group.open(self.group.database, self.group.settings, self.group.clock)
        service, members = self.group.services.filling, [actor.membership for actor in self.actors]
        async with self.group.work() as uow:
            asked = [member.id for member in members if member is not None]
            await service.prepare(uow, self.group.practice, self.survey.id, asked)
            for move in batch.moves:
                if move.fails:
                    await self._fail(uow, move)
                else:
                    await self.do(uow, move)

    async def _fail(self, uow: UnitOfWork, move: Move) -> None:
        with contextlib.suppress(Broken, AnswerRefused, AnswersMissing):
            async with uow.savepoint():
                await self._in_the_bot(uow, move, self.asked[move.where % len(self.asked)])
                await uow.flush()
                raise Broken

    async def do(self, uow: UnitOfWork, move: Move) -> None:
        """Make a move on both sides."""
        person = self.people[move.who]
        question = self.asked[move.where % len(self.asked)]
        applies = question in person.asked(self.asked)
        if move.what == "send":
            await self._send(uow, move, person)
            return
        taken = self._on_the_model(move, person, question) if applies else None
        try:
            filled = await self._in_the_bot(uow, move, question)
        except AnswerRefused:
            assert taken is None
        else:
            assert taken is not None or move.what in ("look", "back", "begin")
            if filled.sheet.place != BEGINNING:
                self._stands_on_the_way(filled, person)

    def _on_the_model(self, move: Move, person: Person, question: Asked) -> bool | None:
        """Make the move; None where it is refused."""
        match move.what:
            case "choose" if question.kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.RATING):
                on = move.on or question.kind is not Kind.MULTIPLE
                person.tap(question, move.choice, on)
            case "type" if question.kind in (Kind.NUMBER, Kind.TEXT):
                person.sheet[question.name] = str(move.number)
            case "skip" if not question.required:
                person.sheet.pop(question.name, None)
            case "next" if not question.required or question.name in person.sheet:
                pass
            case "not" if question.may_not_say:
                person.sheet[question.name] = NOT_SAID
            case "to":
                pass
            case _:
                return None
        return True

    async def _in_the_bot(self, uow: UnitOfWork, move: Move, question: Asked) -> Filled:
        service, name = self.group.services.filling, question.name
        whose = (uow, self.actors[move.who], self.group.practice, self.survey.id)
        if move.what == "choose":
            on = move.on or question.kind is not Kind.MULTIPLE
            return await service.choose(*whose, name, move.choice, on=on)
        if move.what == "type":
            return await service.write(*whose, name, str(move.number))
        named = {"skip": service.skip, "next": service.go_on, "not": service.not_say, "back": service.go_back}
        if (act := {**named, "to": service.go_to}.get(move.what)) is not None:
            return await act(*whose, name)
        return await {"send": service.hand_in, "begin": service.begin, "look": service.look}[move.what](*whose)

    async def _send(self, uow: UnitOfWork, move: Move, person: Person) -> None:
        try:
            await self._in_the_bot(uow, move, self.asked[0])
        except AnswersMissing:
            assert person.misses(self.asked)
            return
        assert not person.misses(self.asked)
        person.handed_in = person.on_the_way(self.asked)

    def _stands_on_the_way(self, filled: Filled, person: Person) -> None:
        applies = {question.name for question in person.asked(self.asked)}
        assert filled.sheet.place == REVIEW or filled.sheet.place in applies

    async def stored(self) -> Counter[frozenset[tuple[str, Given]]]:
        """What is in the database, respondent by respondent."""
        found: dict[str, dict[str, Given]] = {}
        async with self.group.work() as uow:
            asked = await queries.asked(uow, self.group.practice.id, self.survey.id)
            rows = await exports.given(uow, self.group.practice.id, self.survey.id, first="", last="z")
            for respondent, place, choice, _, words, number, _ in rows:
                each = asked[place - 1]
                slip = found.setdefault(respondent, {})
                if choice:
                    name = each.choices[choice - 1].name
                    before = slip.get(each.question.name, frozenset())
                    assert isinstance(before, frozenset)
                    slip[each.question.name] = NOT_SAID if name == NOT_SAID_CHOICE else before | {name}
                else:
                    slip[each.question.name] = words if number is None else f"{number:.0f}"
        return Counter(frozenset(slip.items()) for slip in found.values())

    def expected(self, *, partial: bool) -> Counter[frozenset[tuple[str, Given]]]:
        """What the model says should be."""
        slips = []
        for person in self.people:
            counted = person.handed_in
            if counted is None and partial:
                counted = person.on_the_way(self.asked)
            if counted:
                slips.append(frozenset(counted.items()))
        return Counter(slips)


async def play(
    group: Group, made: tuple[Form, list[Asked]], attribution: Attribution, partial: bool, walked: list[Batch]
) -> None:
    form, asked = made
    actors = [await group.actor(1_000 + place) for place in range(MEMBERS)]
    chair = await group.chair()
    draft = SurveyDraft(form, group.clock.now() + timedelta(days=7), attribution=attribution, partial=partial)
    async with group.work() as uow:
        survey = await group.services.asking.ask_survey(uow, chair, group.practice, draft, None)
    playing = Play(group, actors, survey, asked)
    for batch in walked:
        await playing.handle(batch)
    assert await playing.stored() == playing.expected(partial=False)
    async with playing.group.work() as uow:
        await playing.group.services.closing.close(uow, chair, group.practice, survey.id)
    assert await playing.stored() == playing.expected(partial=partial)
    finished = sum(1 for person in playing.people if person.handed_in is not None)
    half_done = sum(1 for person in playing.people if person.handed_in is None and person.on_the_way(asked))
    async with playing.group.work() as uow:
        turnout = await roster.turnout(uow, group.practice.id, survey.id)
        assert turnout == (MEMBERS, finished + (half_done if partial else 0))
        assert not [sheet async for sheet in queries.sheets(uow, group.practice.id, survey.id)]


@given(made=surveys(), attribution=st.sampled_from(Attribution), partial=st.booleans(), walked=batches)
@settings(max_examples=40)
def test_stored_answers_are_those_of_a_plain_model(
    stage: tuple[asyncio.Runner, Group],
    made: tuple[Form, list[Asked]],
    attribution: Attribution,
    partial: bool,
    walked: list[Batch],
) -> None:
    runner, group = stage
    runner.run(play(group, made, attribution, partial, walked))
