"""One hostile update after another, the same for the same seed: whole ones, and ones that are spoiled."""

from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.fuzz import kinds, texts
from benchmarks.fuzz.kinds import ANSWERED, COMING_AND_GOING, IN_A_GROUP, NOT_ASKED_FOR, Json

SPOILED = "spoiled: some of it is missing, null, of another type or huge"
WRONG: tuple[Any, ...] = (
    None, True, False, -1, 0, 2**31, 2**63, 2**64, -(2**63), 1e308, "", texts.MARK, "\0", "\ud800", [], [None], {},
    {"id": 1}, [[[[[]]]]],
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """An update as JSON, its kind for the table, and why nobody need answer it; "" where somebody has to."""

    kind: str
    content: Json
    excuse: str
    query_id: str = ""


def whole(chance: Random, who: Json, query_id: str) -> Hostile:
    """A well-formed update by this person. `query_id` is of a tap that waits for its answer."""
    draw = chance.random()
    if draw < 0.5:
        kind = chance.choice(tuple(kinds.CONTENTS))
        content = kinds.message(chance, who, kinds.CONTENTS[kind](chance))
        return Hostile(f"message: {kind}", {"message": content}, ANSWERED)
    if draw < 0.6:
        kind = chance.choice(tuple(kinds.CONTENTS))
        content = {**kinds.message(chance, who, kinds.CONTENTS[kind](chance)), "edit_date": kinds.DATE}
        return Hostile("edited message", {"edited_message": content}, ANSWERED)
    if draw < 0.75:
        return Hostile("tap", {"callback_query": kinds.tap(chance, who, query_id)}, ANSWERED, query_id)
    if draw < 0.8:
        return Hostile("coming and going", {"my_chat_member": kinds.moved(chance, who)}, COMING_AND_GOING)
    if draw < 0.83:
        return Hostile("message in a group", {"message": kinds.of_a_group(chance, who)}, IN_A_GROUP)
    kind = chance.choice(tuple(kinds.OTHERS))
    return Hostile(kind.replace("_", " "), {kind: kinds.OTHERS[kind](chance, who)}, NOT_ASKED_FOR)


def spoiled(chance: Random, who: Json, query_id: str) -> Hostile:
    """An update of which up to three places are gone, or hold what does not belong there."""
    good = whole(chance, who, query_id)
    content = deepcopy(good.content)
    for _ in range(chance.randrange(1, 4)):
        _spoil(chance, content)
    if chance.random() < 0.02:
        content["update_id"] = chance.choice((None, "1", -1, [], {}, 2**63, True))
    return Hostile(f"spoiled {good.kind.partition(':')[0]}", content, SPOILED, good.query_id)


def _spoil(chance: Random, content: Any) -> None:
    place = content
    while True:
        names = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not names:
            return
        name = chance.choice(names)
        inner = place[name]
        if isinstance(inner, (dict, list)) and inner and chance.random() < 0.8:
            place = inner
            continue
        if chance.random() < 0.3:
            del place[name]
        else:
            place[name] = deepcopy(chance.choice(WRONG))
        return
