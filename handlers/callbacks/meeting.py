"""Buttons of meetings, their agendas and minutes, and of what was agreed."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks.tap import Tap


@dataclass(frozen=True)
class Meet(Tap):
    """What any member does about a meeting: look at it, reply, say what they need, check in. `act` is in features."""

    code: ClassVar[str] = "e"
    practice: int
    meeting: int
    act: str
    value: str = ""


@dataclass(frozen=True)
class Arrange(Tap):
    """What whoever calls meetings does about one: move it, cancel it, see who comes."""

    code: ClassVar[str] = "ec"
    practice: int
    meeting: int
    act: str
    value: str = ""


@dataclass(frozen=True)
class OnAgenda(Tap):
    """What any member does about a meeting's agenda, or, where it is not 0, one `item` of it."""

    code: ClassVar[str] = "eg"
    practice: int
    meeting: int
    item: int
    act: str


@dataclass(frozen=True)
class Ordering(Tap):
    """What whoever calls meetings does about an agenda, or one `item` of it. `other`: an item to merge with."""

    code: ClassVar[str] = "eo"
    practice: int
    meeting: int
    item: int
    act: str
    other: int = 0


@dataclass(frozen=True)
class Take(Tap):
    """What whoever takes the minutes does about a meeting: who came, notes, minutes, the summary."""

    code: ClassVar[str] = "em"
    practice: int
    meeting: int
    act: str
    value: str = ""


@dataclass(frozen=True)
class Agree(Tap):
    """What its owner, or whoever keeps track, does about an action. Action 0: about the list of them."""

    code: ClassVar[str] = "ea"
    practice: int
    action: int
    act: str
    value: str = ""
