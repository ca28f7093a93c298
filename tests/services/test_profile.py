"""The profile: nothing is kept without its consent, nothing outlives it, and small parts of a group stay unseen."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.errors import ConsentMissing, WordsTooLong
from bot.rules.profile.choices import NOT_SAID, YES
from bot.rules.profile.questions import LONGEST_OWN_WORDS, Question
from bot.rules.profile.segments import FEWEST
from bot.rules.words import Connection, Purpose
from bot.services.people import Actor, Membership
from bot.services.profile import Profile
from storage.models.profile import ProfileAnswer
from storage.queries import members
from tests.services.test_rights import everything_stored
from tests.support.group import FIRST_PATIENT, Group

ASHA = 1_000
WORDING = "May we keep this?"


def member_of(actor: Actor) -> Membership:
    assert actor.membership is not None
    return actor.membership


async def allow(group: Group, actor: Actor, *purposes: Purpose, given: bool = True) -> None:
    async with group.work() as uow:
        for purpose in purposes or Purpose:
            if purpose is not Purpose.MESSAGES:
                await group.services.profile.consent(
                    uow, group.practice, member_of(actor), purpose, given, f"{WORDING} {purpose}"
                )


async def say(group: Group, actor: Actor, question: str, value: str, words: str = "", **how: Any) -> Profile:
    service, whose = group.services.profile, (group.practice, member_of(actor), question, value)
    async with group.work() as uow:
        return await (service.describe(uow, *whose, words) if words else service.answer(uow, *whose, **how))


async def look(group: Group, actor: Actor) -> Profile:
    async with group.work() as uow:
        return await group.services.profile.look(uow, group.practice, member_of(actor))


async def consents(group: Group, actor: Actor) -> list[tuple[str, bool, str, str]]:
    async with group.work() as uow:
        rows = await members.consents(uow, group.practice.id, member_of(actor).id)
        return [(each.purpose, each.given, each.wording, each.method) for each in rows[1:]]


async def test_nothing_is_kept_before_its_consent(group: Group) -> None:
    actor = await group.join(ASHA)
    with pytest.raises(ConsentMissing):
        await say(group, actor, Question.AGE, "25-34")
    with pytest.raises(ConsentMissing):
        await allow(group, actor, Purpose.HEALTH)
    await allow(group, actor, Purpose.PROFILE)
    await say(group, actor, Question.AGE, "25-34")
    for question, value in ((Question.ETHNICITY, "asian"), (Question.CONDITION, YES), (Question.ACCESS, "audio")):
        with pytest.raises(ConsentMissing):
            await say(group, actor, question, value)
    await allow(group, actor, Purpose.HEALTH)
    await say(group, actor, Question.CONDITION, YES)
    with pytest.raises(ConsentMissing):
        await say(group, actor, Question.ETHNICITY, "asian/other", "Kurdish")
    assert dict((await look(group, actor)).answers) == {
        Question.AGE: {"25-34": None},
        Question.CONDITION: {YES: None},
    }


async def test_each_consent_is_kept_with_its_words_and_the_same_twice_is_one(group: Group) -> None:
    actor = await group.join(ASHA)
    await allow(group, actor, Purpose.PROFILE, Purpose.PROFILE, Purpose.HEALTH)
    await allow(group, actor, Purpose.ETHNICITY, Purpose.ETHNICITY, given=False)
    assert await consents(group, actor) == [
        ("profile", True, f"{WORDING} profile", "chat"),
        ("profile-health", True, f"{WORDING} profile-health", "chat"),
        ("profile-ethnicity", False, f"{WORDING} profile-ethnicity", "chat"),
    ]


async def test_taking_back_a_special_consent_deletes_what_rested_on_it_and_no_more(group: Group) -> None:
    actor, other = await group.join_many(2)
    for each in (actor, other):
        await allow(group, each)
        for question, value in ((Question.CARER, YES), (Question.CONDITION, YES), (Question.ACCESS, "braille")):
            await say(group, each, question, value)
    await allow(group, actor, Purpose.HEALTH, given=False)
    assert set((await look(group, actor)).answers) == {Question.CARER}
    assert (await consents(group, actor))[-1][:2] == ("profile-health", False)
    assert len((await look(group, other)).answers) == 3
    # A yes brings nothing back.
    await allow(group, actor, Purpose.HEALTH)
    assert set((await look(group, actor)).answers) == {Question.CARER}


async def test_taking_back_the_profile_deletes_all_of_it_and_every_part_is_on_record(group: Group) -> None:
    actor = await group.join(ASHA)
    await allow(group, actor, Purpose.PROFILE, Purpose.HEALTH)
    await say(group, actor, Question.LANGUAGE, "own", "Quenya")
    await say(group, actor, Question.CONDITION, YES)
    await allow(group, actor, Purpose.PROFILE, given=False)
    profile = await look(group, actor)
    assert not profile.answers
    assert not any(profile.allows(purpose) for purpose in Purpose)
    assert [each[:2] for each in (await consents(group, actor))[2:]] == [
        ("profile", False),
        ("profile-health", False),
    ]
    assert "Quenya" not in await everything_stored(group.database)


async def test_an_answer_takes_the_place_of_the_one_before_and_several_stand_together(group: Group) -> None:
    actor = await group.join(ASHA)
    await allow(group, actor)
    for value in ("25-34", "25-34", "75-over", "forged"):
        await say(group, actor, Question.AGE, value)
    for value in ("none", "braille", "audio", "audio"):
        await say(group, actor, Question.ACCESS, value)
    await say(group, actor, Question.ACCESS, "audio", on=False)
    await say(group, actor, "forged", "audio")
    profile = await look(group, actor)
    assert (profile.of(Question.AGE), profile.of(Question.ACCESS)) == ({"75-over": None}, {"braille": None})
    async with group.work() as uow:
        cleared = await group.services.profile.clear(uow, group.practice, member_of(actor), Question.AGE)
        assert Question.AGE not in cleared.answers
        assert await group.services.profile.clear(uow, group.practice, member_of(actor), "forged") == cleared


async def test_own_words_are_kept_beside_the_answer_that_takes_them(group: Group) -> None:
    actor = await group.join(ASHA)
    await allow(group, actor)
    await say(group, actor, Question.ETHNICITY, "white")
    profile = await say(group, actor, Question.ETHNICITY, "white/other", "  Kurdish\nand Welsh ")
    assert profile.of(Question.ETHNICITY) == {"white/other": "Kurdish and Welsh"}
    # The broad group by itself takes nothing away; words beside an answer that takes none are not kept.
    assert (await say(group, actor, Question.ETHNICITY, "white")).of(Question.ETHNICITY) == {
        "white/other": "Kurdish and Welsh"
    }
    assert (await say(group, actor, Question.ETHNICITY, "white/irish", "Kerry")).of(Question.ETHNICITY) == {
        "white/irish": None
    }
    with pytest.raises(WordsTooLong):
        await say(group, actor, Question.LANGUAGE, "own", "x" * (LONGEST_OWN_WORDS + 1))
    await say(group, actor, Question.ACCESS, "own", "A quiet room")
    several = await say(group, actor, Question.ACCESS, "audio")
    assert several.of(Question.ACCESS) == {"own": "A quiet room", "audio": None}


async def test_leaving_keeps_the_profile_and_forgetting_erases_it(group: Group) -> None:
    actor, other = await group.join_many(2)
    for each in (actor, other):
        await allow(group, each)
        await say(group, each, Question.LANGUAGE, "own", f"Quenya {each.telegram_id}")
    async with group.work() as uow:
        await group.services.membership.leave(uow, actor, group.practice)
        held = await group.services.membership.everything_about(uow, group.practice, actor.person_id)
    words = f"Quenya {actor.telegram_id}"
    assert held["profile"] == [{"question": "language", "answer": "own", "own_words": words}]
    async with group.work() as uow:
        await group.services.membership.forget(
            uow, await group.services.people.identify(uow, actor.telegram_id, "en")
        )
    stored = await everything_stored(group.database)
    assert words not in stored
    assert f"Quenya {other.telegram_id}" in stored


async def answering(group: Group, number: int, question: Question, value: str, first: int = 0) -> None:
    for place in range(first, first + number):
        actor = await group.actor(FIRST_PATIENT + place)
        await allow(group, actor)
        await say(group, actor, question, value)


async def offered(group: Group) -> dict[str, int]:
    async with group.work() as uow:
        return {str(segment): count for segment, count in await group.services.profile.segments(uow, group.practice)}


async def test_a_segment_is_offered_from_10_members_with_10_others(group: Group) -> None:
    await group.join_many(2 * FEWEST + 1)
    await answering(group, FEWEST, Question.CARER, YES)
    await answering(group, FEWEST - 1, Question.AGE, "25-34")
    await answering(group, FEWEST + 2, Question.CHILDREN, YES)
    await answering(group, FEWEST, Question.SEX, NOT_SAID)
    assert await offered(group) == {"carer": FEWEST}
    # Whoever takes no messages, cannot be reached or has left is neither in a segment nor in the rest.
    gone = await group.actor(FIRST_PATIENT)
    async with group.work() as uow:
        await group.services.people.reachable(uow, gone.person_id, "blocked")
    assert await offered(group) == {}


async def test_parts_of_an_ethnic_group_are_counted_together_while_their_consent_stands(
    group: Group,
) -> None:
    await group.join_many(2 * FEWEST)
    await answering(group, 4, Question.ETHNICITY, "asian/indian")
    await answering(group, 4, Question.ETHNICITY, "asian/chinese", first=4)
    await answering(group, 2, Question.ETHNICITY, "asian", first=8)
    await answering(group, FEWEST, Question.ETHNICITY, "white/irish", first=FEWEST)
    assert await offered(group) == {"ethnicity:white": FEWEST, "ethnicity:asian": FEWEST}
    async with group.work() as uow:
        assert await members.reach(uow, group.practice.id, None, "ethnicity:asian") == (FEWEST, 0, 0)
    await allow(group, await group.actor(FIRST_PATIENT), Purpose.ETHNICITY, given=False)
    assert await offered(group) == {"ethnicity:white": FEWEST}


async def test_a_message_can_be_for_one_segment(group: Group) -> None:
    actors = await group.join_many(4)
    await answering(group, 3, Question.CONDITION, YES)
    await group.join(FIRST_PATIENT + 50, may_message=False)
    await answering(group, 1, Question.CONDITION, YES, first=50)
    staff = await group.join(FIRST_PATIENT + 60, connection=Connection.STAFF)
    await allow(group, staff)
    await say(group, staff, Question.CONDITION, YES)
    async with group.work() as uow:
        found = [row async for some in members.reached(uow, group.practice.id, None, "condition") for row in some]
        assert [row.person_id for row in found] == [actor.person_id for actor in actors[:3]]
        assert await members.reach(uow, group.practice.id, None, "condition") == (3, 0, 1)
        assert await members.reach(uow, group.practice.id, "core", "condition") == (0, 0, 0)
        assert await members.reach(uow, group.practice.id, None) == (4, 0, 1)
        assert await members.reach(uow, group.practice.id, None, "nonsense:x%_") == (0, 0, 0)


async def test_an_answer_without_its_consent_is_in_no_segment(group: Group) -> None:
    (actor,) = await group.join_many(1)
    async with group.work() as uow:
        # Not to be had by the service: as after a restore of one table.
        row = ProfileAnswer(
            member_id=member_of(actor).id, question="condition", value=YES, purpose="profile-health", words=None
        )
        uow.session.add(row)
    async with group.work() as uow:
        assert await members.reach(uow, group.practice.id, None, "condition") == (0, 0, 0)


async def test_what_one_practice_is_told_another_does_not_know(group: Group) -> None:
    actor = await group.join(ASHA)
    await allow(group, actor)
    await say(group, actor, Question.CARER, YES)
    there = group.practice.id + 1
    async with group.work() as uow:
        assert await members.reach(uow, there, None, "carer") == (0, 0, 0)
        rows = await uow.session.scalars(select(ProfileAnswer.value))
        assert list(rows) == [YES]
