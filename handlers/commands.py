"""Every command and who it is for, as data: the menu, the help and the guard all read this one table."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.rules.permissions import Capability
from bot.services.people import Actor


class Who(Enum):
    """Who may use something that needs no role."""

    ANYBODY = auto()
    VISITOR = auto()
    MEMBER = auto()


Allowed = Who | Capability


@dataclass(frozen=True)
class Command:
    """A command: its word, who may use it, and whether it works before the newest agreement is signed.

    `anywhere`: it works for those of whom it is not known which practice they mean.
    """

    name: str
    allowed: Allowed
    unsigned: bool = False
    anywhere: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("start", Who.ANYBODY, unsigned=True, anywhere=True),
    Command("join", Who.VISITOR, unsigned=True),
    Command("polls", Who.MEMBER),
    Command("meetings", Who.MEMBER),
    Command("agenda", Who.MEMBER),
    Command("feedback", Who.MEMBER),
    Command("poll", Capability.ASK),
    Command("survey", Capability.ASK),
    Command("results", Capability.SEE_RESULTS),
    Command("close", Capability.CLOSE),
    Command("meeting", Capability.CALL_MEETINGS),
    Command("actions", Capability.TRACK_ACTIONS),
    Command("announce", Capability.ANNOUNCE),
    Command("invite", Capability.INVITE),
    Command("members", Capability.SEE_MEMBERS),
    Command("inbox", Capability.TRIAGE),
    Command("projects", Capability.RUN_PROJECTS),
    Command("digest", Capability.DIGEST),
    Command("summary", Capability.SUMMARISE),
    Command("export", Capability.EXPORT),
    Command("report", Capability.REPORT),
    Command("success", Capability.SEE_SUCCESS),
    Command("fft", Capability.RETURN_FFT),
    Command("audit", Capability.SEE_AUDIT),
    Command("enter", Capability.ENTER_PAPER),
    Command("roles", Capability.HAND_OVER),
    Command("practice", Capability.SEE_PRACTICE),
    Command("profile", Who.MEMBER),
    Command("settings", Who.MEMBER),
    Command("language", Who.ANYBODY, unsigned=True, anywhere=True),
    Command("agreement", Who.MEMBER, unsigned=True),
    Command("privacy", Who.ANYBODY, unsigned=True),
    Command("mydata", Who.ANYBODY, unsigned=True),
    Command("leave", Who.ANYBODY, unsigned=True),
    Command("forget", Who.ANYBODY, unsigned=True, anywhere=True),
    Command("help", Who.ANYBODY, unsigned=True),
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
