"""What holds for the whole page: access, weight, requests, streaming without a jump."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from api.engine import Engine
from tests.api.page.doing import ask, done
from tests.api.support import index, lines, opened, serving

PAGE = Path(__file__).parents[3] / "api" / "page"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ARABIC = "قال المتحدث إن الانسحاب سينتهي في سبتمبر."
# The events of an answer come one by one, the next when the test calls window.more().
STEPPED = """
const fetched = window.fetch;
window.fetch = async (...given) => {
    const answer = await fetched(...given);
    if (!answer.body || !String(given[0]).endsWith("/v1/ask")) return answer;
    const text = await answer.text();
    const parts = text.split("\\n\\n").map((part) => part + "\\n\\n");
    window.more = () => {};
    const stream = new ReadableStream({ start(line) {
        const write = () => line.enqueue(new TextEncoder().encode(parts.shift()));
        window.more = () => (parts.length > 1 ? write() : line.close());
        given[1].signal.addEventListener("abort", () =>
            line.error(new DOMException("stopped", "AbortError")));
        write();
    } });
    return new Response(stream, { status: answer.status });
};
"""
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def address(town: Engine) -> Iterator[str]:
    with serving(town) as address:
        yield address


@pytest.fixture(params=["light", "dark"])
def coloured(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(color_scheme=request.param, reduced_motion="reduce") as context:
        yield context.new_page()


def check(page: Page) -> None:
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    # In the dark only the colours are others.
    found = Axe().run(page, options={"runOnly": ["color-contrast"]} if dark else RULES)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing(address: str, coloured: Page) -> None:
    page = coloured
    page.goto(address)
    check(page)
    page.get_by_role("button", name="Filters").click()
    expect(page.locator(".bar").first).to_be_visible()
    check(page)
    ask(page, "What was reported since May 2024 about the council?")
    ask(page, "Which tenor sang Rigoletto?")
    page.locator(".chip-change").first.click()
    page.locator("summary", has_text="Copy").first.click()
    check(page)
    page.locator(".open").first.click()
    expect(page.locator("mark.cited")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    page.goto(f"{address}/?timeline=Harbour+Bridge")
    done(page)
    check(page)
    page.goto(f"{address}/?quote=a+free+shuttle+bus+would+run+every+30+minutes+from+Monday")
    done(page)
    check(page)
    page.get_by_role("button", name="History").click()
    check(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add articles").click()
    check(page)


def test_on_a_phone_nothing_is_wider_than_the_screen(address: str, chromium: Browser) -> None:
    with chromium.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        for link in ("q=How+many+vehicles+crossed+the+swing+bridge%3F", "timeline=Harbour+Bridge"):
            page.goto(f"{address}/?{link}")
            done(page)
            page.get_by_role("button", name="Filters").click()
            expect(page.locator(".bar").first).to_be_visible()
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        check(page)


def test_the_page_is_light_and_asks_nobody_else(address: str, context: BrowserContext) -> None:
    requested: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    page = context.new_page()
    page.goto(f"{address}/?q=How+many+vehicles+crossed+the+swing+bridge%3F")
    done(page)
    page.get_by_role("button", name="Filters").click()
    expect(page.locator(".bar").first).to_be_visible()
    assert all(url.startswith(address) for url in requested)
    files = {path.name for path in PAGE.iterdir()}
    fetched = {url.rsplit("/", 1)[1] for url in requested if "/page/" in url}
    assert fetched <= files
    assert sum(path.stat().st_size for path in PAGE.iterdir()) < 100_000
    policy = httpx.get(address).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_an_answer_comes_in_parts_and_can_be_stopped(address: str, page: Page) -> None:
    page.add_init_script(STEPPED)
    page.goto(f"{address}/?q=How+many+vehicles+a+day+did+the+swing+bridge+carry%3F")
    exchange = page.locator(".exchange")
    expect(exchange).to_contain_text("Reading 15 passages")
    expect(exchange.locator(".answer-text")).to_have_count(0)
    page.evaluate("window.more()")
    expect(exchange.locator(".answer-text")).to_be_visible()
    expect(exchange.locator(".citation")).to_have_count(0)
    page.evaluate("window.more()")
    expect(exchange.locator(".citation")).to_have_count(1)
    expect(exchange).to_have_attribute("aria-busy", "true")
    exchange.get_by_role("button", name="Stop").click()
    expect(exchange).to_contain_text("Stopped")
    exchange.get_by_role("button", name="Try again").click()
    expect(exchange).to_contain_text("Reading 15 passages")


def test_nothing_jumps_while_an_answer_streams_in(address: str, page: Page) -> None:
    page.add_init_script(STEPPED)
    page.add_init_script(SHIFTS)
    page.goto(address)
    page.get_by_label("Your question to the archive").fill("How long is the swing bridge closed?")
    page.keyboard.press("Enter")
    exchange = page.locator(".exchange")
    expect(exchange).to_contain_text("Reading 15 passages")
    page.wait_for_timeout(100)
    page.evaluate("window.shifts = 0")
    while exchange.get_attribute("aria-busy") == "true":
        page.evaluate("window.more()")
        page.wait_for_timeout(100)
    expect(exchange.locator(".citation")).not_to_have_count(0)
    assert page.evaluate("window.shifts") < 0.01


def test_arabic_runs_from_the_right_and_long_articles_open(tmp_path: Path, page: Page) -> None:
    filler = " ".join(f"Word{number} of a very long report." for number in range(2_500))
    records = [
        {"id": "ar", "title": "تقرير", "publisher": "شفق", "text": f"بداية.\n\n{ARABIC}"},
        {"id": "long", "text": f"{filler}\n\nThe plain old mill stands in Sorra.\n\n{filler}"},
    ]
    with opened(tmp_path / "home", strictness="open") as engine:
        index(engine, lines(tmp_path / "a.jsonl", *records))
        with serving(engine) as address:
            page.goto(address)
            exchange = ask(page, "متى سينتهي الانسحاب الذي قال عنه المتحدث؟")
            quote = exchange.locator(".quote").first
            assert quote.evaluate("node => getComputedStyle(node).direction") == "rtl"
            exchange = ask(page, "Where does the plain old mill stand?")
            exchange.locator(".open").first.click()
            mark = page.locator("#article-panel mark.cited")
            expect(mark).to_have_text("The plain old mill stands in Sorra.")
            expect(mark).to_be_in_viewport()


def test_every_control_is_reached_by_the_keyboard(address: str, page: Page) -> None:
    page.goto(f"{address}/?q=What+was+reported+since+May+2024+about+the+council%3F")
    done(page)
    page.locator("body").click(position={"x": 2, "y": 2})
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent")
        )
    for wanted in ("History", "Add articles", "Narrow", "Copy", "Good answer", "Filters", "Ask"):
        assert wanted in reached, wanted
    assert any(words.startswith("Ask again without") for words in reached)
    assert any(words.startswith("Open the article") for words in reached)
