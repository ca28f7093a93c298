"""A stand-in on the loopback, with clocks that tests turn by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.demo.standin import Limits, PersonDriver, TelegramStandIn

from .wire import HandClock, Wire


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def monotonic() -> HandClock:
    return HandClock(1000.0)


@pytest.fixture
async def standin(clock: HandClock, monotonic: HandClock) -> AsyncIterator[TelegramStandIn]:
    standin = TelegramStandIn(limits=Limits(enforced=False), clock=clock, monotonic=monotonic)
    await standin.start()
    yield standin
    await standin.stop()


@pytest.fixture
async def wire(standin: TelegramStandIn) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as http:
        yield Wire(http, standin.url)


@pytest.fixture
def asha(standin: TelegramStandIn) -> PersonDriver:
    """Somebody who has pressed Start."""
    person = standin.person(101, first_name="Asha", last_name="Patel", language_code="en")
    person.type("/start")
    return person
