import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.support import read, read_one, refusal

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: text == text.strip() and bool(text)
)


def table(*rows: list[str], **form: Any) -> bytes:
    target = io.StringIO()
    csv.writer(target, **form).writerows(rows)
    return target.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_row_is_a_document(delimiter: str) -> None:
    data = table(
        ["id", "title", "text", "published_at", "authors", "url"],
        [
            "c-1",
            "Bridge opens",
            "Soon;\nor, on Monday.",
            "9 February 2025",
            "Ann; Bo",
            "https://c/1",
        ],
        delimiter=delimiter,
    )
    document = read_one("a.csv", data)
    assert (document.id, document.title, document.text) == (
        "c-1",
        "Bridge opens",
        "Soon;\nor, on Monday.",
    )
    assert (document.published_at, document.authors) == ("2025-02-09", ("Ann", "Bo"))
    assert dict(document.found_in)["published_at"] == "column published_at"


def test_columns_are_mapped_and_the_publisher_filled_in() -> None:
    data = table(["headline", "body"], ["Bridge opens", "On Monday."])
    said = {"fields": {"title": "headline", "text": "body"}, "publisher": "The Courier"}
    document = read_one("a.csv", data, **said)
    assert (document.title, document.text, document.publisher) == (
        "Bridge opens",
        "On Monday.",
        "The Courier",
    )
    assert ("title", "column headline") in document.found_in


def test_a_table_without_text_says_what_it_has() -> None:
    assert refusal("a.csv", b"headline,body\na,b\n").startswith(
        "no column 'text' among: headline, body"
    )
    assert refusal("a.csv", b"") == "empty"
    assert refusal("a.csv", b"text\n") == "holds no document"
    assert "UTF-16" in refusal("a.tsv", "text\nx".encode("utf-16"))


def test_a_row_that_cannot_be_read_costs_only_itself() -> None:
    documents, notes = read("a.csv", b"id,text\na,One.\nb,\na,Again.\n\nc,Three.\n")
    assert [document.text for document in documents] == ["One.", "Three."]
    assert [(note.where, note.reason) for note in notes] == [
        ("/archive/a.csv:3", "no text"),
        ("/archive/a.csv:4", "id 'a' was given before, in row 2"),
    ]


def test_a_quote_that_never_ends_is_told() -> None:
    documents, notes = read("a.csv", b'text\nOne.\n"Two.\n' + b"x\n" * 1000)
    assert [document.text for document in documents] == ["One."]
    assert [note.incomplete for note in notes] == [True]


def test_a_table_in_another_encoding_is_read_with_a_note() -> None:
    data = "text\nDie Brücke über den Fluß wird am Montag für alle geöffnet.\n".encode("cp1252")
    documents, notes = read("a.csv", data)
    assert documents[0].text.startswith("Die Brücke über den Fluß")
    assert [note.left_out for note in notes] == [False]


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_any_text_comes_back(texts: list[str]) -> None:
    documents, notes = read("a.csv", table(["text", "n"], *([text, "1"] for text in texts)))
    assert [document.text for document in documents] == texts
    assert notes == []
    assert len({document.id for document in documents}) == len(texts)
