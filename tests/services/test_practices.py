"""Starting up: texts are published when they change, and each configured role is granted once."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.rules.permissions import Capability
from bot.rules.words import Connection, DocumentKind, Role
from bot.services.practices import current_text
from storage.database import Database
from storage.models.people import RoleGrant
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import CHAIR, MANAGER, make_settings

ASHA = 1_000


async def test_starting_again_changes_nothing(group: Group) -> None:
    async with group.work() as uow:
        before = [await current_text(uow, group.practice, kind) for kind in DocumentKind]
    again = await Group.open(group.database, group.settings, group.clock)
    async with again.work() as uow:
        assert [await current_text(uow, again.practice, kind) for kind in DocumentKind] == before
    assert again.practice == group.practice
    assert [text.version for text in before] == [1, 1]


async def test_the_texts_name_the_practice_and_its_group(sqlite_group: Group) -> None:
    group = sqlite_group
    async with group.work() as uow:
        for kind in DocumentKind:
            text = (await current_text(uow, group.practice, kind)).text
            assert "Riverside Surgery" in text
            assert "GP Practice Patient Group" in text
            assert "{" not in text


async def test_a_new_version_has_to_be_signed_by_everybody(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    paper = tmp_path / "agreement.md"
    paper.write_text("The first version for {group}. Braces of our own: {name}", encoding="utf-8")
    group = await Group.made(database, tmp_path, clock, agreement=paper)
    actor = await group.join(ASHA)
    assert actor.signed
    paper.write_text("The second version.", encoding="utf-8")
    group = await Group.made(database, tmp_path, clock, agreement=paper)
    actor = await group.actor(ASHA)
    assert (actor.signed, actor.active) == (False, True)
    assert actor.membership is not None
    async with group.work() as uow:
        newest = await current_text(uow, group.practice, DocumentKind.AGREEMENT)
        assert (newest.version, newest.text) == (2, "The second version.")
        assert (await group.services.membership.group(uow, group.practice, newest.id)).not_signed == 1
        signature = await group.services.joining.signature(uow, group.practice, actor.membership.id)
        assert signature is not None
        assert (signature.current, signature.text.version) == (False, 1)
        assert signature.text.text.endswith("Braces of our own: {name}")
        await group.services.joining.sign(uow, actor.membership.id, newest.id, newest.sha256, "Asha")
    assert (await group.actor(ASHA)).signed
    async with group.work() as uow:
        assert (await group.services.membership.group(uow, group.practice, newest.id)).not_signed == 0


async def test_a_configured_role_counts_from_the_signature(group: Group) -> None:
    before = await group.actor(CHAIR)
    assert (before.roles, before.may(Capability.ASK)) == (frozenset({Role.CHAIR}), False)
    after = await group.chair()
    assert (after.may(Capability.ASK), after.may(Capability.EXPORT)) == (True, False)
    manager = await group.join(MANAGER, connection=Connection.STAFF)
    assert manager.may(Capability.EXPORT)
    assert (await group.join(ASHA)).roles == frozenset()


async def test_a_role_that_was_taken_back_stays_taken_back(group: Group, tmp_path: Path) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.membership.leave(uow, chair, group.practice)
    assert (await group.actor(CHAIR)).roles == frozenset()
    again = await Group.open(group.database, make_settings(tmp_path), group.clock)
    assert (await again.actor(CHAIR)).roles == frozenset()
    # Another role in the configuration is another grant.
    promoted = await Group.open(group.database, make_settings(tmp_path, managers=(CHAIR,)), group.clock)
    assert (await promoted.actor(CHAIR)).roles == {Role.MANAGER}


@pytest.mark.parametrize("times", [1, 3])
async def test_a_role_is_granted_once_however_often_it_starts(sqlite_group: Group, times: int) -> None:
    group = sqlite_group
    for _ in range(times):
        await Group.open(group.database, group.settings, group.clock)
    async with group.database.reading() as uow:
        assert await uow.session.scalar(select(func.count()).select_from(RoleGrant)) == 3


async def test_with_several_practices_somebody_is_in_none_until_they_choose(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(database, tmp_path, clock, others=[{"name": "Hill Surgery", "code": "Y00001"}])
    people, (here, there) = group.services.people, group.practices
    async with group.work() as uow:
        actor = await people.identify(uow, ASHA, "en")
        assert actor.practice is None
        await people.choose_practice(uow, actor.person_id, there)
    async with group.work() as uow:
        assert (await people.identify(uow, ASHA, "en")).practice == there
        assert (await people.identify(uow, ASHA, "en", here.id)).practice == here


async def test_a_language_is_kept(sqlite_group: Group) -> None:
    group = sqlite_group
    actor = await group.actor(ASHA)
    async with group.work() as uow:
        await group.services.people.choose_language(uow, actor.person_id, "pl")
    assert (await group.actor(ASHA)).language == "pl"
