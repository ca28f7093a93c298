"""A real headless Chromium on the demo page, and a hand that taps and types in a person's column."""

import shutil
from types import TracebackType

from playwright.async_api import Browser, Locator, Page, Playwright, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
# Nothing that reaches out: the page is all there is.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 30_000


class DemoPage:
    """The page, opened. Use as an async context manager."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._playwright: Playwright
        self._browser: Browser
        self.page: Page

    async def __aenter__(self) -> "DemoPage":
        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        self.page = await self._browser.new_page(viewport={"width": 1440, "height": 900})
        self.page.set_default_timeout(WAIT_MS)
        expect.set_options(timeout=WAIT_MS)
        await self.page.goto(self._url)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._browser.close()
        await self._playwright.stop()

    def column(self, person: int) -> Locator:
        """One person's conversation."""
        return self.page.locator(f'[data-person="{person}"]')

    async def tap(self, person: int, label: str) -> None:
        """Tap the newest button with this label."""
        await self.column(person).get_by_role("button", name=label, exact=True).last.click()

    async def type(self, person: int, text: str) -> None:
        """Type a message and send it."""
        box = self.column(person).get_by_role("textbox")
        await box.fill(text)
        await box.press("Enter")

    async def sees(self, person: int, text: str) -> Locator:
        """Wait until a message with this text is there; returns the newest."""
        message = self.column(person).locator("[data-message-id]").filter(has_text=text).last
        await expect(message).to_be_visible()
        return message

    async def join(self, person: int) -> None:
        """Walk somebody through joining, by the buttons on the page."""
        await self.tap(person, "Start")
        for label in (
            "Join the group",
            "Yes, I am a patient here",
            "Yes",
            "Yes, go on",
            "I agree",
            "Yes, message me",
        ):
            await self.tap(person, label)
        await self.sees(person, "You are in.")
