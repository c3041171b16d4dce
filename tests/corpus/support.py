"""Short ways to documents, for the tests of the corpus."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus import sync
from corpus.document import Document, Note
from corpus.readers import reader_for
from corpus.readers.source import Source

NOW = datetime(2025, 3, 1, 12, 30, tzinfo=UTC)
LATER = datetime(2025, 4, 2, 8, 0, tzinfo=UTC)


def read(name: str, data: bytes, **said: Any) -> tuple[list[Document], list[Note]]:
    """Read bytes as the file ``name``; ``said`` is what the user says of it."""
    path = Path("/archive") / name
    reader = reader_for(path)
    assert reader is not None
    items = list(reader(io.BytesIO(data), Source(path, **said)))
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, Note)]


def read_one(name: str, data: bytes, **said: Any) -> Document:
    """Read a file that gives one document and no notes."""
    documents, notes = read(name, data, **said)
    assert (len(documents), notes) == (1, [])
    return documents[0]


def refusal(name: str, data: bytes, **said: Any) -> str:
    """Read a file that gives no document; tell the one reason."""
    documents, notes = read(name, data, **said)
    assert documents == []
    assert [note.left_out for note in notes] == [True]
    return notes[0].reason


def read_path(path: Path, **said: Any) -> tuple[list[Document], list[Note]]:
    """Read a file on disk, with all that is done to what a reader gives."""
    file = sync.File(path, path.stat().st_size, 0)
    items = [item for item, _ in sync.read(file, Source(path, **said))]
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, Note)]
