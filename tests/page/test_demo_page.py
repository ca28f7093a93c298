"""The demo as a newcomer meets it: a real browser, the real bot, simulated patients who answer by themselves."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from handlers.trial import CHAIR, MANAGER, PEOPLE, Trial, run_demo
from tests.page.browser import CHROMIUM, DemoPage

PATIENT = PEOPLE[0][0]
CROWD = 6

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHROMIUM and not os.environ.get("CI"),
        reason="there is no Chromium here and none could be installed; `apt-get install chromium` brings it",
    ),
]


@pytest.fixture
async def demo_url() -> AsyncIterator[str]:
    """A running demo with a few simulated patients in a hurry."""
    stop, address = asyncio.Event(), asyncio.get_running_loop().create_future()
    life = asyncio.create_task(run_demo(stop, Trial(patients=CROWD, pace=0.02), address.set_result))
    await asyncio.wait((address, life), return_when=asyncio.FIRST_COMPLETED)
    assert not life.done(), life.exception()
    yield address.result()
    stop.set()
    await life


async def test_join_as_a_patient_ask_as_the_chair_answer_and_read_the_result_as_the_manager(demo_url: str) -> None:
    async with DemoPage(demo_url) as page:
        for person in (PATIENT, CHAIR, MANAGER):
            await page.join(person)
        await page.type(CHAIR, "/poll Should we open on Saturdays? | Yes | No | Not sure")
        await page.sees(CHAIR, "This is what members will see")
        send = page.column(CHAIR).get_by_role("button", name="Send to").last
        await send.click()

        await page.sees(PATIENT, "Should we open on Saturdays?")
        await page.tap(PATIENT, "Yes")
        await page.sees(PATIENT, "Your answer: Yes")
        await page.tap(CHAIR, "No")
        await page.tap(MANAGER, "Not sure")
        # The simulated patients answer by themselves: with these three there are soon enough for results.
        await _until_answered(page, least=5)

        await page.tap(CHAIR, "Close now")
        await page.tap(CHAIR, "Yes, close it")
        await page.sees(PATIENT, "Next, the practice says what it will do.")

        await page.type(MANAGER, "/summary P1")
        summary = await page.sees(MANAGER, "Not heard:")
        await expect(summary).to_contain_text("people asked have answered")
        await expect(summary.locator("img")).to_be_visible()
        await expect(summary).to_contain_text("Yes")


async def _until_answered(page: DemoPage, least: int) -> None:
    look = """([person, least]) => {
        const said = document.querySelector(`[data-person='${person}']`).textContent;
        const found = said.match(/Answered: [▓░]+ (\\d+) of/);
        return found !== null && Number(found[1]) >= least;
    }"""
    await page.page.wait_for_function(look, arg=[CHAIR, least])


async def test_the_page_speaks_to_nobody_but_the_stand_in(demo_url: str) -> None:
    async with DemoPage(demo_url) as page:
        strangers: list[str] = []
        page.page.on(
            "request", lambda request: strangers.append(request.url) if demo_url not in request.url else None
        )
        await page.page.reload()
        await page.tap(PATIENT, "Start")
        await page.sees(PATIENT, "Riverside Patient Group")
        assert strangers == []
