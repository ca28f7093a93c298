"""The Friends and Family return: the months, the question word for word, and the day on which it is due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.forms.form import Form
from bot.rules.returns import RESPONSES, Month, asks_the_test, due_day, in_order, reminder_days
from bot.services.templates import form

MONTHS = st.builds(Month, st.integers(2024, 2090), st.integers(1, 12))
DAYS = st.dates(date(2024, 1, 1), date(2091, 3, 1))


@given(MONTHS)
def test_a_month_comes_back_from_text_and_from_its_neighbours(month: Month) -> None:
    assert Month.read(str(month)) == month == Month.of(month.first) == month.before.after == month.after.before


@pytest.mark.parametrize(
    "given", ["", "2027", "2027-13", "2027-00", "27-03", "2027-3", "0000-01", "2027-03-01", "٢٠٢٧-٠٣"]
)
def test_what_is_no_month_is_none(given: str) -> None:
    assert Month.read(given) is None


@pytest.mark.parametrize(
    ("month", "working_day", "holidays", "due"),
    [
        # 1 June 2027 is a Tuesday.
        (Month(2027, 5), 1, (), date(2027, 6, 1)),
        (Month(2027, 5), 12, (), date(2027, 6, 16)),
        # May begins on a Saturday, and the first Monday is a holiday.
        (Month(2027, 4), 1, (), date(2027, 5, 3)),
        (Month(2027, 4), 1, (date(2027, 5, 3),), date(2027, 5, 4)),
        (Month(2027, 12), 12, (date(2028, 1, 3),), date(2028, 1, 19)),
    ],
)
def test_the_day_on_which_it_is_due(month: Month, working_day: int, holidays: tuple[date, ...], due: date) -> None:
    assert due_day(month, working_day, holidays) == due


@given(MONTHS, st.integers(1, 20), st.frozensets(DAYS, max_size=20))
def test_the_due_day_is_a_working_day_and_so_many_come_up_to_it(
    month: Month, working_day: int, holidays: frozenset[date]
) -> None:
    due, first = due_day(month, working_day, holidays), month.after.first
    days = [first + timedelta(days=place) for place in range((due - first).days + 1)]
    working = [day for day in days if day.weekday() < 5 and day not in holidays]
    assert due in working
    assert len(working) == working_day
    reminders = reminder_days(month, working_day, holidays)
    assert reminders[-1] == due
    assert len(reminders) == (1 if working_day == 1 else 2)


def test_the_test_is_known_by_its_exact_question_and_order() -> None:
    test = form("friends-and-family")
    question = asks_the_test(test)
    assert question is not None
    assert tuple(choice.words["en"] for choice in question.choices) == RESPONSES
    assert in_order(question, {"poor": 2, "very_good": 5}) == (5, 0, 0, 2, 0, 0)
    assert asks_the_test(form("access-to-appointments")) is None
    turned = replace(question, choices=question.choices[::-1])
    assert asks_the_test(Form({"en": "Other"}, ("en",), (turned,))) is None
