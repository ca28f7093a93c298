"""What the log says of a whole day: neither the token, nor what anybody wrote, nor who they are."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bot import logs
from tests.conversations.house import CHAIR, House, join
from tests.conversations.people import taps, types

NAMES = ("Maria-Zebedee", "Asha-Zuleika")


@pytest.fixture
def production_log() -> Iterator[StringIO]:
    """Logs as they are in production, and afterwards as they were."""
    levels = {name: logging.getLogger(name).level for name in (*logs.NOISY, "telegram.request")}
    logs.set_up(as_json=True)
    written = StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(written))
    yield written
    structlog.reset_defaults()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_the_log_of_a_whole_conversation_is_silent_about_people(
    production_log: StringIO, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    chair, asha = house.person(CHAIR, NAMES[0]), house.person(1000, NAMES[1])
    await join(chair)
    await join(asha)
    await types(house, chair, "/poll Zorbing question? | Zorbing yes | Zorbing no")
    # Each kind of trouble that leaves a line: refused, cut, garbled; and once more by itself.
    house.standin.faults.add("refuse", methods=["editMessageText"], status=400, times=1)
    house.standin.faults.add("drop_before", methods=["answerCallbackQuery"], times=1)
    house.standin.faults.add("garbage", methods=["getUpdates"], times=1)
    await taps(house, chair, "Send to 2 members")
    paper = await asha.hears("Zorbing question?")
    await taps(house, asha, "Zorbing no", message=paper)
    await types(house, asha, "Zorbing in the waiting room")
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes, close it")
    await types(house, asha, "/mydata")
    asha.block()
    await house.restart()

    log = production_log.getvalue() + caplog.text
    assert '"event": "running"' in log
    missing = [event for event in ("reply-refused", "tap-not-answered", "telegram-not-reached") if event not in log]
    assert missing == [], log
    assert "It works" not in log
    for private in ("1:TEST", "/bot", "Zorbing", *NAMES):
        assert private not in log
