import random
import string
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.engine import Engine
from api.errors import AskError
from api.locating.places import find
from api.locating.records import Match
from api.locating.words import quote_of, words
from corpus.document import Document
from index.sentences import Span
from tests.api.support import index, lines, opened

JOBS = (
    "its cannery in Osterhithe next spring with the loss of 212 jobs, the company said on Tuesday"
)


@pytest.fixture(scope="module")
def articles(town: Engine) -> list[Document]:
    return [town.document(row.id).document for row in town.documents(limit=500)]


def ids(matches: Sequence[Match]) -> list[str]:
    return [match.document_id for match in matches]


def located(engine: Engine, quote: str) -> list[Match]:
    """What ``locate`` finds, with what always holds of it."""
    matches = engine.locate(quote)
    for match in matches:
        text = engine.document(match.document_id).document.text
        place = match.place
        for part in (place.stretch, *place.omitted, *(one.document for one in place.changes)):
            assert text[part.start : part.end] == part.text
        for change in place.changes:
            assert quote[change.quote.start : change.quote.end] == change.quote.text
        assert place.exact == (place.changes == ()) == (place.similarity == 1)
        assert 0 < place.similarity <= 1
    assert len(set(ids(matches))) == len(matches)
    assert [match.place.exact for match in matches] == sorted(
        (match.place.exact for match in matches), reverse=True
    )
    return matches


@given(st.randoms(use_true_random=False))
def test_any_stretch_of_an_article_is_found_with_its_offsets(
    town: Engine, articles: list[Document], draw: random.Random
) -> None:
    document = draw.choice(articles)
    every = words(document.text)
    first = draw.randrange(len(every) - 8)
    last = draw.randrange(first + 8, min(len(every), first + 60) + 1)
    start, end = every[first].start, every[last - 1].end
    matches = located(town, document.text[start:end])
    (mine,) = [match for match in matches if match.document_id == document.id]
    assert mine.place.exact
    assert mine.version == document.version
    there = document.text.find(document.text[start:end])
    assert (mine.place.stretch.start, mine.place.stretch.end) == (there, there + end - start)


@given(st.randoms(use_true_random=False))
def test_case_space_and_marks_are_no_change(
    town: Engine, articles: list[Document], draw: random.Random
) -> None:
    document = draw.choice(articles)
    every = words(document.text)
    first = draw.randrange(len(every) - 12)
    stretch = document.text[every[first].start : every[first + 11].end]
    quote = "«" + stretch.upper().replace(" ", " \n ").replace("’", "'").replace(",", " –") + "»"
    assert document.id in [m.document_id for m in located(town, quote) if m.place.exact]


def test_all_who_carry_it_are_named_the_earliest_first(town: Engine) -> None:
    matches = located(town, f"“{JOBS}.”")
    assert [(match.document_id, match.place.exact) for match in matches] == [
        ("npa-2023-11-22-varley", True),
        ("courier-2023-11-22-cannery-closing", True),
        ("estuary-week-2023-11-24-varley", True),
        ("radio-lunnet-2023-11-22-varley", False),
    ]
    assert matches[0].publisher == "Northreach Press Agency"
    assert matches[0].place.stretch.text == JOBS + "."
    (change,) = matches[-1].place.changes
    assert (change.kind, change.quote.text, change.document.text) == ("changed", "212", "221")
    assert matches[-1].place.similarity == pytest.approx(1 - 1 / 17)


def test_words_that_are_changed_dropped_and_added_are_told(town: Engine) -> None:
    quote = (
        "The swing bridge, opened in 1926, carries 9,400 heavy vehicles a day between Quayside "
        "and Fuller’s Green"
    )
    (match,) = located(town, quote)
    changes = [(one.kind, one.quote.text, one.document.text) for one in match.place.changes]
    assert changes == [
        ("changed", "1926", "1962"),
        ("dropped", "", "about"),
        ("added", "heavy", ""),
    ]
    assert match.place.stretch.text.startswith("The swing bridge, opened in 1962")
    assert match.place.stretch.text.endswith("Fuller's Green")


def test_an_ellipsis_joins_stretches_that_are_far_apart(town: Engine) -> None:
    quote = (
        "The cracks are longer than my hand [...] I would rather explain a closed bridge than an "
        "accident … It is going to be a difficult spring"
    )
    (match,) = located(town, quote)
    assert match.place.exact
    assert len(match.place.omitted) == 2
    assert match.place.omitted[0].text.startswith("and they were not there")
    assert match.place.omitted[0].text.endswith("harbour authority")
    assert not located(town, "It is going to be a difficult spring ... The cracks are longer than")


