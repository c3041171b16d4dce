import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from corpus.catalog import Catalog, drop, put
from corpus.database import slices
from corpus.document import Document
from index import embeddings, passages
from index.passages import Piece
from index.records import Entry, Vectors
from index.sentences import Span
from tests.index.support import NOW

MODEL = "model"
TEXT = "First words. Second words. Third words."
SPANS = [Span(0, 12), Span(13, 26), Span(27, 39)]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    passages.create_tables(catalog)
    yield catalog
    catalog.close()


def vector_of(key: bytes) -> Vectors:
    return np.frombuffer(key, np.uint8).astype(np.float32)


def keep(catalog: Catalog, *kept: Document, spans: Sequence[Span] = SPANS) -> int:
    """Put documents into the catalog, as chunks with embeddings, in one transaction."""
    with catalog.writing() as connection:
        now = passages.next_generation(connection)
        for document in kept:
            put(connection, document, NOW)
            pieces = [
                Piece(span, f"{document.title}\n{document.text[span.start : span.end]}")
                for span in spans
            ]
            passages.replace_chunks(connection, document.id, document.version, pieces, now)
            keys = [piece.text_hash for piece in pieces]
            vectors = np.array([vector_of(key) for key in keys], np.float32)
            embeddings.keep(connection, keys, vectors, MODEL)
        return now


def remove(catalog: Catalog, *ids: str) -> int:
    with catalog.writing() as connection:
        now = passages.next_generation(connection)
        passages.remove_chunks(connection, ids, now)
        drop(connection, ids)
        return now


def entries(catalog: Catalog, since: int = 0, batch: int = 2048) -> list[Entry]:
    with catalog.reading() as connection:
        parts = list(passages.entries_since(connection, since, MODEL, batch))
    assert all(0 < len(part) <= batch for part in parts)
    return [entry for part in parts for entry in part]


def removed(catalog: Catalog, since: int = 0) -> list[int]:
    with catalog.reading() as connection:
        return passages.removed_since(connection, since)


def chunk_ids(connection: Connection) -> list[int]:
    return list(connection.execute(select(passages.chunks.c.id)).scalars())


def test_a_text_is_known_by_the_start_of_its_hash() -> None:
    assert embeddings.text_hash("é👩") == hashlib.sha256("é👩".encode()).digest()[:16]
    assert Piece(Span(0, 1), "é👩").text_hash == embeddings.text_hash("é👩")


def test_entries_carry_what_a_store_needs(catalog: Catalog) -> None:
    document = Document("a", TEXT, "Title", "Post", "2025-02-09", language="en")
    keep(catalog, document, Document("b", TEXT, "Other"))
    found = entries(catalog)
    first = found[0]
    assert [entry.text for entry in found] == [TEXT[span.start : span.end] for span in SPANS] * 2
    assert (first.title, first.publisher, first.language) == ("Title", "Post", "en")
    assert (first.day, found[3].day) == (739_291, None)
    expected = vector_of(embeddings.text_hash("Title\nFirst words.")).astype(np.float16)
    assert first.vector.dtype == np.float32
    assert np.array_equal(first.vector, expected)


def test_the_first_chunk_carries_the_article(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT), Document("b", TEXT + " More."))
    found = entries(catalog, batch=2)
    assert [entry.chunk_id - entry.article_id for entry in found] == [0, 1, 2, 0, 1, 2]
    assert [entry.article_text for entry in found] == [
        TEXT,
        None,
        None,
        TEXT + " More.",
        None,
        None,
    ]


@pytest.mark.parametrize("batch", [1, 2, 5, 6, 7])
def test_batches_lose_nothing(catalog: Catalog, batch: int) -> None:
    keep(catalog, Document("a", TEXT), Document("b", TEXT))
    assert [entry.chunk_id for entry in entries(catalog, batch=batch)] == [1, 2, 3, 4, 5, 6]


def test_the_generation_moves_up_once_a_transaction(catalog: Catalog) -> None:
    with catalog.reading() as connection:
        assert passages.generation(connection) == 0
    assert keep(catalog, Document("a", TEXT), Document("b", TEXT)) == 1
    assert remove(catalog, "a") == 2
    with catalog.reading() as connection:
        assert passages.generation(connection) == 2


def test_a_transaction_that_fails_changes_nothing(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT))
    before = entries(catalog)

    def fail() -> None:
        with catalog.writing() as connection:
            passages.remove_chunks(connection, ["a"], passages.next_generation(connection))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    with catalog.reading() as connection:
        assert passages.generation(connection) == 1
    assert [one.chunk_id for one in entries(catalog)] == [one.chunk_id for one in before]
    assert removed(catalog) == []


def test_ids_are_never_given_twice(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT))
    remove(catalog, "a")
    keep(catalog, Document("a", TEXT))
    keep(catalog, Document("a", TEXT, "New title"))
    assert [entry.chunk_id for entry in entries(catalog)] == [7, 8, 9]
    assert sorted(removed(catalog)) == [1, 2, 3, 4, 5, 6]


def test_a_document_without_pieces_has_no_chunks(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT))
    with catalog.writing() as connection:
        passages.replace_chunks(connection, "a", "v", [], passages.next_generation(connection))
        assert passages.count_chunks(connection) == 0


