"""Who may do what: the table of roles and capabilities, as data."""

from collections.abc import Set
from enum import StrEnum

from bot.rules.words import Role


class Capability(StrEnum):
    """Something that only some may do."""

    ASK = "ask"
    CLOSE = "close"
    SEE_RESULTS = "see-results"
    SUMMARISE = "summarise"
    EXPORT = "export"
    SEE_MEMBERS = "see-members"
    INVITE = "invite"
    APPROVE = "approve"
    CALL_MEETINGS = "call-meetings"
    TAKE_MINUTES = "take-minutes"
    SEE_NEEDS = "see-needs"
    TRACK_ACTIONS = "track-actions"
    ANNOUNCE = "announce"
    TRIAGE = "triage"
    RUN_PROJECTS = "run-projects"
    DIGEST = "digest"
    ENTER_PAPER = "enter-paper"
    KEEP_LIST = "keep-list"
    REPORT = "report"
    SIGN_OFF = "sign-off"
    SEE_SUCCESS = "see-success"
    RETURN_FFT = "return-fft"
    SEE_AUDIT = "see-audit"
    DECIDE_AFTER_RESTORE = "decide-after-restore"
    HAND_OVER = "hand-over"
    MANAGE_ROLES = "manage-roles"
    SEE_PRACTICE = "see-practice"


_CHAIR = frozenset(
    {
        Capability.ASK,
        Capability.CLOSE,
        Capability.SEE_RESULTS,
        Capability.SEE_MEMBERS,
        Capability.INVITE,
        Capability.APPROVE,
        Capability.CALL_MEETINGS,
        Capability.TAKE_MINUTES,
        Capability.TRACK_ACTIONS,
        Capability.ANNOUNCE,
        Capability.SIGN_OFF,
        Capability.DECIDE_AFTER_RESTORE,
        Capability.HAND_OVER,
    }
)

TABLE: dict[Role, frozenset[Capability]] = {
    Role.CHAIR: _CHAIR,
    Role.MANAGER: _CHAIR
    | {
        Capability.SUMMARISE,
        Capability.EXPORT,
        Capability.SEE_NEEDS,
        Capability.TRIAGE,
        Capability.RUN_PROJECTS,
        Capability.DIGEST,
        Capability.ENTER_PAPER,
        Capability.KEEP_LIST,
        Capability.REPORT,
        Capability.SEE_SUCCESS,
        Capability.RETURN_FFT,
        Capability.SEE_AUDIT,
        Capability.MANAGE_ROLES,
        Capability.SEE_PRACTICE,
    },
    Role.STAFF: frozenset(
        {Capability.SEE_RESULTS, Capability.INVITE, Capability.TAKE_MINUTES, Capability.ENTER_PAPER}
    ),
}


def roles_with(capability: Capability) -> tuple[Role, ...]:
    """The roles that give a capability."""
    return tuple(role for role, its in TABLE.items() if capability in its)


def allowed(roles: Set[Role], capability: Capability) -> bool:
    """Whether any of these roles gives this capability."""
    return any(capability in TABLE[role] for role in roles)
