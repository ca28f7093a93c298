"""What whoever calls meetings sees fits into one message and its buttons, however long names and words are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.rules.calling import LONGEST_LINK, LONGEST_PLACE, LONGEST_TITLE
from bot.rules.recurring import Every
from bot.rules.words import Audience, MeetingState, Need, Order, Reply
from bot.services.attending import Counts, Guest, NeedOf
from bot.services.consultations import Reach
from bot.services.convening import Course, MeetingDraft, Series
from bot.services.meetings import Meeting
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.moving import LONGEST_REASON
from handlers.views import calling, moving
from handlers.views.fitting import shown_length
from handlers.views.screen import LONGEST_MESSAGE, Screen
from tests.support.settings import make_settings

NOW = datetime(2027, 5, 11, 10, 0, tzinfo=UTC)
WHEN = NOW + timedelta(days=3)
TEXTS = Texts("en", ZoneInfo("Europe/London"))
NAME = "&" * 80
LARGEST = 2**31 - 1
DRAFT = MeetingDraft(
    "&" * LONGEST_TITLE,
    WHEN,
    place="<" * LONGEST_PLACE,
    link="https://x/" + "&" * (LONGEST_LINK - 10),
    reminders=calling.OFFERED,
)
MEETING = Meeting(
    id=LARGEST,
    practice_id=LARGEST,
    reference="M2147483647",
    title=DRAFT.title,
    starts_at=WHEN,
    length=DRAFT.length,
    place=DRAFT.place,
    link=DRAFT.link,
    audience=Audience.ALL,
    order=Order.USUAL,
    state=MeetingState.PLANNED,
    uid="x",
    sequence=0,
    reminders=DRAFT.reminders,
    series_id=1,
    author_id=1,
    invite_at=None,
    told_at=NOW,
    agenda_at=WHEN,
    agenda_published_at=None,
    cancelled_why=None,
    summary=None,
)
SERIES = Series(
    1, LARGEST, DRAFT.title, WHEN, Every.MONTHLY, DRAFT.length, "", "", Audience.ALL, DRAFT.reminders, 1, 4, True
)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(LARGEST, make_settings(tmp_path, group_name="&" * 80).practice[0])


def fits(screen: Screen) -> Screen:
    assert shown_length(screen.text) <= LONGEST_MESSAGE
    for row in screen.rows:
        for button in row:
            assert button.tap is not None
            assert len(button.tap.pack().encode()) <= 64
            assert button.label
    return screen


@pytest.mark.parametrize("number", [0, 1, 20, 400])
def test_names_of_those_who_come_fit_and_the_rest_is_counted(practice: Practice, number: int) -> None:
    guests = [Guest(member, NAME, Reply.COMING, None) for member in range(number)]
    away = Guest(999, "Away", None, None)
    shown = fits(moving.people_screen(TEXTS, practice, MEETING, Counts(number, 0, 1), [*guests, away])).text
    named = shown.count("coming\n") + shown.count("coming</")
    assert "Away" not in shown
    assert ("And " in shown) == (number == 400)
    if number == 400:
        assert f"And {400 - named} more." in shown and named > 20


@pytest.mark.parametrize("number", [0, 1, 400])
def test_what_people_need_fits_and_is_counted_by_kind(practice: Practice, number: int) -> None:
    needs = [NeedOf(NAME, Need.OTHER, "A ramp,\nplease " + "x" * 280, None) for _ in range(number)]
    needs += [NeedOf("Asha", Need.TRAVEL, "", Reply.COMING)] * min(number, 2)
    shown = fits(moving.needs_screen(TEXTS, practice, MEETING, needs)).text
    assert ("Nobody has asked" in shown) == (number == 0)
    if number == 400:
        assert "<b>Travel costs: 2</b>\nAsha\nAsha\n<b>Something else: 400</b>" in shown
        assert "A ramp, please" in shown and " more." in shown


def test_the_longest_draft_and_meeting_fit(practice: Practice) -> None:
    reach, quiet = Reach(10_000, 10, 10), "Wednesday 12 May, 8am"
    fits(calling.preview_screen(TEXTS, practice, DRAFT, Every.QUARTERLY, reach, NOW, quiet))
    fits(calling.called_screen(TEXTS, practice, MEETING, 10_000, NOW, quiet))
    fits(moving.move_screen(TEXTS, practice, MEETING))
    fits(moving.changed_screen(TEXTS, MEETING, 10_000, NOW, quiet))
    fits(moving.ask_why_screen(TEXTS, MEETING))
    fits(moving.ask_cancel_screen(TEXTS, MEETING, "&" * LONGEST_REASON, [MEETING] * 5, quiet))
    fits(moving.reminders_screen(TEXTS, practice, MEETING, WHEN))
    for asked in (True, False):
        fits(moving.series_screen(TEXTS, practice, MEETING, Course(SERIES, (MEETING,) * 5), asked=asked))


def test_a_meeting_nobody_is_invited_to_is_changed_in_silence(practice: Practice) -> None:
    silent = replace(MEETING, invite_at=WHEN)
    shown = moving.changed_screen(TEXTS, silent, 10, NOW, "Wednesday 12 May, 8am")
    assert "Nobody is invited yet." in shown.text and "Wednesday 12 May, 8am" not in shown.text
    assert shown.rows[0][0].label == "Keep the change"


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("60-on", (timedelta(days=1), timedelta(hours=1))),
        ("1440-off", ()),
        ("60-off", (timedelta(days=1),)),
        ("1440-on", (timedelta(days=1),)),
        ("0-on", None),
        ("99999-on", None),
        ("x-on", None),
        ("60", None),
        ("back", None),
        ("", None),
    ],
)
def test_a_tap_on_a_reminder_says_what_is_meant(value: str, after: tuple[timedelta, ...] | None) -> None:
    assert calling.toggled((timedelta(days=1),), value) == after
