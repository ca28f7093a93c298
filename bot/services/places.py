"""A member's place on a consultation's roster, and the key that their answers hang on."""

from bot.errors import KeyLost, NotAsked
from bot.rules.words import Attribution
from bot.services.consultations import Brief, new_link, tier_asked
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.models.consultation import Rostered
from storage.queries import members, roster


async def place_on_roster(uow: UnitOfWork, actor: Actor, practice: Practice, about: Brief) -> Rostered:
    """This member's place; made now where they may be asked, and were not. Refuses with NotAsked."""
    member = actor.membership
    if member is None or not member.counted:
        raise NotAsked()
    entry = await roster.entry(uow, practice.id, about.id, member.id)
    if entry is None:
        # Joined after it was sent, or takes no messages: they found it under /polls, and so were asked.
        await refuse_outsiders(uow, actor, practice, about)
        await roster.put(uow, practice.id, about.id, [(member.id, new_link(about.attribution))])
        entry = await roster.entry(uow, practice.id, about.id, member.id)
        assert entry is not None
    return entry


async def refuse_outsiders(uow: UnitOfWork, actor: Actor, practice: Practice, about: Brief) -> None:
    """Refuses with NotAsked: a button can be forged, and a question to some is not for the others' eyes."""
    member = actor.membership
    if member is None or not member.counted or tier_asked(about.audience) not in (None, member.tier):
        raise NotAsked()
    if about.segment and not await members.in_segment(uow, practice.id, member.id, about.segment):
        raise NotAsked()


def respondent_of(secrets: SecretStore, about: Brief, entry: Rostered) -> str | None:
    """The key of somebody's answers; None where nobody can find them any more."""
    if about.attribution != Attribution.ANONYMOUS:
        return entry.respondent
    if not about.is_open or not secrets.has(about.id):
        return None
    return secrets.respondent(about.id, entry.member_id)


def key_of(secrets: SecretStore, about: Brief, entry: Rostered) -> str:
    """The key that answers given now hang on. Refuses with KeyLost."""
    respondent = respondent_of(secrets, about, entry)
    if respondent is None:
        raise KeyLost(reference=about.reference)
    return respondent
