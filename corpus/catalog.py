"""The truth of the archive: documents, their versions, and the files that they came from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.database import open_database, pack, slices
from corpus.document import Document
from corpus.tables import documents, forgotten, state, versions

_ABOUT = tuple(f.name for f in fields(Document) if f.name not in ("id", "text"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as the catalog holds it, with the moment when it was last indexed."""

    document: Document
    indexed_at: str


class Catalog:
    """Open one catalog file. Safe for threads; other processes may use the same file."""

    def __init__(self, path: Path) -> None:
        """Open or create ``path``.

        Raises:
            CatalogError: see ``open_database``.
        """
        self.path = path
        self.engine = open_database(path)
        self._writer = self.engine.execution_options(writes=True)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def pack(self) -> None:
        """Write the file anew without what was deleted, and empty the log beside it.

        Raises:
            CatalogError: another process reads the file for too long.
        """
        pack(self.engine, self.path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one unmoving state of the archive."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone may write; all is kept at the end, or nothing."""
        with self._writer.begin() as connection:
            yield connection

    def get(self, document_id: str) -> Kept | None:
        """Look up the current version of one document, with its text."""
        with self.reading() as connection:
            return next(iter(load(connection, [document_id])), None)

    def listed(
        self, after: str | None, limit: int, publisher: str | None = None
    ) -> Sequence[Row[Any]]:
        """List documents without their text, in order of id, from after a cursor."""
        query = select(documents).order_by(documents.c.id).limit(limit)
        if after is not None:
            query = query.where(documents.c.id > after)
        if publisher is not None:
            query = query.where(documents.c.publisher == publisher)
        with self.reading() as connection:
            return connection.execute(query).all()

    def publishers(self) -> Sequence[Row[Any]]:
        """Count the documents of each outlet, the largest first."""
        count = func.count().label("documents")
        query = select(documents.c.publisher, count).group_by(documents.c.publisher)
        with self.reading() as connection:
            return connection.execute(query.order_by(count.desc(), documents.c.publisher)).all()


def count_documents(connection: Connection) -> int:
    """Count the documents in the archive."""
    return connection.execute(select(func.count()).select_from(documents)).scalar_one()


def count_undated(
    connection: Connection, publisher: str | None = None, language: str | None = None
) -> int:
    """Count the documents that do not say when they were published, of an outlet or language."""
    query = select(func.count()).where(documents.c.published_day.is_(None))
    if publisher:
        query = query.where(documents.c.publisher == publisher)
    if language:
        query = query.where(documents.c.language == language)
    return connection.execute(query).scalar_one()


def count_versions(connection: Connection) -> int:
    """Count the versions kept, the current ones included."""
    return connection.execute(select(func.count()).select_from(versions)).scalar_one()


def load(connection: Connection, ids: Iterable[str]) -> list[Kept]:
    """Load current versions with their texts; ids that are not there are left out."""
    query = select(documents, versions.c.text).join(
        versions,
        (versions.c.document_id == documents.c.id) & (versions.c.version == documents.c.version),
    )
    return [
        Kept(_document(row.id, row.text, row._mapping), row.indexed_at)
        for some in slices(ids)
        for row in connection.execute(query.where(documents.c.id.in_(some)))
    ]


def load_version(connection: Connection, document_id: str, version: str) -> Document | None:
    """Load one version of one document, current or not."""
    query = select(versions).where(
        versions.c.document_id == document_id, versions.c.version == version
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else _document(document_id, row.text, row.about)


def repairs_of(connection: Connection, document_id: str) -> dict[str, list[list[Any]]]:
    """List what was altered in the current version, by field: (start, end, before, after, kind)."""
    query = select(versions.c.repairs).join(
        documents,
        (versions.c.document_id == documents.c.id) & (versions.c.version == documents.c.version),
    )
    found = connection.execute(query.where(documents.c.id == document_id)).scalar_one_or_none()
    return found or {}


def put(
    connection: Connection,
    document: Document,
    now: datetime,
    repairs: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Make this the current version of its document; earlier ones are kept."""
    about = {name: getattr(document, name) for name in _ABOUT}
    about |= {name: list(about[name]) for name in ("authors", "pages", "found_in")}
    moment = now.isoformat(timespec="seconds")
    day = document.published_day
    row = about | {"version": document.version, "indexed_at": moment}
    row["published_day"] = day.toordinal() if day else None
    statement = upsert(documents).values(id=document.id, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))
    kept = upsert(versions).values(
        document_id=document.id,
        version=document.version,
        text=document.text,
        about=about,
        repairs=dict(repairs),
        kept_at=moment,
    )
    # The same version may have been found in another place.
    connection.execute(
        kept.on_conflict_do_update(index_elements=["document_id", "version"], set_={"about": about})
    )


def drop(connection: Connection, ids: Sequence[str]) -> None:
    """Take documents and all their versions out of the archive."""
    for some in slices(ids):
        connection.execute(delete(versions).where(versions.c.document_id.in_(some)))
        connection.execute(delete(documents).where(documents.c.id.in_(some)))


def forget(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    """Remember that these were removed on purpose, so that their files do not bring them back."""
    moment = now.isoformat(timespec="seconds")
    rows = [{"document_id": document_id, "forgotten_at": moment} for document_id in ids]
    if rows:
        connection.execute(upsert(forgotten).on_conflict_do_nothing(), rows)


def forgotten_ids(connection: Connection) -> set[str]:
    """List the documents that were removed on purpose."""
    return set(connection.execute(select(forgotten.c.document_id)).scalars())


def remember(connection: Connection, ids: Iterable[str]) -> None:
    """Let documents that were removed on purpose come back."""
    for some in slices(ids):
        connection.execute(delete(forgotten).where(forgotten.c.document_id.in_(some)))


def get_state(connection: Connection, key: str) -> str | None:
    """Read one value that the archive keeps of itself."""
    return connection.execute(select(state.c.value).where(state.c.key == key)).scalar_one_or_none()


def set_state(connection: Connection, key: str, value: str) -> None:
    """Keep one value of the archive itself."""
    changed = connection.execute(update(state).where(state.c.key == key).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(state).values(key=key, value=value))


def _document(document_id: str, text: str, about: Any) -> Document:
    values = {name: about[name] for name in _ABOUT}
    return Document.from_json({"id": document_id, "text": text} | values)
