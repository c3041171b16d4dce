"""The table from suffix to reader. A reader turns one open file into documents and notes."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from corpus.document import Document, Note
from corpus.readers import jsonl, table, text
from corpus.readers.isolated import Reader, find, limited
from corpus.readers.source import Source

# Formats whose parsers can be attacked, each with its ``module:function`` of this package.
RISKY = {
    ".html": "page:read_page",
    ".htm": "page:read_page",
    ".xhtml": "page:read_page",
    ".pdf": "pdf:read_pdf",
    ".docx": "office:read_docx",
    ".epub": "epub:read_epub",
    ".eml": "mail:read_eml",
    ".mbox": "mail:read_mbox",
    ".rss": "feed:read_feed",
    ".atom": "feed:read_feed",
    ".xml": "feed:read_feed",
    ".zip": "zipped:read_zip",
}

READERS: dict[str, Reader] = {
    ".txt": text.read_text,
    ".text": text.read_text,
    ".md": text.read_markdown,
    ".markdown": text.read_markdown,
    ".jsonl": jsonl.read_jsonl,
    ".ndjson": jsonl.read_jsonl,
    ".csv": table.read_table,
    ".tsv": table.read_table,
    **{suffix: limited(reader) for suffix, reader in RISKY.items()},
}


def reader_for(path: Path) -> Reader | None:
    """Find the reader by suffix; ``.gz`` after it is unpacked on the way."""
    return _by_suffix(path, READERS.get)


def reader_inside(path: Path) -> Reader | None:
    """Find the reader for a member of an archive: by then, this is the worker."""

    def find_here(suffix: str) -> Reader | None:
        return find(RISKY[suffix]) if suffix in RISKY else READERS.get(suffix)

    return _by_suffix(path, find_here)


def _by_suffix(path: Path, look_up: Callable[[str], Reader | None]) -> Reader | None:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        inner = look_up(Path(path.stem).suffix.lower())
        return inner and unpacked(inner)
    return look_up(suffix)


def formats() -> str:
    """Name the suffixes that can be read, for messages."""
    return ", ".join(READERS) + ", each also with .gz"


def unpacked(inner: Reader) -> Reader:
    """Let a reader have what lies in a gzip file."""

    def read(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
        try:
            with gzip.open(handle) as unpacked:
                yield from inner(cast(BinaryIO, unpacked), source)
        except (OSError, EOFError, zlib.error) as error:
            yield Note(source.name, f"not a whole gzip file: {error}", incomplete=True)

    return read
