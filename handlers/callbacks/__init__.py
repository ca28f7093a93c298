"""What a button carries: typed values and one codec. A file for each part of the house; all are read here."""

from dataclasses import fields
from typing import get_type_hints

from handlers.callbacks.asking import (
    ClosePoll,
    EndSurvey,
    Fill,
    OpenSurvey,
    RecordOutcome,
    ShowAnswers,
    ShowPoll,
    ShowQuestions,
    ShowStops,
    StopSending,
    Vote,
    VoteDone,
)
from handlers.callbacks.group import (
    AboutMe,
    ChoosePractice,
    Decide,
    Run,
    Setting,
    Step,
    Sure,
)
from handlers.callbacks.meeting import (
    Agree,
    Arrange,
    Meet,
    OnAgenda,
    Ordering,
    Take,
)
from handlers.callbacks.reviewing import (
    AfterRestore,
    EnterPaper,
    OnAudit,
    OnReport,
    OnReturn,
    OnRoles,
    OnSuccess,
    Summarise,
    Unheard,
)
from handlers.callbacks.tap import LARGEST_ID, LIMIT_BYTES, SEPARATOR, Tap
from handlers.callbacks.voice import Announced, Digest, OnProject, OnTopic, OwnVoice, Speak, Trace, Triage

__all__ = (
    "LARGEST_ID",
    "LIMIT_BYTES",
    "SEPARATOR",
    "AboutMe",
    "AfterRestore",
    "Agree",
    "Announced",
    "Arrange",
    "ChoosePractice",
    "ClosePoll",
    "Decide",
    "Digest",
    "EndSurvey",
    "EnterPaper",
    "Fill",
    "Meet",
    "OnAgenda",
    "OnAudit",
    "OnProject",
    "OnReport",
    "OnReturn",
    "OnRoles",
    "OnSuccess",
    "OnTopic",
    "OpenSurvey",
    "Ordering",
    "OwnVoice",
    "RecordOutcome",
    "Run",
    "Setting",
    "ShowAnswers",
    "ShowPoll",
    "ShowQuestions",
    "ShowStops",
    "Speak",
    "Step",
    "StopSending",
    "Summarise",
    "Sure",
    "Take",
    "Tap",
    "Trace",
    "Triage",
    "Unheard",
    "Vote",
    "VoteDone",
    "unpack",
)

KINDS: dict[str, type[Tap]] = {kind.code: kind for kind in Tap.__subclasses__()}
# The types of each kind's fields, in order: looked up once, for a button is read with every tap.
TYPES: dict[type[Tap], tuple[type, ...]] = {
    kind: tuple(get_type_hints(kind)[field.name] for field in fields(kind)) for kind in KINDS.values()
}


def unpack(data: str) -> Tap | None:
    """The tap that a button's data stands for, or None where it is forged or from another time."""
    code, *values = data.split(SEPARATOR)
    kind = KINDS.get(code)
    if kind is None:
        return None
    if len(values) != len(TYPES[kind]):
        return None
    try:
        return kind(*map(_in, TYPES[kind], values))
    except ValueError:
        return None


def _in(wanted: type, value: str) -> str | int | bool:
    if wanted is bool:
        if value not in ("0", "1"):
            raise ValueError(value)
        return value == "1"
    if wanted is int:
        if not (value.isascii() and value.isdigit() and len(value) <= LIMIT_BYTES and int(value) <= LARGEST_ID):
            raise ValueError(value)
        return int(value)
    return value
