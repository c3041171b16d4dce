"""The modules of the page, each imported by the browser and called alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from api.engine import Engine
from tests.api.support import serving

Call = Callable[..., Any]

TEXT = "😀 One.\n\nTwo 😀 lines\nhere. End.\n \n\nThree."


@pytest.fixture(scope="module")
def blank(town: Engine, chromium: Browser) -> Iterator[Page]:
    with serving(town) as address:
        page = chromium.new_page()
        page.goto(address)
        yield page
        page.close()


@pytest.fixture
def call(blank: Page) -> Call:
    """Call a function that a module of the page exports."""

    def run(module: str, name: str, *arguments: object) -> Any:
        script = (
            "async ([module, name, given]) => (await import(`/page/${module}.js`))[name](...given)"
        )
        return blank.evaluate(script, [module, name, arguments])

    return run


def cited(quoted: str, answer: str) -> dict[str, object]:
    """A citation as the API gives it: offsets in code points."""
    start, inside = TEXT.index(quoted), TEXT.index(answer)
    return {
        "text": quoted,
        "start": start,
        "end": start + len(quoted),
        "answer_start": inside,
        "answer_end": inside + len(answer),
    }


def test_code_points_become_utf_16(call: Call) -> None:
    for place in range(len(TEXT) + 1):
        expected = len(TEXT[:place].encode("utf-16-le")) // 2
        assert call("text", "utf16Index", TEXT, place) == expected
    assert call("text", "utf16Index", TEXT, 10_000) == len(TEXT.encode("utf-16-le")) // 2


def test_a_quote_is_cut_at_its_answer(call: Call) -> None:
    parts = call("text", "quoteParts", cited("Two 😀 lines\nhere.", "😀 lines"))
    assert parts == {"before": "Two ", "answer": "😀 lines", "after": "\nhere."}
    outside = cited("Two 😀 lines\nhere.", "Three")
    assert call("text", "quoteParts", outside) == {
        "before": "Two 😀 lines\nhere.",
        "answer": "",
        "after": "",
    }


def test_a_quote_is_found_where_it_stands_or_where_it_moved(call: Call) -> None:
    citation = cited("Two 😀 lines\nhere.", "here")
    found = call("text", "findQuote", TEXT, citation)
    assert found == {"start": 9, "end": 27}
    assert call("text", "findQuote", "New. " + TEXT, citation) == {"start": 14, "end": 32}
    assert call("text", "findQuote", TEXT.replace("Two", "Six"), citation) is None


def test_paragraphs_part_at_blank_lines_but_never_in_a_quote(call: Call) -> None:
    def pieces(text: str, quote: object = None) -> list[str]:
        units = text.encode("utf-16-le")
        spans = call("text", "paragraphs", text, quote)
        return [units[2 * s["start"] : 2 * s["end"]].decode("utf-16-le") for s in spans]

    assert pieces(TEXT) == ["😀 One.", "Two 😀 lines\nhere. End.", "Three."]
    assert pieces("one\ntwo\n three") == ["one", "two", "three"]
    assert pieces("one\n\ntwo", {"start": 2, "end": 6}) == ["one\n\ntwo"]
    assert pieces("") == []


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (("2025-09-01", "2025-09-30", "month", "no later than"), "no later than September 2025"),
        (("2025-09-01", "2025-09-30", "month", "end"), "end of September 2025"),
        (("2025-01-01", "2025-12-31", "year", None), "2025"),
        (("2025-02-09", "2025-02-09", "day", None), "9 February 2025"),
        (("2025-07-01", "2025-09-30", "quarter", None), "1 July 2025 to 30 September 2025"),
        (("2025-07-01", None, "day", "since"), "since 1 July 2025"),
        ((None, "2025-07-01", "day", "until"), "until 1 July 2025"),
    ],
)
def test_periods_in_words(call: Call, date: tuple[str | None, ...], words: str) -> None:
    given = dict(zip(("start", "end", "precision", "modifier"), date, strict=True))
    assert call("wording", "period", given) == words


def test_probabilities_in_words(call: Call) -> None:
    shown = [call("wording", "percent", value) for value in (0, 0.001, 0.5, 0.996, 1)]
    assert shown == ["0%", "under 1%", "50%", "over 99%", "100%"]
    assert call("wording", "confidenceWords", 0.95) == "Very likely right"
    assert call("wording", "confidenceWords", 0) == "Very uncertain"


def test_a_day_is_that_of_the_paper(call: Call) -> None:
    assert call("wording", "longDate", "2024-05-06T23:59:00-11:00") == "6 May 2024"
    assert call("wording", "shortDate", "2024-05-06") == "6 May 2024"
    assert call("wording", "longDate", None) == "undated"


def test_what_was_looked_for(call: Call) -> None:
    understood = {
        "type": "when",
        "publisher": "The Paper",
        "date_from": "2024-05-06",
        "date_to": "2024-05-07",
        "as_of": "2024-06-01",
    }
    assert call("wording", "soughtWords", understood) == (
        "a date, in The Paper, dated 6 May 2024 to 7 May 2024, as known on 1 June 2024"
    )
    assert call("wording", "soughtWords", {"type": "what"}) == "a sentence that answers this"


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://paper.example/a", True),
        ("http://paper.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("/relative", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(call: Call, url: str | None, allowed: bool) -> None:
    assert call("dom", "webAddress", url) == (url if allowed else None)


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (
            {"title": "Ferry back?", "publisher": "Radio Lunnet", "published_at": "2024-12-01"},
            "Radio Lunnet. “Ferry back?” December 1, 2024.",
        ),
        (
            {"authors": ["Jan van Eyck"], "title": "One", "published_at": None},
            "Jan van Eyck. “One.” n.d.",
        ),
        (
            {"authors": ["Ann Mary O'Neil", "Bo Li", "C. Ode"], "publisher": "P", "title": ""},
            "O'Neil, Ann Mary, Bo Li, and C. Ode. “Untitled.” P, n.d.",
        ),
        ({"authors": ["ACME"], "title": "X", "url": "https://a.example/x"}, "ACME. “X.” n.d. "),
    ],
)
def test_a_source_as_chicago_has_it(call: Call, record: dict[str, object], entry: str) -> None:
    assert str(call("formats", "chicago", record)).startswith(entry)


def test_a_question_without_its_date(call: Call) -> None:
    question = "As of May, what did the council, since 2024, decide?"
    assert call("chips", "without", question, "since 2024") == (
        "As of May, what did the council, decide?"
    )
    assert call("chips", "without", question, "As of May") == (
        "what did the council, since 2024, decide?"
    )


def test_events_are_read_whatever_their_text_holds(blank: Page) -> None:
    told = blank.evaluate(
        """async (parts) => {
            const { events } = await import("/page/sse.js");
            const text = new TextEncoder();
            const body = new ReadableStream({ start(line) {
                for (const part of parts) line.enqueue(text.encode(part));
                line.close();
            } });
            const told = [];
            for await (const { name, data } of events(body)) told.push([name, data.text]);
            return told;
        }""",
        ["event: delta\nda", 'ta: {"text": "a\u2028b"}\n', "\nevent: done\r\ndata: {}\r\n\r\n"],
    )
    assert told == [["delta", "a\u2028b"], ["done", None]]


def test_a_link_holds_what_bounds_a_question(call: Call, blank: Page) -> None:
    scope = {"outlet": "A & B", "from": "2024-01-01", "to": "", "asOf": "", "strictness": "open"}
    link = call("scope", "linkTo", "q", "Où?", scope)
    assert link == "/?q=O%C3%B9%3F&publisher=A+%26+B&from=2024-01-01&strictness=open"
    read = "async (link) => (await import('/page/scope.js')).scopeOf(new URLSearchParams(link))"
    assert blank.evaluate(read, link.removeprefix("/")) == scope


def test_a_disagreement_shows_every_value_newest_first(blank: Page) -> None:
    source = {
        "document_id": "d",
        "version": "v",
        "title": "T",
        "url": None,
        "start": 0,
        "also_in": [{"document_id": "e", "publisher": "Copycat", "published_at": "2024-01-03"}],
    }
    citations = [
        source
        | {"number": number, "text": text, "end": len(text), "publisher": outlet}
        | {"published_at": day, "answer_start": 0, "answer_end": 4}
        | ({"said_by": {"name": "Ann <Lee>", "start": 0, "end": 3}} if number == 2 else {})
        for number, text, outlet, day in [
            (1, "Nine boats burned.", "Old", "2024-01-01"),
            (2, "Ten! boats burned.", "New", "2024-01-02"),
        ]
    ]
    values = [{"value": "Nine", "citations": [1]}, {"value": "Ten!", "citations": [2]}]
    answer = {
        "status": "conflicting",
        "question": "How many?",
        "understood": {"question": "How many?", "type": "how_many"},
        "answer": "Ten!",
        "confidence": 0.8,
        "date": None,
        "sentences": [],
        "citations": citations,
        "conflicts": [{"about": "boats", "values": values}],
        "leads": [],
    }
    shown = blank.evaluate(
        """async (answer) => {
            const { answerNodes } = await import("/page/answer.js");
            const place = document.createElement("div");
            place.append(...answerNodes(answer, () => {}).flat(Infinity).filter(Boolean));
            const all = (css) => [...place.querySelectorAll(css)].map((node) => node.textContent);
            return { values: all(".value-text"), quotes: all(".quote"), also: all(".also-in li"),
                     said: all(".said-by"), marks: all("mark.answer"), verdict: all(".verdict") };
        }""",
        answer,
    )
    assert shown == {
        "values": ["Ten!", "Nine"],
        "quotes": ["Nine boats burned.", "Ten! boats burned."],
        "also": ["Copycat, 3 Jan 2024"] * 2,
        "said": ["said by Ann <Lee>"],
        "marks": ["Nine", "Ten!"],
        "verdict": ["The sources disagree"],
    }


@pytest.mark.parametrize(
    ("generated", "words"),
    [
        (
            {"model": "tiny <b>", "composed": True, "sentences_dropped": 2, "note": None},
            "Chosen by tiny <b> from the sources, and checked against them; 2 of its sentences "
            "left out.",
        ),
        (
            {"model": "tiny", "composed": False, "sentences_dropped": 0, "note": "it was slow"},
            "The archive's own answer: it was slow.",
        ),
    ],
)
def test_what_a_language_model_had_to_do_with_it(
    blank: Page, generated: dict[str, object], words: str
) -> None:
    answer = {"status": "answered", "answer": "Ten.", "citations": [], "generated": generated}
    shown = blank.evaluate(
        """async (answer) => {
            const { answerNodes } = await import("/page/answer.js");
            const place = document.createElement("div");
            place.append(...answerNodes(answer, () => {}).flat(Infinity).filter(Boolean));
            return [...place.querySelectorAll(".confidence")].map((node) => node.textContent);
        }""",
        answer,
    )
    assert shown == [words]
