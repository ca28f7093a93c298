"""News: to whom it goes, once, for how long, and how far it has got."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.delivery.kinds import Kind
from bot.errors import AnnouncementProblem, NobodyToAsk, NotYours, PartProblem, Refusal, WordsTooLong
from bot.rules.profile.choices import YES
from bot.rules.profile.questions import Question
from bot.rules.profile.segments import FEWEST
from bot.rules.words import Audience, Purpose, Tier
from bot.services.announcing import LONGEST_NEWS, Announcement, News
from bot.services.broadcasts import Broadcast
from bot.services.people import Actor
from storage.models.record import AuditEntry
from storage.queries import announcements, outbox
from tests.support.group import Group

WORDS = "The new door opens on Monday."


async def send(group: Group, words: str = WORDS, actor: Actor | None = None, **about: Any) -> Announcement:
    chair = await group.chair()
    async with group.work() as uow:
        return await group.services.announcing.send(uow, actor or chair, group.practice, News(words, **about))


async def how_far(group: Group, sent: Announcement) -> Broadcast:
    async with group.database.reading() as uow:
        return await group.services.announcing.how_far(uow, group.practice, sent.id)


async def settle_first(group: Group, state: str, failure: str | None = None) -> None:
    """Have the outbox take the next message, and write down what came of it."""
    now = group.clock.now()
    async with group.work() as uow:
        (first, *_) = await outbox.claim(uow, now=now, lease_until=now + timedelta(minutes=1), limit=1)
        await outbox.settle(uow, first, state=state, failure=failure, settled_at=now)


async def test_news_goes_once_to_everybody_whom_a_message_reaches(group: Group) -> None:
    chair, (one, other) = await group.chair(), await group.join_many(2)
    silent, blocked = await group.join(2_001, may_message=False), await group.join(2_002)
    async with group.work() as uow:
        await group.services.people.reachable(uow, blocked.person_id, "blocked")
        reach = await group.services.announcing.reach(uow, group.practice, News(WORDS))
    assert (reach.members, reach.unreachable, reach.silent) == (2, 1, 1)
    sent = await send(group)
    assert (sent.news, sent.sent_at) == (News(WORDS), group.clock.now())
    for member in (one, other):
        (delivery,) = await group.deliveries(member, Kind.ANNOUNCEMENT)
        assert (delivery.subject_id, delivery.not_before) == (sent.id, group.clock.now())
        assert delivery.expires_at == group.clock.now() + timedelta(days=7)
    for person in (silent, blocked, chair):
        assert await group.deliveries(person, Kind.ANNOUNCEMENT) == []
    async with group.work() as uow:
        newest = await group.services.announcing.newest_by(uow, chair, group.practice)
        assert newest == sent == await group.services.announcing.get(uow, group.practice, sent.id)
        assert await group.services.announcing.newest_by(uow, one, group.practice) is None


@pytest.mark.parametrize(("audience", "told"), [(Audience.CORE, [True, False]), (Audience.WIDER, [False, True])])
async def test_news_for_a_tier_goes_to_that_tier(group: Group, audience: Audience, told: list[bool]) -> None:
    people = [await group.join(2_001, tier=Tier.CORE), await group.join(2_002)]
    await send(group, audience=audience)
    assert [bool(await group.deliveries(each, Kind.ANNOUNCEMENT)) for each in people] == told


async def test_in_quiet_hours_it_waits_for_the_morning(group: Group) -> None:
    (member,) = await group.join_many(1)
    group.clock.set(datetime(2027, 5, 11, 21, 0, tzinfo=UTC))
    sent = await send(group)
    morning = datetime(2027, 5, 12, 7, 0, tzinfo=UTC)
    (delivery,) = await group.deliveries(member, Kind.ANNOUNCEMENT)
    assert (delivery.not_before, delivery.expires_at) == (morning, morning + timedelta(days=7))
    assert await how_far(group, sent) == Broadcast(1, 0, 1, {}, morning)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("", AnnouncementProblem), (" \n\u200b", AnnouncementProblem), ("x" * 3_001, WordsTooLong)],
)
async def test_words_that_cannot_be_sent_are_refused(group: Group, words: str, refusal: type[Refusal]) -> None:
    await group.join_many(1)
    with pytest.raises(refusal):
        await send(group, words)


async def test_the_longest_news_is_counted_as_telegram_counts(group: Group) -> None:
    (member,) = await group.join_many(1)
    longest = "😀" * (LONGEST_NEWS // 2)
    with pytest.raises(WordsTooLong):
        await send(group, longest + "x")
    assert (await send(group, f"  {longest}\n")).news.words == longest
    assert len(await group.deliveries(member, Kind.ANNOUNCEMENT)) == 1


async def test_nobody_to_send_to_and_nobody_who_may_not(group: Group) -> None:
    with pytest.raises(NobodyToAsk):
        await send(group)
    (member,) = await group.join_many(1)
    with pytest.raises(NotYours):
        await send(group, actor=member)
    sent = await send(group)
    async with group.work() as uow:
        with pytest.raises(NotYours):
            await group.services.announcing.stop(uow, member, group.practice, sent.id)
        with pytest.raises(AnnouncementProblem):
            await group.services.announcing.get(uow, group.practice, sent.id + 1)


async def test_how_far_it_is_and_stopping_it(group: Group) -> None:
    members = await group.join_many(4)
    sent = await send(group)
    assert await how_far(group, sent) == Broadcast(4, 0, 4, {}, None)
    await settle_first(group, "sent")
    await settle_first(group, "failed", "blocked")
    assert await how_far(group, sent) == Broadcast(4, 1, 2, {"blocked": 1}, None)
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.announcing.stop(uow, chair, group.practice, sent.id)
    assert await how_far(group, sent) == Broadcast(4, 1, 0, {"blocked": 1, "withdrawn": 2}, None)
    assert await group.states(members[3], Kind.ANNOUNCEMENT) == ["withdrawn"]
    async with group.database.reading() as uow:
        noted = [(each.action, each.subject) for each in await uow.session.scalars(select(AuditEntry))]
    about = f"announcement {sent.id}"
    assert {("sent an announcement", about), ("stopped sending an announcement", about)} <= set(noted)


async def carers(group: Group, people: list[Actor]) -> None:
    """Have these members say that they are carers."""
    async with group.work() as uow:
        for each in people:
            assert each.membership is not None
            whose = (uow, group.practice, each.membership)
            await group.services.profile.consent(*whose, Purpose.PROFILE, True, "May we?")
            await group.services.profile.answer(*whose, Question.CARER, YES, on=True)


async def test_a_part_is_told_while_it_and_the_rest_are_large(group: Group) -> None:
    people = await group.join_many(2 * FEWEST)
    await carers(group, people[: FEWEST - 1])
    with pytest.raises(PartProblem):
        await send(group, segment="carer")
    await carers(group, people[FEWEST - 1 : FEWEST])
    with pytest.raises(PartProblem):
        await send(group, segment="carer", audience=Audience.WIDER)
    sent = await send(group, segment="carer")
    told = [bool(await group.deliveries(each, Kind.ANNOUNCEMENT)) for each in people]
    assert told == [True] * FEWEST + [False] * FEWEST
    async with group.work() as uow:
        assert list(await announcements.to_parts(uow, group.practice.id)) == [(sent.id, "carer")]


async def test_news_to_a_part_goes_with_the_consent_that_it_rests_on(group: Group) -> None:
    people = await group.join_many(2 * FEWEST)
    await carers(group, people[:FEWEST])
    await send(group, segment="carer")
    to_all = await send(group, "For everybody.")
    first = people[0]
    assert first.membership is not None
    async with group.work() as uow:
        whose = (uow, group.practice, first.membership)
        await group.services.profile.consent(*whose, Purpose.PROFILE, False, "May we?")
    assert [each.subject_id for each in await group.deliveries(first, Kind.ANNOUNCEMENT)] == [to_all.id]
    assert len(await group.deliveries(people[1], Kind.ANNOUNCEMENT)) == 2


def test_other_news_has_another_mark() -> None:
    news = [News("a"), News("b"), News("a", Audience.CORE), News("a", segment="carer"), News("\udc00")]
    assert len({each.mark for each in news}) == len(news)
    assert News.from_data(news[3].to_data()) == news[3]
    assert news[0].mark == News("a").mark
