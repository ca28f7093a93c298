"""The profile in the database: its migration with rows in it, and its queries from next door."""

from sqlalchemy import select, text

from storage.database import Database
from storage.migrating import migrate_to
from storage.models.profile import ProfileAnswer
from storage.queries import members, people, practices, profile
from storage.revision import revision_of
from tests.support.clock import HandClock

NOW = "2027-01-01 12:00:00"
CONSENT = "INSERT INTO consent (id, member_id, purpose, given, wording, method, at) VALUES "
BEFORE = (
    "INSERT INTO practice (id, code) VALUES (1, 'E82123')",
    f"INSERT INTO person (id, telegram_id, language, seen_at) VALUES (1, 7, 'en', '{NOW}')",
    "INSERT INTO member "
    "(id, practice_id, person_id, state, connection, tier, name, reminders, may_message, joined_at, alias) "
    f"VALUES (1, 1, 1, 'active', 'patient', 'wider', 'Asha', true, true, '{NOW}', 'a')",
    f"{CONSENT} (1, 1, 'messages', true, 'May we?', 'chat', '{NOW}')",
)
PROFILE = (
    f"{CONSENT} (2, 1, 'profile', true, 'May we?', 'chat', '{NOW}')",
    "INSERT INTO profile_answer (member_id, question, value, purpose) VALUES (1, 'carer', 'yes', 'profile')",
    "INSERT INTO profile_answer (member_id, question, value, purpose, words) "
    "VALUES (1, 'ethnicity', 'white/other', 'profile-ethnicity', 'Kurdish')",
)


async def carry_out(database: Database, *statements: str) -> None:
    async with database.transaction() as uow:
        for statement in statements:
            await uow.session.execute(text(statement))


async def all_of(database: Database, query: str) -> list[tuple[object, ...]]:
    async with database.reading() as uow:
        return [tuple(row) for row in await uow.session.execute(text(query))]


async def test_the_profile_comes_and_goes_and_everything_else_stays(empty_database: Database) -> None:
    database = empty_database
    await migrate_to(database, "0002")
    await carry_out(database, *BEFORE)
    await migrate_to(database, "0003")
    await carry_out(database, *PROFILE)
    assert len(await all_of(database, "SELECT * FROM profile_answer")) == 2
    await migrate_to(database, "0002")
    assert await revision_of(database) == "0002"
    # Without answers there is nothing that the consent would be to.
    assert await all_of(database, "SELECT purpose FROM consent") == [("messages",)]
    assert await all_of(database, "SELECT name FROM member") == [("Asha",)]
    await migrate_to(database, "0003")
    assert await all_of(database, "SELECT * FROM profile_answer") == []
    await carry_out(database, *PROFILE)


async def test_a_profile_cannot_be_read_or_changed_from_next_door(database: Database, clock: HandClock) -> None:
    async with database.transaction() as uow:
        here, there = await practices.ensure(uow, "mine"), await practices.ensure(uow, "theirs")
        person = await people.meet(uow, 1, "en", clock.now())
        member = await members.add(
            uow,
            here,
            person_id=person.id,
            state="active",
            connection="patient",
            tier="wider",
            name="Asha",
            reminders=True,
            may_message=True,
            joined_at=clock.now(),
            alias="a",
        )
        await profile.keep(uow, here, member.id, "carer", "profile", {"yes": None})
        await profile.keep(uow, there, member.id, "carer", "profile", {"no": None})
        await profile.keep(uow, there, member.id, "age", "profile", {"25-34": "words"})
        await profile.drop(uow, there, member.id, ["profile"])
        assert await profile.answers(uow, there, member.id) == []
        assert await profile.count(uow, there, ["carer"]) == [0]
    async with database.reading() as uow:
        rows = (await uow.session.scalars(select(ProfileAnswer))).all()
        assert [(row.question, row.value, row.words) for row in rows] == [("carer", "yes", None)]
