"""What the tests of the page do again and again."""

from playwright.sync_api import Locator, Page, expect


def ask(page: Page, question: str) -> Locator:
    """Ask by the form; gives what came of it, once it is there."""
    before = page.locator(".exchange").count()
    page.get_by_label("Your question to the archive").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    exchange = page.locator(".exchange").nth(before)
    expect(exchange).to_have_attribute("aria-busy", "false")
    return exchange


def done(page: Page, exchange: int = 0) -> Locator:
    """Wait until what was asked is answered."""
    found = page.locator(".exchange").nth(exchange)
    expect(found).to_have_attribute("aria-busy", "false")
    return found
