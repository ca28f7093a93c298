"""Trouble on demand: each kind of fault as the bot meets it, and what the world took note of."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.demo.standin import PersonDriver, TelegramStandIn

from .test_standin_updates import held
from .wire import HandClock, Wire

HI = {"chat_id": 101, "text": "hi"}


def heard(person: PersonDriver) -> list[str]:
    return [m.text for m in person.messages if not m.outgoing]


async def test_refusals_are_answered_and_not_applied(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver
) -> None:
    standin.faults.add("refuse", status=502, times=1)
    assert await wire.refused("sendMessage", **HI) == (502, "Bad Gateway")
    standin.faults.add("refuse", retry_after=7, times=1)
    status, body = await wire.call("sendMessage", **HI)
    assert (status, body["parameters"]) == (429, {"retry_after": 7})
    assert body["description"] == "Too Many Requests: retry after 7"
    standin.faults.add("refuse", status=400, description="Bad Request: WHY", times=1)
    assert await wire.refused("sendMessage", **HI) == (400, "Bad Request: WHY")
    assert heard(asha) == []
    await wire.ok("sendMessage", **HI)


@pytest.mark.parametrize(("kind", "applied"), [("drop_before", False), ("drop_after", True), ("half", True)])
async def test_a_cut_connection_leaves_the_bot_guessing(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver, kind: Any, applied: bool
) -> None:
    standin.faults.add(kind, methods=["sendMessage"], times=1)
    with pytest.raises(aiohttp.ClientError):
        await wire.call("sendMessage", **HI)
    assert heard(asha) == (["hi"] if applied else [])
    record = standin.journal.records[-1]
    assert (record.status, record.ok, record.applied) == (0, False, applied)
    await wire.ok("sendMessage", **HI)


async def test_garbage_is_answered_with_a_straight_face(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver
) -> None:
    standin.faults.add("garbage", times=1)
    async with wire.http.get(f"{wire.url}/bot{wire.token}/getMe") as response:
        assert response.status == 200
        assert "ok" not in await response.text()
    assert heard(asha) == []


async def test_a_delay_comes_before_the_effect(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    standin.faults.add("delay", seconds=0.05, times=1)
    call = asyncio.create_task(wire.ok("sendMessage", **HI))
    await standin.until(lambda: standin.api.busy == 1)
    assert heard(asha) == []
    await call
    assert heard(asha) == ["hi"]


async def test_an_outage_ends_held_polls_and_lasts_until_its_time_is_up(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver, monotonic: HandClock
) -> None:
    offset = asha.update_ids[0] + 1
    poll = asyncio.create_task(wire.refused("getUpdates", offset=offset, timeout=30))
    await held(standin)
    standin.faults.add("down", seconds=10)
    assert await poll == (502, "Bad Gateway")
    assert await wire.refused("getMe") == (502, "Bad Gateway")
    monotonic.advance(10)
    await wire.ok("getMe")
    standin.faults.add("down", status=0)
    with pytest.raises(aiohttp.ClientError):
        await wire.call("getMe")
    standin.faults.clear()
    await wire.ok("getMe")


async def test_faults_meet_only_the_calls_they_name(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    other = standin.person(102)
    other.type("/start")
    standin.faults.add("refuse", methods=["sendMessage"], chat_ids=[101])
    await wire.ok("getMe")
    await wire.ok("sendMessage", chat_id=102, text="hi")
    assert (await wire.refused("sendMessage", **HI))[0] == 500


async def test_the_same_seed_gives_the_same_luck(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    def luck() -> list[bool]:
        standin.faults.clear()
        standin.faults.add("refuse", probability=0.5, seed=7)
        return [standin.faults.strike("getme", None) is not None for _ in range(40)]

    first = luck()
    assert first == luck()
    assert {True, False} == set(first)


async def test_faults_are_made_and_cleared_from_outside(wire: Wire, asha: PersonDriver) -> None:
    status, made = await wire.control("POST", "faults", kind="refuse", status=503, methods=["sendMessage"])
    assert status == 200
    assert await wire.refused("sendMessage", **HI) == (503, "Service Unavailable")
    assert (await wire.control("DELETE", f"faults/{made['id']}"))[1] == {"cleared": True}
    await wire.ok("sendMessage", **HI)
    assert (await wire.control("DELETE", f"faults/{made['id']}"))[0] == 404
    assert (await wire.control("POST", "faults", kind="gremlins"))[0] == 400
    assert (await wire.control("POST", "faults", kind="refuse", probability=2))[0] == 400
    await wire.control("POST", "faults", kind="refuse")
    await wire.control("POST", "faults", kind="garbage")
    assert (await wire.control("DELETE", "faults"))[1] == {"cleared": True}
    await wire.ok("sendMessage", **HI)
