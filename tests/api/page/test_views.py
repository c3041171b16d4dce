"""The timeline, the origin of a quote, ratings, copies, the history and uploads."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from api.engine import Engine
from tests.api.page.doing import ask, done
from tests.api.support import ARTICLES, index, lines, opened, serving

QUOTE = "a free shuttle bus would run every 20 minutes from Monday"
MILL = {
    "id": "mill",
    "title": "Mill & 50% more_flour",
    "authors": ["Ann Lee", "Bo Grey"],
    "publisher": "The Paper",
    "published_at": "2024-05-06",
    "url": "https://paper.example/mill",
    "text": "The plain old mill stands in Sorra.",
}


@pytest.fixture(scope="module")
def address(town: Engine) -> Iterator[str]:
    with serving(town) as address:
        yield address


@pytest.fixture
def own(tmp_path: Path) -> Iterator[str]:
    """An archive that a test may change."""
    with opened(tmp_path / "home", strictness="open") as engine:
        index(engine, lines(tmp_path / "a.jsonl", MILL))
        with serving(engine) as address:
            yield address


def test_a_timeline_goes_by_the_days_of_what_happened(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_role("radio", name="Timeline").check()
    page.get_by_label("The topic of the timeline").fill("Harbour Bridge")
    page.get_by_role("button", name="Show").click()
    exchange = done(page)
    told = httpx.post(f"{address}/v1/timeline", json={"topic": "Harbour Bridge"}).json()
    quotes = exchange.locator(".events > .citation > .passage > blockquote").all_inner_texts()
    assert [quote.strip("“”") for quote in quotes] == [event["text"] for event in told["events"]]
    assert exchange.locator(".gap").count() == len(told["gaps"]) > 0
    expect(exchange.locator(".tag").filter(has_text="expected then").first).to_be_visible()
    exchange.locator(".open").first.click()
    expect(page.locator("#article-panel mark.cited")).to_have_text(told["events"][0]["text"])
    page.keyboard.press("Escape")
    page.goto(address + str(exchange.get_by_role("link").last.get_attribute("href")))
    expect(done(page)).to_contain_text(f"{len(told['events'])} developments on Harbour Bridge")


def test_a_further_report_of_a_timeline_opens_its_own_article(address: str, page: Page) -> None:
    page.goto(f"{address}/?timeline=Harbour+Bridge")
    exchange = done(page)
    more = exchange.locator("details.also-in").filter(has_text="more report").first
    more.locator("summary").click()
    further = more.locator(".source .open").first
    title = (further.text_content() or "").removeprefix("Open the article: ")
    further.click()
    expect(page.locator("#article-title")).to_have_text(title)


def test_a_timeline_of_nothing_says_so(address: str, page: Page) -> None:
    page.goto(f"{address}/?timeline=Rigoletto+tenor")
    expect(done(page)).to_contain_text("Nothing dated on Rigoletto tenor")


def test_where_a_quote_is_from_word_for_word_altered_and_not_here(address: str, page: Page) -> None:
    page.goto(f"{address}/?quote={QUOTE}")
    exact = done(page)
    expect(exact).to_contain_text("Word for word in 1 article")
    expect(exact.locator(".tag")).to_have_text("word for word")
    assert exact.locator(".quote").inner_text() == QUOTE
    exact.get_by_role("button", name="Open the article").click()
    expect(page.locator("#article-panel mark.cited")).to_have_text(QUOTE)
    page.keyboard.press("Escape")
    page.get_by_label("The quote to find").fill(QUOTE.replace("20 minutes", "30 minutes"))
    page.get_by_role("button", name="Find").click()
    altered = done(page, 1)
    expect(altered).to_contain_text("With words changed in 1 article")
    expect(altered.locator("ins")).to_have_text("the article has: 20")
    expect(altered.locator("del")).to_have_text("the quote has: 30")
    page.get_by_label("The quote to find").fill("the tenor of the opera sang flat all night long")
    page.get_by_role("button", name="Find").click()
    expect(done(page, 2)).to_contain_text("This archive does not hold the quote")


def test_an_answer_is_rated_with_a_comment_and_rated_anew(own: str, page: Page) -> None:
    page.goto(own)
    exchange = ask(page, "Where does the plain old mill stand?")
    exchange.get_by_role("button", name="Good answer").click()
    expect(exchange.get_by_role("button", name="Good answer")).to_have_attribute(
        "aria-pressed", "true"
    )
    exchange.get_by_label("Comment on this answer").fill("Right at once.")
    with page.expect_response("**/v1/feedback") as kept:
        exchange.get_by_role("button", name="Send").click()
    assert kept.value.json()["comment"] == "Right at once."
    expect(exchange).to_contain_text("Kept, with your comment.")
    with page.expect_response("**/v1/feedback") as kept:
        exchange.get_by_role("button", name="Bad answer").click()
    assert (kept.value.status, kept.value.json()["rating"]) == (200, "down")
    expect(exchange.locator("[aria-pressed=true]")).to_have_attribute("aria-label", "Bad answer")


def test_an_answer_is_copied_in_four_forms(own: str, context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(own)
    exchange = ask(page, "Where does the plain old mill stand?")

    def copied(form: str) -> str:
        exchange.locator(".menu summary").click()
        exchange.get_by_role("button", name=form, exact=True).click()
        expect(page.locator("#announcer")).to_have_text(f"Copied as {form}.")
        return str(page.evaluate("navigator.clipboard.readText()"))

    quote = "“The plain old mill stands in Sorra.”"
    source = "The Paper, 6 May 2024, “Mill & 50% more_flour”"
    assert copied("Text").endswith(f"[1] {quote}\n    {source}")
    assert "> The plain old mill stands in Sorra.\n>\n> — The Paper" in copied("Markdown")
    assert copied("Chicago") == (
        "Lee, Ann, and Bo Grey. “Mill & 50% more_flour.” The Paper, May 6, 2024. "
        "https://paper.example/mill."
    )
    assert copied("BibTeX").splitlines() == [
        "@article{mill,",
        "  author = {{Ann Lee} and {Bo Grey}},",
        "  title = {{Mill \\& 50\\% more\\_flour}},",
        "  journal = {The Paper},",
        "  year = {2024},",
        "  month = may,",
        "  day = {6},",
        "  url = {https://paper.example/mill},",
        "}",
    ]


def test_the_history_is_kept_exported_and_cleared(own: str, page: Page) -> None:
    page.goto(own)
    ask(page, "Where does the plain old mill stand?")
    page.goto(f"{own}/?quote=the plain old mill stands")
    done(page)
    page.get_by_role("button", name="History").click()
    past = page.get_by_role("dialog", name="History")
    links = past.get_by_role("link")
    expect(links).to_have_text(
        ["Where is this from? “the plain old mill stands”", "Where does the plain old mill stand?"]
    )
    with page.expect_download() as download:
        past.get_by_role("button", name="Export").click()
    kept = json.loads(download.value.path().read_text("utf-8"))
    assert [one["question"] for one in kept] == links.all_inner_texts()
    links.last.click()
    expect(page.get_by_role("heading", name="Where does the plain old mill stand?")).to_be_visible()
    done(page)
    page.get_by_role("button", name="History").click()
    past.get_by_role("button", name="Clear").click()
    expect(past).to_contain_text("Nothing was asked yet.")
    expect(past.get_by_role("button", name="Export")).to_be_disabled()
    assert page.evaluate("localStorage.getItem('dateline.past')") == "[]"


def test_files_are_dropped_and_can_be_asked_at_once(own: str, page: Page) -> None:
    page.goto(own)
    page.get_by_role("button", name="Add articles").click()
    sheet = page.get_by_role("dialog", name="Add articles")
    sheet.get_by_label("Drop files here").set_input_files(
        [ARTICLES / "2025-02-09-coalition-withdrawal.txt"]
    )
    expect(sheet.locator(".upload-state")).to_have_text("1 added")
    sheet.get_by_role("button", name="Close").click()
    dropped = page.evaluate_handle(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["The ferry sails on Friday."], "ferry.txt"));
            files.items.add(new File(["MZ"], "setup.exe"));
            return files;
        }"""
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": dropped})
    expect(page.locator("body.dropping")).to_have_count(1)
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    first = sheet.locator(".uploads > li").first
    expect(first.locator(".upload-state")).to_have_text("1 added, 1 left out")
    expect(first.locator(".upload-notes")).to_contain_text("setup.exe: no reader for .exe")
    page.keyboard.press("Escape")
    expect(ask(page, "When does the ferry sail?")).to_contain_text("The ferry sails on Friday.")


