"""Joining: open, by approval and by invitation; what is signed; and coming back."""

from pathlib import Path

import pytest

from bot.delivery.kinds import Kind
from bot.errors import AlreadyDecided, AlreadyMember, InvitationNeeded
from bot.rules.words import Admission, Connection, MemberState
from bot.services.people import Place
from storage.database import Database
from storage.queries import members
from tests.support.clock import HandClock
from tests.support.group import WORDING, Group
from tests.support.settings import CHAIR, MANAGER, RECEPTION

ASHA, BEN = 1_000, 1_001


async def test_whoever_presses_start_is_nobody_yet(group: Group) -> None:
    actor = await group.actor(ASHA)
    assert (actor.practice, actor.membership, actor.signed, actor.active) == (group.practice, None, False, False)
    assert actor == await group.actor(ASHA)


async def test_an_open_group_lets_a_patient_in_at_once(group: Group) -> None:
    actor = await group.join(ASHA, name="Asha Patel")
    assert actor.membership is not None
    assert (actor.active, actor.signed, actor.membership.counted) == (True, True, True)
    assert (actor.membership.name, actor.membership.connection) == ("Asha Patel", Connection.PATIENT)
    async with group.work() as uow:
        assert await group.services.membership.size(uow, group.practice) == 1


async def test_what_was_signed_and_agreed_to_is_kept(group: Group) -> None:
    given = await group.application()
    actor = await group.join(ASHA, typed_name="Asha P. Patel", may_message=False)
    assert actor.membership is not None
    async with group.work() as uow:
        signature = await group.services.joining.signature(uow, group.practice, actor.membership.id)
        assert signature is not None
        assert signature.text.id == given.document_id
        assert signature.text.sha256 == given.sha256
        assert "Riverside Surgery" in signature.text.text
        assert (signature.typed_name, signature.current) == ("Asha P. Patel", True)
        assert signature.signed_at == group.clock.now()
        (consent,) = await members.consents(uow, group.practice.id, actor.membership.id)
        assert (consent.purpose, consent.given, consent.wording) == ("messages", False, WORDING)


async def test_nobody_joins_twice(group: Group) -> None:
    await group.join(ASHA)
    with pytest.raises(AlreadyMember) as refusal:
        await group.join(ASHA)
    assert refusal.value.arguments == {"group": group.practice.settings.group_name}


async def test_a_chair_who_only_works_here_is_not_counted(group: Group) -> None:
    actor = await group.chair()
    assert actor.membership is not None
    assert (actor.active, actor.membership.counted) == (True, False)
    async with group.work() as uow:
        assert await group.services.membership.size(uow, group.practice) == 0


@pytest.fixture
async def by_approval(database: Database, tmp_path: Path, clock: HandClock) -> Group:
    return await Group.made(database, tmp_path, clock, admission=Admission.APPROVAL)


async def test_by_approval_a_patient_waits_and_those_who_decide_hear(by_approval: Group) -> None:
    for telegram_id in (MANAGER, RECEPTION):
        await by_approval.actor(telegram_id)
    chair, manager = await by_approval.chair(), await by_approval.join(MANAGER, connection=Connection.STAFF)
    reception = await by_approval.join(RECEPTION, connection=Connection.STAFF)
    assert chair.active and manager.active and reception.active
    actor = await by_approval.join(ASHA)
    assert actor.membership is not None
    assert (actor.membership.state, actor.active, actor.membership.counted) == (MemberState.WAITING, False, False)
    for decider in (chair, manager):
        (delivery,) = await by_approval.deliveries(decider, Kind.JOIN_REQUEST)
        assert delivery.subject_id == actor.membership.id
    assert await by_approval.deliveries(reception, Kind.JOIN_REQUEST) == []
    async with by_approval.work() as uow:
        assert [each.id for each in await by_approval.services.joining.waiting(uow, by_approval.practice)] == [
            actor.membership.id
        ]
    with pytest.raises(AlreadyMember):
        await by_approval.join(ASHA)


@pytest.mark.parametrize(("let_in", "state"), [(True, MemberState.ACTIVE), (False, MemberState.DECLINED)])
async def test_a_decision_is_made_once_and_told(by_approval: Group, let_in: bool, state: MemberState) -> None:
    chair, actor = await by_approval.chair(), await by_approval.join(ASHA)
    assert actor.membership is not None
    practice, joining = by_approval.practice, by_approval.services.joining
    async with by_approval.work() as uow:
        decided = await joining.decide(uow, chair, practice, actor.membership.id, let_in=let_in)
        assert decided.state == state
    assert (await by_approval.actor(ASHA)).active is let_in
    assert await by_approval.states(actor, Kind.JOIN_DECISION) == ["waiting"]
    with pytest.raises(AlreadyDecided):
        async with by_approval.work() as uow:
            await joining.decide(uow, chair, practice, actor.membership.id, let_in=not let_in)
    assert (await by_approval.actor(ASHA)).active is let_in


async def test_deciding_about_nobody_is_refused(by_approval: Group) -> None:
    chair = await by_approval.chair()
    with pytest.raises(AlreadyDecided):
        async with by_approval.work() as uow:
            await by_approval.services.joining.decide(uow, chair, by_approval.practice, 999, let_in=True)


async def test_somebody_who_left_can_come_back(group: Group) -> None:
    actor = await group.join(ASHA)
    async with group.work() as uow:
        await group.services.membership.leave(uow, actor, group.practice)
    group.clock.advance(days=30)
    back = await group.join(ASHA, name="Asha P")
    assert back.membership is not None
    assert (back.active, back.signed, back.membership.name) == (True, True, "Asha P")


