"""What stories share: members by the short way, polls in one line, and all that somebody is told in answer."""

from typing import Any

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.words import Connection, DocumentKind, MemberState, Tier
from bot.services.joining import Application
from bot.services.people import Actor
from bot.services.practices import Practice, current_text
from storage.queries import members, roles
from tests.conversations.house import CHAIR, House

UNKNOWN = "I do not know that command. Type /help to see what you can do."


def practice(house: House, place: int = 0) -> Practice:
    """One of the practices of this house, in the order of the configuration."""
    assert house.bot is not None
    return list(house.bot.services.book)[place]


async def actor(house: House, person: PersonDriver, place: int = 0) -> Actor:
    """Who somebody is to a practice now."""
    assert house.bot is not None
    async with house.bot.database.transaction() as uow:
        return await house.bot.services.people.identify(uow, person.id, "en", practice(house, place).id)


async def member(house: House, telegram_id: int, name: str = "", *, place: int = 0, **given: Any) -> PersonDriver:
    """Somebody who is in the group, by the short way: a story about polls need not walk through joining.

    `given`: connection, may_message, tier, state, reminders.
    """
    assert house.bot is not None
    person = house.person(telegram_id, name)
    person.type("/start")
    await house.quiet()
    services, where = house.bot.services, practice(house, place)
    async with house.bot.database.transaction() as uow:
        document = await current_text(uow, where, DocumentKind.AGREEMENT)
        who = await services.people.identify(uow, telegram_id, "en", where.id)
        application = Application(
            connection=given.get("connection", Connection.PATIENT),
            name=person.person.name,
            document_id=document.id,
            sha256=document.sha256,
            typed_name=None,
            may_message=given.get("may_message", True),
            consent_wording="May we message you?",
            invitation_code=given.get("invitation_code"),
        )
        await services.people.choose_practice(uow, who.person_id, where)
        joined = await services.joining.join(uow, who, where, application)
        columns = {
            "state": given.get("state", MemberState.ACTIVE),
            "tier": given.get("tier", Tier.WIDER),
            "reminders": given.get("reminders", True),
        }
        await members.change(uow, where.id, joined.id, **columns)
    return person


async def group_of(house: House, number: int, first: int = 1000, **given: Any) -> list[PersonDriver]:
    """Several members."""
    return [await member(house, first + place, f"Patient {place}", **given) for place in range(number)]


async def a_chair(house: House, telegram_id: int = CHAIR, *, place: int = 0) -> PersonDriver:
    """The chair, who only works here and so is asked nothing."""
    return await member(house, telegram_id, "Maria", place=place, connection=Connection.STAFF)


async def revoke(house: House, person: PersonDriver, place: int = 0) -> None:
    """Take somebody's roles away."""
    assert house.bot is not None
    async with house.bot.database.transaction() as uow:
        await roles.revoke_all(uow, practice(house, place).id, person.id, house.clock.now())


async def ask(house: House, chair: PersonDriver, line: str = "Saturdays? | Yes | No", *changes: str) -> Message:
    """Have the chair send a poll. `changes` are the buttons tapped in the preview. Returns their live message."""
    chair.type(f"/poll {line}")
    await chair.hears("This is what members will see")
    for label in changes:
        await taps(house, chair, label)
    await taps(house, chair, "Send to")
    return next(message for message in reversed(chair.messages) if "Sent to" in message.words)


async def types(house: House, person: PersonDriver, text: str) -> str:
    """Everything that somebody is told in answer to what they type."""
    person.type(text)
    return await told(house, person)


async def taps(house: House, person: PersonDriver, label: str | None = None, **how: Any) -> str:
    """Everything that somebody is told in answer to a tap, the word over the chat first.

    `how`: message, data (forged), twice.
    """
    query = person.tap(how.pop("message", None), label, **how)
    words = await told(house, person)
    return "\n".join([*(toast.text for toast in person.toasts if toast.callback_query_id == query), words]).strip()


async def told(house: House, person: PersonDriver) -> str:
    """Everything new in somebody's chat since they last did something, once all is handled and sent."""
    await house.quiet()
    return "\n".join(message.words for message in person.news)


async def walk(house: House, person: PersonDriver, *labels: str) -> str:
    """From Start over these buttons; what was said last."""
    said = await types(house, person, "/start")
    for label in labels:
        said = await taps(house, person, label)
    return said
