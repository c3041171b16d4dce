"""The tables of the catalog. What other parts keep in the same database joins this metadata."""

import os

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

SCHEMA = 2

metadata = MetaData()


class PathBytes(TypeDecorator[str]):
    """A path as the bytes that the file system knows it by: names need not be UTF-8."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> bytes | None:
        """Python's form of a path, to bytes."""
        return None if value is None else os.fsencode(value)

    def process_result_value(self, value: bytes | None, _: Dialect) -> str | None:
        """Bytes, to Python's form of a path."""
        return None if value is None else os.fsdecode(value)


documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("published_at", Text),
    Column("published_day", Integer, comment="proleptic ordinal, for windows"),
    Column("authors", JSON, nullable=False),
    Column("url", Text),
    Column("language", Text),
    Column("pages", JSON, nullable=False, comment="offsets where pages start"),
    Column("found_in", JSON, nullable=False, comment="pairs: a field, where its value stood"),
    Column("indexed_at", Text, nullable=False),
    Index("documents_by_publisher", "publisher"),
    Index("documents_by_day", "published_day"),
)

versions = Table(
    "versions",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("about", JSON, nullable=False, comment="the other fields of the document"),
    Column("repairs", JSON, nullable=False, comment="what was altered, by field"),
    Column("kept_at", Text, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("path", PathBytes, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("settings", Text, nullable=False, comment="what the user said of it when it was read"),
    Column("notes", JSON, nullable=False),
)

origins = Table(
    "origins",
    metadata,
    Column("path", PathBytes, primary_key=True),
    Column("document_id", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("read", Text, nullable=False, comment="hash of what was read, before its repair"),
    ForeignKeyConstraint(["path"], ["files.path"], ondelete="CASCADE"),
    Index("origins_by_document", "document_id"),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("forgotten_at", Text, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

signatures = Table(
    "signatures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="order of arrival"),
    Column("document_id", Text, nullable=False, unique=True),
    Column("version", Text, nullable=False),
    Column("cluster", Integer, nullable=False, comment="number of its first member"),
    Column("content", LargeBinary, nullable=False, comment="hash of what is compared"),
    Column("sketch", LargeBinary, nullable=False, comment="the smallest hashes of its shingles"),
    Index("signatures_by_cluster", "cluster"),
)

shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    # The key is all there is to a row: kept once, not as a row and an index.
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("earlier", Text, primary_key=True),
    Column("later", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("differences", JSON, nullable=False),
    Index("links_by_later", "later"),
)
