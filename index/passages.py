"""The chunk table, in the catalog's own database and transactions.

Every transaction that changes the chunks moves the catalog's generation up by one. A chunk knows
the generation that added it, a removal the one that took it away: so whatever is derived from the
catalog can be caught up from any generation.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    LargeBinary,
    Row,
    Select,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    select,
    tuple_,
)

from corpus.catalog import Catalog, drop, get_state, load, set_state
from corpus.database import slices
from corpus.duplicates import dropped
from corpus.feedback import forget_quotes
from corpus.tables import documents, metadata
from index.embeddings import embeddings, text_hash
from index.records import Chunk, Entry
from index.sentences import Span

_GENERATION = "generation"

chunks = Table(
    "chunks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text_hash", LargeBinary, nullable=False),
    Column("added", Integer, nullable=False),
    Index("chunks_by_document", "document_id"),
    Index("chunks_by_generation", "added"),
    # An id is never given twice: derived stores know chunks by it.
    sqlite_autoincrement=True,
)

removals = Table(
    "removals",
    metadata,
    Column("chunk_id", Integer, primary_key=True),
    Column("removed", Integer, nullable=False),
    Index("removals_by_generation", "removed"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk before it has an id: where it stands, and what the embedder is given for it."""

    span: Span
    embedded_text: str

    @property
    def text_hash(self) -> bytes:
        """The key of its embedding."""
        return text_hash(self.embedded_text)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A chunk with its text and what its document says of itself."""

    chunk: Chunk
    text: str
    title: str
    publisher: str | None
    published_at: str | None


def create_tables(catalog: Catalog) -> None:
    """Make the tables of this file where they are not there."""
    with catalog.writing() as connection:
        metadata.create_all(connection)


def generation(connection: Connection) -> int:
    """Tell how often the chunks have changed."""
    return int(get_state(connection, _GENERATION) or 0)


def next_generation(connection: Connection) -> int:
    """Move the generation up, for the changes of this transaction."""
    value = generation(connection) + 1
    set_state(connection, _GENERATION, str(value))
    return value


def replace_chunks(
    connection: Connection, document_id: str, version: str, pieces: Sequence[Piece], now: int
) -> None:
    """Let these be the chunks of a document, as of generation ``now``."""
    remove_chunks(connection, [document_id], now)
    rows = [
        {
            "document_id": document_id,
            "version": version,
            "start": piece.span.start,
            "end": piece.span.end,
            "text_hash": piece.text_hash,
            "added": now,
        }
        for piece in pieces
    ]
    if rows:
        connection.execute(insert(chunks), rows)


def remove_chunks(connection: Connection, document_ids: Sequence[str], now: int) -> None:
    """Take away the chunks of documents, as of generation ``now``."""
    ours = chunks.c.document_id.in_(document_ids)
    ids = connection.execute(select(chunks.c.id).where(ours)).scalars().all()
    if ids:
        connection.execute(
            insert(removals), [{"chunk_id": chunk_id, "removed": now} for chunk_id in ids]
        )
        connection.execute(delete(chunks).where(ours))


def drop_documents(connection: Connection, ids: Sequence[str]) -> None:
    """Take documents out of the archive, with their chunks and their place among the copies."""
    now = next_generation(connection)
    for some in slices(ids):
        remove_chunks(connection, some, now)
        dropped(connection, some)
        forget_quotes(connection, some)
        drop(connection, some)


def drop_unused_embeddings(connection: Connection) -> None:
    """Let go of embeddings that no chunk uses: they could tell of a removed text."""
    used = select(chunks.c.text_hash)
    connection.execute(delete(embeddings).where(embeddings.c.text_hash.not_in(used)))


def entries_since(
    connection: Connection, since: int, model: str, batch: int = 2048
) -> Iterator[list[Entry]]:
    """Give the chunks added after a generation and still there, with their vectors."""
    place, after = tuple_(chunks.c.added, chunks.c.id), (since + 1, 0)
    same = chunks.alias()
    first = (
        select(func.min(same.c.id))
        .where(same.c.document_id == chunks.c.document_id)
        .scalar_subquery()
    )
    while True:
        query = (
            _with_document(*chunks.c, embeddings.c.vector, first.label("article_id"))
            .join(
                embeddings,
                and_(embeddings.c.text_hash == chunks.c.text_hash, embeddings.c.model == model),
            )
            .where(place > after)
            .order_by(chunks.c.added, chunks.c.id)
            .limit(batch)
        )
        rows = connection.execute(query).all()
        if not rows:
            return
        after = (rows[-1].added, rows[-1].id)
        texts = _texts(connection, {row.document_id for row in rows})
        yield [_entry(row, texts[row.document_id]) for row in rows]


def removed_since(connection: Connection, since: int) -> list[int]:
    """List the chunks taken away after a generation."""
    query = select(removals.c.chunk_id).where(removals.c.removed > since)
    return list(connection.execute(query).scalars())


def load_chunks(connection: Connection, ids: Iterable[int]) -> dict[int, Loaded]:
    """Load chunks with what their documents say of themselves; ids that are gone are left out."""
    rows = connection.execute(_with_document(*chunks.c).where(chunks.c.id.in_(list(ids)))).all()
    texts = _texts(connection, {row.document_id for row in rows})
    return {
        row.id: Loaded(
            Chunk(row.id, row.document_id, row.version, row.start, row.end),
            texts[row.document_id][row.start : row.end],
            row.title,
            row.publisher,
            row.published_at,
        )
        for row in rows
    }


def count_chunks(connection: Connection) -> int:
    """Count the chunks in the archive."""
    return connection.execute(select(func.count()).select_from(chunks)).scalar_one()


def _with_document(*columns: ColumnElement[Any]) -> Select[Any]:
    about = documents.c
    return (
        select(
            *columns,
            about.title,
            about.publisher,
            about.published_at,
            about.published_day,
            about.language,
        )
        .select_from(chunks)
        .join(documents, about.id == chunks.c.document_id)
    )


def _texts(connection: Connection, ids: set[str]) -> dict[str, str]:
    """Load each article's text once, however many of its chunks are wanted."""
    return {kept.document.id: kept.document.text for kept in load(connection, ids)}


def _entry(row: Row[Any], text: str) -> Entry:
    return Entry(
        row.id,
        row.article_id,
        np.frombuffer(row.vector, dtype=np.float16).astype(np.float32),
        text[row.start : row.end],
        text if row.id == row.article_id else None,
        row.title,
        row.publisher,
        row.language,
        row.published_day,
    )
