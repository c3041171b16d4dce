"""What a reader is told about the file it reads."""

import hashlib
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from corpus.decode import NotText
from corpus.document import Note

_DERIVED = re.compile(r".+-[0-9a-f]{16}(?:-\d+)?(?:\.\d+)?")


def is_derived(document_id: str) -> bool:
    """Tell whether an id looks like one that was derived from a path."""
    return _DERIVED.fullmatch(document_id) is not None


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its absolute path, and what the user said that holds for all its documents.

    ``address`` is the URL that it was fetched from, where it was.
    """

    path: Path
    publisher: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    max_bytes: int = 20_000_000
    address: str = ""

    @property
    def name(self) -> str:
        """The path or URL as shown to the user: one line, whatever the file is called."""
        return shown(self.address or str(self.path))

    def document_id(self, part: int | None = None) -> str:
        """Derive an id from the path or URL (and a line in it), never from the content."""
        if self.address:
            return self.address if part is None else f"{self.address}#{part}"
        stem = re.sub(r"[^\w.-]+", "-", self.path.name.split(".")[0]).strip("-")[:60]
        digest = hashlib.sha256(str(self.path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        return f"{stem or 'document'}-{digest}" + (f"-{part}" if part is not None else "")

    def whole(self, handle: BinaryIO, times: int = 1) -> bytes:
        """Read a file that holds one document, of up to ``times`` the limit where it is packed.

        Raises:
            NotText: it is larger than the limit.
        """
        limit = self.max_bytes * times
        data = handle.read(limit + 1)
        if len(data) > limit:
            raise NotText(too_large(limit))
        return data

    def member(self, name: str) -> "Source":
        """A file inside this one."""
        address = self.address and f"{self.address}!/{name}"
        return replace(self, path=Path(f"{self.path}!/{name}"), address=address)


def shown(path: str) -> str:
    """Write a path, or a part of one, so that it stays on one line of any terminal."""
    return path if path.isprintable() else path.encode("unicode_escape").decode()


def too_large(max_bytes: int) -> str:
    """Say what the limit is and how to move it."""
    return (
        f"larger than {max_bytes // 1_000_000} MB for one document; "
        "split it, or raise DATELINE_MAX_DOCUMENT_MB"
    )


def unexpected(where: str, error: Exception) -> Note:
    """A note on an error that no reader foresaw."""
    said = " ".join(str(error).split())[:160]
    reason = f"cannot be read ({type(error).__name__}{': ' if said else ''}{said})"
    return Note(where, shown(reason), incomplete=True)
