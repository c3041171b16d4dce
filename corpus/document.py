"""A document and its version. From here on a text is final: offsets into it never move."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

# What says nothing about the article itself.
_UNVERSIONED = ("id", "found_in")


@dataclass(frozen=True)
class Document:
    """One article as the archive keeps it.

    ``published_at`` is an ISO 8601 date, or a date-time with its zone. Offsets anywhere in the
    project count the Unicode code points of ``text``, end exclusive. ``pages`` holds the offset
    where each page starts, the first being 0; it is empty where the format has no pages.
    ``found_in`` tells where values came from: ``("publisher", "og:site_name")``.
    """

    id: str
    text: str
    title: str = ""
    publisher: str | None = None
    published_at: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()
    found_in: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Document":
        """Build one from its fields as JSON holds them: lists for tuples."""
        listed = {name: tuple(values[name]) for name in ("authors", "pages")}
        places = tuple((name, place) for name, place in values["found_in"])
        return cls(**(dict(values) | listed | {"found_in": places}))

    @cached_property
    def version(self) -> str:
        """``sha256:`` and the hash of what the article is: any change is a new version."""
        content = {f.name: getattr(self, f.name) for f in fields(self)}
        for name in _UNVERSIONED if self.pages else (*_UNVERSIONED, "pages"):
            del content[name]
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def published_day(self) -> date | None:
        """The day of publication as its outlet counted it, in the zone that it gave."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which the character at an offset stands."""
        return bisect_right(self.pages, offset) or None

    def filled(self, name: str, value: str | None, place: str) -> "Document":
        """The same document, with a value for a field that was left open."""
        if getattr(self, name) or not value:
            return self
        values: dict[str, Any] = {name: value, "found_in": (*self.found_in, (name, place))}
        return replace(self, **values)

    def with_defaults(self, publisher: str | None) -> "Document":
        """The same document, with what its source left open filled in."""
        return self.filled("publisher", publisher, "--publisher")


@dataclass(frozen=True, slots=True)
class Note:
    """One line to the user about one place in their input.

    ``incomplete`` says that reading broke off there: what a file gave before may still be in it.
    """

    where: str
    reason: str
    left_out: bool = True
    incomplete: bool = False
