"""Build and open an archive: the one place that chooses a Store.

It also keeps the store level with the catalog.
"""

import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from corpus.catalog import (
    Catalog,
    count_documents,
    count_versions,
    forget,
    get_state,
    set_state,
)
from index import embeddings, passages
from index.catchup import catch_up
from index.chunking import Chunking
from index.disk import size_of
from index.local import LocalStore
from index.orders import Roots, roots_from_json
from index.records import Embedder

LAST_SYNC, ROOTS = "last_sync", "roots"
_ID, _MODEL, _DIMENSION, _CHUNKING = "id", "model", "dimension", "chunking"


class ArchiveError(Exception):
    """The archive cannot be used so; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Chunks in the catalog and in each derived index, and documents."""

    documents: int
    chunks: int
    vectors: int
    keywords: int


class Archive:
    """One data folder, opened: its catalog, and the store derived from it."""

    def __init__(self, home: Path, embedder: Embedder, chunking: Chunking | None = None) -> None:
        """Open the data folder, made anew where there is none.

        Raises:
            CatalogError: the folder cannot be written, or holds something else.
            ArchiveError: it was indexed with another model or chunking.
        """
        self.home, self.embedder = home, embedder
        self.catalog = Catalog(home / "catalog.sqlite")
        passages.create_tables(self.catalog)
        self.chunking = chunking or Chunking()
        self._lock = FileLock(home / "write.lock")
        self._refreshing = Lock()
        with self.catalog.writing() as connection:
            if get_state(connection, _ID) is None:
                set_state(connection, _ID, uuid.uuid4().hex[:12])
            self._agree(connection)
        self._store: LocalStore | None = None

    @property
    def store(self) -> LocalStore:
        """The store, loaded at first use."""
        if self._store is None:
            with self._refreshing:
                if self._store is None:
                    self._store = self._open_store()
        return self._store

    def close(self) -> None:
        """Let go of all files."""
        if self._store is not None:
            self._store.close()
        self.catalog.close()

    @contextmanager
    def writer(self, patience: float = 0) -> Iterator[None]:
        """Be the one process that indexes; wait ``patience`` seconds for another to end.

        Raises:
            ArchiveError: another process is indexing into this folder.
        """
        try:
            with self._lock.acquire(timeout=patience):
                try:
                    yield
                finally:
                    if self._store is not None and self._lock.lock_counter == 1:
                        self._store.keywords.release()
        except Timeout as error:
            raise ArchiveError(
                f"another process is indexing into {self.home}; wait for it to end"
            ) from error

    def claim(self) -> None:
        """As its writer, remember the model and the chunking that its chunks are made with.

        Raises:
            ArchiveError: it holds chunks made with another model or chunking.
        """
        with self.catalog.writing() as connection:
            self._agree(connection)
            set_state(connection, _MODEL, self.embedder.name)
            set_state(connection, _CHUNKING, self.chunking.name)

    def generation(self) -> int:
        """How often the chunks of the catalog have changed."""
        with self.catalog.reading() as connection:
            return passages.generation(connection)

    def refresh(self) -> None:
        """Bring the store level with the catalog, whoever changed it. Cheap when it is level."""
        store, now = self.store, self.generation()
        if store.vectors.generation == now == store.keywords.generation:
            return
        with self._refreshing:
            if store.vectors.generation != now:
                catch_up(self.catalog, store.vectors, self.embedder.name)
            if store.keywords.generation != now:
                store.keywords.reload()
            if store.keywords.generation != now:
                self._write_keywords(store)

    def save(self) -> None:
        """Write the derived indexes to disk, where another process is not doing so."""
        store = self.store
        with suppress(ArchiveError), self.writer():
            store.save()

    def rebuild(self) -> None:
        """Make the derived indexes again from the catalog.

        Other processes see the old words until the new ones are complete.

        Raises:
            ArchiveError: another process is indexing into this folder.
        """
        store = self.store
        with self.writer(), self._refreshing:
            catch_up(self.catalog, store.vectors, self.embedder.name, afresh=True)
            catch_up(self.catalog, store.keywords, self.embedder.name, afresh=True)
            store.save()

    def compact(self) -> tuple[int, int]:
        """Leave nothing of what was removed in any file, and make the files small.

        Returns:
            The bytes on disk before and after.

        Raises:
            ArchiveError: another process is indexing into this folder.
            CatalogError: another process reads the catalog for so long that it cannot be packed.
        """
        with self.writer():
            before = size_of(self.home)
            with self.catalog.writing() as connection:
                passages.drop_unused_embeddings(connection)
            self.rebuild()
            self.store.keywords.tidy()
            self.catalog.pack()
            return before, size_of(self.home)

    def remove(self, ids: Sequence[str], now: datetime) -> tuple[Counts, Counts]:
        """Forget documents, so that no search finds them and no file brings them back.

        Returns:
            The counts before and after.
        """
        self.refresh()
        before = self.counts()
        with self.catalog.writing() as connection:
            passages.drop_documents(connection, ids)
            forget(connection, ids, now)
        self.refresh()
        return before, self.counts()

    def counts(self) -> Counts:
        """Count what the catalog and the store hold."""
        with self.catalog.reading() as connection:
            held = count_documents(connection), passages.count_chunks(connection)
        sizes = self.store.counts()
        return Counts(*held, sizes["vectors"], sizes["keywords"])

    def status(self) -> dict[str, Any]:
        """Tell what the archive holds, without loading the model or the store."""
        with self.catalog.reading() as connection:
            return {
                "documents": count_documents(connection),
                "versions": count_versions(connection),
                "chunks": passages.count_chunks(connection),
                "embeddings": embeddings.count(connection),
                "generation": passages.generation(connection),
                "model": self.embedder.name,
                "chunking": self.chunking.name,
                "last_sync": get_state(connection, LAST_SYNC),
            }

    def roots(self) -> Roots:
        """Tell which files and folders were named to index so far, and what was said of them."""
        with self.catalog.reading() as connection:
            return roots_from_json(get_state(connection, ROOTS) or "{}")

    def _agree(self, connection: Connection) -> None:
        """Hold the archive to the model and the chunking that its chunks were made with."""
        if not passages.generation(connection):
            return
        model, chunking = get_state(connection, _MODEL), get_state(connection, _CHUNKING)
        if model != self.embedder.name:
            raise ArchiveError(
                f"{self.home} was indexed with the model {model!r}, not {self.embedder.name!r}: "
                f"set DATELINE_EMBEDDER={model}, or index into a fresh folder with DATELINE_HOME"
            )
        if chunking != self.chunking.name:
            raise ArchiveError(
                f"{self.home} was cut as {chunking!r}, this version cuts as "
                f"{self.chunking.name!r}: index into a fresh folder with DATELINE_HOME"
            )

    def _open_store(self) -> LocalStore:
        with self.catalog.reading() as connection:
            self._agree(connection)
            archive_id = get_state(connection, _ID)
            dimension = get_state(connection, _DIMENSION)
            begun = passages.generation(connection)
        if dimension is None:
            dimension = str(self.embedder.dimension)
            if begun:
                with self.catalog.writing() as connection:
                    set_state(connection, _DIMENSION, dimension)
        # The folder carries the catalog's own id: an index beside another catalog is not its own.
        folder = self.home / f"index-{archive_id}"
        for stale in self.home.glob("index-" + "[0-9a-f]" * 12):
            if stale != folder:
                shutil.rmtree(stale, ignore_errors=True)
        return LocalStore(folder, self.embedder.name, int(dimension), self.chunking.name)

    def _write_keywords(self, store: LocalStore) -> None:
        """Write the words, unless another process is at it: then they come with its next commit."""
        with suppress(ArchiveError), self.writer():
            store.keywords.reload()
            catch_up(self.catalog, store.keywords, self.embedder.name)
