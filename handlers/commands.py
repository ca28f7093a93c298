"""Every command and who it is for, as data: the menu, the help and the guard all read this one table."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from bot.rules.permissions import Capability
from bot.services.people import Actor


class Who(Enum):
    """Who may use something that needs no role."""

    ANYBODY = auto()
    VISITOR = auto()
    MEMBER = auto()


class Topic(StrEnum):
    """What a command is about: how the help sorts them."""

    TAKING_PART = "taking-part"
    ASKING = "asking"
    MEETING = "meeting"
    LISTENING = "listening"
    REVIEWING = "reviewing"
    RUNNING = "running"
    ABOUT_YOU = "about-you"


Allowed = Who | Capability


@dataclass(frozen=True)
class Command:
    """A command: its word, who may use it, and whether it works before the newest agreement is signed.

    `anywhere`: it works for those of whom it is not known which practice they mean.
    """

    name: str
    topic: Topic
    allowed: Allowed
    unsigned: bool = False
    anywhere: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("start", Topic.TAKING_PART, Who.ANYBODY, unsigned=True, anywhere=True),
    Command("join", Topic.TAKING_PART, Who.VISITOR, unsigned=True),
    Command("polls", Topic.TAKING_PART, Who.MEMBER),
    Command("meetings", Topic.TAKING_PART, Who.MEMBER),
    Command("agenda", Topic.TAKING_PART, Who.MEMBER),
    Command("feedback", Topic.TAKING_PART, Who.MEMBER),
    Command("poll", Topic.ASKING, Capability.ASK),
    Command("survey", Topic.ASKING, Capability.ASK),
    Command("results", Topic.ASKING, Capability.SEE_RESULTS),
    Command("close", Topic.ASKING, Capability.CLOSE),
    Command("meeting", Topic.MEETING, Capability.CALL_MEETINGS),
    Command("actions", Topic.MEETING, Capability.TRACK_ACTIONS),
    Command("announce", Topic.LISTENING, Capability.ANNOUNCE),
    Command("invite", Topic.RUNNING, Capability.INVITE),
    Command("members", Topic.RUNNING, Capability.SEE_MEMBERS),
    Command("inbox", Topic.LISTENING, Capability.TRIAGE),
    Command("projects", Topic.LISTENING, Capability.RUN_PROJECTS),
    Command("digest", Topic.LISTENING, Capability.DIGEST),
    Command("summary", Topic.REVIEWING, Capability.SUMMARISE),
    Command("export", Topic.REVIEWING, Capability.EXPORT),
    Command("report", Topic.REVIEWING, Capability.REPORT),
    Command("success", Topic.REVIEWING, Capability.SEE_SUCCESS),
    Command("fft", Topic.REVIEWING, Capability.RETURN_FFT),
    Command("audit", Topic.RUNNING, Capability.SEE_AUDIT),
    Command("enter", Topic.ASKING, Capability.ENTER_PAPER),
    Command("roles", Topic.RUNNING, Capability.HAND_OVER),
    Command("practice", Topic.RUNNING, Capability.SEE_PRACTICE),
    Command("profile", Topic.ABOUT_YOU, Who.MEMBER),
    Command("settings", Topic.ABOUT_YOU, Who.MEMBER),
    Command("language", Topic.ABOUT_YOU, Who.ANYBODY, unsigned=True, anywhere=True),
    Command("agreement", Topic.ABOUT_YOU, Who.MEMBER, unsigned=True),
    Command("privacy", Topic.ABOUT_YOU, Who.ANYBODY, unsigned=True),
    Command("mydata", Topic.ABOUT_YOU, Who.ANYBODY, unsigned=True),
    Command("leave", Topic.ABOUT_YOU, Who.ANYBODY, unsigned=True),
    Command("forget", Topic.ABOUT_YOU, Who.ANYBODY, unsigned=True, anywhere=True),
    Command("help", Topic.ABOUT_YOU, Who.ANYBODY, unsigned=True),
)

# Works everywhere, and would only be noise in a list.
NOT_LISTED = {"start"}


def may_use(actor: Actor, allowed: Allowed) -> bool:
    """Whether this person may use something that is for `allowed`."""
    match allowed:
        case Capability():
            return actor.may(allowed)
        case Who.MEMBER:
            return actor.active
        case _:
            return True


def listed_for(actor: Actor) -> list[Command]:
    """The commands that this person's menu and help show."""
    return [
        command
        for command in COMMANDS
        if command.name not in NOT_LISTED and may_use(actor, command.allowed) and _fits(actor, command)
    ]


def _fits(actor: Actor, command: Command) -> bool:
    # Joining is for those who are not in; leaving, erasing and seeing one's data for those of whom something is kept;
    # the profile for those who are asked and counted.
    if command.allowed is Who.VISITOR:
        return actor.membership is None or actor.membership.state == "declined"
    if command.name == "profile":
        return actor.membership is not None and actor.membership.counted
    if command.name in ("leave", "forget", "mydata"):
        return actor.membership is not None
    return True