async def test_somebody_who_was_declined_can_ask_again(by_approval: Group) -> None:
    chair, actor = await by_approval.chair(), await by_approval.join(ASHA)
    assert actor.membership is not None
    async with by_approval.work() as uow:
        await by_approval.services.joining.decide(uow, chair, by_approval.practice, actor.membership.id, let_in=False)
    by_approval.clock.advance(days=1)
    again = await by_approval.join(ASHA)
    assert again.membership is not None
    assert again.membership.state == MemberState.WAITING
    assert len(await by_approval.deliveries(chair, Kind.JOIN_REQUEST)) == 2


async def test_signing_the_same_version_twice_is_one_signature(group: Group) -> None:
    actor, given = await group.join(ASHA), await group.application()
    assert actor.membership is not None
    async with group.work() as uow:
        await group.services.joining.sign(uow, actor.membership.id, given.document_id, given.sha256, None)
        assert len(await members.signatures(uow, group.practice.id, actor.membership.id)) == 1


@pytest.fixture
async def by_invitation(database: Database, tmp_path: Path, clock: HandClock) -> Group:
    return await Group.made(
        database,
        tmp_path,
        clock,
        admission=Admission.INVITATION,
        invitation_days=30,
        others=[{"name": "Hill Surgery", "code": "Y00001"}],
    )


async def a_code(group: Group, *, uses: int | None, theirs: bool = False) -> str:
    async with group.work() as uow:
        made = await group.services.invitations.create(
            uow, group.practices[int(theirs)], count=1, source="letter", uses=uses
        )
    return made[0].code


async def test_without_a_code_nobody_gets_in_but_those_with_a_role(by_invitation: Group) -> None:
    with pytest.raises(InvitationNeeded):
        await by_invitation.join(ASHA)
    with pytest.raises(InvitationNeeded):
        await by_invitation.join(ASHA, invitation_code="NOSUCHCD")
    assert (await by_invitation.actor(ASHA)).membership is None
    assert (await by_invitation.chair()).active
    assert (await by_invitation.join(CHAIR + 1, invitation_code=await a_code(by_invitation, uses=1))).active


async def test_a_code_lets_in_as_many_as_it_says(by_invitation: Group) -> None:
    code = await a_code(by_invitation, uses=2)
    for telegram_id in (ASHA, BEN):
        assert (await by_invitation.join(telegram_id, invitation_code=code)).active
    with pytest.raises(InvitationNeeded):
        await by_invitation.join(ASHA + 9, invitation_code=code)


async def test_a_poster_lets_in_any_number(by_invitation: Group) -> None:
    code = await a_code(by_invitation, uses=None)
    for place in range(5):
        assert (await by_invitation.join(ASHA + place, invitation_code=code)).active


async def test_a_code_runs_out_of_time(by_invitation: Group) -> None:
    code = await a_code(by_invitation, uses=None)
    by_invitation.clock.advance(days=30)
    with pytest.raises(InvitationNeeded):
        await by_invitation.join(ASHA, invitation_code=code)


async def test_a_code_of_another_practice_opens_only_that_one(by_invitation: Group) -> None:
    code = await a_code(by_invitation, uses=1, theirs=True)
    with pytest.raises(InvitationNeeded):
        await by_invitation.join(ASHA, invitation_code=code)
    async with by_invitation.work() as uow:
        found = await by_invitation.services.joining.look_up(uow, f" {code.lower()} ")
        assert found is not None
        assert (found.practice, found.code, found.usable) == (by_invitation.practices[1], code, True)
        assert await by_invitation.services.joining.look_up(uow, "NOSUCHCD") is None
    assert (await by_invitation.join(ASHA, practice=by_invitation.practices[1], invitation_code=code)).active
    async with by_invitation.work() as uow:
        spent = await by_invitation.services.joining.look_up(uow, code)
        assert spent is not None
        assert spent.usable is False


async def test_codes_differ_are_easy_to_read_and_are_cleared_away_unused(by_invitation: Group) -> None:
    async with by_invitation.work() as uow:
        made = await by_invitation.services.invitations.create(
            uow, by_invitation.practice, count=200, source="letters", uses=1
        )
    assert len({invitation.code for invitation in made}) == 200
    assert not set("".join(invitation.code for invitation in made)) & set("01OIL")
    await by_invitation.join(ASHA, invitation_code=made[0].code)
    by_invitation.clock.advance(days=59)
    async with by_invitation.work() as uow:
        assert await by_invitation.services.invitations.purge(uow) == 0
    by_invitation.clock.advance(days=2)
    async with by_invitation.work() as uow:
        assert await by_invitation.services.invitations.purge(uow) == 199
        assert await by_invitation.services.joining.look_up(uow, made[0].code) is not None


async def test_a_place_in_a_conversation_is_kept_and_a_visitor_is_forgotten_after_a_week(group: Group) -> None:
    visitor, member = await group.actor(ASHA), await group.join(BEN)
    async with group.work() as uow:
        await group.services.people.go_to(uow, visitor.person_id, Place("join", "age", {"connection": "patient"}))
        await group.services.people.go_to(uow, visitor.person_id, Place("join", "name", {"n": 1}))
    assert (await group.actor(ASHA)).place == Place("join", "name", {"n": 1})
    group.clock.advance(days=7, minutes=1)
    async with group.work() as uow:
        await group.services.people.purge_visitors(uow)
    assert (await group.actor(ASHA)).place is None
    assert (await group.actor(BEN)).person_id == member.person_id
    assert (await group.actor(BEN)).active
