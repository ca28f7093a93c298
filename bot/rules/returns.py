"""The Friends and Family return of a month: what it counts, and when it is due.

The question, its answers and their order are those of the NHS in England (its guidance on the Friends and Family Test
for general practice). *Don't know* stays in the total. Free text is no part of a return. Due on the 12th working day
of the next month unless the practice's settings say otherwise; a working day is Monday to Friday but for the days
that the practice names as holidays.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.forms.form import Form, Question

ENGLISH = "en"
QUESTION = "Overall, how was your experience of our service?"
RESPONSES = ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know")
REMIND_BEFORE = 5
MONDAY_TO_FRIDAY = range(5)
# The test began in 2014. Anything else is a slip, or a forged button.
YEARS = range(2014, 2100)


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """'2027-03' → March 2027; None where it is no month, as on a forged button."""
        year, _, number = text.partition("-")
        plain = text.isascii() and year.isdigit() and number.isdigit() and (len(year), len(number)) == (4, 2)
        return cls(int(year), int(number)) if plain and int(year) in YEARS and 1 <= int(number) <= 12 else None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month":
        """The month after."""
        return Month.of(self.first + timedelta(days=31))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


def asks_the_test(form: Form) -> Question | None:
    """The question of the test in a survey, word for word and in order; None where the survey asks another thing."""
    for question in form:
        words = tuple(choice.words.get(ENGLISH, "") for choice in question.choices)
        if question.words.get(ENGLISH) == QUESTION and words == RESPONSES:
            return question
    return None


def in_order(question: Question, chosen: Mapping[str, int]) -> tuple[int, ...]:
    """How many gave each response, in the order of the return."""
    return tuple(chosen.get(choice.name, 0) for choice in question.choices)


def due_day(month: Month, working_day: int, holidays: Collection[date] = ()) -> date:
    """The day on which the return of a month is due: so many working days into the next one."""
    return _nth_working_day(month.after.first, working_day, holidays)


def reminder_days(month: Month, working_day: int, holidays: Collection[date] = ()) -> tuple[date, ...]:
    """The days on which to say that a return is due: 5 working days before, and the day itself."""
    early = max(1, working_day - REMIND_BEFORE)
    days = {due_day(month, each, holidays) for each in (early, working_day)}
    return tuple(sorted(days))


def _nth_working_day(first: date, number: int, holidays: Collection[date]) -> date:
    day, found = first - timedelta(days=1), 0
    while found < number:
        day += timedelta(days=1)
        found += day.weekday() in MONDAY_TO_FRIDAY and day not in holidays
    return day
