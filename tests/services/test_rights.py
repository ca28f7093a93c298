"""What members decide about themselves: settings, leaving, seeing what is held, being forgotten."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.delivery.kinds import Kind
from bot.rules.recurring import Every
from bot.rules.words import Attribution, Connection, Need, Reply, Role, Tier
from bot.services.convening import MeetingDraft
from bot.services.people import Actor, Place
from bot.services.secrets import SecretStore
from storage.database import Database
from storage.models import Base
from storage.models.consultation import Answer, Ballot
from storage.queries import members
from tests.support.clock import HandClock
from tests.support.databases import bytes_on_disk
from tests.support.group import WORDING, Group
from tests.support.whole_person import FINDABLE_ID

ASHA = 1_000
NAMES = ("Quetzalcoatl Vermillion", "Q. Vermillion-Typed")


async def erase(group: Group, actor: Actor) -> None:
    async with group.work() as uow:
        await group.services.membership.forget(uow, actor)


async def test_settings_are_kept(group: Group) -> None:
    actor = await group.join(ASHA)
    assert actor.membership is not None
    service, practice = group.services.membership, group.practice
    async with group.work() as uow:
        await service.choose_tier(uow, practice, actor.membership, Tier.CORE)
        await service.choose_reminders(uow, practice, actor.membership, False)
        await service.consent_to_messages(uow, practice, actor.membership, False, "Stop, please")
    changed = (await group.actor(ASHA)).membership
    assert changed is not None
    assert (changed.tier, changed.reminders, changed.may_message) == (Tier.CORE, False, False)
    async with group.work() as uow:
        consents = await members.consents(uow, practice.id, changed.id)
        assert [(each.given, each.wording) for each in consents] == [(True, WORDING), (False, "Stop, please")]


async def test_the_group_in_numbers(group: Group) -> None:
    await group.chair()
    await group.join(1_001, name="zoe", tier=Tier.CORE)
    await group.join(1_002, name="Ben", tier=Tier.CORE, connection=Connection.CARER)
    await group.join(1_003, may_message=False)
    gone = await group.join(1_004)
    async with group.work() as uow:
        await group.services.people.reachable(uow, gone.person_id, "blocked")
    document = (await group.application()).document_id
    async with group.work() as uow:
        counts = await group.services.membership.group(uow, group.practice, document)
    assert (counts.members, counts.core, counts.carers) == (4, 2, 1)
    assert (counts.unreachable, counts.silent, counts.waiting, counts.not_signed) == (1, 1, 0, 0)
    assert counts.core_names == ("Ben", "zoe")


async def test_leaving_stops_everything_that_still_waits(group: Group) -> None:
    actor, other = await group.join_many(2)
    poll = await group.ask()
    await group.choose(actor, poll, 1)
    async with group.work() as uow:
        await group.services.membership.leave(uow, actor, group.practice)
    assert await group.states(actor, Kind.POLL) == ["withdrawn"]
    assert await group.states(other, Kind.POLL) == ["waiting"]
    gone = await group.actor(actor.telegram_id)
    assert (gone.membership, gone.active, gone.roles) == (None, False, frozenset())
    # What was said stays in the totals.
    async with group.work() as uow:
        results = await group.services.results.of(uow, group.practice, poll.id)
        assert (results.asked, results.answered) == (2, 1)
        await group.services.membership.leave(uow, gone, group.practice)


async def test_whoever_left_is_not_asked_again(group: Group) -> None:
    actor, other = await group.join_many(2)
    async with group.work() as uow:
        await group.services.membership.leave(uow, actor, group.practice)
    poll = await group.ask()
    assert await group.deliveries(actor, Kind.POLL) == []
    async with group.work() as uow:
        assert (await group.services.results.of(uow, group.practice, poll.id)).asked == 1
    assert await group.states(other, Kind.POLL) == ["waiting"]


async def test_mydata_holds_everything_that_is_held(group: Group) -> None:
    actor = await group.join(ASHA, name=NAMES[0], typed_name=NAMES[1])
    named = await group.ask(attribution=Attribution.NAMED)
    secret = await group.ask(question="Anonymous?")
    silent = await group.ask(question="Unanswered?", attribution=Attribution.CONFIDENTIAL)
    await group.choose(actor, named, 2)
    await group.choose(actor, secret, 1)
    async with group.work() as uow:
        held = await group.services.membership.everything_about(uow, group.practice, actor.person_id)
    assert held["person"]["telegram_id"] == ASHA
    assert (held["membership"]["name"], held["membership"]["connection"]) == (NAMES[0], "patient")
    assert held["roles"] == []
    assert [each["typed_name"] for each in held["agreements"]] == [NAMES[1]]
    assert [(each["purpose"], each["given"], each["wording"]) for each in held["consents"]] == [
        ("messages", True, WORDING)
    ]
    assert [(each["reference"], each["answered"], each["your_answer"]) for each in held["consultations"]] == [
        (named.reference, True, ["No"]),
        (secret.reference, True, ["Yes"]),
        (silent.reference, False, []),
    ]
    assert [each["kind"] for each in held["messages"]] == ["poll"] * 3
    await group.close(secret)
    async with group.work() as uow:
        held = await group.services.membership.everything_about(uow, group.practice, actor.person_id)
    assert [each["your_answer"] for each in held["consultations"]] == [["No"], None, []]
    assert held["consultations"][1]["answered"] is True


async def test_nothing_is_held_about_a_visitor_beyond_themselves(group: Group) -> None:
    visitor = await group.actor(ASHA)
    async with group.work() as uow:
        assert await group.services.membership.everything_about(uow, group.practice, visitor.person_id) == {}


async def test_asking_for_ones_data_queues_it_whatever_the_hour(group: Group) -> None:
    actor = await group.join(ASHA, may_message=False)
    group.clock.advance(hours=12)
    async with group.work() as uow:
        await group.services.membership.ask_for_data(uow, actor, group.practice)
    (delivery,) = await group.deliveries(actor, Kind.MY_DATA)
    assert delivery.not_before == group.clock.now()


async def everything_stored(database: Database) -> str:
    """Every row of every table, as text."""
    async with database.reading() as uow:
        rows = [row for table in Base.metadata.sorted_tables for row in await uow.session.execute(select(table))]
    return "\n".join(str(tuple(row)) for row in rows)


async def test_forgetting_erases_whatever_can_still_be_linked(group: Group) -> None:
    actor = await group.join(FINDABLE_ID, name=NAMES[0], typed_name=NAMES[1])
    others = await group.join_many(5)
    assert actor.membership is not None
    closed = await group.ask(question="Closed and anonymous?")
    polls = [await group.ask(attribution=attribution) for attribution in Attribution]
    for poll in (closed, *polls):
        await group.answer_all([actor, *others], poll)
    await group.close(closed)
    async with group.work() as uow:
        await group.services.people.go_to(uow, actor.person_id, Place("poll", "question", {"typed": NAMES[0]}))
    await erase(group, actor)
    stored = await everything_stored(group.database)
    assert not [trace for trace in (*NAMES, str(FINDABLE_ID)) if trace in stored]
    async with group.work() as uow:
        for poll in polls:
            results = await group.services.results.of(uow, group.practice, poll.id)
            assert (results.asked, results.answered) == (5, 5)
        # What was published as a total stands.
        results = await group.services.results.of(uow, group.practice, closed.id)
        assert results.shares is not None
        assert (results.asked, results.answered, results.shares[0].count) == (6, 6, 6)
        for table in (Ballot, Answer):
            rows = await uow.session.scalar(select(func.count()).select_from(table))
            assert rows == 5 * len(polls) + 6
    assert (await group.actor(FINDABLE_ID)).membership is None


async def test_forgetting_a_chair_keeps_what_they_asked_and_not_who_asked(group: Group) -> None:
    (member,) = await group.join_many(1)
    poll = await group.ask()
    chair = await group.chair()
    await erase(group, chair)
    again = await group.actor(chair.telegram_id)
    assert (again.roles, again.membership) == (frozenset(), None)
    async with group.work() as uow:
        found = await group.services.answering.open_for(uow, member, group.practice)
        assert [(each.id, done) for each, done in found] == [(poll.id, False)]
    assert Role.CHAIR not in again.roles


async def test_the_erased_are_gone_from_the_files_too(
    sqlite_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(sqlite_database, tmp_path, clock)
    actor = await group.join(FINDABLE_ID, name=NAMES[0], typed_name=NAMES[1])
    poll = await group.ask(attribution=Attribution.NAMED)
    await group.choose(actor, poll, 1)
    async with group.database.reading() as uow:
        (link,) = await uow.session.scalars(select(Ballot.respondent))
    traces = [*(name.encode() for name in NAMES), b"TGIDTG", link.encode()]
    assert all(trace in bytes_on_disk(sqlite_database) for trace in traces)
    await erase(group, actor)
    left = bytes_on_disk(sqlite_database)
    assert not [trace for trace in traces if trace in left]
    assert not sqlite_database.scrub_owed


async def test_forgetting_works_for_those_who_left_and_for_visitors(group: Group) -> None:
    actor, visitor = await group.join(ASHA), await group.actor(2_000)
    async with group.work() as uow:
        await group.services.membership.leave(uow, actor, group.practice)
    for each in (await group.actor(ASHA), visitor):
        await erase(group, each)
    assert str(ASHA) not in await everything_stored(group.database)


async def test_forgetting_works_where_a_secret_is_lost(group: Group) -> None:
    actor = await group.join(ASHA)
    poll = await group.ask()
    await group.choose(actor, poll, 1)
    lost = SecretStore(group.settings.storage.secrets)
    lost.destroy(poll.id)
    afresh = await Group.open(group.database, group.settings, group.clock)
    await erase(afresh, actor)
    assert (await afresh.actor(ASHA)).membership is None


async def test_what_was_said_about_meetings_is_shown_and_erased(group: Group) -> None:
    chair, actor, practice = await group.chair(), await group.join(FINDABLE_ID, name=NAMES[0]), group.practice
    services = group.services
    async with group.work() as uow:
        draft = MeetingDraft("Spring meeting", group.clock.now() + timedelta(days=20))
        meeting = await services.calling.call(uow, chair, practice, draft, Every.ONCE)
        await services.attending.reply(uow, actor, practice, meeting.id, Reply.COMING)
        await services.attending.need(uow, actor, practice, meeting.id, Need.OTHER, True, f"A chair for {NAMES[0]}")
        item = await services.agendas.suggest(uow, actor, practice, meeting.id, "Racks for bikes")
        await services.agendas.comment(uow, actor, practice, item.id, f"{NAMES[1]} would use them")
    async with group.work() as uow:
        held = await services.membership.everything_about(uow, practice, actor.person_id)
    assert {each["kind"] for each in held["meetings"]} == {"reply", "need", "agenda", "suggested"}
    for each in (actor, chair):
        await erase(group, each)
    stored = await everything_stored(group.database)
    assert not [trace for trace in (*NAMES, str(FINDABLE_ID)) if trace in stored]
    assert "Spring meeting" in stored and "Racks for bikes" in stored
