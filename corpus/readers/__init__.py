"""The table from suffix to reader. A reader turns one open file into documents and notes."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from corpus.document import Document, Note
from corpus.readers import jsonl, text
from corpus.readers.source import Source

Reader = Callable[[BinaryIO, Source], Iterator[Document | Note]]

READERS: dict[str, Reader] = {
    ".txt": text.read_text,
    ".text": text.read_text,
    ".md": text.read_markdown,
    ".markdown": text.read_markdown,
    ".jsonl": jsonl.read_jsonl,
    ".ndjson": jsonl.read_jsonl,
}


def reader_for(path: Path) -> Reader | None:
    """Find the reader by suffix; ``.gz`` after it is unpacked on the way."""
    suffix = path.suffix.lower()
    if suffix == ".gz":
        inner = READERS.get(Path(path.stem).suffix.lower())
        return inner and _unpacked(inner)
    return READERS.get(suffix)


def formats() -> str:
    """Name the suffixes that can be read, for messages."""
    return ", ".join(READERS) + ", each also with .gz"


def _unpacked(inner: Reader) -> Reader:
    def read(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
        try:
            with gzip.open(handle) as unpacked:
                yield from inner(cast(BinaryIO, unpacked), source)
        except (OSError, EOFError, zlib.error) as error:
            yield Note(source.name, f"not a whole gzip file: {error}")

    return read
