"""A plain model of one group: who has blocked the bot, who was asked, what each has tapped last."""

from dataclasses import dataclass, field


@dataclass
class Ballot:
    """One poll as it should be: who was asked, what they have tapped last, and who need not have got it."""

    number: int
    asked: set[int]
    tapped: dict[int, str] = field(default_factory=dict)
    excused: set[int] = field(default_factory=set)

    @property
    def question(self) -> str:
        """What is asked: each time something else."""
        return f"Question {self.number}?"

    def counts(self, choices: tuple[str, ...]) -> list[int]:
        """How many have chosen each choice."""
        return [sum(choice == each for each in self.tapped.values()) for choice in choices]


@dataclass
class Model:
    """Everything that has happened, as somebody with pencil and paper would note it."""

    blocked: set[int] = field(default_factory=set)
    ballots: list[Ballot] = field(default_factory=list)
    open: bool = False
    cuts: int = 0
    crashes: int = 0
    refusals: int = 0

    @property
    def ballot(self) -> Ballot:
        """The newest poll."""
        return self.ballots[-1]

    def blocks(self, person: int) -> None:
        """What has not reached them by now need not."""
        self.blocked.add(person)
        if self.ballots:
            self.ballot.excused.add(person)

    @property
    def may_repeat(self) -> int:
        """How many messages may have come twice: those cut after processing, and those in hand at a crash."""
        return self.cuts + 16 * self.crashes

    @property
    def may_be_silent(self) -> bool:
        """Whether an answer may have gone without its confirmation: a halt held it back when the process died."""
        return self.crashes > 0 and self.refusals > 0
