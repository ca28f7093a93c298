"""Every button that there is, forged, against everybody: what is not theirs does nothing and says so.

The table is written by hand, from the list of roles in the architecture's decisions, and not from the code.
"""

from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from sqlalchemy import func, select

from handlers import callbacks
from handlers.callbacks import KINDS, Tap
from storage.models import Base
from tests.conversations.house import House
from tests.conversations.people import UNKNOWN, actor, practice, taps, types
from tests.conversations.test_roles import JOIN_FIRST, MAY_USE, WAIT_FIRST, become, house

__all__ = ("house",)

GONE = 999_999
ANYBODY = {"visitor", "waiting", "member", "chair", "manager", "staff", "former chair", "chair of another practice"}
MEMBERS = ANYBODY - {"visitor", "waiting"}
CHAIRS, MANAGERS = {"chair", "manager"}, {"manager"}
STAFF = {"chair", "manager", "staff"}
# Buttons that stand for a command or a step find out by themselves whose it is: they have tests of their own.
BY_THEMSELVES = {"Step", "Run", "Setting", "ChoosePractice", "Sure"}
# Of a survey that is tried out or entered, or that members fill in: by where somebody is.
BY_PLACE = {"OpenSurvey", "Fill", "EndSurvey"}
FOR = {
    **dict.fromkeys(("Vote", "VoteDone", "ShowPoll", "AboutMe", "Meet", "OnAgenda", "Agree", "Speak"), MEMBERS),
    **dict.fromkeys(("OwnVoice", "Digest"), MEMBERS),
    **dict.fromkeys(("ShowQuestions", "ShowAnswers", "ShowStops", "Take"), STAFF),
    **dict.fromkeys(("ClosePoll", "StopSending", "RecordOutcome", "Decide", "Arrange", "Ordering"), CHAIRS),
    **dict.fromkeys(("Trace", "Announced", "OnReport", "AfterRestore", "OnRoles", "Unheard"), CHAIRS),
    **dict.fromkeys(("Triage", "OnTopic", "OnProject", "Summarise", "OnSuccess", "OnReturn", "OnAudit"), MANAGERS),
    "EnterPaper": {"manager", "staff"},
}


def forged(kind: type[Tap], here: int, word: str = "look") -> Tap:
    """A button of this kind for something that is not there, in this practice."""
    hints = get_type_hints(kind)
    plain: dict[type, Any] = {str: word, int: GONE, bool: True}
    return kind(
        **{field.name: here if field.name == "practice" else plain[hints[field.name]] for field in fields(kind)}
    )


async def rows(running: House) -> dict[str, int]:
    """How many rows each table has."""
    assert running.bot is not None
    # Who was told what, and that an update was handled, changes with each tap.
    passing = {
        "handled_update",
        "conversation",
        "delivery",
        "due_claim",
        "pulse",
        "spent_ticket",
        "audit_entry",
        "audit_head",
    }
    async with running.bot.database.reading() as uow:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in passing]
        return {
            table.name: (await uow.session.execute(select(func.count()).select_from(table))).scalar_one()
            for table in tables
        }


def test_every_button_is_in_the_table() -> None:
    assert {kind.__name__ for kind in KINDS.values()} == FOR.keys() | BY_THEMSELVES | BY_PLACE


@pytest.mark.parametrize("role", sorted(ANYBODY))
async def test_a_forged_button_is_answered_and_changes_nothing(house: House, role: str) -> None:
    person = await become(house, role)
    here = practice(house).id
    before = await rows(house)
    for kind in KINDS.values():
        if kind.__name__ in BY_THEMSELVES:
            continue
        said = await taps(house, person, data=forged(kind, here).pack())
        assert said, kind
        assert "something went wrong" not in said.lower(), (kind, said)
        turned_down = any(words in said for words in (UNKNOWN, JOIN_FIRST, WAIT_FIRST))
        if kind.__name__ in FOR:
            assert turned_down is (role not in FOR[kind.__name__]), (kind, said)
    assert await rows(house) == before
    assert (await actor(house, person)).roles == (
        {role} if role in MAY_USE and role in ("chair", "manager", "staff") else set()
    )


async def test_a_button_of_another_practice_says_no_more_than_that(house: House) -> None:
    person = await become(house, "chair")
    other = practice(house, 1).id
    for kind in KINDS.values():
        if "practice" in get_type_hints(kind) and kind.__name__ in FOR and FOR[kind.__name__] <= CHAIRS | {"staff"}:
            said = await taps(house, person, data=forged(kind, other).pack())
            assert any(words in said for words in (UNKNOWN, JOIN_FIRST)), (kind, said)


async def test_data_that_is_no_button_is_an_old_button(house: House) -> None:
    person = await become(house, "member")
    await types(house, person, "/help")
    for data in ("", "x", "v:1", "v:a:b:c:d", ":" * 60, "\u202e" * 20, "hp:1:give:chair:1:1:1"):
        if data:
            assert await taps(house, person, data=data)


def test_what_the_package_offers_is_all_there_is() -> None:
    assert {kind.__name__ for kind in KINDS.values()} <= set(callbacks.__all__)
