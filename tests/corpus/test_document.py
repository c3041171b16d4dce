from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Note

FULL = Document(
    "harbour-1",
    "The bridge opens on Monday.",
    "Bridge opens",
    publisher="The Courier",
    published_at="2025-02-09T23:30:00+03:00",
    authors=("Nell Garrow",),
    url="https://courier.example/1",
    language="en",
)

# Archives hold these hashes: another way to hash would make every document a changed one.
BARE_VERSION = "sha256:e2244bac3e9373a3106d9c0e8eb4473a4ed9613e3d4454299ee99e07c1ff8e47"


def test_version_never_changes_between_releases() -> None:
    assert Document("any", "The bridge opens on Monday.").version == BARE_VERSION


def test_version_ignores_the_id() -> None:
    assert replace(FULL, id="other").version == FULL.version


@pytest.mark.parametrize(
    "change",
    [
        {"text": "The bridge opens on Tuesday."},
        {"title": "Bridge shut"},
        {"publisher": None},
        {"published_at": "2025-02-09"},
        {"authors": ()},
        {"url": None},
        {"language": "de"},
        {"pages": (0, 4)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_other_change_is_a_new_version(change: dict[str, Any]) -> None:
    assert replace(FULL, **change).version != FULL.version


def test_every_field_is_in_that_table() -> None:
    assert len(fields(Document)) == 10


def test_where_a_value_was_found_is_no_part_of_the_version() -> None:
    assert replace(FULL, found_in=(("title", "og:title"),)).version == FULL.version


@given(st.lists(st.integers(1, 50), max_size=9), st.integers(0, 500))
def test_the_page_of_an_offset_is_the_last_that_starts_at_or_before_it(
    lengths: list[int], offset: int
) -> None:
    pages = tuple(sum(lengths[:number]) for number in range(len(lengths)))
    page = Document("id", "x", pages=pages).page_of(offset)
    assert page == (sum(start <= offset for start in pages) or None)


def test_a_page_without_text_is_passed_over() -> None:
    document = Document("id", "one two", pages=(0, 4, 4))
    assert [document.page_of(offset) for offset in (0, 3, 4)] == [1, 1, 3]
    assert Document("id", "one two").page_of(0) is None


@given(st.text(), st.text(), st.lists(st.text()).map(tuple))
def test_version_is_a_hash_of_any_text(text: str, title: str, authors: tuple[str, ...]) -> None:
    document = Document("id", text, title, authors=authors)
    assert document.version == Document("id", text, title, authors=authors).version
    assert len(document.version) == len("sha256:") + 64


@given(st.text(), st.text())
def test_fields_do_not_run_into_each_other(one: str, two: str) -> None:
    same = Document("id", one, two).version == Document("id", two, one).version
    assert same == (one == two)


@pytest.mark.parametrize(
    ("published_at", "day"),
    [
        (None, None),
        ("2025-02-09", date(2025, 2, 9)),
        ("2025-02-09T23:30:00+03:00", date(2025, 2, 9)),
        ("2025-02-09T00:30:00-08:00", date(2025, 2, 9)),
        ("0001-01-01", date(1, 1, 1)),
    ],
)
def test_day_is_the_one_the_outlet_counted(published_at: str | None, day: date | None) -> None:
    assert replace(FULL, published_at=published_at).published_day == day


def test_defaults_fill_only_what_is_open() -> None:
    assert FULL.with_defaults("Other").publisher == "The Courier"
    filled = Document("id", "text").with_defaults("Other")
    assert (filled.publisher, filled.found_in) == ("Other", (("publisher", "--publisher"),))
    assert FULL.with_defaults("Other").found_in == ()
    assert Document("id", "text").with_defaults(None).publisher is None


def test_a_document_and_a_note_are_final() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.text = "changed"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Note("a.txt", "empty").reason = "changed"  # type: ignore[misc]
