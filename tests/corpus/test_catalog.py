import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from corpus.catalog import (
    Catalog,
    Kept,
    count_documents,
    count_undated,
    count_versions,
    drop,
    forget,
    forgotten_ids,
    get_state,
    load,
    load_version,
    put,
    remember,
    set_state,
)
from corpus.document import Document
from corpus.tables import documents, forgotten
from tests.corpus.support import LATER, NOW

FULL = Document(
    "harbour-1",
    "The bridge opens on Monday. 🌉\0 end",
    "Bridge opens",
    "The Courier",
    "2025-02-09T23:30:00+03:00",
    ("Nell Garrow", "Ann Lee"),
    "https://courier.example/1",
    "en",
    (0, 11),
    (("title", "PDF title"), ("publisher", "--publisher")),
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
DOCUMENTS = st.builds(
    Document,
    id=WORDS.filter(bool),
    text=WORDS,
    title=WORDS,
    publisher=st.none() | WORDS,
    published_at=st.none() | st.dates().map(str),
    authors=st.lists(WORDS).map(tuple),
    url=st.none() | WORDS,
    language=st.none() | WORDS,
    pages=st.lists(st.integers(0)).map(tuple),
    found_in=st.lists(st.tuples(WORDS, WORDS)).map(tuple),
)


def fill(catalog: Catalog, *documents: Document) -> None:
    with catalog.writing() as connection:
        for document in documents:
            put(connection, document, NOW)


def numbered(count: int) -> list[str]:
    return [f"d{number:05}" for number in range(count)]


def limit_values(connection: Connection) -> None:
    """Hold SQLite to fewer values in a statement than any build of it allows."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 10_000)


def test_a_document_comes_back_as_it_was_put(catalog: Catalog) -> None:
    fill(catalog, FULL)
    assert catalog.get("harbour-1") == Kept(FULL, "2025-03-01T12:30:00+00:00")
    assert catalog.get("unknown") is None


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS)
def test_any_document_comes_back_as_it_was_put(catalog: Catalog, document: Document) -> None:
    fill(catalog, document)
    kept = catalog.get(document.id)
    assert kept is not None
    assert kept.document == document
    assert kept.document.version == document.version
    with catalog.reading() as connection:
        assert load_version(connection, document.id, document.version) == document


def test_earlier_versions_are_kept(catalog: Catalog) -> None:
    changed = replace(FULL, text="The bridge opens on Tuesday.", publisher=None)
    fill(catalog, FULL)
    with catalog.writing() as connection:
        put(connection, changed, LATER)
        assert (count_documents(connection), count_versions(connection)) == (1, 2)
        assert load(connection, [FULL.id]) == [Kept(changed, "2025-04-02T08:00:00+00:00")]
        assert load_version(connection, FULL.id, FULL.version) == FULL
        assert load_version(connection, FULL.id, changed.version) == changed
        assert load_version(connection, FULL.id, "sha256:0") is None
        assert load_version(connection, "other", FULL.version) is None


def test_a_version_that_comes_back_is_the_same_version(catalog: Catalog) -> None:
    fill(catalog, FULL, replace(FULL, text="Changed."), FULL)
    with catalog.reading() as connection:
        assert (count_documents(connection), count_versions(connection)) == (1, 2)
    kept = catalog.get(FULL.id)
    assert kept is not None
    assert kept.document == FULL


@pytest.mark.parametrize(
    ("published_at", "day"),
    [(None, None), ("2025-02-09", 739291), ("2025-02-09T23:30:00+03:00", 739291)],
)
def test_the_day_is_kept_as_a_number(catalog: Catalog, published_at: str | None, day: int) -> None:
    fill(catalog, replace(FULL, published_at=published_at))
    with catalog.reading() as connection:
        assert connection.execute(select(documents.c.published_day)).scalar_one() == day


def test_unknown_ids_are_left_out(catalog: Catalog) -> None:
    fill(catalog, FULL)
    with catalog.reading() as connection:
        assert [kept.document.id for kept in load(connection, ["x", FULL.id, "y"])] == [FULL.id]
        assert load(connection, []) == []


def test_pages_follow_each_other_without_a_gap(catalog: Catalog) -> None:
    ids = numbered(25)
    fill(catalog, *(Document(each, "Text.", publisher="PQ"[n % 2]) for n, each in enumerate(ids)))
    seen: list[str] = []
    sizes = []
    for _ in range(4):
        page = catalog.listed(seen[-1] if seen else None, 10)
        seen += [row.id for row in page]
        sizes.append(len(page))
    assert (seen, sizes) == (ids, [10, 10, 5, 0])
    assert [row.id for row in catalog.listed(ids[3], 3, "Q")] == [ids[5], ids[7], ids[9]]
    assert catalog.listed(None, 10, "Unknown") == []


def test_publishers_are_counted_the_largest_first(catalog: Catalog) -> None:
    names = ["B", "A", None, "B", "C", None, "B"]
    fill(catalog, *(Document(str(n), "Text.", publisher=name) for n, name in enumerate(names)))
    counts = [(row.publisher, row.documents) for row in catalog.publishers()]
    assert counts == [("B", 3), (None, 2), ("A", 1), ("C", 1)]


def test_what_is_dropped_is_gone_with_all_its_versions(catalog: Catalog) -> None:
    other = replace(FULL, id="other")
    fill(catalog, FULL, replace(FULL, text="Changed."), other)
    with catalog.writing() as connection:
        drop(connection, [FULL.id, "unknown"])
        assert (count_documents(connection), count_versions(connection)) == (1, 1)
    assert catalog.get(FULL.id) is None
    assert catalog.get(other.id) is not None


def test_what_is_dropped_leaves_no_byte_in_the_file(catalog: Catalog) -> None:
    secret = "a secret sentence that nobody may find " * 300
    fill(catalog, Document("secret", secret, "the secret title"), FULL)
    with catalog.writing() as connection:
        drop(connection, ["secret"])
    catalog.close()
    files = list(catalog.path.parent.iterdir())
    assert files
    assert not any(b"secret" in path.read_bytes() for path in files)


@pytest.mark.parametrize("count", [0, 1, 20_500])
def test_any_number_of_documents_can_be_named_at_once(catalog: Catalog, count: int) -> None:
    ids = numbered(count)
    fill(catalog, *(Document(each, "Text.") for each in ids[::1000]), FULL)
    with catalog.writing() as connection:
        limit_values(connection)
        assert [kept.document.id for kept in load(connection, ids)] == ids[::1000]
        drop(connection, ids)
        assert count_documents(connection) == 1
        forget(connection, ids, NOW)
        assert forgotten_ids(connection) == set(ids)
        remember(connection, ids)
        assert forgotten_ids(connection) == set()


def test_a_forgotten_id_is_remembered_as_such_until_it_may_come_back(catalog: Catalog) -> None:
    with catalog.writing() as connection:
        forget(connection, ["a", "b", "a"], NOW)
        forget(connection, ["b"], LATER)
    with catalog.reading() as connection:
        assert forgotten_ids(connection) == {"a", "b"}
        assert connection.execute(select(forgotten.c.forgotten_at).distinct()).scalars().all() == [
            "2025-03-01T12:30:00+00:00"
        ]
    with catalog.writing() as connection:
        remember(connection, ["a", "unknown"])
        assert forgotten_ids(connection) == {"b"}


def test_the_archive_keeps_values_of_itself(catalog: Catalog) -> None:
    with catalog.writing() as connection:
        assert get_state(connection, "model") is None
        set_state(connection, "model", "one")
        set_state(connection, "model", "two")
        set_state(connection, "other", "")
        assert (get_state(connection, "model"), get_state(connection, "other")) == ("two", "")


def test_an_error_keeps_nothing(catalog: Catalog) -> None:
    def fail() -> None:
        with catalog.writing() as connection:
            put(connection, FULL, NOW)
            forget(connection, ["a"], NOW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with catalog.reading() as connection:
        assert count_documents(connection) == count_versions(connection) == 0
        assert forgotten_ids(connection) == set()


def test_a_document_that_cannot_be_kept_costs_nothing_that_was(catalog: Catalog) -> None:
    fill(catalog, FULL)
    with pytest.raises(UnicodeEncodeError):
        fill(catalog, replace(FULL, text="Changed."), Document("bad", "\ud800"))
    kept = catalog.get(FULL.id)
    assert kept is not None
    assert kept.document == FULL


def test_many_read_whole_states_while_one_writes(catalog: Catalog) -> None:
    done = threading.Event()

    def look(_: int) -> set[tuple[int, str]]:
        seen = set()
        while not done.is_set():
            with catalog.reading() as connection:
                count = count_documents(connection)
                last = count_versions(connection)
            assert count == last
            assert count % 5 == 0
            seen.add((count, "whole"))
        return seen

    with ThreadPoolExecutor(6) as threads:
        looks = [threads.submit(look, number) for number in range(6)]
        for batch in range(8):
            fill(catalog, *(Document(f"{batch}-{number}", "Text.") for number in range(5)))
        done.set()
        assert all(each.result(30) for each in looks)
    with catalog.reading() as connection:
        assert count_documents(connection) == 40


def test_two_catalogs_on_one_file_are_one_archive(catalog: Catalog, tmp_path: Path) -> None:
    other = Catalog(catalog.path)
    fill(catalog, FULL)
    assert other.get(FULL.id) == catalog.get(FULL.id)
    fill(other, replace(FULL, text="Changed."))
    other.close()
    kept = catalog.get(FULL.id)
    assert kept is not None
    assert kept.document.text == "Changed."


def test_documents_without_a_date_are_counted(catalog: Catalog) -> None:
    for one in (
        Document("a", "It rained.", publisher="A", language="en"),
        Document("b", "It rained.", publisher="B", language="fr"),
        Document("c", "It rained.", publisher="A", published_at="2025-02-09"),
    ):
        with catalog.writing() as connection:
            put(connection, one, NOW)
    with catalog.reading() as connection:
        counts = [
            count_undated(connection),
            count_undated(connection, "A"),
            count_undated(connection, "A", "fr"),
        ]
    assert counts == [2, 1, 0]
