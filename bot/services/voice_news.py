"""What whoever made a comment hears of it, wherever its state changes."""

from collections.abc import Iterable

from bot.delivery.kinds import Kind
from bot.rules.words import FeedbackState
from bot.services.notices import Notices
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import chain

# A comment, who made it (None: nobody knows), and the version that it is in now.
Changed = tuple[int, int | None, int]


async def tell_state(
    uow: UnitOfWork, notices: Notices, practice: Practice, changed: Iterable[Changed], state: FeedbackState
) -> None:
    """Tell whoever made these comments that they are in this state now. Of anonymous ones nobody hears."""
    known = [(voice_id, member_id, version) for voice_id, member_id, version in changed if member_id is not None]
    people = await chain.people(uow, practice.id, [member_id for _, member_id, _ in known])
    for voice_id, member_id, version in known:
        if member_id in people:
            await notices.queue(
                uow,
                practice,
                Kind.VOICE_STATE,
                [people[member_id]],
                subject_id=voice_id,
                occasion=f"version-{version}",
                details={"state": state.value, "version": version},
            )
