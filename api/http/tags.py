"""Entity tags (RFC 9110, 8.8.3): whether a client has the document as it is now."""

from hashlib import sha256
from importlib.metadata import version

from corpus.catalog import Kept


def tag_of(kept: Kept, annotations: bool) -> str:
    """Name a document as it is written: its version, when it was indexed, by which program."""
    parts = (kept.document.version, kept.indexed_at, version("dateline"), str(annotations))
    return f'"{sha256(" ".join(parts).encode()).hexdigest()[:32]}"'


def matches(if_none_match: str | None, tag: str) -> bool:
    """Tell whether a tag is among those that a client has (RFC 9110, 13.1.2; compared weakly)."""
    if if_none_match is None:
        return False
    have = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag in have or have == ["*"]
