"""The safety gate's rules, from TOML: the files of a language in `safety/`, and what a practice has added to them."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial, reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.rules.safety.concerns import Concern
from bot.rules.safety.entries import RuleBook
from bot.rules.safety.phrases import PhraseError, Way, phrase, ways, word
from bot.rules.safety.ruleset import Rules, made_ready
from bot.rules.safety.weighing import BY_WEIGHT, Weights
from bot.safety.shape import FileShape, WeightsFileShape

SHIPPED = Path(__file__).with_name("safety")
FALLBACK = "en"
WEIGHTS = "weights.toml"
_Check = Callable[[str], object]
# What of [words], [names] and [numbers] is compared word by word. The rest are phrases.
_SINGLE_WORDS = (
    *("fillers", "forgiving", "ordinary", "misspelt"),
    *("titles", "courtesies", "particles", "never", "words", "places", "first"),
    *("months", "double", "triple"),
)
_WRONG = {
    "nothing": "there is no word in it",
    "gap-at-the-edge": "... stands between words, not at the edge",
    "no-list": "there is no list {piece}",
    "brackets": "{piece} has no partner",
    "too-long": "too long: 16 words at most",
    "not-a-word": "{piece} is no word",
    "not-one-word": "one word is needed here, and no more",
}


class SafeguardsError(Exception):
    """A file of rules cannot be used. `problems` has a line for each wrong thing: file, table, entry, what it is."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class _Source:
    """A file as it was read."""

    path: Path
    shape: FileShape


@cache
def load(language: str, extra: Path | None = None) -> Rules:
    """The rules of a language with a practice's own file, if there is one, read and made ready once.

    A language without a file of its own has the English rules. Raises SafeguardsError with every problem at once.
    """
    folder = folder_of(language)
    shipped = [_read(file) for file in sorted(folder.glob("*.toml")) if file.name != WEIGHTS]
    own = _read(extra) if extra is not None else None
    # What is shipped has been read by a test: whoever starts the program need not wait for that again.
    problems = [] if own is None else [*_unreadable(own, _readable_lists([*shipped, own])), *_overlaps(shipped, own)]
    if problems:
        raise SafeguardsError(problems)
    book, weights = reduce(RuleBook.with_more, (each.shape.book() for each in shipped)), _weights(folder / WEIGHTS)
    if own is None:
        return made_ready(book, weights)
    return made_ready(book.without(own.shape.off).with_more(own.shape.book()), _with_own(weights, own.shape))


def folder_of(language: str) -> Path:
    """The files that are shipped for a language ('pt-BR': those of 'pt'), or else the English ones."""
    folder = SHIPPED / language.split("-", maxsplit=1)[0].lower()
    return folder if folder.is_dir() else SHIPPED / FALLBACK


def _weights(path: Path) -> dict[Concern, Weights]:
    """What words weigh in a shipped language. It may have no such file."""
    return WeightsFileShape.model_validate(_parsed(path)).weights() if path.is_file() else {}


def _with_own(weights: Mapping[Concern, Weights], own: FileShape) -> dict[Concern, Weights]:
    """What words weigh with what a practice says of them; nothing where it has switched weighing off."""
    if BY_WEIGHT in own.off:
        return {}
    more = {concern: {word(each): weight for each, weight in words.items()} for concern, words in own.weights.items()}
    return {concern: table.with_more(more.get(concern, {})) for concern, table in weights.items()}


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise SafeguardsError([f"{path}: this file cannot be read"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SafeguardsError([f"{path}: not readable as TOML: {error}"]) from None


def _read(path: Path) -> _Source:
    given = _parsed(path)
    try:
        return _Source(path, FileShape(**given))
    except ValidationError as error:
        raise SafeguardsError([_say(path, given, problem) for problem in error.errors()]) from None


def _say(path: Path, given: Mapping[str, Any], problem: Any) -> str:
    """'file: [[emergency]] 3 (chest-pain): any: …': where somebody has to look, and for what."""
    place, message = problem["loc"], problem["msg"].removeprefix("Value error, ")
    message = {"Field required": "missing", "Extra inputs are not permitted": "no such key"}.get(message, message)
    table = str(place[0])
    if len(place) > 1 and isinstance(place[1], int):
        named = given[table][place[1]]
        name = named.get("name") if isinstance(named, dict) else None
        parts = [_entry(table, place[1], name), *map(str, place[2:])]
    else:
        parts = [f"[{table}]" if len(place) > 1 else table, *map(str, place[1:])]
    return f"{path}: {': '.join(parts)}: {message}"


def _entry(table: str, index: int, name: object) -> str:
    return f"[[{table}]] {index + 1}" + (f" ({name})" if isinstance(name, str) and name else "")


def _overlaps(shipped: Sequence[_Source], own: _Source) -> Iterator[str]:
    """What a practice's file says of entries that are not there, or says twice."""
    known = {BY_WEIGHT} | {
        each.name for source in shipped for _, entries in source.shape.tables() for each in entries
    }
    yield from (f"{own.path}: off: there is no shipped entry {name}" for name in own.shape.off if name not in known)
    seen = known - set(own.shape.off)
    for table, entries in own.shape.tables():
        for index, entry in enumerate(entries):
            if entry.name in seen:
                yield f"{own.path}: {_entry(table, index, entry.name)}: name: there is another entry of this name"
            seen.add(entry.name)


def _unreadable(source: _Source, lists: Mapping[str, frozenset[Way]]) -> Iterator[str]:
    """Every phrase and word that cannot be read, by the entry where it stands."""
    for place, each, check in _written(source.shape, partial(phrase, lists=lists)):
        try:
            check(each)
        except PhraseError as error:
            said = _WRONG[error.key].format(piece=error.piece)
            yield f'{source.path}: {place}: "{each}": {said}'


def _written(shape: FileShape, is_phrase: _Check) -> Iterator[tuple[str, str, _Check]]:
    """All that is written in a file: where it stands, what it is, and what reads it."""
    for name, listed in shape.lists.items():
        yield from ((f"[lists]: {name}", each, ways) for each in listed)
    for table, part in (("words", shape.words), ("names", shape.names), ("numbers", shape.numbers)):
        for key, value in part:
            check = word if key in _SINGLE_WORDS else ways if key == "digits" else is_phrase
            texts = [*value, *value.values()] if isinstance(value, dict) else value
            yield from ((f"[{table}]: {key}", each, check) for each in texts)
    for concern, words in shape.weights.items():
        yield from ((f"[weights.{concern}]", each, word) for each in words)
    for table, entries in shape.tables():
        for index, entry in enumerate(entries):
            place = _entry(table, index, entry.name)
            parts = {"any": entry.any, "unless": entry.unless}
            parts["together"] = tuple(each for part in entry.together for each in part)
            yield from ((f"{place}: {key}", each, is_phrase) for key, part in parts.items() for each in part)


def _readable_lists(sources: Sequence[_Source]) -> dict[str, frozenset[Way]]:
    """The lists of all files, without what cannot be read: that is said where it stands."""
    lists: dict[str, frozenset[Way]] = {}
    for source in sources:
        for name, listed in source.shape.lists.items():
            for each in listed:
                with suppress(PhraseError):
                    lists[name] = lists.get(name, frozenset()) | ways(each)
    return lists
