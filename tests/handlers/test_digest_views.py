"""Digests as they are read: for a group of nobody, of one, of a dozen and of hundreds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.reports.public_page import public_text
from bot.rules.lengths import utf16_length
from bot.rules.voices import Closure
from bot.rules.words import (
    ActionState,
    Attribution,
    Audience,
    Connection,
    ConsultationState,
    Influence,
    MeetingState,
    MemberState,
    Order,
    OutcomeKind,
    ResultsTo,
    Role,
    Tier,
)
from bot.services.agreed import Action
from bot.services.attending import Counts
from bot.services.consultations import Brief
from bot.services.digested import Month, News, Running, Week, WeekOfComments
from bot.services.meetings import Meeting
from bot.services.people import Actor, Membership
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import Run
from handlers.views.digests import choose_screen, month_screen, week_screen
from handlers.views.public_page import public_page, public_screens
from handlers.views.screen import LONGEST_MESSAGE, Screen
from tests.support.settings import make_settings

TEXTS = Texts("en")
NOW = datetime(2027, 5, 17, 8, tzinfo=UTC)
WEEK_AGO = NOW - timedelta(days=7)
MONDAYS = [date(2027, 3, 29) + timedelta(weeks=number) for number in range(8)]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(1, make_settings(tmp_path, group_name="Riverside Patient Group", digest_day="monday").practice[0])


def somebody(*roles: Role) -> Actor:
    member = Membership(1, MemberState.ACTIVE, Connection.STAFF, Tier.WIDER, "Max", True, True, "alias")
    return Actor(1, 1, "en", membership=member, roles=frozenset(roles))


def poll(number: int = 1, **changes: object) -> Brief:
    return replace(
        Brief(
            id=number,
            practice_id=1,
            is_survey=False,
            reference=f"P{number}",
            title="Should we open on Saturdays?",
            state=ConsultationState.OPEN,
            audience=Audience.ALL,
            attribution=Attribution.ANONYMOUS,
            results_to=ResultsTo.MEMBERS,
            influence=Influence.ADVISE,
            opened_at=WEEK_AGO,
            closes_at=NOW + timedelta(days=3),
            outcome=None,
            outcome_kind=None,
        ),
        **changes,
    )


MEETING = Meeting(
    id=4, practice_id=1, reference="M4", title="Summer meeting", starts_at=NOW + timedelta(days=20),
    length=timedelta(hours=1), place="The library", link="", audience=Audience.ALL, order=Order.USUAL,
    state=MeetingState.PLANNED, uid="u", sequence=0, reminders=(), series_id=None, author_id=None, invite_at=None,
    told_at=NOW, agenda_at=NOW, agenda_published_at=None, cancelled_why=None, summary=None,
)  # fmt: skip
OVERDUE = Action(
    id=5, practice_id=1, reference="A5", text="Ask about the bins", owner_id=1, owner_name="Jo Lee",
    due_on=date(2027, 5, 3), state=ActionState.OPEN, result=None, meeting_id=None, meeting=None, made_at=WEEK_AGO,
    settled_at=None, overdue=True,
)  # fmt: skip
NOTHING = Week(
    since=WEEK_AGO, until=NOW, topics=(), closure=Closure(0, 0, 0, 0, 0, None),
    weeks=tuple(WeekOfComments(monday, 0, 0) for monday in MONDAYS), actions=0, overdue=(), running=(), owed=(),
    meeting=None, replies=Counts(), joined=0, left=0, members=0, unreachable=0, projects=0,
)  # fmt: skip
FULL = replace(
    NOTHING,
    topics=(("Phoning the practice", 3), ("Reception", 1)),
    closure=Closure(20, 12, 13, 4, 6, 75, 15),
    weeks=tuple(WeekOfComments(monday, number, number // 2) for number, monday in enumerate(MONDAYS)),
    actions=3,
    overdue=(OVERDUE,),
    running=(Running(poll(12), 143, 45),),
    owed=(poll(11),),
    meeting=MEETING,
    replies=Counts(12, 3, 2),
    joined=2,
    left=1,
    members=143,
    unreachable=5,
    projects=1,
)
QUIET = Month(WEEK_AGO, NOW, (), (), None, quiet_line=True)
NEWS = News("The phone queue", OutcomeKind.DONE, "A second person answers until 10am.", NOW, "J2")


def commands(screen: Screen) -> list[str]:
    return [button.tap.command for row in screen.rows for button in row if isinstance(button.tap, Run)]


def test_a_week_of_nothing_says_so_in_a_line(practice: Practice) -> None:
    screen = week_screen(TEXTS, practice, NOTHING, somebody(Role.CHAIR))
    assert "Nothing new this week" in screen.text
    assert screen.rows == ()
    assert screen.picture is None


def test_a_full_week_says_what_came_what_waits_and_what_is_next(practice: Practice) -> None:
    text = week_screen(TEXTS, practice, FULL, somebody(Role.MANAGER)).text
    for said in (
        "4 new comments, about: Phoning the practice (3), Reception (1).",
        "4 comments wait for a first answer. The oldest has waited 6 days.",
        "In the last 90 days, 15 of 20 comments got an answer (75%).",
        "P12 Should we open on Saturdays? 45 of 143 have answered (31%).",
        "P11 Should we open on Saturdays? This is closed.",
        "3 actions are open. 1 is overdue:",
        "A5",
        "M4 Summer meeting",
        "143 members. New this week: 2. Left: 1.",
        "5 members cannot be reached.",
        "1 improvement project is under way.",
    ):
        assert said in text


def test_one_of_each_is_said_as_one(practice: Practice) -> None:
    one = replace(
        FULL, topics=(("Reception", 1),), closure=Closure(1, 0, 0, 1, 1, 0), members=1, unreachable=1, actions=1
    )
    text = week_screen(TEXTS, practice, one, somebody(Role.MANAGER)).text
    for said in (
        "1 new comment, about: Reception (1).",
        "1 comment waits",
        "waited 1 day.",
        "1 member.",
        "1 action is",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("role", "offered"), [(Role.MANAGER, ["inbox", "actions", "results"]), (Role.CHAIR, ["actions", "results"])]
)
def test_each_reader_gets_the_buttons_that_are_theirs(practice: Practice, role: Role, offered: list[str]) -> None:
    assert commands(week_screen(TEXTS, practice, FULL, somebody(role))) == offered


def test_the_chart_has_a_bar_for_each_week_and_its_words(practice: Practice) -> None:
    screen = week_screen(TEXTS, practice, FULL, somebody(Role.MANAGER))
    assert screen.picture is not None
    assert screen.picture.make().startswith(b"\x89PNG")
    assert "Week of 17 May 2027: 7" in screen.caption


def test_the_longest_week_fits_into_a_message(practice: Practice) -> None:
    long = poll(99, title="W" * 300)
    most = replace(
        FULL,
        topics=tuple((f"{'W' * 55}{number}", 9) for number in range(30)),
        running=(Running(long, 9_999, 9_999),) * 30,
        owed=(long,) * 30,
        overdue=(replace(OVERDUE, text="W" * 300, owner_name="W" * 60),) * 30,
        meeting=replace(MEETING, title="W" * 300),
    )
    assert utf16_length(week_screen(TEXTS, practice, most, somebody(Role.MANAGER)).text) <= LONGEST_MESSAGE


def test_the_month_says_what_was_done_and_why_not(practice: Practice) -> None:
    cannot = replace(NEWS, said="A new building", kind=OutcomeKind.CANNOT, words="There is no money for it.")
    month = replace(QUIET, news=(NEWS, cannot), meeting=MEETING)
    screen = month_screen(TEXTS, practice, month, [poll(3)], counted_in=True)
    assert screen is not None
    for said in (
        "You said: The phone queue\nWe did: A second person answers until 10am.",
        "You said: A new building\nWe cannot, because: There is no money for it.",
        "P3 Should we open on Saturdays? It closes",
        "M4 Summer meeting",
    ):
        assert said in screen.text
    assert commands(screen) == ["polls"]


def test_a_quiet_month_is_a_line_now_and_then_and_nothing_otherwise(practice: Practice, tmp_path: Path) -> None:
    screen = month_screen(TEXTS, practice, QUIET, [], counted_in=True)
    assert screen is not None
    assert "quiet month" in screen.text
    assert month_screen(TEXTS, practice, replace(QUIET, quiet_line=False), [], counted_in=True) is None
    silent = Practice(1, make_settings(tmp_path, empty_digest="nothing").practice[0])
    assert month_screen(TEXTS, silent, QUIET, [], counted_in=True) is None


def test_the_choice_says_when_each_goes_out(practice: Practice) -> None:
    assert "every Monday" in choose_screen(TEXTS, practice).text


def page_of(practice: Practice, month: Month, closed: list[Running], members: int) -> str:
    page = public_page(TEXTS, practice, month, closed, members=members, link="t.me/riverside_bot", now=NOW)
    return public_text(page)


@pytest.mark.parametrize(("members", "told"), [(0, False), (1, False), (9, False), (12, True), (400, True)])
def test_a_small_group_is_not_counted_in_public(practice: Practice, members: int, told: bool) -> None:
    assert ("patients and carers are in the group" in page_of(practice, QUIET, [], members)) is told


def test_polls_of_few_or_of_a_part_are_not_public(practice: Practice) -> None:
    few = Running(poll(1, title="Few?"), 10, 4)
    part = Running(poll(2, title="Part?", segment="carer"), 20, 15)
    many = Running(poll(3, title="Many?"), 20, 5)
    text = page_of(practice, QUIET, [few, part, many], 40)
    assert "Many? 5 of 20 members answered (25%)." in text
    assert "Few?" not in text
    assert "Part?" not in text


def test_what_is_asked_of_a_part_or_of_the_core_is_not_public(practice: Practice) -> None:
    core = replace(MEETING, audience=Audience.CORE)
    part = Running(poll(2, title="Part?", segment="carer"), 20, 15)
    text = page_of(practice, replace(QUIET, running=(part, Running(poll(), 5, 1)), meeting=core), [], 40)
    assert "Should we open on Saturdays? (until" in text
    assert "Part?" not in text
    assert "Summer meeting" not in text


def test_the_manager_is_warned_of_words_that_may_name_somebody(practice: Practice) -> None:
    page = public_page(
        TEXTS, practice, replace(QUIET, news=(NEWS,)), [], members=40, link="t.me/riverside_bot", now=NOW
    )
    calm, warned = public_screens(TEXTS, page, []), public_screens(TEXTS, page, ["J2"])
    assert "may name somebody" not in calm[-1].text
    assert "J2" in warned[-1].text
    assert [file.name for file in warned[-1].documents] == [
        "news-for-the-website.html",
        "news-for-the-waiting-room.pdf",
    ]
