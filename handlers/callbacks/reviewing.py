"""Buttons of what the practice reviews: who was not heard, summaries, paper, reports, measures, the audit trail."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks.tap import Tap


@dataclass(frozen=True)
class Unheard(Tap):
    """Who has not been heard by the group, or (`consultation`) in one consultation, by a `measure` such as age."""

    code: ClassVar[str] = "hu"
    practice: int
    consultation: int
    act: str = "look"
    measure: str = ""
    value: str = ""


@dataclass(frozen=True)
class Summarise(Tap):
    """A part of a summary: one question of a consultation by one `measure` of the profile, or words by topic."""

    code: ClassVar[str] = "hs"
    practice: int
    consultation: int
    act: str
    question: int = 0
    value: str = ""


@dataclass(frozen=True)
class EnterPaper(Tap):
    """Entering what came on paper or by phone. Consultation 0: about the list of them."""

    code: ClassVar[str] = "he"
    practice: int
    consultation: int
    act: str
    value: str = ""


@dataclass(frozen=True)
class OnReport(Tap):
    """What is done about a year's report: look, write a part, have it, sign it (`value`: what was seen of it)."""

    code: ClassVar[str] = "hr"
    practice: int
    year: int
    act: str
    value: str = ""


@dataclass(frozen=True)
class OnSuccess(Tap):
    """What is done about a measure of success."""

    code: ClassVar[str] = "hm"
    practice: int
    act: str
    measure: str = ""
    value: str = ""


@dataclass(frozen=True)
class OnReturn(Tap):
    """The Friends and Family return of a month ('2027-03')."""

    code: ClassVar[str] = "hf"
    practice: int
    month: str
    act: str = "look"


@dataclass(frozen=True)
class OnRoles(Tap):
    """Giving a `role` to a member (`subject`), taking one away (`subject`: its grant), or handing one over."""

    code: ClassVar[str] = "hp"
    practice: int
    act: str
    role: str = ""
    subject: int = 0
    to: int = 0


@dataclass(frozen=True)
class AfterRestore(Tap):
    """What is to become of the messages that wait since the data came back from a copy."""

    code: ClassVar[str] = "hb"
    practice: int
    send: bool


@dataclass(frozen=True)
class OnAudit(Tap):
    """A page of the audit trail, of all or of one kind of action."""

    code: ClassVar[str] = "ha"
    practice: int
    page: int = 0
    value: str = ""
