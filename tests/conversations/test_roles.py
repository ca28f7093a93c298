"""Every command and every button against everybody: what is theirs works, what is not does not exist."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.rules.words import Connection, MemberState
from bot.texts import Texts
from handlers.callbacks import ClosePoll, Decide, RecordOutcome, Run, Setting
from handlers.commands import COMMANDS
from handlers.registry import FEATURES, GUARDED_COMMANDS, routes
from storage.queries import roles
from tests.conversations.house import CHAIR, MANAGER, STAFF, House, open_house
from tests.conversations.people import UNKNOWN, a_chair, actor, ask, group_of, member, practice, revoke, taps, types
from tests.support.clock import HandClock

JOIN_FIRST = "Only members of the group can do that."
WAIT_FIRST = "You can do that when the practice has let you in."

OPEN = {"start", "join", "language", "privacy", "mydata", "leave", "forget", "help"}
MEMBER = OPEN | {"polls", "meetings", "agenda", "feedback", "profile", "settings", "agreement"}
CHAIRS = MEMBER | {
    "poll",
    "survey",
    "results",
    "close",
    "meeting",
    "actions",
    "announce",
    "invite",
    "members",
    "roles",
}
MAY_USE = {
    "visitor": OPEN,
    "waiting": OPEN,
    "member": MEMBER,
    "chair": CHAIRS,
    "manager": CHAIRS
    | {"summary", "export", "inbox", "projects", "digest", "report", "success", "fft", "audit", "enter", "practice"},
    "staff": MEMBER | {"results", "invite", "enter"},
    "former chair": MEMBER,
    "chair of another practice": MEMBER,
    "named but not signed": OPEN,
}
NOT_LISTED = {"start", "join"}
TOPICS = {
    "Take part", "Ask the group", "Meet", "Listen and tell", "Numbers and reports", "Run the group",
    "You and your details",
}  # fmt: skip
MOST_BUTTONS = 16
# Those who only work here, and are asked nothing about themselves.
AT_WORK = {"chair", "manager", "staff", "former chair"}
OTHER = {"name": "Hill Surgery", "code": "Y00001", "group_name": "Hill Group", "chairs": [555]}


@pytest.fixture
async def house(tmp_path: Path, clock: HandClock) -> AsyncIterator[House]:
    """Two practices; the first lets people in by approval."""
    async with open_house(tmp_path, clock, admission="approval", others=[OTHER]) as running:
        yield running


async def become(house: House, role: str) -> PersonDriver:
    """Somebody who is this to the first practice."""
    at_work: dict[str, Any] = {"connection": Connection.STAFF}
    match role:
        case "visitor" | "named but not signed":
            person = house.person(2000 if role == "visitor" else CHAIR)
            await types(house, person, "/start")
            await taps(house, person, "Riverside Surgery")
            return person
        case "waiting":
            return await member(house, 1000, state=MemberState.WAITING)
        case "member":
            return await member(house, 1000)
        case "former chair":
            person = await a_chair(house)
            await revoke(house, person)
            return person
        case "chair of another practice":
            await member(house, 555, place=1, **at_work)
            return await member(house, 555)
    return await member(house, {"chair": CHAIR, "manager": MANAGER, "staff": STAFF}[role], **at_work)


def expected(role: str, command: str) -> str | None:
    """How a command is turned down; None where it is theirs."""
    if command in MAY_USE[role]:
        return None
    if role == "named but not signed" and command in CHAIRS:
        # Theirs as soon as they have signed, and so not denied.
        return JOIN_FIRST
    if command not in MEMBER:
        return UNKNOWN
    return WAIT_FIRST if role == "waiting" else JOIN_FIRST


@pytest.mark.parametrize("role", MAY_USE)
async def test_every_command_typed_and_by_button(house: House, role: str) -> None:
    person = await become(house, role)
    for command in COMMANDS:
        turned_down = expected(role, command.name)
        typed = await types(house, person, f"/{command.name}")
        tapped = await taps(house, person, data=Run(command.name).pack())
        for said in (typed, tapped):
            assert said, command
            assert "something went wrong" not in said
            if turned_down == UNKNOWN:
                assert said == UNKNOWN, command
            elif turned_down is not None:
                assert turned_down in said, command
            else:
                assert UNKNOWN not in said and JOIN_FIRST not in said and WAIT_FIRST not in said, command


@pytest.mark.parametrize("role", MAY_USE)
async def test_the_menu_and_the_help_list_just_what_is_theirs(house: House, role: str) -> None:
    person = await become(house, role)
    said = await types(house, person, "/help")
    listed = {command.command for command in person.commands}
    is_in = role not in ("visitor", "named but not signed")
    due = MAY_USE[role] - NOT_LISTED - (set() if is_in else {"leave", "forget", "mydata"})
    due -= {"profile"} if role in AT_WORK else set()
    assert listed == (due if is_in else due | {"join"})
    assert {line.split()[0][1:] for line in said.splitlines() if line.startswith("/")} == listed - {"help"}
    shown = [*person.last.buttons]
    assert len(shown) <= MOST_BUTTONS
    if TOPICS & set(shown):
        topics, shown = shown, []
        assert set(topics) <= TOPICS
        for topic in topics:
            assert topic in await taps(house, person, topic)
            shown += [button for button in person.last.buttons if button != "Back"]
            await taps(house, person, "Back")
    assert len(shown) == len(set(shown)) == len(listed) - 1
    assert all(command.description for command in person.commands)


@pytest.mark.parametrize("role", MAY_USE)
async def test_the_buttons_behind_the_commands_ask_again_who_taps(house: House, role: str) -> None:
    async with chair_for_a_while(house, await a_chair(house, 999)) as chair:
        await group_of(house, 1, first=3000)
        await ask(house, chair)
        await member(house, 3500, state=MemberState.WAITING)
    person = await become(house, role)
    here = practice(house).id
    waiting = await actor(house, house.person(3500))
    assert waiting.membership is not None
    behind = {
        "invite": Setting("invite", "one", here),
        "close": ClosePoll(here, 1, sure=True),
        "poll": RecordOutcome(here, 1),
        "members": Decide(here, waiting.membership.id, let_in=True),
    }
    for command, tap in behind.items():
        said = await taps(house, person, data=tap.pack(), message=person.last)
        turned_down = expected(role, command)
        assert turned_down in said if turned_down else said not in (UNKNOWN, JOIN_FIRST), (command, said)
    assert (await actor(house, house.person(3500))).active is ("members" in MAY_USE[role])


@contextlib.asynccontextmanager
async def chair_for_a_while(house: House, person: PersonDriver) -> AsyncIterator[PersonDriver]:
    """A chair for as long as it takes to send a poll."""
    assert house.bot is not None
    async with house.bot.database.transaction() as uow:
        where, now = practice(house).id, house.clock.now()
        await roles.grant(uow, where, person.id, "chair", source="command", at=now)
    yield person
    await revoke(house, person)


async def test_a_role_that_ends_in_the_middle_of_a_poll_ends_the_poll(house: House) -> None:
    chair = await become(house, "chair")
    await types(house, chair, "/poll")
    await revoke(house, chair)
    assert await types(house, chair, "Saturdays?") == UNKNOWN
    assert "Shall I pass this on" in await types(house, chair, "Saturdays?")


def test_every_command_has_a_feature_a_text_and_a_route() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))
    assert set(names) == set().union(*MAY_USE.values())
    assert set(names) <= FEATURES.keys()
    assert FEATURES.keys() == GUARDED_COMMANDS.keys()
    assert all(Texts("en").plain(f"command-{name}") for name in names)
    routed = [name for route in routes() for name in getattr(route, "commands", ())]
    assert sorted(routed) == sorted(names)


def test_every_command_is_in_the_readme() -> None:
    readme = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
    assert [command.name for command in COMMANDS if f"/{command.name}" not in readme] == []
