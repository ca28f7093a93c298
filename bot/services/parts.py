"""Parts of the group by what members said of themselves: what is left of one when a member takes back a consent."""

from collections.abc import Collection

from bot.delivery.kinds import Kind
from bot.rules.profile.questions import PURPOSES
from bot.rules.profile.segments import parse
from bot.rules.words import ConsultationState, Purpose
from bot.services.consultations import brief_of
from bot.services.people import Membership
from bot.services.places import respondent_of
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.queries import announcements, answers, members, outbox, roster

ABOUT_CONSULTATIONS = (Kind.POLL, Kind.POLL_REMINDER, Kind.POLL_RESULTS, Kind.POLL_OUTCOME)


async def leave_parts(
    uow: UnitOfWork,
    practice: Practice,
    member: Membership,
    purposes: Collection[Purpose],
    secrets: SecretStore,
) -> None:
    """Take a member off the rosters of parts that rest on these consents: being there tells what they took back.

    What they have answered in one that is still open stays until the close; half-done sheets go. So does news that
    went, or was to go, to such a part.
    """
    left, asked = [], []
    for entry, row in await roster.of_member(uow, practice.id, member.id):
        asked.append(row.id)
        if not _rests_on(row.segment, purposes):
            continue
        is_open = row.state == ConsultationState.OPEN
        if is_open and entry.answered:
            continue
        respondent = respondent_of(secrets, brief_of(row), entry) if is_open else None
        if respondent is not None:
            await answers.drop_ballot(uow, practice.id, row.id, respondent)
        left.append(row.id)
    await roster.strike(uow, practice.id, member.id, left)
    held = await members.get(uow, practice.id, member.id)
    if held is not None:
        kinds = [kind.value for kind in ABOUT_CONSULTATIONS]
        await outbox.forget_about(uow, practice.id, held.person_id, subject_ids=left, kinds=kinds)
        # Whoever was nudged was in a band that is seldom heard, whatever the consultation is about.
        await outbox.forget_about(uow, practice.id, held.person_id, subject_ids=asked, kinds=[Kind.NUDGE.value])
        news = [
            announcement
            for announcement, segment in await announcements.to_parts(uow, practice.id)
            if _rests_on(segment, purposes)
        ]
        await outbox.forget_about(uow, practice.id, held.person_id, subject_ids=news, kinds=[Kind.ANNOUNCEMENT.value])


def _rests_on(segment: str | None, purposes: Collection[Purpose]) -> bool:
    return bool(segment) and PURPOSES[parse(segment or "").question] in purposes
