"""Telegram's limits under three models, on a clock that tests turn by hand."""

from __future__ import annotations

import pytest

from bot.demo.standin import Limits, PersonDriver, TelegramStandIn
from bot.demo.standin.limits import MODELS, Limiter, Model

from .wire import HandClock, Wire


def limiter(clock: HandClock, model: Model = "window", **limits: float) -> Limiter:
    return Limiter(Limits(model=model, **limits), clock)  # type: ignore[arg-type]


def send(limiter: Limiter, count: int, first_chat: int = 0) -> list[int]:
    return [limiter.refuse(first_chat + number) for number in range(count)]


@pytest.mark.parametrize("model", MODELS)
def test_thirty_a_second_pass_and_the_next_must_wait(monotonic: HandClock, model: Model) -> None:
    limits = limiter(monotonic, model)
    assert send(limits, 30) == [0] * 30
    assert limits.refuse(99) == 1


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("rate", [29.0, 29.5])
def test_a_pace_just_under_the_limit_is_never_refused(monotonic: HandClock, model: Model, rate: float) -> None:
    limits = limiter(monotonic, model)
    for number in range(3000):
        assert limits.refuse(number) == 0
        monotonic.advance(1 / rate)


def test_the_window_slides(monotonic: HandClock) -> None:
    limits = limiter(monotonic)
    send(limits, 15)
    monotonic.advance(0.5)
    send(limits, 15, 100)
    monotonic.advance(0.5)
    assert send(limits, 16, 200) == [0] * 15 + [1]


def test_the_bucket_fills(monotonic: HandClock) -> None:
    limits = limiter(monotonic, "bucket")
    send(limits, 30)
    monotonic.advance(0.5)
    assert send(limits, 16, 200) == [0] * 15 + [1]


def test_impatience_prolongs_the_penalty(monotonic: HandClock) -> None:
    limits = limiter(monotonic, "penalty")
    send(limits, 30)
    assert [limits.refuse(99), limits.refuse(99), limits.refuse(99)] == [1, 2, 3]
    monotonic.advance(2.9)
    assert limits.refuse(99) == 2
    monotonic.advance(2)
    assert limits.refuse(99) == 0


@pytest.mark.parametrize("model", MODELS)
def test_one_chat_takes_a_burst_and_then_one_a_second(monotonic: HandClock, model: Model) -> None:
    limits = limiter(monotonic, model)
    assert [limits.refuse(7) for _ in range(5)] == [0] * 5
    wait = limits.refuse(7)
    assert wait >= 1
    assert limits.refuse(8) == 0
    monotonic.advance(wait)
    assert limits.refuse(7) == 0


def test_a_refused_call_does_not_count(monotonic: HandClock) -> None:
    limits = limiter(monotonic)
    send(limits, 30)
    assert all(send(limits, 100, 50))
    monotonic.advance(1)
    assert send(limits, 30, 200) == [0] * 30


def test_limits_that_make_no_sense() -> None:
    with pytest.raises(ValueError, match="model"):
        Limits(model="guess")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="above zero"):
        Limits(per_second=0)


async def test_a_refusal_at_the_wire_is_not_applied_and_other_methods_pass(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver, monotonic: HandClock
) -> None:
    standin.world.set_limits(Limits())
    for number in range(5):
        await wire.ok("sendMessage", chat_id=101, text=str(number))
    status, body = await wire.call("sendMessage", chat_id=101, text="over")
    assert status == 429
    assert body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 5",
        "parameters": {"retry_after": 5},
    }
    assert asha.last.text == "4"
    edit = {"chat_id": 101, "message_id": asha.last.id, "text": "edited"}
    assert (await wire.refused("editMessageText", **edit))[0] == 429
    for method in ("getMe", "getUpdates", "getMyCommands"):
        await wire.ok(method)
    refused = [r for r in standin.journal.records if r.status == 429]
    assert [(r.method, r.applied) for r in refused] == [("sendMessage", False), ("editMessageText", False)]
    monotonic.advance(5)
    await wire.ok("editMessageText", **edit)


async def test_an_album_counts_by_its_pictures(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    standin.world.set_limits(Limits())
    items = [{"type": "photo", "media": "unknown"}] * 5
    assert (await wire.refused("sendMediaGroup", chat_id=101, media=items))[0] == 400
    assert (await wire.refused("sendMessage", chat_id=101, text="over"))[0] == 429


async def test_limits_change_from_outside(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    status, limits = await wire.control("POST", "limits", per_second=2, model="bucket", enforced=True)
    assert (status, limits["per_second"], limits["model"]) == (200, 2, "bucket")
    standin.person(102).type("/start")
    for chat_id in (101, 102):
        await wire.ok("sendMessage", chat_id=chat_id, text="hi")
    assert (await wire.refused("sendMessage", chat_id=101, text="hi"))[0] == 429
    await wire.control("POST", "limits", enforced=False)
    await wire.ok("sendMessage", chat_id=101, text="hi")
    for bad in ({"model": "guess"}, {"colour": 1}, {"per_chat": -1}):
        status, _ = await wire.control("POST", "limits", **bad)
        assert status == 400