STEPS = st.lists(
    st.tuples(st.sampled_from("pr"), st.sampled_from("abc"), st.integers(0, 3)), max_size=12
)


@settings(max_examples=15)
@given(STEPS, st.integers(0, 12))
def test_whoever_stopped_at_any_generation_is_caught_up(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, str, int]],
    stopped: int,
) -> None:
    """What a store does: delete what was removed, add what was added, from where it stood."""
    catalog = Catalog(tmp_path_factory.mktemp("steps") / "catalog.sqlite")
    passages.create_tables(catalog)
    store: dict[int, str] = {}
    at = 0
    for number, (what, name, count) in enumerate(steps):
        if what == "p":
            keep(catalog, Document(name, TEXT, f"Title {number}"), spans=SPANS[:count])
        else:
            remove(catalog, name)
        if number < stopped:
            for gone in removed(catalog, at):
                store.pop(gone, None)
            store |= {one.chunk_id: one.title for one in entries(catalog, at)}
            at = number + 1
    for gone in removed(catalog, at):
        store.pop(gone, None)
    store |= {one.chunk_id: one.title for one in entries(catalog, at)}
    with catalog.reading() as connection:
        assert sorted(store) == sorted(chunk_ids(connection))
    assert store == {one.chunk_id: one.title for one in entries(catalog)}
    catalog.close()


def test_only_what_is_not_embedded_is_missing(catalog: Catalog) -> None:
    keys = [embeddings.text_hash(str(i)) for i in range(15_000)]
    with catalog.writing() as connection:
        vectors = np.zeros((len(keys) // 2, 2), np.float32)
        embeddings.keep(connection, keys[::2], vectors, MODEL)
        missing = embeddings.missing(connection, [*keys, *keys], MODEL)
        assert missing == set(keys[1::2])
        assert embeddings.missing(connection, keys, "other") == set(keys)
        assert embeddings.missing(connection, [], MODEL) == set()
        assert embeddings.count(connection) == 7_500


def test_an_embedding_is_kept_as_it_was_first(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT))
    before = entries(catalog)[0].vector
    with catalog.writing() as connection:
        key = embeddings.text_hash("\nFirst words.")
        embeddings.keep(connection, [key], np.ones((1, 16), np.float32), MODEL)
        embeddings.keep(connection, [], np.zeros((0, 16), np.float32), MODEL)
    assert np.array_equal(entries(catalog)[0].vector, before)


def test_a_vector_for_every_text_or_an_error(catalog: Catalog) -> None:
    with catalog.writing() as connection, pytest.raises(ValueError, match="shorter"):
        embeddings.keep(connection, [b"a", b"b"], np.ones((1, 2), np.float32), MODEL)


def test_half_precision_holds_a_cosine_to_three_digits(catalog: Catalog) -> None:
    vectors = np.random.default_rng(5).standard_normal((50, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    keys = [embeddings.text_hash(str(i)) for i in range(50)]
    with catalog.writing() as connection:
        embeddings.keep(connection, keys, vectors, MODEL)
        rows = connection.execute(select(embeddings.embeddings)).all()
    kept = {row.text_hash: np.frombuffer(row.vector, np.float16).astype(np.float32) for row in rows}
    for key, vector in zip(keys, vectors, strict=True):
        assert vectors @ kept[key] == pytest.approx(vectors @ vector, abs=5e-4)


def test_unused_embeddings_go_and_used_ones_stay(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT, "A"), Document("b", TEXT, "B"))
    remove(catalog, "a")
    with catalog.writing() as connection:
        assert embeddings.count(connection) == 6
        passages.drop_unused_embeddings(connection)
        assert embeddings.count(connection) == 3
    assert len(entries(catalog)) == 3


def test_chunks_are_loaded_with_their_documents(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT, "Title", "Post", "2025-02-09T10:00:00+03:00"))
    keep(
        catalog,
        Document("b", "👩‍👩‍👧 came. Second words. Third words.", "Emoji"),
        spans=[Span(0, 11)],
    )
    with catalog.reading() as connection:
        loaded = passages.load_chunks(connection, [2, 4, 999])
        assert passages.load_chunks(connection, []) == {}
    assert sorted(loaded) == [2, 4]
    two = loaded[2]
    assert (two.text, two.title, two.publisher) == ("Second words.", "Title", "Post")
    assert two.published_at == "2025-02-09T10:00:00+03:00"
    assert (two.chunk.document_id, two.chunk.start, two.chunk.end) == ("a", 13, 26)
    assert loaded[4].text == "👩‍👩‍👧 came."


def test_a_removed_document_is_not_loaded(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT))
    remove(catalog, "a")
    with catalog.reading() as connection:
        assert passages.load_chunks(connection, [1, 2, 3]) == {}
        assert passages.count_chunks(connection) == 0


def test_tables_are_made_once(catalog: Catalog) -> None:
    keep(catalog, Document("a", TEXT))
    passages.create_tables(catalog)
    assert len(entries(catalog)) == 3


@pytest.mark.parametrize("count", [0, 1, 9_999, 10_000, 25_001])
def test_slices_fit_into_a_statement(count: int) -> None:
    parts = list(slices(range(count)))
    assert [one for part in parts for one in part] == list(range(count))
    assert all(0 < len(part) <= 10_000 for part in parts)
