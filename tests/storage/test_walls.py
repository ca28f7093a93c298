"""The wall between practices, at its lowest course: a query with the wrong practice finds and changes nothing."""

import contextlib
from datetime import timedelta

import pytest

from storage.database import Database
from storage.models.people import Consent, Member
from storage.queries import answers, consultations, exports, members, people, practices, roster
from tests.support.clock import HandClock

MINE, THEIRS = "mine", "theirs"


class Street:
    """Two practices; the first has a member and an open poll that they answered."""

    def __init__(self, database: Database, clock: HandClock) -> None:
        self.database, self.clock = database, clock

    async def build(self) -> "Street":
        now = self.clock.now()
        async with self.database.transaction() as uow:
            self.here, self.there = await practices.ensure(uow, MINE), await practices.ensure(uow, THEIRS)
            person = await people.meet(uow, 1, "en", now)
            member = await members.add(
                uow,
                self.here,
                person_id=person.id,
                state="active",
                connection="patient",
                tier="wider",
                name="Asha",
                reminders=True,
                may_message=True,
                joined_at=now,
                alias="a",
            )
            poll = await consultations.add(
                uow,
                self.here,
                title="Saturdays?",
                question_kind="multiple",
                choices=["Yes", "No"],
                kind="poll",
                number=1,
                state="open",
                audience="all",
                attribution="named",
                results_to="members",
                influence="advise",
                opened_at=now,
                closes_at=now + timedelta(days=7),
            )
            question, choices = await consultations.question_of(uow, self.here, poll.id)
            await roster.put(uow, self.here, poll.id, [(member.id, "link")])
            self.member, self.poll, self.question = member.id, poll.id, question.id
            self.yes, self.no = (choice.id for choice in choices)
            self.said = answers.Said(self.question, "link", self.yes)
        return self


@pytest.fixture
async def street(database: Database, clock: HandClock) -> Street:
    return await Street(database, clock).build()


async def answer(street: Street) -> None:
    async with street.database.transaction() as uow:
        entry = await roster.entry(uow, street.here, street.poll, street.member)
        assert entry is not None
        answers.first_ballot(uow, entry, street.said, method="chat", answered_on=None)


async def test_what_is_read_next_door_is_nothing(street: Street) -> None:
    await answer(street)
    async with street.database.reading() as uow:
        there, poll = street.there, street.poll
        assert await members.get(uow, there, street.member) is None
        assert await members.reach(uow, there, None) == (0, 0, 0)
        assert [some async for some in members.reached(uow, there, None)] == []
        assert await consultations.get(uow, there, poll) is None
        assert await consultations.by_number(uow, there, "poll", 1) is None
        assert await consultations.newest(uow, there, 9) == []
        assert await roster.entry(uow, there, poll, street.member) is None
        assert await roster.turnout(uow, there, poll) == (0, 0)
        assert await answers.totals(uow, there, poll) == {}
        assert await answers.by_method(uow, there, poll) == {}
        assert await answers.chosen(uow, there, poll, "link") == set()
        assert await answers.everything(uow, there, poll) == ([], [], [], [])
        assert await roster.silent(uow, there, poll) == []
        assert await roster.asked_people(uow, there, poll) == []
        assert await roster.open_for(uow, there, street.member, "wider") == []
        assert await exports.papers(uow, there, poll) == 0
        assert await exports.page(uow, there, poll, after="", most=9) == []
        assert await exports.names(uow, there, poll, ["link"]) == {}
        assert await exports.given(uow, there, poll, first="", last="z") == []


async def test_what_is_changed_from_next_door_stays_as_it_was(street: Street) -> None:
    await answer(street)
    async with street.database.transaction() as uow:
        there, poll = street.there, street.poll
        await members.change(uow, there, street.member, name="Changed")
        await consultations.change(uow, there, poll, title="Changed")
        assert not await consultations.take_out_of(uow, there, poll, "open", "closed")
        await answers.unchoose(uow, there, poll, street.said)
        await answers.drop_ballot(uow, there, poll, "link")
        await answers.keep_totals(uow, there, poll, {street.yes: 99})
        await roster.strike(uow, there, street.member)
        await answers.rewrite(uow, there, poll, answers.Whole([], [], [], []))
    async with street.database.reading() as uow:
        member, row = await members.get(uow, street.here, street.member), await uow.session.get(Member, 1)
        assert member is row
        assert member is not None
        assert member.name == "Asha"
        assert await roster.turnout(uow, street.here, street.poll) == (1, 1)
        assert await answers.totals(uow, street.here, street.poll) == {street.yes: 1}
        _, choices = await consultations.question_of(uow, street.here, street.poll)
        assert [choice.total for choice in choices] == [None, None]


async def test_an_answer_cannot_be_given_from_next_door(street: Street) -> None:
    with contextlib.suppress(LookupError):
        async with street.database.transaction() as uow:
            await answers.choose(uow, street.there, street.poll, street.said, instead=True)
    async with street.database.reading() as uow:
        assert await answers.totals(uow, street.here, street.poll) == {}


async def test_a_membership_cannot_be_erased_from_next_door(street: Street) -> None:
    async with street.database.transaction() as uow:
        await members.record(
            uow,
            Consent(
                member_id=street.member,
                purpose="messages",
                given=True,
                wording="May we?",
                method="chat",
                at=street.clock.now(),
            ),
        )
        await members.erase(uow, street.there, street.member)
    async with street.database.reading() as uow:
        assert await members.get(uow, street.here, street.member) is not None
        assert len(await members.consents(uow, street.here, street.member)) == 1
