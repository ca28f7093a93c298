"""The trouble of one life of the bot, drawn by the seed: 429, 5xx, connections cut before and after the deed."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from bot.demo.standin import Faults

HEARD = ("sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup")
# A refusal for the limit stops the whole token for a second, so it is rarer than the others.
FAILURES: tuple[Mapping[str, Any], ...] = (
    {"kind": "refuse", "retry_after": 1},
    *({"kind": "refuse", "status": status} for status in (500, 502, 503)),
    *({"kind": "drop_before"},) * 3,
    *({"kind": "drop_after"},) * 3,
)
ONE_IN = 10
FEWEST = 3


def stir(faults: Faults, chance: Random, people: Sequence[int]) -> None:
    """One call about each of some of these people fails, and so do some polls, taps' answers and introductions.

    One for each: a reply is tried a few times, and who fails it again and again would measure only that.
    """
    some = min(len(people), max(FEWEST, len(people) // ONE_IN))
    for victim in chance.sample(sorted(people), some):
        faults.add(**chance.choice(FAILURES), methods=HEARD, chat_ids=[victim], times=1)
    for methods in (["getUpdates"], ["answerCallbackQuery"], ["getMe", "setMyCommands"]):
        failure = chance.choice(FAILURES)
        faults.add(**failure, methods=methods, probability=0.3, times=2, seed=chance.randrange(1_000_000))
