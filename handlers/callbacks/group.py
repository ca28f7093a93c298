"""Buttons of everybody's own business: steps of a flow, commands, joining, settings, rights."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks.tap import Tap


@dataclass(frozen=True)
class Step(Tap):
    """An answer in a flow: in which, at which step, and what."""

    code: ClassVar[str] = "s"
    flow: str
    step: str
    value: str


@dataclass(frozen=True)
class Run(Tap):
    """A command by button, with the reference that it is about, or none. Practice 0: wherever the person is."""

    code: ClassVar[str] = "r"
    command: str
    about: str = ""
    practice: int = 0


@dataclass(frozen=True)
class Decide(Tap):
    """Letting somebody in, or declining."""

    code: ClassVar[str] = "d"
    practice: int
    member: int
    let_in: bool


@dataclass(frozen=True)
class Setting(Tap):
    """A choice in /settings, /invite or /language, which is about no practice."""

    code: ClassVar[str] = "t"
    name: str
    value: str
    practice: int = 0


@dataclass(frozen=True)
class AboutMe(Tap):
    """A step in one's own profile: about which question or consent, and which answer. `walk`: on the way through all.

    What each `act` means is in its views. It names the answer, so that a second tap is as good as one.
    """

    code: ClassVar[str] = "m"
    practice: int
    act: str
    walk: bool
    about: str
    value: str


@dataclass(frozen=True)
class ChoosePractice(Tap):
    """Which practice a person's commands are about."""

    code: ClassVar[str] = "p"
    practice: int


@dataclass(frozen=True)
class Sure(Tap):
    """The last word before leaving, erasing or closing; a poll is closed by a tap of its own."""

    code: ClassVar[str] = "y"
    what: str
    yes: bool
    practice: int = 0