def test_a_cut_quote_with_a_changed_word_is_altered(town: Engine) -> None:
    (match,) = located(town, "The cracks are wider than my hand ... No car will cross it again")
    assert not match.place.exact
    assert [one.quote.text for one in match.place.changes] == ["wider"]
    assert len(match.place.omitted) == 1


def test_a_quote_that_crosses_chunks_is_found(tmp_path: Path) -> None:
    numbers = random.Random(3)
    names = ["".join(numbers.choices(string.ascii_lowercase, k=6)) for _ in range(400)]
    text = " ".join(f"{one.capitalize()} met {two}." for one, two in pairwise(names))
    quote = text[2_000:4_000]
    quote = quote[quote.index(" ") + 1 : quote.rindex(" ")]
    with opened(tmp_path / "home") as engine:
        index(engine, lines(tmp_path / "a.jsonl", {"id": "long", "text": text}))
        (match,) = located(engine, quote)
        assert match.place.exact
        assert match.place.stretch.text == quote


@pytest.mark.parametrize(
    "quote",
    [
        "The tenor sang Rigoletto to an empty house in the rain last night",
        "the company said on Tuesday that it would not comment on the matter any further",
        "of the in a to and the of that in the for a with",
        "\x00 Unknown \ufffd words \ud800 altogether",
        "ferry " * 30,
    ],
)
def test_what_is_not_here_is_not_found(town: Engine, quote: str) -> None:
    assert located(town, quote) == []


def test_an_empty_archive_holds_no_quote(engine: Engine) -> None:
    assert engine.locate("It is going to be a difficult spring") == []


@pytest.mark.parametrize(
    ("quote", "part"),
    [
        ("", "is empty"),
        ("  “…” \n\x00 \ud800 ?!", "is empty"),
        ("Bridge.", "the one word 'bridge'"),
        ("a b " * 50_000, "has 200000 characters; at most 10000"),
        ("so it is " * 200, "has 600 words; at most 400"),
    ],
)
def test_what_can_be_no_quote_is_refused(town: Engine, quote: str, part: str) -> None:
    with pytest.raises(AskError, match=part):
        town.locate(quote)


@given(st.text(max_size=60) | st.text("Harbour bridge ...…’-\n é日$\ud800\0", max_size=60))
def test_any_text_is_located_or_refused(town: Engine, quote: str) -> None:
    if len(quote_of(quote).words) > 1:
        located(town, quote)
    else:
        with pytest.raises(AskError):
            town.locate(quote)


def test_the_same_is_found_each_time(town: Engine) -> None:
    for quote in (JOBS, "the council said on Tuesday", "of the bridge"):
        assert located(town, quote) == located(town, quote)


def test_copies_without_a_date_come_last(tmp_path: Path) -> None:
    text = "The ferry carried more cars in March than in any month before it. Nobody knows why."
    rows = [
        {"id": "undated", "text": text},
        {"id": "late", "text": text, "published_at": "2024-04-03T01:00:00+09:00"},
        {"id": "day", "text": text, "published_at": "2024-04-03"},
        {"id": "early", "text": text, "published_at": "2024-04-02T23:00:00-05:00"},
    ]
    with opened(tmp_path / "home") as engine:
        index(engine, lines(tmp_path / "a.jsonl", *rows))
        found = located(engine, "carried more cars in March than in any month")
        assert ids(found) == ["late", "day", "early", "undated"]


def test_more_copies_than_a_search_gives_are_found(tmp_path: Path) -> None:
    text = "The ferry carried more cars in March than in any month before it. Nobody knows why."
    with opened(tmp_path / "home") as engine:
        rows = [{"id": f"{n:03}", "text": text, "publisher": f"P{n}"} for n in range(55)]
        index(engine, lines(tmp_path / "a.jsonl", *rows))
        found = located(engine, "carried more cars in March than in any month")
        assert ids(found) == [f"{n:03}" for n in range(55)]


def test_a_long_text_is_searched_window_by_window() -> None:
    text = "the same words over and over. " * 12_000 + "Here stands the needle, at last!"
    quote = quote_of("here stands the needle")
    place = find(quote, text, [Span(0, len(text))], 0.8)
    assert place is not None
    assert place.stretch.text == "Here stands the needle"
    assert place.stretch.start == text.index("Here")
