"""Updates of shapes that nobody expects: each is passed over by itself, or answered as far as it can be read."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import Bot, InaccessibleMessage, Message, Update
from telegram.error import NetworkError

from bot.demo.standin import Limits, TelegramStandIn
from handlers.transport.reading import updates_of
from handlers.transport.request import AiohttpRequest

ASHA = {"id": 101, "is_bot": False, "first_name": "Asha-Zuleika"}
CHAT = {"id": 101, "type": "private", "first_name": "Asha-Zuleika"}
GOOD: dict[str, Any] = {"message_id": 1, "date": 1, "from": ASHA, "chat": CHAT, "text": "Hello"}


def message(**changes: Any) -> dict[str, Any]:
    """A message by Asha with something else in it."""
    return {"message": {**GOOD, **changes}}


def tap(data: str, **changes: Any) -> dict[str, Any]:
    """A tap of Asha's on a message with something else in it."""
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": data}]]}
    tapped = {**GOOD, "reply_markup": keyboard, **changes}
    return {"callback_query": {"id": "1", "from": ASHA, "chat_instance": "1", "data": data, "message": tapped}}


ODD: tuple[dict[str, Any], ...] = (
    {},
    {"message": None},
    {"message": []},
    {"message": {}},
    message(date="yesterday"),
    message(message_id=2**63),
    message(message_id=None),
    message(chat=None),
    message(chat={**CHAT, "id": 102}),
    message(chat={**CHAT, "id": "101"}, **{"from": {**ASHA, "id": "101"}}),
    message(**{"from": {**ASHA, "id": -101}}),
    message(**{"from": {**ASHA, "id": 2**63}}),
    message(**{"from": {**ASHA, "id": [101]}}),
    message(**{"from": {**ASHA, "id": True}}),
    message(**{"from": {**ASHA, "first_name": 1}}),
    message(**{"from": {**ASHA, "language_code": {}}}),
    {"callback_query": {"id": 1, "from": ASHA, "chat_instance": "1", "data": "p:1"}},
    {"callback_query": {"id": "1", "from": ASHA, "chat_instance": "1", "data": 1}},
    tap("v:1", message_id="1"),
    tap("v:1", message_id=2**63),
    tap("v:1", chat={**CHAT, "id": 102}),
    tap("v:1", chat=None),
    tap("v:1", chat={"id": 101}),
    {"my_chat_member": {"chat": CHAT, "from": ASHA, "date": 1}},
)
NOT_ASKED_FOR = ("business_message", "channel_post", "message_reaction", "chat_join_request", "of_tomorrow")
IN_PART: tuple[dict[str, Any], ...] = (
    message(text=1),
    message(text=None, document={"file_id": "F", "file_unique_id": "U", "file_size": "big"}),
    message(sticker={"set": "of tomorrow"}),
    message(forward_origin={"type": "user"}),
    message(reply_to_message={}),
)


@pytest.fixture
async def standin() -> AsyncIterator[TelegramStandIn]:
    standin = TelegramStandIn(token="1:TEST", limits=Limits(enforced=False))
    await standin.start()
    yield standin
    await standin.stop()


async def read(standin: TelegramStandIn, *contents: dict[str, Any]) -> tuple[Update, ...]:
    """What the bot makes of these updates."""
    for content in contents:
        standin.world.bot().updates.put(content)
    base = f"{standin.url}/bot"
    async with Bot("1:TEST", base, request=AiohttpRequest(), get_updates_request=AiohttpRequest()) as bot:
        return await updates_of(bot, offset=None, limit=100, hold=0, patience=5)


async def test_each_odd_update_is_passed_over_and_those_beside_it_are_read(standin: TelegramStandIn) -> None:
    with capture_logs() as log:
        updates = await read(standin, message(), *ODD, message())
    first, *odd, last = updates
    assert first.message is not None and last.message is not None
    assert [update.effective_user for update in odd] == [None] * len(ODD)
    assert [update.update_id for update in updates] == list(range(first.update_id, last.update_id + 1))
    assert "Asha" not in str(log)


async def test_kinds_that_were_not_asked_for_are_not_read(standin: TelegramStandIn) -> None:
    updates = await read(standin, *({kind: GOOD} for kind in NOT_ASKED_FOR))
    assert [(update.effective_user, update.effective_chat) for update in updates] == [(None, None)] * len(updates)


@pytest.mark.parametrize("content", IN_PART, ids=range(len(IN_PART)))
async def test_of_a_message_that_is_read_in_part_it_is_known_whose_it_is(
    standin: TelegramStandIn, content: dict[str, Any]
) -> None:
    (update,) = await read(standin, content)
    assert update.effective_user is not None and update.effective_user.id == 101
    assert update.message is not None and update.message.text is None


async def test_an_update_without_a_number_goes_with_the_next_that_has_one(standin: TelegramStandIn) -> None:
    (update,) = await read(standin, {"update_id": "x", **message()}, message())
    assert update.message is not None


@pytest.mark.parametrize("result", ["7", "{}", '"text"', "[null]", '[{"message":{}}]'])
async def test_what_is_no_list_of_updates_is_an_answer_that_failed(standin: TelegramStandIn, result: str) -> None:
    body = f'{{"ok":true,"result":{result}}}'
    standin.faults.add("odd", methods=["getUpdates"], status=200, body=body)
    with pytest.raises(NetworkError):
        await read(standin)


async def test_of_words_that_were_tapped_it_is_known_where_they_stand(standin: TelegramStandIn) -> None:
    (update,) = await read(standin, tap("v:1", entities=[{"type": "of tomorrow"}]))
    query = update.callback_query
    assert query is not None and query.data == "v:1" and isinstance(query.message, InaccessibleMessage)
    assert (query.message.chat.id, query.message.message_id, update.effective_user) == (101, 1, query.from_user)


async def test_a_comment_that_was_tapped_comes_with_its_words_and_where_they_are(standin: TelegramStandIn) -> None:
    quote = {"type": "blockquote", "offset": 4, "length": 5}
    (update,) = await read(standin, tap("f:1:pass::0:", text="Oh, words", entities=[quote]))
    assert update.callback_query is not None and isinstance(update.callback_query.message, Message)
    assert list(update.callback_query.message.parse_entities().values()) == ["words"]


async def test_a_picture_that_was_tapped_is_one(standin: TelegramStandIn) -> None:
    picture = {"file_id": "F", "file_unique_id": "U", "width": 9, "height": 9}
    content = tap("v:1", photo=[picture])
    del content["callback_query"]["message"]["text"]
    (update,) = await read(standin, content)
    assert update.callback_query is not None and isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.photo
