"""The embedding table, in the catalog's own database: each text is embedded once by each model."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Column, Connection, LargeBinary, Table, Text, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.database import slices
from corpus.tables import metadata
from index.records import Vectors

embeddings = Table(
    "embeddings",
    metadata,
    Column("text_hash", LargeBinary, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)


def text_hash(text: str) -> bytes:
    """Hash what the embedder is given, to 16 bytes."""
    return hashlib.sha256(text.encode("utf-8")).digest()[:16]


def missing(connection: Connection, hashes: Iterable[bytes], model: str) -> set[bytes]:
    """Tell which of these texts the model has not embedded yet."""
    wanted = list(dict.fromkeys(hashes))
    found: set[bytes] = set()
    for some in slices(wanted):
        query = select(embeddings.c.text_hash).where(
            embeddings.c.model == model, embeddings.c.text_hash.in_(some)
        )
        found.update(connection.execute(query).scalars())
    return set(wanted) - found


def keep(connection: Connection, hashes: Sequence[bytes], vectors: Vectors, model: str) -> None:
    """Keep vectors as float16, which holds the cosine of unit vectors to three digits."""
    halves = vectors.astype(np.float16)
    rows = [
        {"text_hash": key, "model": model, "vector": half.tobytes()}
        for key, half in zip(hashes, halves, strict=True)
    ]
    if rows:
        connection.execute(upsert(embeddings).on_conflict_do_nothing(), rows)


def count(connection: Connection) -> int:
    """Count the embeddings kept."""
    return connection.execute(select(func.count()).select_from(embeddings)).scalar_one()
