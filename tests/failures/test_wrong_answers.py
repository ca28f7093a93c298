"""Something else answers for Telegram, or Telegram answers wrongly: nobody is missed, or written off."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.demo.standin import PersonDriver
from tests.failures.stage import Stage, open_stage, side_by_side

PAGE = "<html><body>Please log in</body></html>"
ELSEWHERE = {"Location": "http://127.0.0.1:9/"}
# What may come instead of an answer. None of it says that somebody has blocked the bot, or that the token is wrong.
WRONG: Mapping[str, Mapping[str, Any]] = {
    "a page": {"status": 200, "body": PAGE},
    "a page that forbids": {"status": 403, "body": PAGE},
    "a page that is not found": {"status": 404, "body": PAGE},
    "a page that wants a password": {"status": 401, "body": PAGE},
    "a page of a proxy": {"status": 407, "body": PAGE},
    "a bad request of a proxy": {"status": 400, "body": PAGE},
    "nothing": {"status": 200, "body": ""},
    "half of it": {"status": 200, "body": '{"ok":tr'},
    "a number": {"status": 200, "body": "7"},
    "a list": {"status": 200, "body": "[]"},
    "no result": {"status": 200, "body": '{"ok":true}'},
    "not well, and no reason": {"status": 200, "body": '{"ok":false}'},
    "not well, and it is said with 200": {"status": 200, "body": '{"ok":false,"error_code":502,"description":"Bad"}'},
    "well, and it is said with 502": {"status": 502, "body": '{"ok":true,"result":true}'},
    "somewhere else": {"status": 302, "headers": ELSEWHERE},
    "somewhere else for good": {"status": 308, "headers": ELSEWHERE},
    "headers without end": {"status": 200, "body": "{}", "headers": {"X-Long": "x" * 100_000}},
    "brackets without end": {"status": 200, "body": "[" * 100_000},
    "a wait that is no number": {
        "status": 429, "body": '{"ok":false,"error_code":429,"parameters":{"retry_after":"soon"}}',
    },
}  # fmt: skip
METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery")


async def test_wrong_answers_to_the_bot_are_no_answers(tmp_path: Path) -> None:
    await side_by_side(tmp_path, wrong_answers, WRONG)


async def wrong_answers(folder: Path, what: str) -> None:
    """Each call is met once by it, and then comes through: polls, answers and replies."""
    async with open_stage(folder, 3) as stage:
        stage.standin.faults.add("odd", methods=["getUpdates"], times=2, **WRONG[what])
        stage.standin.faults.add("odd", methods=["answerCallbackQuery"], times=1, **WRONG[what])
        for person in stage.people:
            wrong_once(stage, person, what, "sendMessage")
        await stage.ask()
        await stage.rests()
        assert stage.repeats() == 0
        for person in stage.people:
            wrong_once(stage, person, what, "editMessageText")
            person.tap("Yes")
        for person in stage.people:
            await stage.hears(person, "Your answer: Yes")
            wrong_once(stage, person, what, "sendMessage")
            person.type("/polls")
        for person in stage.people:
            await stage.hears(person, "Open polls")
        failed = {why for state, why, *_ in await stage.outbox() if state == "failed"}
        assert not failed, failed


def wrong_once(stage: Stage, person: PersonDriver, what: str, method: str) -> None:
    """The next call of this kind to somebody is met by it."""
    stage.standin.faults.add("odd", methods=[method], chat_ids=[person.id], times=1, **WRONG[what])


async def test_a_result_that_is_not_the_message_is_in_doubt_and_not_a_failure(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 2) as stage:
        for person in stage.people:
            stage.standin.faults.add(
                "odd",
                methods=["sendMessage"],
                chat_ids=[person.id],
                times=1,
                status=200,
                body='{"ok":true,"result":true}',
            )
        await stage.ask()
        await stage.rests()
        assert stage.repeats() == 0
        assert await stage.in_doubt() == 2
