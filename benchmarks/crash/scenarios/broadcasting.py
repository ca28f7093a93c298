"""A chair asks 500 people, and asks again as soon as everybody has it; each broadcast is killed several times."""

from benchmarks.crash.books import outbox_is_empty
from benchmarks.crash.judging import Papers, Verdict, judge_sending
from benchmarks.crash.ordeal import Ordeal, Trial, ordeal
from tests.conversations.house import CHAIR
from tests.conversations.process import settled_group

LONGEST_LIFE = 2.5
LONGEST_BROADCAST = 240.0


async def broadcasting(trial: Trial) -> Verdict:
    """Nobody is missed in any broadcast, and what came twice is in doubt."""
    async with ordeal(trial) as it:
        people = [person.id for person in await settled_group(it.bot, trial.size(500, 60))]
        papers = Papers(it.bot.standin.journal, people)
        await it.through([_keeps_asking(it, papers, len(people))], lambda: people, LONGEST_LIFE)
        await outbox_is_empty(it.bot)
        asked = len(papers.questions)
        return await judge_sending(it, papers, f"{asked} broadcasts to {len(people)}")


async def _keeps_asking(it: Ordeal, papers: Papers, members: int) -> None:
    chair = it.bot.person(CHAIR)
    while not it.over:
        question = f"Broadcast {len(papers.questions) + 1:03}: should we open on Saturdays?"
        papers.questions.append(question)
        chair.type(f"/poll {question} | Yes | No")
        preview = await it.hears(chair, "This is what members will see", lambda: chair.type("/poll"))
        chair.tap(preview, "Send to")
        await everybody_has(it, papers, question, members)


async def everybody_has(it: Ordeal, papers: Papers, question: str, members: int) -> None:
    """Wait until a broadcast is complete. Whoever is missing is for the judge to name."""
    try:
        await it.bot.standin.until(lambda: papers.reached(question) == members, LONGEST_BROADCAST)
    except AssertionError:
        reached = papers.reached(question)
        raise AssertionError(f"{question!r} came to {reached} of {members} people") from None
