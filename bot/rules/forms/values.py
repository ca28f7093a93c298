"""Values as conditions see them."""

from datetime import date

# Text, a number, or the names of the choices made, a space between them.
Value = str | float
EPOCH = date(1970, 1, 1)


def day_number(day: date) -> float:
    """A date as conditions see it, so that dates can be compared."""
    return float((day - EPOCH).days)
