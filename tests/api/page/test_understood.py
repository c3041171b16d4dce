"""What was understood, as chips that can be changed and taken away; filters; follow-ups."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from api.engine import Engine
from tests.api.page.doing import ask, done
from tests.api.support import serving

COST = "How much will the Harbour Bridge cost?"


@pytest.fixture(scope="module")
def address(town: Engine) -> Iterator[str]:
    with serving(town) as address:
        yield address


def chips(exchange: Locator) -> list[str]:
    return exchange.locator(".chip").all_inner_texts()


def sent(page: Page, action: Any) -> Any:
    """What the page asks the server when something is done."""
    with page.expect_request("**/v1/ask") as asked:
        action()
    return asked.value.post_data_json


def test_a_window_named_by_the_question_can_be_taken_away(address: str, page: Page) -> None:
    page.goto(address)
    exchange = ask(page, "What was reported since May 2024 about the council?")
    window = exchange.locator(".chip").filter(has_text="published 1 May 2024 or later")
    expect(window).to_have_count(1)
    body = sent(page, window.get_by_role("button", name="Ask again without").click)
    assert body["question"] == "What was reported about the council?"
    assert "filters" not in body
    done(page)
    expect(exchange.get_by_role("heading", level=2)).to_have_text(
        "What was reported about the council?"
    )
    expect(page.locator(".exchange")).to_have_count(1)
    expect(exchange).to_be_focused()
    assert not any("published" in chip for chip in chips(exchange))


def test_a_window_named_by_the_question_can_be_changed(address: str, page: Page) -> None:
    page.goto(address)
    exchange = ask(page, "What was reported since May 2024 about the council?")
    exchange.get_by_role("button", name="published 1 May 2024 or later", exact=True).click()
    first = exchange.get_by_label("Published from")
    expect(first).to_have_value("2024-05-01")
    expect(first).to_be_focused()
    first.fill("2023-01-01")
    exchange.get_by_label("Outlet").select_option("Radio Lunnet")
    body = sent(page, exchange.get_by_role("button", name="Ask again", exact=True).click)
    assert body["question"] == "What was reported about the council?"
    assert body["filters"] == {"date_from": "2023-01-01", "publisher": "Radio Lunnet"}
    done(page)
    assert chips(exchange)[1:] == ["in Radio Lunnet\n×", "published 1 January 2023 or later\n×"]
    in_outlet = exchange.locator(".chip").filter(has_text="in Radio Lunnet")
    body = sent(page, in_outlet.get_by_role("button", name="Ask again without").click)
    assert body["filters"] == {"date_from": "2023-01-01"}
    done(page)


def test_days_that_bound_nothing_are_told_and_can_be_made_to(address: str, page: Page) -> None:
    page.goto(address)
    exchange = ask(page, "How many vehicles crossed the bridge in March 2024?")
    told = "“in March 2024” (1 March 2024 to 31 March 2024) bounds nothing"
    exchange.get_by_role("button", name=told).click()
    expect(exchange.get_by_label("Published to")).to_have_value("2024-03-31")
    body = sent(page, exchange.get_by_role("button", name="Ask again", exact=True).click)
    assert body["filters"] == {"date_from": "2024-03-01", "date_to": "2024-03-31"}
    assert body["question"] == "How many vehicles crossed the bridge in March 2024?"
    done(page)


def test_filters_bound_what_is_asked_next_and_stay_in_the_link(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_role("button", name="Filters").click()
    filters = page.locator("#filters")
    expect(filters.get_by_role("option", name="Radio Lunnet (6)")).to_have_count(1)
    filters.get_by_label("Outlet").select_option("The Estuary Week")
    filters.get_by_label("How sure").select_option("open")
    filters.get_by_label("As known on").fill("2025-01-01")
    body = sent(page, lambda: ask(page, COST))
    assert body["filters"] == {"publisher": "The Estuary Week"}
    assert (body["strictness"], body["as_of"]) == ("open", "2025-01-01")
    exchange = done(page)
    outlets = exchange.locator(".source .outlet").all_inner_texts()
    assert set(outlets) == {"The Estuary Week"}
    again = exchange.get_by_role("link", name="Link to this question").get_attribute("href")
    assert again is not None
    body = sent(page, lambda: page.goto(address + again))
    assert body["filters"] == {"publisher": "The Estuary Week"}
    assert (body["strictness"], body["as_of"]) == ("open", "2025-01-01")
    expect(page.get_by_role("button", name="Filters: on")).to_be_visible()
    page.get_by_role("button", name="Filters: on").click()
    page.locator("#filters").get_by_role("button", name="Clear").click()
    expect(page.get_by_role("button", name="Filters", exact=True)).to_be_visible()


def test_the_histogram_chooses_days_by_mouse_and_by_keyboard(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_role("button", name="Filters").click()
    bars = page.get_by_role("group", name="Articles over time")
    # From March 2023 to April 2025, those without an article too.
    expect(bars.get_by_role("button")).to_have_count(26)
    expect(bars.get_by_role("button", name="April 2023: 0 articles")).to_have_count(1)
    bars.get_by_role("button", name="November 2023: 4 articles").click()
    expect(page.get_by_label("Published from")).to_have_value("2023-11-01")
    expect(page.get_by_label("Published to")).to_have_value("2023-11-30")
    bars.get_by_role("button", name="March 2024").click(modifiers=["Shift"])
    expect(page.get_by_label("Published to")).to_have_value("2024-03-31")
    expect(bars.locator("[aria-pressed=true]")).to_have_count(5)
    bars.get_by_role("button", name="March 2023").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Published from")).to_have_value("2023-04-01")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Published from")).to_have_value("")


def test_a_follow_up_says_how_it_was_read_and_can_stand_alone(address: str, page: Page) -> None:
    page.goto(address)
    ask(page, COST)
    second = ask(page, "and the footbridge at Pellby?")
    read_as = second.locator(".read-as")
    expect(read_as.locator("q")).to_have_text("How much will the footbridge at Pellby cost?")
    link = second.get_by_role("link", name="Link to this question")
    expect(link).to_have_attribute("href", "/?q=How+much+will+the+footbridge+at+Pellby+cost%3F")
    carried = second.locator(".chip").filter(has_text="carried over")
    assert carried.all_inner_texts() == [
        "carried over: How much will\n×",
        "carried over: cost\n×",
    ]
    body = sent(page, read_as.get_by_role("button", name="Ask it as it stands").click)
    assert body == {
        "question": "and the footbridge at Pellby?",
        "conversation": [],
        "stream": True,
    }
    done(page, 1)
    expect(read_as).to_have_count(0)


def test_a_follow_up_waits_for_what_it_follows(address: str, page: Page) -> None:
    held: list[Any] = []
    page.route("**/v1/ask", lambda route: held.append(route), times=1)
    page.goto(f"{address}/?q=How+much+will+the+Harbour+Bridge+cost%3F")
    page.get_by_label("Your question to the archive").fill("and the footbridge at Pellby?")
    page.keyboard.press("Enter")
    expect(page.locator(".exchange").nth(1)).to_have_attribute("aria-busy", "true")
    body = sent(page, lambda: held[0].continue_())
    assert [turn["question"] for turn in body["conversation"]] == [COST]
    done(page, 1)
    expect(page.locator(".read-as q")).to_have_text(re.compile("footbridge at Pellby cost"))
