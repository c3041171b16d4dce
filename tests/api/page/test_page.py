"""The page in a real browser, over a real server."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from api.engine import Engine
from tests.api.page.doing import ask
from tests.api.support import index, lines, opened, serving

SEED = "when does the coalition leave Iraq?"
HOSTILE = "<img src=x onerror=alert(1)>The <b>goat</b> ate 12 & more thistles 😀 at Pellby."


def test_ask_see_the_proof_and_open_its_article(
    shipped_address: str, context: BrowserContext, page: Page
) -> None:
    requested: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    page.goto(shipped_address)
    ask(page, SEED)
    citation = page.locator(".exchange .citation").first
    expect(citation).to_contain_text("Shafaq News")
    expect(citation).to_contain_text("9 Feb 2025")
    expect(citation.locator(".quote")).to_contain_text("with a 12-month deadline")
    answer = httpx.post(f"{shipped_address}/v1/ask", json={"question": SEED}).json()
    cited = answer["citations"][0]
    assert citation.locator(".quote").text_content() == cited["text"]
    assert page.locator(".answer-text").text_content() == answer["answer"]

    citation.locator(".quote").click()
    panel = page.locator("#article-panel")
    expect(panel).to_be_visible()
    expect(panel.locator("mark.cited")).to_have_count(1)
    assert panel.locator("mark.cited").text_content() == cited["text"]
    expect(panel.locator("mark.cited")).to_be_in_viewport()
    expect(panel.locator(".article-source")).to_have_text("Shafaq News")
    expect(panel.locator(".article-facts")).to_contain_text("9 February 2025")
    document = httpx.get(f"{shipped_address}/v1/documents/{cited['document_id']}").json()
    shown = panel.locator(".article-text").text_content() or ""
    assert "".join(shown.split()) == "".join(document["text"].split())

    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert {urlsplit(url)._replace(path="", query="").geturl() for url in requested} == {
        shipped_address
    }


def test_sources_that_disagree_stand_side_by_side(shipped_address: str, page: Page) -> None:
    question = "Will the Millbank school building be closed?"
    answer = httpx.post(f"{shipped_address}/v1/ask", json={"question": question}).json()
    page.goto(shipped_address)
    exchange = ask(page, question)
    expect(exchange).to_have_attribute("data-status", "conflicting")
    values = [value["value"] for value in answer["conflicts"][0]["values"]]
    assert exchange.locator(".value-text").all_text_contents() == values
    assert len(values) > 1
    exchange.get_by_role("button", name="Go to source 2").click()
    expect(exchange.locator(".citation").nth(1)).to_be_focused()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small archive over the tiny model, with an article that means harm."""
    folder = tmp_path_factory.mktemp("page")
    records = [
        {
            "id": "farm/<goat>?#%",
            "title": "<script>alert(2)</script>",
            "publisher": "<i>Farm</i>",
            "published_at": "2024-05-06T23:59:00-11:00",
            "url": "javascript:alert(3)",
            "text": f"First paragraph.\n\n{HOSTILE}\nA line.\n\nLast.",
        },
        {"id": "plain", "text": "The plain old mill stands in Sorra."},
    ]
    with opened(folder / "home", strictness="open", max_question=100) as engine:
        index(engine, lines(folder / "a.jsonl", *records))
        with serving(engine) as address:
            yield address


def test_what_an_article_holds_stays_text(address: str, page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(address)
    ask(page, "How many thistles ate the goat at Pellby?")
    citation = page.locator(".citation").first
    assert citation.locator(".quote").text_content() == HOSTILE
    expect(citation.locator(".outlet")).to_have_text("<i>Farm</i>")
    expect(citation.locator("time")).to_have_text("6 May 2024")
    citation.get_by_role("button").click()
    panel = page.locator("#article-panel")
    assert panel.locator("mark.cited").text_content() == HOSTILE
    expect(panel.locator("#article-title")).to_have_text("<script>alert(2)</script>")
    expect(panel.locator(".article-text p")).to_have_count(3)
    expect(panel.get_by_role("link")).to_have_text(["Link to this passage"])
    assert page.evaluate("document.querySelectorAll('img, b, i, script:not([src])').length") == 0


def test_not_found_shows_leads_without_numbers(address: str, page: Page) -> None:
    page.goto(address)
    ask(page, "Rigoletto?")
    exchange = page.locator(".exchange")
    expect(exchange).to_have_attribute("data-status", "not_found")
    expect(exchange).to_contain_text("The archive does not hold an answer")
    expect(exchange.locator(".lead").first).to_be_visible()
    expect(exchange.locator(".citation, .number, mark")).to_have_count(0)
    exchange.locator(".lead").filter(has_text="plain old mill").get_by_role("button").click()
    expect(page.locator("mark.cited")).to_have_text("The plain old mill stands in Sorra.")


def test_a_refusal_is_shown_and_can_be_tried_again(address: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address)
    ask(page, "mill " * 30)
    exchange = page.locator(".exchange")
    expect(exchange).to_have_attribute("data-status", "error")
    expect(exchange).to_contain_text("the question has 149 characters; at most 100")
    with page.expect_response("**/v1/ask") as again:
        exchange.get_by_role("button", name="Try again").click()
    assert again.value.status == 422


def test_a_server_that_is_gone_is_said(town: Engine, context: BrowserContext) -> None:
    page = context.new_page()
    with serving(town) as address:
        page.goto(address)
    ask(page, "Where is everybody?")
    expect(page.locator(".exchange")).to_contain_text("The server cannot be reached")


def test_an_article_removed_meanwhile_is_said(tmp_path: Path, context: BrowserContext) -> None:
    page = context.new_page()
    path = lines(tmp_path / "a.jsonl", {"id": "mill", "text": "The mill stands in Sorra."})
    with opened(tmp_path / "home", strictness="open") as engine:
        index(engine, path)
        with serving(engine) as address:
            page.goto(address)
            ask(page, "Where does the mill stand?")
            expect(page.locator(".citation")).to_have_count(1)
            assert httpx.delete(f"{address}/v1/documents/mill").status_code == 200
            page.locator(".citation").get_by_role("button").click()
            expect(page.locator("#article-panel [role=alert]")).to_contain_text(
                "no document 'mill'"
            )


def test_a_link_asks_its_question(address: str, page: Page) -> None:
    page.goto(f"{address}/?q=Where%20does%20the%20plain%20old%20mill%20stand%3F")
    expect(page.locator(".citation .quote")).to_have_text("The plain old mill stands in Sorra.")
    expect(page.get_by_role("heading", name="Where does the plain old mill stand?")).to_be_visible()
    link = page.get_by_role("link", name="Link to this question")
    expect(link).to_have_attribute("href", "/?q=Where+does+the+plain+old+mill+stand%3F")
    expect(page).to_have_title(re.compile("plain old mill"))


def test_it_works_from_the_keyboard(address: str, page: Page) -> None:
    page.goto(address)
    page.locator("body").click()
    page.keyboard.press("/")
    page.keyboard.type("Where does the plain old mill stand?")
    page.keyboard.press("Enter")
    citation = page.locator(".citation")
    expect(citation).to_be_visible()
    citation.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark.cited")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#article-panel")).to_be_hidden()
    expect(citation.get_by_role("button")).to_be_focused()


def test_on_a_narrow_screen_the_article_covers_the_page(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{address}/?q=Where%20does%20the%20plain%20old%20mill%20stand%3F")
    page.locator(".citation").get_by_role("button").click()
    expect(page.locator("#article-panel:modal mark.cited")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#article-panel")).to_be_hidden()
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
