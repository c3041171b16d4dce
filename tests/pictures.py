"""Take the pictures of the page that the docs show: ``python -m tests.pictures ADDRESS``.

ADDRESS is that of a server over the shipped articles, such as ``make run`` starts.
"""

import sys
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, expect, sync_playwright

from tests import browser

DOCS = Path(__file__).parents[1] / "docs"
ANSWER = {"q": "How many US troops remain in Iraq?"}
CONFLICT = {"q": "How many pupils will the merged school have?"}
NOT_FOUND = {"q": "What was reported since May 2024 about a new roof of the maritime museum?"}
TIMELINE = {"timeline": "Harbour Bridge"}


def main(address: str) -> None:
    """Write the pictures into ``docs/``."""
    path = browser.find() or sys.exit("no Chromium found; `python -m tests.browser` installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
            page = context.new_page()
            _open(page, address, ANSWER)
            page.locator(".citation .open").first.click()
            expect(page.locator("mark.cited")).to_be_visible()
            _take(page, "page")
            for name, asked in (("conflict", CONFLICT), ("not-found", NOT_FOUND)):
                _open(page, address, asked)
                _take(page, name)
        with chromium.new_context(
            viewport={"width": 1280, "height": 800}, color_scheme="dark"
        ) as context:
            page = context.new_page()
            _open(page, address, TIMELINE)
            _take(page, "timeline")
        chromium.close()


def _open(page: Page, address: str, asked: dict[str, str]) -> None:
    page.goto(f"{address.rstrip('/')}/?{urlencode(asked)}")
    expect(page.locator(".exchange")).to_have_attribute("aria-busy", "false", timeout=60_000)


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=DOCS / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1])
