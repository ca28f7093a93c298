"""The chair asks, people answer: each tap in the chat is counted by the clerk at the same time."""

from collections.abc import Sequence

from bot.demo.standin import TelegramStandIn
from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from tests.conversations.house import House
from tests.conversations.main_job_model import Clerk

CLOSES = "Tue 26 May 6pm"

# What people do with a poll of single choices: the numbers of the choices they tap, one after another.
SINGLE_HABITS: tuple[tuple[int, ...], ...] = ((0,), (1,), (0, 1), (2, 0, 2), (1, 1), (), (0,), (1, 2, 0))
# And where several may be chosen, a second tap takes a choice back: the last one takes everything back.
SEVERAL_HABITS: tuple[tuple[int, ...], ...] = (
    (0, 2),
    (1,),
    (0, 1, 2),
    (0, 1, 0),
    (2, 1, 2, 2),
    (),
    (0,),
    (1, 0, 1, 0),
)


async def ask_in_one_line(chair: PersonDriver, clerk: Clerk, *, names: str = "") -> Message:
    """Ask in one line. `names` changes who can see who said what. Returns the preview."""
    chair.type(f"/poll {clerk.question} | {' | '.join(clerk.choices)}")
    preview = await chair.hears("This is what members will see")
    if names:
        chair.tap(preview, "Names: anonymous")
        await chair.hears("Can people see who said what?")
        chair.tap(names)
        preview = await chair.hears("This is what members will see")
    return preview


async def ask_guided(chair: PersonDriver, clerk: Clerk, *, names: str) -> Message:
    """Ask step by step. Returns the preview."""
    chair.type("/poll")
    await chair.hears("What do you want to ask?")
    chair.type(clerk.question)
    await chair.hears("Now type the answers")
    chair.type("\n".join(clerk.choices))
    for question, answer in (
        ("How many answers", "Several answers" if clerk.several else "One answer"),
        ("Who do you want to ask?", "Everyone"),
        ("Can people see who said what?", names),
        ("Who sees the results", "Everyone who was asked"),
        ("What can the answers change?", "You decide"),
    ):
        await chair.hears(question)
        chair.tap(answer)
    await chair.hears("When does it close?")
    chair.type(CLOSES)
    return await chair.hears("This is what members will see")


async def send(house: House, chair: PersonDriver, clerk: Clerk, people: Sequence[PersonDriver]) -> None:
    """Send what was previewed, and wait until everybody who is asked has it."""
    chair.tap(f"Send to {len(people)} members")
    for person in people:
        await person.hears(clerk.question)
    clerk.asks(person.id for person in people)
    await house.quiet()
    await chair.hears(f"Sent to {len(people)} of {len(people)} members.")


def paper_of(person: PersonDriver, clerk: Clerk) -> Message:
    """The newest message in which somebody can answer."""
    return next(m for m in reversed(person.messages) if clerk.question in m.words and len(m.buttons) > 1)


def tap(person: PersonDriver, clerk: Clerk, choice: str, *, twice: bool = False) -> str:
    """One tap on a choice, counted. `twice` is one tap that reaches the bot as two updates. Returns its id."""
    paper = paper_of(person, clerk)
    clerk.tapped(person.id, choice)
    return person.tap(paper, label_of(paper, choice), twice=twice)


def label_of(paper: Message, choice: str) -> str:
    """What stands on the button of a choice, which is marked where it is chosen."""
    return choice if choice in paper.buttons else f"✓ {choice}"


async def answer(standin: TelegramStandIn, person: PersonDriver, clerk: Clerk, habit: Sequence[int]) -> None:
    """Tap as it is somebody's habit, each time when they see that the tap before counts; the last tap comes twice."""
    for place, number in enumerate(habit, start=1):
        query = tap(person, clerk, clerk.choices[number], twice=place == len(habit))
        await standin.until(lambda query=query: thanked(person, query) and shows_answer(person, clerk))


def thanked(person: PersonDriver, query: str) -> bool:
    """Whether a tap has been answered."""
    return any(toast.callback_query_id == query for toast in person.toasts)


def shows_answer(person: PersonDriver, clerk: Clerk) -> bool:
    """Whether somebody's paper says what the clerk has noted for them."""
    said, words = clerk.answer_of(person.id), paper_of(person, clerk).words
    return f"Your answer: {said}." in words if said else "Tap your answer." in words


async def close(chair: PersonDriver) -> Message:
    """Close the first poll. Returns the results as the chair gets them."""
    chair.type("/close P1")
    chair.tap(await chair.hears("Nobody can answer after that"), "Yes, close it")
    return await chair.hears("people asked have answered")
