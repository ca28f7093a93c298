"""The Friends and Family return on the screen and as a file: in order, whole, and with nothing written in it."""

import csv
import io
from dataclasses import replace
from datetime import date

from bot.rules.returns import RESPONSES, Month
from bot.rules.words import Method
from bot.services.returning import Return
from bot.texts import Texts
from handlers.views.returning import due_screen, months_screen, return_csv, return_screen
from tests.handlers.test_views import practice_of

TEXTS = Texts("en", practice_of("x").settings.zone)
PRACTICE = practice_of("Riverside Surgery")
MAY = Return(
    month=Month(2027, 5),
    due=date(2027, 6, 16),
    answered=8,
    responses=(3, 2, 0, 1, 1, 1),
    methods={Method.CHAT: 5, Method.PAPER: 2, Method.PHONE: 1},
    counted=("S1",),
    still_open=(),
    handed_in=False,
)


def test_the_file_has_every_response_in_order_and_every_way() -> None:
    rows = list(csv.reader(io.StringIO(return_csv(MAY).decode("utf-8-sig"), newline="")))
    assert rows == [
        ["Month", "2027-05"],
        *([name, str(many)] for name, many in zip(RESPONSES, (3, 2, 0, 1, 1, 1), strict=True)),
        ["Total", "8"],
        ["Collected by: chat", "5"],
        ["Collected by: paper", "2"],
        ["Collected by: phone", "1"],
    ]


def test_the_message_says_the_same_as_the_file_and_when_it_is_due() -> None:
    screen = return_screen(TEXTS, PRACTICE, MAY)
    for words in ("Very good: 3", "Neither good nor poor: 0", "Don't know: 1", "Total: 8", "On paper: 2", "16 June"):
        assert words in screen.text
    assert [each.name for each in screen.documents] == ["fft-2027-05.csv"]
    assert [button.label for row in screen.rows for button in row] == ["It is handed in"]


def test_too_few_answers_have_no_file_and_what_is_handed_in_has_no_button() -> None:
    few = return_screen(TEXTS, PRACTICE, replace(MAY, answered=4, responses=None, still_open=("S2",)))
    assert "4 people took the test." in few.text
    assert "S2 is still open." in few.text
    assert few.documents == ()
    assert return_screen(TEXTS, PRACTICE, replace(MAY, handed_in=True)).rows == ()


def test_a_reminder_leads_to_the_return_and_months_are_buttons() -> None:
    reminder = due_screen(TEXTS, PRACTICE, MAY)
    assert "May 2027 is due on" in reminder.text
    assert len(months_screen(TEXTS, PRACTICE, (Month(2027, 5), Month(2027, 4))).rows) == 2
    assert "No Friends and Family Test" in months_screen(TEXTS, PRACTICE, ()).text
