"""What may stand in a file of the safety gate's rules. Words are checked elsewhere; here, that all is in place."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, model_validator

from bot.rules.safety.concerns import BY_RULES, Concern
from bot.rules.safety.entries import WITHIN, Aside, Entry, NameWords, NumberWords, Pattern, RuleBook
from bot.rules.safety.weighing import Weights

_NAME = r"^[a-z0-9][a-z0-9-]*$"


class Part(BaseModel):
    """A table in which nothing stands that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _listed(value: object) -> object:
    """One phrase may stand where several may."""
    return [value] if isinstance(value, str) else value


_Phrases = tuple[str, ...]
_Group = Annotated[_Phrases, BeforeValidator(_listed)]


class Shape(Part):
    """What an entry and an aside have in common."""

    name: str = Field(pattern=_NAME)
    any: _Phrases = ()
    together: tuple[_Group, ...] = ()
    within: int = Field(default=WITHIN, ge=2, le=80)
    needs: int | None = Field(default=None, ge=2)
    across: bool = False
    unless: _Phrases = ()

    @model_validator(mode="after")
    def _looks_for_something(self) -> "Shape":
        if not self.any and len(self.together) < 2:
            raise ValueError("needs any = [phrases], or together = [two or more]")
        if self.needs is not None and self.needs > len(self.together):
            raise ValueError("needs more parts than together has")
        return self

    def pattern(self) -> Pattern:
        """What it looks for, as the rules take it."""
        return Pattern(self.name, self.any, self.together, self.within, self.needs, self.across, self.unless)


class EntryShape(Shape):
    """One sign: [[emergency]] and so on."""

    firm: bool = False


class AsideShape(Shape):
    """One aside: [[aside]]."""

    of: tuple[Concern, ...] = Field(min_length=1)


class WordsShape(Part):
    """[words]: how words are read."""

    fillers: _Phrases = ()
    forgiving: _Phrases = ()
    ordinary: _Phrases = ()
    misspelt: dict[str, str] = {}


class NamesShape(Part):
    """[names]: the words around names."""

    titles: _Phrases = ()
    courtesies: _Phrases = ()
    particles: _Phrases = ()
    never: _Phrases = ()
    words: _Phrases = ()
    places: _Phrases = ()
    first: _Phrases = ()
    own_before: _Phrases = ()
    staff_before: _Phrases = ()
    staff_after: _Phrases = ()
    people_before: _Phrases = ()
    people_after: _Phrases = ()


class NumbersShape(Part):
    """[numbers]: the words around numbers."""

    phone: _Phrases = ()
    birth: _Phrases = ()
    visit: _Phrases = ()
    health_number: _Phrases = ()
    months: _Phrases = ()
    digits: _Phrases = Field(default=(), max_length=10)
    double: _Phrases = ()
    triple: _Phrases = ()


class FileShape(Part):
    """A whole file. `off` names shipped entries and asides that do not count; `weights` says what words weigh."""

    off: _Phrases = ()
    words: WordsShape = WordsShape()
    lists: dict[str, _Phrases] = {}
    emergency: tuple[EntryShape, ...] = ()
    self_harm: tuple[EntryShape, ...] = Field(default=(), alias="self-harm")
    clinical: tuple[EntryShape, ...] = ()
    complaint: tuple[EntryShape, ...] = ()
    aside: tuple[AsideShape, ...] = ()
    names: NamesShape = NamesShape()
    numbers: NumbersShape = NumbersShape()
    weights: dict[Concern, dict[str, float]] = {}

    def tables(self) -> Iterator[tuple[str, Sequence[Shape]]]:
        """The tables of entries and that of asides, by the name that they have in a file."""
        yield from ((concern.value, self.entries(concern)) for concern in BY_RULES)
        yield "aside", self.aside

    def entries(self, concern: Concern) -> Sequence[EntryShape]:
        """The entries of one concern."""
        found: Sequence[EntryShape] = getattr(self, concern.name.lower())
        return found

    def book(self) -> RuleBook:
        """What the file says, as the rules take it."""
        return RuleBook(
            entries=tuple(
                Entry(concern, each.pattern(), each.firm) for concern in BY_RULES for each in self.entries(concern)
            ),
            asides=tuple(Aside(frozenset(each.of), each.pattern()) for each in self.aside),
            lists=self.lists,
            fillers=self.words.fillers,
            misspelt=self.words.misspelt,
            forgiving=self.words.forgiving,
            ordinary=self.words.ordinary,
            names=NameWords(**self.names.model_dump()),
            numbers=NumberWords(**self.numbers.model_dump()),
        )


class WeightsShape(Part):
    """What words weigh for one concern: a table of a shipped file of weights. `words` has all those of one weight."""

    base: float
    found_at: float
    doubted_below: float
    words: dict[float, str]

    def weights(self) -> Weights:
        """The table, as the rules take it."""
        words = {word: weight for weight, listed in self.words.items() for word in listed.split()}
        return Weights(self.base, self.found_at, self.doubted_below, words)


class WeightsFileShape(RootModel[dict[Concern, WeightsShape]]):
    """A shipped file of weights."""

    def weights(self) -> dict[Concern, Weights]:
        """All tables, as the rules take them."""
        return {concern: table.weights() for concern, table in self.root.items()}
