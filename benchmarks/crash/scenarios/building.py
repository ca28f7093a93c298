"""A chair builds one poll after another, step by step, and sends each to a few people."""

import asyncio
from dataclasses import dataclass
from functools import partial
from random import Random

from benchmarks.crash.books import outbox_is_empty, polls
from benchmarks.crash.judging import Papers, Verdict, cuts_in, heard_again, judge_sending
from benchmarks.crash.ordeal import Ordeal, Trial, ordeal
from benchmarks.crash.scenarios.broadcasting import everybody_has
from bot.demo.standin import Message
from bot.demo.standin.driver import PersonDriver
from tests.conversations.house import CHAIR
from tests.conversations.process import settled_group

LONGEST_LIFE = 2.0
LONGEST_THOUGHT = 0.2
MEMBERS = 5
CHOICES = ("Yes", "No", "Not sure", "Only in winter")
PREVIEW = "This is what members will see"
TYPED = ("What do you want to ask?", "Now type the answers", "When does it close?")
# What is asked, and for each button that answers it, what the preview says of it in the end.
TAPPED = (
    ("How many answers", {"One answer": "Answers: one", "Several answers": "Answers: several"}),
    ("Who do you want to ask?", {"Everyone": "Who: everyone", "Wider": "Who: wider members"}),
    (
        "Can people see who said what?",
        {"Named": "Names: named", "Confidential": "Names: confidential", "Anonymous": "Names: anonymous"},
    ),
    ("Who sees the results", {"Everyone": "Results: everyone asked", "Only the chair": "Results: practice only"}),
    (
        "What can the answers change?",
        {"For information": "Influence: for information", "You decide": "Influence: you decide"},
    ),
)


@dataclass
class _Desk:
    """The chair at work: what was sent, and which answers a preview did not show."""

    it: Ordeal
    chair: PersonDriver
    chance: Random
    papers: Papers
    answers_lost: list[str]

    async def hears(self, words: str) -> Message:
        """Hear a question and think. `/poll` in the middle of it asks the question again."""
        message = await self.it.hears(self.chair, words, partial(self.chair.type, "/poll"))
        await asyncio.sleep(self.chance.uniform(0, LONGEST_THOUGHT))
        return message

    async def build(self) -> None:
        """One poll, from /poll to the last of its papers."""
        question = f"Poll {len(self.papers.questions) + 1:03}: should we open on Saturdays?"
        choices = CHOICES[: self.chance.randint(2, len(CHOICES))]
        self.papers.questions.append(question)
        self.chair.type("/poll")
        for asks, words in zip(TYPED[:2], (question, "\n".join(choices)), strict=True):
            await self.hears(asks)
            self.chair.type(words)
        chosen = [await self._tap(asks, answers) for asks, answers in TAPPED]
        await self.hears(TYPED[2])
        self.chair.type(f"in {self.chance.randint(2, 9)} days 6pm")
        await self._send(question, choices, chosen)

    async def _tap(self, asks: str, answers: dict[str, str]) -> str:
        message = await self.hears(asks)
        answer = self.chance.choice(sorted(answers))
        self.chair.tap(message, answer)
        return answers[answer]

    async def _send(self, question: str, choices: tuple[str, ...], chosen: list[str]) -> None:
        preview = await self.it.hears(self.chair, PREVIEW, partial(self.chair.type, "/poll"))
        gone = [label for label in chosen if label not in preview.buttons]
        gone += [words for words in (question, *choices) if words not in preview.words]
        self.answers_lost += [f"{question!r} does not say {what!r}" for what in gone]
        self.chair.tap(preview, "Send to")
        await everybody_has(self.it, self.papers, question, MEMBERS)


async def building(trial: Trial) -> Verdict:
    """Each poll is as it was built, comes to everybody who is asked, and is sent once."""
    async with ordeal(trial) as it:
        people = [person.id for person in await settled_group(it.bot, MEMBERS)]
        papers = Papers(it.bot.standin.journal, people)
        desk = _Desk(it, it.bot.person(CHAIR), trial.chance("chair"), papers, [])
        await it.through([_keeps_building(desk)], lambda: [CHAIR, *people], LONGEST_LIFE)
        await outbox_is_empty(it.bot)
        verdict = await judge_sending(it, papers, f"{len(papers.questions)} polls built and sent")
        verdict.answers_lost += desk.answers_lost
        if sorted(sent := await polls(it.bot)) != sorted(papers.questions):
            verdict.lost.append(f"built {papers.questions}, and sent {sent}")
        _judge_words(it, len(papers.questions), verdict)
        return verdict


async def _keeps_building(desk: _Desk) -> None:
    while not desk.it.over:
        await desk.build()


def _judge_words(it: Ordeal, polls_built: int, verdict: Verdict) -> None:
    # Each poll asks everything once; what was not acknowledged at a kill, or was asked for, is said again.
    words = [*TYPED, *(asks for asks, _ in TAPPED), PREVIEW]
    again = heard_again(it.bot.standin.journal, words, [CHAIR]) - len(words) * (polls_built - 1)
    excused = it.unconfirmed + it.looked_again + cuts_in(it.bot.standin.journal)
    if again > excused:
        verdict.uncounted.append(f"{again} questions to the chair, where {excused} can be explained")
