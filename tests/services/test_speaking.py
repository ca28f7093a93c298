"""Comments on their way to the practice: sent once, released in no order, and theirs to see and to have erased."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.delivery.kinds import Kind
from bot.errors import VoiceProblem, WordsTooLong
from bot.jobs import Clockwork
from bot.rules.words import Attribution, ChainKind, Connection, FeedbackState
from bot.services.own_voices import own_comment, own_comment_called, own_comments
from bot.services.people import Actor
from bot.services.speaking import LONGEST_COMMENT, MOST_A_DAY, Comment, Sent, new_ticket
from bot.services.voices import Voice, voice_of
from storage.database import Database
from storage.heard import comments
from storage.models.delivery import Delivery
from storage.models.voices import ChainLink, Feedback, Outcome, SpentTicket, Topic, VoiceReply, WaitingVoice
from storage.queries import topics
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import MANAGER

WORDS = "The phone queue on Mondays takes 40 minutes"
OTHER = {"name": "Hill Surgery", "code": "Y00001", "managers": (444_444,)}
NAMED, CONFIDENTIAL, ANONYMOUS = Attribution.NAMED, Attribution.CONFIDENTIAL, Attribution.ANONYMOUS


async def topic_id(group: Group, place: int = 0) -> int:
    """The first topic of a practice."""
    async with group.work() as uow:
        return (await group.services.topics.open_ones(uow, group.practices[place]))[0].id


async def send(
    group: Group, actor: Actor, text: str = WORDS, sign: Attribution = CONFIDENTIAL, ticket: str = "", place: int = 0
) -> Sent:
    comment = Comment(text, sign, await topic_id(group, place))
    async with group.work() as uow:
        speaking = group.services.speaking
        return await speaking.send(uow, actor, group.practices[place], comment, ticket or new_ticket())


async def has(group: Group, place: int = 0) -> list[Voice]:
    """What the practice has, in the order of the references."""
    async with group.database.reading() as uow:
        statement = comments(group.practices[place].id).order_by(Feedback.number)
        return [voice_of(found) for found in await uow.session.execute(statement)]


async def waiting(group: Group) -> list[str]:
    async with group.database.reading() as uow:
        return sorted(await uow.session.scalars(select(WaitingVoice.text)))


async def tick(group: Group) -> None:
    await Clockwork(group.database, group.services).tick()


async def a_manager(group: Group) -> Actor:
    return await group.join(MANAGER, connection=Connection.STAFF, name="Mo Manager")


@pytest.mark.parametrize(("sign", "name"), [(NAMED, "Asha Patel"), (CONFIDENTIAL, "")])
async def test_a_comment_with_a_name_or_in_confidence_is_there_at_once(
    group: Group, sign: Attribution, name: str
) -> None:
    asha = await group.join(1_000)
    assert asha.membership is not None
    assert await send(group, asha, sign=sign) == Sent("F1")
    (voice,) = await has(group)
    assert (voice.reference, voice.text, voice.state, voice.version) == ("F1", WORDS, FeedbackState.NEW, 1)
    assert (voice.attribution, voice.name, voice.member_id) == (sign, name, asha.membership.id)
    assert (voice.said_on, voice.topic) == (date(2027, 5, 11), "Getting an appointment")


@pytest.mark.parametrize("sign", Attribution)
async def test_a_ticket_sends_once(group: Group, sign: Attribution) -> None:
    asha = await group.join(1_000)
    ticket = new_ticket()
    first = await send(group, asha, sign=sign, ticket=ticket)
    again = await Group.open(group.database, group.settings, group.clock)
    for _ in range(2):
        assert await send(again, asha, sign=sign, ticket=ticket) == Sent(first.reference, again=True)
    assert len(await has(group)) + len(await waiting(group)) == 1
    assert (await send(group, asha, sign=sign)).again is False
    async with group.work() as uow:
        assert await group.services.speaking.is_sent(uow, ticket)
        assert not await group.services.speaking.is_sent(uow, new_ticket())


async def test_what_is_refused_spends_no_ticket(group: Group) -> None:
    asha, ticket = await group.join(1_000), new_ticket()
    with pytest.raises(WordsTooLong):
        await send(group, asha, "😀" * (LONGEST_COMMENT // 2) + "x", ticket=ticket)
    wrong = await topic_id(group)
    async with group.work() as uow:
        await topics.change(uow, group.practice.id, wrong, ended_at=group.clock.now())
        for gone in (wrong, 99_999):
            with pytest.raises(VoiceProblem) as refused:
                comment = Comment(WORDS, NAMED, gone)
                await group.services.speaking.send(uow, asha, group.practice, comment, ticket)
            assert refused.value.arguments == {"problem": "topic"}
    assert (await send(group, asha, "😀" * (LONGEST_COMMENT // 2), ticket=ticket)).reference == "F1"


async def test_a_topic_of_another_practice_is_none(database: Database, tmp_path: Path, clock: HandClock) -> None:
    group = await Group.made(database, tmp_path, clock, others=[OTHER])
    asha, there = await group.join(1_000), await topic_id(group, 1)
    async with group.work() as uow:
        for sign in Attribution:
            with pytest.raises(VoiceProblem):
                comment = Comment(WORDS, sign, there)
                await group.services.speaking.send(uow, asha, group.practice, comment, new_ticket())


async def test_ten_a_day_and_no_more_except_anonymous_ones(group: Group) -> None:
    asha, ben = await group.join(1_000), await group.join(1_001)
    for number in range(MOST_A_DAY):
        await send(group, asha, f"Comment {number}", NAMED if number % 2 else CONFIDENTIAL)
    ticket = new_ticket()
    with pytest.raises(VoiceProblem) as refused:
        await send(group, asha, ticket=ticket)
    assert refused.value.arguments == {"problem": "many"}
    await send(group, asha, sign=ANONYMOUS)
    await send(group, ben)
    # Past midnight in London, where it is summer.
    group.clock.set(datetime(2027, 5, 11, 23, 0, tzinfo=UTC))
    assert (await send(group, asha, ticket=ticket)).reference == f"F{MOST_A_DAY + 2}"


async def test_anonymous_ones_wait_until_the_morning_and_are_told_when(group: Group) -> None:
    asha = await group.join(1_000)
    assert await send(group, asha, sign=ANONYMOUS) == Sent(today=False)
    await tick(group)
    assert (await has(group), await waiting(group)) == ([], [WORDS])
    group.clock.set(datetime(2027, 5, 12, 4, 59, tzinfo=UTC))
    assert await send(group, asha, "Early", ANONYMOUS) == Sent(today=True)
    await tick(group)
    assert await has(group) == []
    group.clock.set(datetime(2027, 5, 12, 5, 0, tzinfo=UTC))
    await tick(group)
    released = await has(group)
    assert {(each.text, each.said_on, each.member_id, each.attribution) for each in released} == {
        (WORDS, date(2027, 5, 12), None, ANONYMOUS),
        ("Early", date(2027, 5, 12), None, ANONYMOUS),
    }
    assert [each.reference for each in released] == ["F1", "F2"]
    assert await waiting(group) == []


async def test_they_are_released_in_no_order(sqlite_group: Group) -> None:
    group = sqlite_group
    actors = await group.join_many(12)
    for number, actor in enumerate(actors):
        await send(group, actor, f"{number:02}", ANONYMOUS)
    group.clock.advance(days=1)
    await tick(group)
    said = [each.text for each in await has(group)]
    assert len(said) == 12
    # One in 12 factorial that chance alone sorts them.
    assert said != sorted(said)


async def test_once_a_day_whatever_restarts(group: Group) -> None:
    asha = await group.join(1_000)
    group.clock.advance(days=1)
    await tick(group)
    await send(group, asha, sign=ANONYMOUS)
    for _ in range(3):
        group.clock.advance(hours=1)
        again = await Group.open(group.database, group.settings, group.clock)
        await tick(again)
        assert await waiting(group) == [WORDS]
    group.clock.advance(days=5)
    await tick(group)
    assert len(await has(group)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # The night without 1 o'clock, and the one that has it twice.
        (datetime(2027, 3, 28, 4, 59, tzinfo=UTC), datetime(2027, 3, 28, 5, 0, tzinfo=UTC)),
        (datetime(2027, 10, 31, 5, 59, tzinfo=UTC), datetime(2027, 10, 31, 6, 0, tzinfo=UTC)),
    ],
)
async def test_six_is_six_when_the_clocks_change(
    sqlite_database: Database, tmp_path: Path, before: datetime, after: datetime
) -> None:
    group = await Group.made(sqlite_database, tmp_path, HandClock(before - timedelta(days=1)))
    asha = await group.join(1_000)
    group.clock.advance(hours=2)
    await tick(group)
    await send(group, asha, sign=ANONYMOUS)
    group.clock.set(before)
    await tick(group)
    left = len(await waiting(group))
    group.clock.set(after)
    await tick(group)
    assert (left, len(await has(group)), await waiting(group)) == (1, 1, [])


async def test_each_practice_has_a_morning_of_its_own(database: Database, tmp_path: Path, clock: HandClock) -> None:
    kiwis = {**OTHER, "region": "new-zealand", "timezone": "Pacific/Auckland"}
    group = await Group.made(database, tmp_path, clock, others=[kiwis])
    here = await group.join(1_000)
    there = await group.join(1_001, practice=group.practices[1])
    await tick(group)
    await send(group, here, "London", ANONYMOUS)
    await send(group, there, "Auckland", ANONYMOUS, place=1)
    # 6am on 12 May in Auckland, and the evening before in London.
    group.clock.set(datetime(2027, 5, 11, 18, 0, tzinfo=UTC))
    await tick(group)
    assert ([each.text for each in await has(group, 1)], await waiting(group)) == (["Auckland"], ["London"])
    group.clock.set(datetime(2027, 5, 12, 5, 0, tzinfo=UTC))
    await tick(group)
    assert [(each.text, each.reference) for each in await has(group)] == [("London", "F1")]


async def test_the_manager_hears_once_a_day_and_of_anonymous_ones_in_the_morning(group: Group) -> None:
    asha, mo = await group.join(1_000), await a_manager(group)
    await tick(group)

    async def heard() -> list[datetime]:
        return [each.not_before for each in await group.deliveries(mo, Kind.VOICE_NEW)]

    await send(group, asha, sign=ANONYMOUS)
    assert await heard() == []
    await send(group, asha)
    await send(group, asha, "And another")
    at_once = group.clock.now()
    assert await heard() == [at_once]
    # In the evening it is too late for today: tomorrow morning, with what came anonymously.
    group.clock.set(datetime(2027, 5, 11, 20, 30, tzinfo=UTC))
    await send(group, asha, "Late")
    morning = datetime(2027, 5, 12, 7, 0, tzinfo=UTC)
    assert await heard() == [at_once, morning]
    group.clock.set(datetime(2027, 5, 12, 5, 0, tzinfo=UTC))
    await tick(group)
    assert await heard() == [at_once, morning]
    # Nothing new has come since yesterday: what was heard of is not told again.
    for _ in range(3):
        group.clock.advance(days=1)
        await tick(group)
    assert len(await heard()) == 3


async def test_tickets_too_old_to_be_tapped_are_forgotten(group: Group) -> None:
    asha, old, young = await group.join(1_000), new_ticket(), new_ticket()
    await send(group, asha, ticket=old)
    group.clock.advance(days=60)
    await send(group, asha, ticket=young)
    group.clock.advance(days=40)
    await tick(group)
    async with group.database.reading() as uow:
        assert list(await uow.session.scalars(select(SpentTicket.ticket))) == [young]


async def test_own_comments_are_for_whoever_made_them(group: Group) -> None:
    asha, ben = await group.join(1_000), await group.join(1_001)
    assert asha.membership is not None and ben.membership is not None
    await send(group, asha, "One", NAMED)
    await send(group, ben, "Two")
    await send(group, asha, "Three", CONFIDENTIAL)
    await send(group, asha, "Four", ANONYMOUS)
    async with group.work() as uow:
        own = await own_comments(uow, group.practice, asha.membership.id)
        assert [(each.reference, each.text) for each in own] == [("F3", "Three"), ("F1", "One")]
        found = await own_comment_called(uow, group.practice, asha.membership.id, "f3")
        assert found.text == "Three"
        for reference in ("F2", "F99"):
            with pytest.raises(VoiceProblem):
                await own_comment_called(uow, group.practice, asha.membership.id, reference)
        with pytest.raises(VoiceProblem):
            await own_comment(uow, group.practice, ben.membership.id, found.id)


async def everything_hanging_on(group: Group, voice_id: int) -> None:
    """An answer, links and an outcome of one comment."""
    async with group.work() as uow:
        now, here = group.clock.now(), group.practice.id
        uow.session.add(VoiceReply(feedback_id=voice_id, words="We are on it", author_id=None, at=now))
        for link in ((ChainKind.FEEDBACK, voice_id, "action", 7), ("topic", 1, ChainKind.FEEDBACK, voice_id)):
            names = ("from_kind", "from_id", "to_kind", "to_id")
            uow.session.add(ChainLink(practice_id=here, **dict(zip(names, link, strict=True))))
        kinds = {"of_kind": "feedback", "of_id": voice_id, "kind": "done"}
        uow.session.add(Outcome(practice_id=here, words="Done", author_id=None, at=now, **kinds))


async def test_mydata_shows_comments_with_their_answers(group: Group) -> None:
    asha = await group.join(1_000)
    await send(group, asha, "One", NAMED)
    await send(group, asha, "Two", ANONYMOUS)
    (voice,) = await has(group)
    await everything_hanging_on(group, voice.id)
    async with group.work() as uow:
        held = await group.services.membership.everything_about(uow, group.practice, asha.person_id)
    assert held["voices"] == [
        {
            "reference": "F1",
            "said": "One",
            "topic": "Getting an appointment",
            "attribution": "named",
            "said_on": "2027-05-11",
            "state": "new",
            "replies": ["We are on it"],
        }
    ]
    assert held["projects"] == []


async def test_forgetting_takes_comments_and_all_that_hangs_on_them(group: Group) -> None:
    asha, ben = await group.join(1_000), await group.join(1_001)
    for actor in (asha, ben):
        await send(group, actor, f"Of {actor.telegram_id}")
    for voice in await has(group):
        await everything_hanging_on(group, voice.id)
    async with group.work() as uow:
        await group.services.membership.forget(uow, asha)
    assert [each.text for each in await has(group)] == ["Of 1001"]
    async with group.database.reading() as uow:
        counts = [
            await uow.session.scalar(select(func.count()).select_from(table))
            for table in (VoiceReply, ChainLink, Outcome)
        ]
    assert counts == [1, 2, 1]
    assert (await send(group, ben)).reference == "F3"


async def test_a_manager_who_is_erased_leaves_what_they_wrote_and_not_their_name(group: Group) -> None:
    asha, mo = await group.join(1_000), await a_manager(group)
    await send(group, asha)
    (voice,) = await has(group)
    await everything_hanging_on(group, voice.id)
    async with group.work() as uow:
        for table in (VoiceReply, Outcome):
            (row,) = await uow.session.scalars(select(table))
            row.author_id = mo.person_id
    async with group.work() as uow:
        await group.services.membership.forget(uow, mo)
    async with group.database.reading() as uow:
        (answer,) = await uow.session.scalars(select(VoiceReply))
        assert (answer.words, answer.author_id) == ("We are on it", None)


async def test_leaving_keeps_comments_and_sends_nothing_more(group: Group) -> None:
    asha = await group.join(1_000)
    await send(group, asha, sign=NAMED)
    async with group.work() as uow:
        await group.services.membership.leave(uow, asha, group.practice)
    (voice,) = await has(group)
    assert (voice.text, voice.name) == (WORDS, "")
    async with group.database.reading() as uow:
        waits = select(func.count()).select_from(Delivery).where(Delivery.person_id == asha.person_id)
        assert await uow.session.scalar(waits.where(Delivery.state == "waiting")) == 0


async def test_there_is_always_a_topic_for_what_fits_under_no_other(
    sqlite_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(sqlite_database, tmp_path, clock, topics=("Phones", "Doors"))
    async with group.database.reading() as uow:
        assert list(await uow.session.scalars(select(Topic.title).order_by(Topic.id))) == [
            "Phones",
            "Doors",
            "Something else",
        ]
