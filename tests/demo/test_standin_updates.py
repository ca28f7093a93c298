"""How updates reach a bot: kept until confirmed, held polls, two pollers, what a day does to them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.demo.standin import PersonDriver, TelegramStandIn, UnknownError

from .wire import HandClock, Wire


def ids(updates: list[dict[str, Any]]) -> list[int]:
    return [update["update_id"] for update in updates]


async def held(standin: TelegramStandIn) -> None:
    """Waits until a poll is held."""
    queue = standin.world.bot().updates
    for _ in range(10_000):
        if queue.polled:
            return
        await asyncio.sleep(0)
    raise AssertionError("no poll came")


async def test_an_update_comes_again_until_it_is_confirmed(wire: Wire, asha: PersonDriver) -> None:
    first = await wire.ok("getUpdates")
    assert ids(first) == asha.update_ids
    assert await wire.ok("getUpdates") == first
    assert await wire.ok("getUpdates", offset=ids(first)[0]) == first
    assert await wire.ok("getUpdates", offset=ids(first)[0] + 1) == []
    assert await wire.ok("getUpdates") == []


async def test_a_typed_command_carries_its_entity(wire: Wire, asha: PersonDriver) -> None:
    asha.type("/start CODE-7")
    message = (await wire.ok("getUpdates"))[-1]["message"]
    assert message["text"] == "/start CODE-7"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": 101,
        "is_bot": False,
        "first_name": "Asha",
        "last_name": "Patel",
        "language_code": "en",
    }
    assert message["chat"]["type"] == "private"


async def test_the_limit_holds_and_a_negative_offset_counts_from_the_end(wire: Wire, asha: PersonDriver) -> None:
    for number in range(150):
        asha.type(f"message {number}")
    assert len(await wire.ok("getUpdates")) == 100
    assert len(await wire.ok("getUpdates", limit=3)) == 3
    last = await wire.ok("getUpdates", offset=-2)
    assert [u["message"]["text"] for u in last] == ["message 148", "message 149"]
    assert await wire.ok("getUpdates") == last


async def test_a_held_poll_ends_with_the_first_update(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver
) -> None:
    offset = asha.update_ids[0] + 1
    poll = asyncio.create_task(wire.ok("getUpdates", offset=offset, timeout=30))
    await held(standin)
    asha.type("hello")
    assert ids(await poll) == asha.update_ids


async def test_a_held_poll_ends_empty_when_its_time_is_up(standin: TelegramStandIn) -> None:
    assert await standin.world.bot().updates.poll(0, 100, seconds=0.001) == []


async def test_stopping_ends_held_polls_and_open_streams(standin: TelegramStandIn, wire: Wire) -> None:
    async with wire.http.get(f"{wire.url}/control/events") as stream:
        await stream.content.readline()
        poll = asyncio.create_task(wire.refused("getUpdates", timeout=30))
        await held(standin)
        await standin.stop()
        assert await poll == (502, "Bad Gateway")
        assert (await stream.content.read()).strip() == b""


async def test_of_two_pollers_the_earlier_is_told_of_the_conflict(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver
) -> None:
    offset = asha.update_ids[0] + 1
    earlier = asyncio.create_task(wire.refused("getUpdates", offset=offset, timeout=30))
    await held(standin)
    later = asyncio.create_task(wire.ok("getUpdates", offset=offset, timeout=30))
    assert await earlier == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await held(standin)
    asha.type("hello")
    assert len(await later) == 1


async def test_only_the_kinds_asked_for_are_queued_and_the_wish_is_remembered(wire: Wire, asha: PersonDriver) -> None:
    await wire.ok("getUpdates", offset=asha.update_ids[0] + 1, allowed_updates=["callback_query"])
    asha.type("unheard")
    assert await wire.ok("getUpdates") == []
    assert (await wire.ok("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await wire.ok("getUpdates", allowed_updates=[])
    asha.type("heard")
    assert len(await wire.ok("getUpdates")) == 1


async def test_updates_are_forgotten_after_a_day(wire: Wire, asha: PersonDriver, clock: HandClock) -> None:
    clock.advance(23 * 3600)
    asha.type("later")
    clock.advance(3600 + 1)
    assert [u["message"]["text"] for u in await wire.ok("getUpdates")] == ["later"]


async def test_confirmed_updates_can_come_again_as_they_were(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver
) -> None:
    first = await wire.ok("getUpdates")
    offset = ids(first)[0] + 1
    await wire.ok("getUpdates", offset=offset)
    standin.world.bot().updates.redeliver(ids(first))
    assert await wire.ok("getUpdates", offset=offset) == first
    assert await wire.ok("getUpdates", offset=offset) == []
    with pytest.raises(UnknownError):
        standin.world.bot().updates.redeliver([1])


async def test_waiting_updates_can_be_dropped(wire: Wire, asha: PersonDriver) -> None:
    assert (await wire.ok("getWebhookInfo"))["pending_update_count"] == 1
    await wire.ok("deleteWebhook", drop_pending_updates=True)
    assert await wire.ok("getUpdates") == []


async def test_each_token_has_updates_of_its_own(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    standin.world.add_bot("2:OTHER", "other_bot", "Other")
    asha.with_bot("other_bot").type("/start")
    other = Wire(wire.http, wire.url, "2:OTHER")
    assert [u["message"]["text"] for u in await other.ok("getUpdates")] == ["/start"]
    assert len(await wire.ok("getUpdates")) == 1
    assert (await other.ok("getMe"))["username"] == "other_bot"


@pytest.mark.parametrize("bad", [{"limit": "many"}, {"allowed_updates": '{"a":1}'}, {"offset": "x"}])
async def test_a_poll_that_makes_no_sense_is_refused(wire: Wire, bad: dict[str, str]) -> None:
    assert (await wire.refused("getUpdates", **bad))[0] == 400
