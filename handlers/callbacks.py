"""What a button carries: typed values and one codec. Telegram gives a button 64 bytes."""

from dataclasses import dataclass, fields
from typing import ClassVar, get_type_hints

LIMIT_BYTES = 64
# What a column of ids holds: PostgreSQL refuses a larger number before it looks for it.
LARGEST_ID = 2**31 - 1
SEPARATOR = ":"


@dataclass(frozen=True)
class Tap:
    """A tap that means something. Subclasses have a `code` of their own and fields of str, int or bool."""

    code: ClassVar[str] = ""

    def pack(self) -> str:
        """As a button's data. A value that does not fit into a button raises ValueError: it is a fault of ours."""
        values = [_out(getattr(self, field.name)) for field in fields(self)]
        if any(SEPARATOR in value for value in values):
            raise ValueError(f"a separator in a value: {values}")
        packed = SEPARATOR.join((self.code, *values))
        if len(packed.encode()) > LIMIT_BYTES:
            raise ValueError(f"too long for a button: {packed}")
        return packed


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


def _out(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


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
