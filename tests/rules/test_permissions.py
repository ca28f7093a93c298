"""Who may do what: the whole table, role by role, as product.md tells it."""

from itertools import chain, combinations

import pytest

from bot.rules.permissions import Capability, allowed
from bot.rules.retry import BASE_SECONDS, LONGEST_SECONDS, backoff
from bot.rules.words import Role

CHAIR, MANAGER, STAFF = Role.CHAIR, Role.MANAGER, Role.STAFF
WHO_MAY = {
    Capability.ASK: {CHAIR, MANAGER},
    Capability.CLOSE: {CHAIR, MANAGER},
    Capability.SEE_RESULTS: {CHAIR, MANAGER, STAFF},
    Capability.SUMMARISE: {MANAGER},
    Capability.EXPORT: {MANAGER},
    Capability.SEE_MEMBERS: {CHAIR, MANAGER},
    Capability.INVITE: {CHAIR, MANAGER, STAFF},
    Capability.APPROVE: {CHAIR, MANAGER},
    Capability.CALL_MEETINGS: {CHAIR, MANAGER},
    Capability.TAKE_MINUTES: {CHAIR, MANAGER, STAFF},
    Capability.SEE_NEEDS: {MANAGER},
    Capability.TRACK_ACTIONS: {CHAIR, MANAGER},
    Capability.ANNOUNCE: {CHAIR, MANAGER},
    Capability.TRIAGE: {MANAGER},
    Capability.RUN_PROJECTS: {MANAGER},
    Capability.DIGEST: {MANAGER},
    Capability.ENTER_PAPER: {MANAGER, STAFF},
    Capability.KEEP_LIST: {MANAGER},
    Capability.REPORT: {MANAGER},
    Capability.SIGN_OFF: {CHAIR, MANAGER},
    Capability.SEE_SUCCESS: {MANAGER},
    Capability.RETURN_FFT: {MANAGER},
    Capability.SEE_AUDIT: {MANAGER},
    Capability.DECIDE_AFTER_RESTORE: {CHAIR, MANAGER},
    Capability.HAND_OVER: {CHAIR, MANAGER},
    Capability.MANAGE_ROLES: {MANAGER},
    Capability.SEE_PRACTICE: {MANAGER},
}
EVERY_SET_OF_ROLES = [
    frozenset(roles) for roles in chain.from_iterable(combinations(Role, size) for size in range(len(Role) + 1))
]


def test_the_table_is_whole() -> None:
    assert set(WHO_MAY) == set(Capability)


@pytest.mark.parametrize("capability", Capability)
@pytest.mark.parametrize("roles", EVERY_SET_OF_ROLES, ids=lambda roles: "+".join(sorted(roles)) or "nobody")
def test_any_of_the_roles_gives_the_capability(roles: frozenset[Role], capability: Capability) -> None:
    assert allowed(roles, capability) is bool(roles & WHO_MAY[capability])


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
def test_trying_again_takes_longer_each_time_up_to_five_minutes(jitter: float) -> None:
    waits = [backoff(attempt, jitter) for attempt in range(1, 200)]
    assert waits == sorted(waits)
    assert waits[0] == BASE_SECONDS * (0.5 + 0.5 * jitter)
    assert waits[1] == 2 * waits[0]
    assert waits[-1] == LONGEST_SECONDS * (0.5 + 0.5 * jitter)


def test_failures_of_one_moment_are_spread() -> None:
    assert len({backoff(3, jitter / 10) for jitter in range(11)}) == 11
    assert all(4 <= backoff(3, jitter / 10) <= 8 for jitter in range(11))
