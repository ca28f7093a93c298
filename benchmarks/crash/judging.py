"""What came of a scenario: lost, repeated, and whether the bot knows of each repeat that it may have happened."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.crash.books import doubts
from benchmarks.crash.ordeal import Ordeal
from bot.demo.standin import Journal

# What may be under way at the same moment, and so may come twice after a kill.
IN_FLIGHT = 16
SENDS = ("sendMessage", "sendDocument")


@dataclass
class Verdict:
    """One scenario on one database. `allowed` bounds `repeats`; `in_doubt` is what the bot itself counts."""

    done: str
    kills: int
    lost: list[str] = field(default_factory=list)
    answers_lost: list[str] = field(default_factory=list)
    repeats: int = 0
    allowed: int = 0
    in_doubt: int = 0
    uncounted: list[str] = field(default_factory=list)
    cuts: int = 0
    looked_again: int = 0

    def problems(self) -> list[str]:
        """A line for each judgement that fails; none where all is well."""
        found = [f"lost: {what}" for what in self.lost] + [f"answer lost: {what}" for what in self.answers_lost]
        found += [f"repeated, and not in doubt: {what}" for what in self.uncounted]
        if self.repeats > self.allowed:
            found.append(f"{self.repeats} repeats, where {self.allowed} can be explained")
        return found


class Papers:
    """Which poll came to whom how often, read on from where it was read to before."""

    def __init__(self, journal: Journal, people: Iterable[int]) -> None:
        self._journal = journal
        self._people = frozenset(people)
        self._read = 0
        self.questions: list[str] = []
        self.came: Counter[tuple[str, int]] = Counter()

    def look(self) -> "Papers":
        """Read what is new in the journal. A question must be known before it is sent."""
        fresh = self._journal.after(self._read)
        self._read += len(fresh)
        for call in fresh:
            if call.method != "sendMessage" or not call.applied or call.chat_id not in self._people:
                continue
            for question in self.questions:
                if question in (call.text or ""):
                    self.came[question, call.chat_id] += 1
        return self

    def reached(self, question: str) -> int:
        """How many people have got it by now."""
        self.look()
        return sum((question, person) in self.came for person in self._people)

    def missing(self) -> list[str]:
        """Who never got what."""
        self.look()
        return [f"{q!r} to {p}" for q in self.questions for p in sorted(self._people) if (q, p) not in self.came]


async def judge_sending(ordeal: Ordeal, papers: Papers, done: str) -> Verdict:
    """The verdict on what went through the outbox."""
    missing, cuts = papers.missing(), cuts_in(ordeal.bot.standin.journal)
    doubtful = await doubts(ordeal.bot)
    more = {key: count - 1 for key, count in papers.came.items() if count > 1}
    uncounted = [f"{q!r} to {p}" for (q, p), count in more.items() if count > doubtful.get((q, p), 0)]
    return Verdict(
        done=done,
        kills=ordeal.kills,
        lost=missing + ordeal.failures,
        repeats=sum(more.values()),
        allowed=IN_FLIGHT * ordeal.kills + cuts,
        in_doubt=await ordeal.bot.in_doubt(),
        uncounted=uncounted,
        cuts=cuts,
        looked_again=ordeal.looked_again,
    )


def judge_talk(ordeal: Ordeal, done: str, words: Sequence[str], people: Collection[int]) -> Verdict:
    """The verdict on replies: what was not acknowledged at a kill is answered again, from the state as it is."""
    cuts = cuts_in(ordeal.bot.standin.journal)
    return Verdict(
        done=done,
        kills=ordeal.kills,
        lost=list(ordeal.failures),
        repeats=heard_again(ordeal.bot.standin.journal, words, people),
        allowed=ordeal.unconfirmed + cuts + ordeal.looked_again,
        cuts=cuts,
        looked_again=ordeal.looked_again,
    )


def heard_again(journal: Journal, words: Sequence[str], people: Collection[int]) -> int:
    """How many messages with these words came to somebody who had got one before."""
    heard: Counter[tuple[str, int]] = Counter()
    for call in journal.records:
        if call.method in SENDS and call.applied and call.chat_id is not None and call.chat_id in people:
            heard.update((each, call.chat_id) for each in words if each in (call.text or ""))
    return sum(heard.values()) - len(heard)


def cuts_in(journal: Journal) -> int:
    """How many calls were carried out without the bot's hearing of it, because the connection was cut."""
    return sum(call.status == 0 and call.applied and call.method in SENDS for call in journal.records)
