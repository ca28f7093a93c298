"""People on their way in, each with a fate: they join, are told no, walk away, or stop half-way and come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.demo.standin import TelegramStandIn
from bot.demo.standin.driver import PersonDriver
from bot.rules.words import Connection
from tests.conversations.house import CHAIR, MANAGER, House
from tests.support.group import FIRST_PATIENT, Group

# What is heard at each step of the way in, and what somebody taps who wants to join.
WAY_IN = {
    "welcome": ("patient group of", "Join the group"),
    "connection": ("patient at", "Yes, I am a patient"),
    "age": ("Are you aged", "Yes"),
    "privacy": ("Your privacy", "Yes, go on"),
    "agreement": ("Do you agree", "I agree"),
    "messages": ("May we message", "Yes, message me"),
}
STEPS = tuple(WAY_IN)


@dataclass(frozen=True)
class Fate:
    """How it goes for somebody: what they tap otherwise than most, what they hear last, and whether they are in."""

    hears: str
    taps: Mapping[str, str] = field(default_factory=dict)
    is_in: bool = True


JOINS = Fate("You are in.")
JOINS_AS_CARER = Fate("You are in.", {"connection": "I care for a patient"})
JOINS_SILENTLY = Fate("We will not message you.", {"messages": "No, I will look myself"})
NOT_REGISTERED = Fate("So you cannot join it.", {"connection": "No"}, is_in=False)
TOO_YOUNG = Fate("You need to be aged 16 or over", {"age": "No"}, is_in=False)
NOT_WITH_THIS_PRIVACY = Fate("You have not joined.", {"privacy": "Not now"}, is_in=False)
NOT_WITH_THIS_AGREEMENT = Fate("You have not joined.", {"agreement": "Not now"}, is_in=False)
ASKS_TO_JOIN = Fate("You have asked to join", is_in=False)


async def arrive(person: PersonDriver, fate: Fate, *, code: str = "", stop_at: str = "") -> None:
    """Press Start, with a code or without, and go on to the end of a fate, or to a step that stays unanswered."""
    person.type(f"/start {code}".strip())
    await go_on(person, fate, STEPS, stop_at=stop_at)


async def come_back(person: PersonDriver, fate: Fate, step: str) -> None:
    """Answer the question that still stands in the chat, and go on to the end."""
    person.tap(fate.taps.get(step, WAY_IN[step][1]))
    await go_on(person, fate, STEPS[STEPS.index(step) + 1 :])


async def go_on(person: PersonDriver, fate: Fate, steps: Sequence[str], *, stop_at: str = "") -> None:
    """Answer one question after another, until a fate or a stop is reached."""
    for step in steps:
        question, answer = WAY_IN[step]
        await person.hears(question)
        if step == stop_at:
            return
        person.tap(fate.taps.get(step, answer))
        if step in fate.taps and not fate.is_in:
            break
    await person.hears(fate.hears)


async def join_to_work(person: PersonDriver) -> None:
    """Join as somebody whom the practice has given a role, and who is no patient here."""
    taps = {"connection": "No, I work here"}
    person.type("/start")
    await go_on(person, Fate("You have signed the agreement.", taps), [step for step in STEPS if step != "age"])


async def invitation(chair: PersonDriver, for_whom: str) -> str:
    """A code out of a link that the chair has made: *For 1 person* or *For a poster or letter*."""
    chair.type("/invite")
    await chair.hears("Who is the invitation for?")
    chair.tap(for_whom)
    link = await chair.hears("?start=")
    return link.words.partition("?start=")[2].split()[0]


def group_of(house: House) -> Group:
    """The services of a running house, for what need not be played in the chat."""
    assert house.bot is not None
    return Group(house.bot.database, house.settings, house.clock, house.bot.services)


async def settle(group: Group, standin: TelegramStandIn, number: int) -> list[PersonDriver]:
    """A chair, a manager and so many patients who joined some time ago. Returns the patients."""
    for role_holder, name in ((CHAIR, "Maria"), (MANAGER, "Helen")):
        await group.join(role_holder, connection=Connection.STAFF, name=name)
        pressed_start(standin, role_holder, name)
    await group.join_many(number)
    return [pressed_start(standin, FIRST_PATIENT + place, f"Patient {place}") for place in range(number)]


def pressed_start(standin: TelegramStandIn, telegram_id: int, name: str) -> PersonDriver:
    """Somebody whose chat with the bot is open."""
    person = standin.person(telegram_id, first_name=name)
    person.chat.started = True
    return person
