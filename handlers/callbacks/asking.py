"""Buttons of polls and surveys: answering them, their results, their close."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks.tap import Tap


@dataclass(frozen=True)
class Vote(Tap):
    """Choosing (`on`) a choice of a poll, or taking it back. It says what is meant, so twice is as good as once."""

    code: ClassVar[str] = "v"
    practice: int
    poll: int
    choice: int
    on: bool


@dataclass(frozen=True)
class VoteDone(Tap):
    """Having made all the choices of a poll that takes several."""

    code: ClassVar[str] = "vd"
    practice: int
    poll: int


@dataclass(frozen=True)
class ShowPoll(Tap):
    """Opening a poll to answer it."""

    code: ClassVar[str] = "vp"
    practice: int
    poll: int


@dataclass(frozen=True)
class OpenSurvey(Tap):
    """Starting a survey, or going on with it; in a language of it, or in the one that the person reads it in."""

    code: ClassVar[str] = "so"
    practice: int
    survey: int
    language: str = ""


@dataclass(frozen=True)
class Fill(Tap):
    """A step in a survey at one of its questions, by its place in the form. What each `act` means is in features.

    It names the question, so that a tap on a question of before, or a second one, changes that answer and no other.
    """

    code: ClassVar[str] = "sf"
    practice: int
    survey: int
    question: int
    act: str
    value: int = 0


@dataclass(frozen=True)
class EndSurvey(Tap):
    """Handing a survey in, or (`sent` false) stopping for now."""

    code: ClassVar[str] = "se"
    practice: int
    survey: int
    sent: bool


@dataclass(frozen=True)
class ShowQuestions(Tap):
    """A page of a survey's questions to look at; `anew` in a message of its own."""

    code: ClassVar[str] = "rl"
    practice: int
    survey: int
    page: int
    anew: bool = False


@dataclass(frozen=True)
class ShowAnswers(Tap):
    """What came in to one question of a survey, by its number; `turned`: another `page` of what people wrote."""

    code: ClassVar[str] = "ra"
    practice: int
    survey: int
    question: int
    page: int = 0
    turned: bool = False


@dataclass(frozen=True)
class ShowStops(Tap):
    """Where people stop in a survey."""

    code: ClassVar[str] = "rs"
    practice: int
    survey: int


@dataclass(frozen=True)
class ClosePoll(Tap):
    """Closing a poll; first asked, then `sure`."""

    code: ClassVar[str] = "c"
    practice: int
    poll: int
    sure: bool


@dataclass(frozen=True)
class StopSending(Tap):
    """Stopping a broadcast that is under way."""

    code: ClassVar[str] = "x"
    practice: int
    poll: int


@dataclass(frozen=True)
class RecordOutcome(Tap):
    """Starting to record what became of a poll."""

    code: ClassVar[str] = "o"
    practice: int
    poll: int
