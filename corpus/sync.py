"""What changed in the folders since last time, and the record of which file gave which document."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, select
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.document import Document, Note
from corpus.language import with_language
from corpus.readers import formats, reader_for
from corpus.readers.source import Source, shown, unexpected
from corpus.tables import files, origins
from corpus.web.address import Place
from corpus.web.record import Page

_UNFINISHED = -1


@dataclass(frozen=True, slots=True)
class File:
    """A file as it lies on disk now; ``anew`` where other things were said of it before."""

    path: Path
    size: int
    mtime_ns: int
    anew: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """A version of a document that a file gave, and the hash of what was read there."""

    document_id: str
    version: str
    read: str


@dataclass(slots=True)
class Scan:
    """What a look at the folders found, before anything is read."""

    changed: list[File] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    missing: list[Note] = field(default_factory=list)

    @property
    def total_bytes(self) -> int:
        """Bytes to read."""
        return sum(file.size for file in self.changed)


def scan(connection: Connection, roots: Sequence[Path], settings: Callable[[Path], str]) -> Scan:
    """Compare files below ``roots`` (absolute) with what the catalog last read of them.

    ``settings`` tells what was said of a file; one read under others is to be read again.
    """
    result = Scan()
    known = {row.path: row for row in connection.execute(select(files))}
    present: set[str] = set()
    asked: set[str] = set()
    for root in dict.fromkeys(roots):
        trouble = _trouble(root)
        if trouble and not (str(root) in known and _is_gone(str(root))):
            result.missing.append(trouble)
            continue
        asked.add(str(root))
        for file in _walk(root, result):
            if str(file.path) not in present:
                present.add(str(file.path))
                _compare(file, known.get(str(file.path)), settings(file.path), result)
    result.gone = [
        path for path in known if path not in present and _is_below(path, asked) and _is_gone(path)
    ]
    # Where one root lies in another, what is wrong there was seen twice.
    result.notes = list(dict.fromkeys(result.notes))
    return result


def _trouble(root: Path) -> Note | None:
    try:
        root.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Note(shown(str(root)), "no such file or folder")
    except OSError as error:
        return _note(str(root), error)
    return None


def _is_gone(path: str) -> bool:
    """Whether there is surely no such file; one that cannot be looked at may be there."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False


def _is_below(path: str, roots: set[str]) -> bool:
    return path in roots or any(str(folder) in roots for folder in Path(path).parents)


def _walk(root: Path, result: Scan) -> Iterator[File]:
    if not root.is_dir():
        if root.exists():
            yield from _file(root, result)
        return
    # Not os.walk: in Python 3.11 it recurses, and a thousand folders in one another are too many.
    waiting = [str(root)]
    while waiting:
        folder, inside = waiting.pop(), []
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            result.notes.append(_note(folder, error))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() and os.path.isdir(entry.path):
                _say_not_followed(entry.path, root, result)
            elif entry.is_dir(follow_symlinks=False):
                inside.append(entry.path)
            else:
                yield from _file(Path(entry.path), result)
        waiting += reversed(inside)


def _say_not_followed(link: str, root: Path, result: Scan) -> None:
    """What lies below the root is read anyway."""
    if not Path(os.path.realpath(link)).is_relative_to(root):
        reason = "a link to a folder is not followed; name the folder itself"
        result.notes.append(Note(shown(link), reason))


def _file(path: Path, result: Scan) -> Iterator[File]:
    try:
        about = path.stat()
    except OSError as error:
        result.notes.append(_note(str(path), error))
        return
    where = shown(str(path))
    if not stat.S_ISREG(about.st_mode):
        result.notes.append(Note(where, "not a regular file"))
    elif reader_for(path) is None:
        kind = shown(path.suffix) or "no suffix"
        result.notes.append(Note(where, f"no reader for {kind} files (known: {formats()})"))
    else:
        yield File(path, about.st_size, about.st_mtime_ns)


def _note(path: str, error: OSError) -> Note:
    return Note(shown(path), error.strerror or str(error))


def _compare(file: File, row: Row[Any] | None, settings: str, result: Scan) -> None:
    if row and (row.size, row.mtime_ns, row.settings) == (file.size, file.mtime_ns, settings):
        result.unchanged += 1
        result.notes += [Note(*note) for note in row.notes]
        return
    try:
        # One that cannot be opened is not recorded: its permissions may change, and nothing else.
        file.path.open("rb").close()
    except OSError as error:
        result.notes.append(_note(str(file.path), error))
        return
    anew = row is None or row.settings != settings
    result.changed.append(replace(file, anew=anew))


def read(file: File, source: Source) -> Iterator[tuple[Document | Note, int]]:
    """Read the documents of one file, each with the count of bytes that lie behind.

    Whatever a reader raises becomes a note: no file may end a run.
    """
    reader = reader_for(file.path)
    assert reader is not None, "a scan lists only what can be read"
    try:
        with file.path.open("rb") as handle:
            for item in reader(handle, source):
                done = min(handle.tell(), file.size)
                yield with_language(item) if isinstance(item, Document) else item, done
    except OSError as error:
        yield replace(_note(str(file.path), error), incomplete=True), file.size
    except Exception as error:
        yield unexpected(source.name, error), file.size


def record_origin(connection: Connection, path: Place, given: Given) -> None:
    """Note that this file gives this version of this document."""
    blank = {"size": _UNFINISHED, "mtime_ns": 0, "settings": "", "notes": []}
    connection.execute(upsert(files).values(path=str(path), **blank).on_conflict_do_nothing())
    row = {"version": given.version, "read": given.read}
    statement = upsert(origins).values(path=str(path), document_id=given.document_id, **row)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["path", "document_id"], set_=row)
    )


def record_file(
    connection: Connection, file: File | Page, settings: str, notes: Iterable[Note]
) -> None:
    """Note that a file or page was read to its end."""
    row = {
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "settings": settings,
        "notes": [[note.where, note.reason, note.left_out, note.incomplete] for note in notes],
    }
    statement = upsert(files).values(path=str(file.path), **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=row))


def forget_file(connection: Connection, path: str) -> None:
    """Take a file that is gone out of the record."""
    connection.execute(delete(files).where(files.c.path == path))


def given_by(connection: Connection, path: str) -> dict[str, Given]:
    """What a file gave when it was last read, by the document's id."""
    rows = connection.execute(
        select(origins.c.document_id, origins.c.version, origins.c.read).where(
            origins.c.path == path
        )
    )
    return {row.document_id: Given(*row) for row in rows}


def unlink(connection: Connection, path: str, ids: Sequence[str]) -> list[str]:
    """Note that a file no longer holds these documents.

    Returns:
        Those that no file gives any more.
    """
    orphans = []
    for document_id in ids:
        connection.execute(
            delete(origins).where(origins.c.path == path, origins.c.document_id == document_id)
        )
        left = exists().where(origins.c.document_id == document_id)
        if not connection.execute(select(left)).scalar_one():
            orphans.append(document_id)
    return orphans