def test_a_dropped_folder_is_all_that_it_holds(own: str, page: Page, tmp_path: Path) -> None:
    deep = tmp_path / "articles" / "may"
    deep.mkdir(parents=True)
    (deep / "ferry.txt").write_text("The night ferry sails at ten past four.", encoding="utf-8")
    (deep.parent / "mill.txt").write_text("The new mill grinds oats.", encoding="utf-8")
    page.goto(own)
    devtools = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(deep.parent)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": kind, "x": 200, "y": 200, "data": data})
    expect(page.locator(".upload-state")).to_have_text("2 added")
    page.keyboard.press("Escape")
    expect(ask(page, "What does the new mill grind?")).to_contain_text("grinds oats")


def test_an_upload_that_is_refused_says_why(own: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(own)
    page.route("**/v1/documents", lambda route: route.abort())
    page.get_by_role("button", name="Add articles").click()
    page.get_by_label("Drop files here").set_input_files([ARTICLES / "wire.jsonl"])
    expect(page.locator(".upload-state")).to_contain_text("The server cannot be reached")


def test_an_article_has_a_link_of_its_own(own: str, page: Page) -> None:
    page.goto(own)
    ask(page, "Where does the plain old mill stand?").locator(".open").click()
    panel = page.locator("#article-panel")
    link = panel.get_by_role("link", name="Link to this passage").get_attribute("href")
    page.goto(own + str(link))
    expect(panel.locator("mark.cited")).to_have_text("The plain old mill stands in Sorra.")
    expect(panel.locator("#article-title")).to_have_text(str(MILL["title"]))
    page.goto(own + str(link).replace("version=", "version=another"))
    expect(panel.locator(".notice")).to_have_text("This article has changed since it was cited.")
    expect(panel.locator("mark")).to_have_count(0)
    page.goto(f"{own}/?article=mill")
    expect(panel.locator(".article-text")).to_contain_text("The plain old mill")
    expect(panel.locator("mark, .notice")).to_have_count(0)
