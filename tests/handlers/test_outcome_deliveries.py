"""What came of something, rendered when it is sent: from the state of then, and only for those who still want it."""

from pathlib import Path

import pytest

from bot.delivery.kinds import Kind
from bot.delivery.outcomes import Parcel
from bot.rules.words import ChainKind
from bot.services.people import Actor
from bot.texts import texts_in
from handlers.deliveries.occasion import Occasion
from handlers.deliveries.outcomes import outcome
from storage.database import Database
from storage.queries import own_voices
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.voices import an_action, ends, links, of, says

POLL, ACTION = ChainKind.CONSULTATION, ChainKind.ACTION


@pytest.fixture
async def group(sqlite_database: Database, tmp_path: Path, clock: HandClock) -> Group:
    return await Group.made(sqlite_database, tmp_path, clock)


async def said_to(group: Group, who: Actor) -> str | None:
    """What the one outcome that is queued for somebody says now; None where it is not sent."""
    (row,) = await group.deliveries(who, Kind.VOICE_OUTCOME)
    async with group.database.reading() as uow:
        actor = await group.services.people.recipient(uow, who.telegram_id, group.practice)
        assert actor is not None
        parcel = Parcel(
            row.id, Kind.VOICE_OUTCOME, row.practice_id, row.person_id, None, who.telegram_id, "en",
            row.subject_id, row.details, 0,
        )  # fmt: skip
        texts = texts_in("en", group.practice.settings.zone)
        rendered = await outcome(Occasion(uow, group.services, parcel, group.practice, actor, texts))
        return rendered.screen.text if rendered is not None else None


async def test_people_hear_what_they_said_themselves_and_nothing_of_others(group: Group) -> None:
    asha, ben = await group.join(1_000), await group.join(1_001, name="Ben")
    first, long = await says(group, asha, "It rings and rings"), await says(group, asha, "x" * 500)
    await says(group, ben, "The music is too loud")
    await ends(group, (ChainKind.TOPIC, first.topic_id), "A new system.")
    told = await said_to(group, asha)
    assert told is not None and "It rings and rings" in told and "x" * 119 + "…" in told
    assert long.reference in told and "music" not in told and "A new system." in told


async def test_a_comment_that_is_gone_is_not_told_of(group: Group) -> None:
    asha = await group.join(1_000)
    voice = await says(group, asha)
    await ends(group, of(ChainKind.FEEDBACK, voice))
    assert await said_to(group, asha) is not None
    async with group.work() as uow:
        assert asha.membership is not None
        await own_voices.forget_member(uow, group.practice.id, asha.membership.id)
    assert await said_to(group, asha) is None


async def test_who_has_left_or_wants_no_messages_is_not_told_of_a_poll(group: Group) -> None:
    asha, ben, cara = [await group.join(1_000 + place, name=f"Patient {place}") for place in range(3)]
    poll = await group.ask()
    await group.answer_all([asha, ben, cara], poll)
    await group.close(poll)
    action = await an_action(group)
    await links(group, (POLL, poll.id), of(ACTION, action))
    await ends(group, of(ACTION, action))
    assert ben.membership is not None
    async with group.work() as uow:
        membership = group.services.membership
        await membership.consent_to_messages(uow, group.practice, ben.membership, False, "May we?")
        await membership.leave(uow, cara, group.practice)
    told = await said_to(group, asha)
    assert told is not None and "You answered P1: Should we open on Saturdays?" in told
    assert [await said_to(group, who) for who in (ben, cara)] == [None, None]
