"""Tables, one file for each area. Importing this package makes all of them known to `Base.metadata`."""

from storage.models import (
    consultation,
    delivery,
    meeting,
    people,
    planning,
    practice,
    profile,
    record,
    reviewing,
    survey,
    voices,
)
from storage.models.base import Base

__all__ = [
    "Base",
    "consultation",
    "delivery",
    "meeting",
    "people",
    "planning",
    "practice",
    "profile",
    "record",
    "reviewing",
    "survey",
    "voices",
]
