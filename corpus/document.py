"""A document and its version. From here on a text is final: offsets into it never move."""

import hashlib
import json
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Document:
    """One article as the archive keeps it.

    ``published_at`` is an ISO 8601 date, or a date-time with its zone. Offsets anywhere in the
    project count the Unicode code points of ``text``, end exclusive.
    """

    id: str
    text: str
    title: str = ""
    publisher: str | None = None
    published_at: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None

    @cached_property
    def version(self) -> str:
        """``sha256:`` and the hash of everything but the id: any change is a new version."""
        content = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "id"}
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def published_day(self) -> date | None:
        """The day of publication as its outlet counted it, in the zone that it gave."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None

    def with_defaults(self, publisher: str | None) -> "Document":
        """The same document, with what its source left open filled in."""
        return replace(self, publisher=self.publisher or publisher)


@dataclass(frozen=True, slots=True)
class Note:
    """One line to the user about one place in their input."""

    where: str
    reason: str
    left_out: bool = True
