"""Buttons of comments, topics, projects and digests."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks.tap import Tap


@dataclass(frozen=True)
class Speak(Tap):
    """A step on the way of a comment to the practice: how it is signed so far, under which topic, with which ticket.

    The comment itself is in the message that the button hangs on, and nowhere else until it is sent.
    """

    code: ClassVar[str] = "f"
    practice: int
    act: str
    sign: str = ""
    topic: int = 0
    ticket: str = ""


@dataclass(frozen=True)
class OwnVoice(Tap):
    """A page of a comment of one's own with the answers to it. Voice 0: of the list of them."""

    code: ClassVar[str] = "fo"
    practice: int
    voice: int
    page: int = 0


@dataclass(frozen=True)
class Triage(Tap):
    """What a manager does about a comment, as they saw it (`version`). Voice 0: about the list of them."""

    code: ClassVar[str] = "fi"
    practice: int
    voice: int
    act: str
    version: int = 0
    value: str = ""


@dataclass(frozen=True)
class OnTopic(Tap):
    """What a manager does about a topic. Topic 0: about the list of them."""

    code: ClassVar[str] = "ft"
    practice: int
    topic: int
    act: str
    value: str = ""


@dataclass(frozen=True)
class Trace(Tap):
    """Along the chain from voice to outcome, from one thing (`kind`, `subject`) of it."""

    code: ClassVar[str] = "fc"
    practice: int
    kind: str
    subject: int
    act: str
    value: str = ""


@dataclass(frozen=True)
class OnProject(Tap):
    """What a manager does about an improvement project, as they saw it. Project 0: about the list of them."""

    code: ClassVar[str] = "fj"
    practice: int
    project: int
    act: str
    version: int = 0
    value: str = ""


@dataclass(frozen=True)
class Digest(Tap):
    """Having a digest now, or wanting it no more."""

    code: ClassVar[str] = "fd"
    practice: int
    kind: str
    act: str


@dataclass(frozen=True)
class Announced(Tap):
    """Sending an announcement, looking how far it has got, or stopping it.

    Announcement 0: the one whose preview the button stands under, which has the `mark` of what it shows.
    """

    code: ClassVar[str] = "fa"
    practice: int
    announcement: int
    act: str = "look"
    mark: str = ""
