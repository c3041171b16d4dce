"""One SQLite file in WAL mode: many readers beside one writer, across processes."""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event, text

from corpus.tables import SCHEMA, metadata

# Long enough for another process to finish a whole window of passages.
_BUSY_MS = 30_000
_PAUSE_MS = 20
_SMALLEST = 512
# SQLite allows some 32,000 bound values in a statement.
_MANY = 10_000
T = TypeVar("T")


class CatalogError(Exception):
    """The catalog cannot be opened; the message says where and what to do."""


def open_database(path: Path) -> Engine:
    """Open the catalog file, made anew where there is none.

    Raises:
        CatalogError: the folder is not writable, the file is no database, or it is of another
            version of Dateline.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite takes a file that is smaller than any database for an empty one, and overwrites it.
        if path.exists() and 0 < path.stat().st_size < _SMALLEST:
            raise CatalogError(f"cannot use {path}: file is not a database")
        _prepare(engine, path)
    except Exception as error:
        engine.dispose()
        if isinstance(error, OSError):
            raise CatalogError(f"cannot write to {path.parent}: {error.strerror}") from error
        if isinstance(cause := getattr(error, "orig", error), sqlite3.Error):
            raise CatalogError(f"cannot use {path}: {cause}{_hint(cause)}") from error
        raise
    return engine


def pack(engine: Engine, path: Path) -> None:
    """Write the file anew without what was deleted, and empty the log beside it.

    Raises:
        CatalogError: another process reads the file for too long.
    """
    raw = engine.raw_connection()
    try:
        raw.execute("VACUUM")
        (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        raise CatalogError(f"cannot pack {path}: {error}") from error
    finally:
        raw.close()
    if busy:
        raise CatalogError(f"cannot pack {path}: another process is reading it; try again")


def _hint(error: sqlite3.Error) -> str:
    closed = _code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    return "; it and its folder must be writable" if closed else ""


def _code(error: sqlite3.Error) -> int:
    """The kind of an error, without what SQLite adds to it in the higher bits."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _prepare(engine: Engine, path: Path) -> None:
    with engine.begin() as connection:
        found = connection.execute(text("PRAGMA user_version")).scalar_one()
    if found == SCHEMA:
        return
    if found:
        raise CatalogError(
            f"{path} was made by another version of Dateline (schema {found}, this one "
            f"reads {SCHEMA}); index into a fresh folder with DATELINE_HOME"
        )
    # As the one writer: of several processes that open a new archive, one makes it.
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
        connection.execute(text(f"PRAGMA user_version = {SCHEMA}"))


def _configure(connection: Any, _: object) -> None:
    # Transactions are begun by the "begin" event below, not by the driver.
    connection.isolation_level = None
    _use_wal(connection)
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: Any) -> None:
    """Two processes that make the same file do not wait for each other here: SQLite refuses one."""
    connection.execute("PRAGMA busy_timeout = 0")
    for left in reversed(range(_BUSY_MS // _PAUSE_MS)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or not left:
                raise
            time.sleep(_PAUSE_MS / 1000)


def _begin(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def slices(values: Iterable[T]) -> Iterator[list[T]]:
    """Cut values into parts that fit into one statement."""
    every = list(values)
    for first in range(0, len(every), _MANY):
        yield every[first : first + _MANY]
