"""RSS and Atom feeds saved as files: a document for each entry."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser

from corpus.decode import NotText
from corpus.document import Document, Note
from corpus.readers.fields import Fields
from corpus.readers.markup import Hostile, fragment_text, refuse_entities, storable
from corpus.readers.places import ENTRY
from corpus.readers.source import Source

_ADDRESS = re.compile(r"\S+@\S+\s+\((?P<name>[^()]+)\)")
_WEB = ("http://", "https://")
# What feedparser reports though all was read.
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


def read_feed(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read every entry of a feed that carries text."""
    try:
        data = source.whole(handle)
        refuse_entities(data)
    except (NotText, Hostile) as error:
        yield Note(source.name, str(error))
        return
    yield from entries(data, source)


def entries(data: bytes, source: Source) -> Iterator[Document | Note]:
    """Read every entry of a feed.

    Of a feed that was fetched, an entry that links to its article and does not carry it comes
    without text: it is to be read there.
    """
    feed = feedparser.parse(data, response_headers={"content-location": source.address})
    if not feed.version:
        yield Note(source.name, "an XML file, but no RSS or Atom feed")
        return
    empty = 0
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        fields = _described(entry, feed.feed, source)
        elsewhere = source.address and fields.get("url") and not _content(entry)
        text = "" if elsewhere else storable(_text(entry)).strip()
        given = fields.get("url") or str(entry.get("id") or "") or source.document_id(number)
        if not text and not elsewhere:
            empty += 1
        elif given in seen:
            yield Note(f"{source.name}:{number}", f"id {given!r} was given before")
        else:
            seen.add(given)
            yield from fields.give(given, text)
    if empty:
        yield Note(source.name, f"{empty} entries hold no text")
    if not feed.entries:
        yield Note(source.name, "a feed without entries")
    if feed.bozo and not isinstance(feed.bozo_exception, _HARMLESS):
        reason = f"not a whole feed: {feed.bozo_exception}"
        yield Note(source.name, reason, incomplete=True)


def _content(entry: Any) -> str:
    """The longest text among the contents of an entry; its summary is none of them."""
    values = [part.get("value", "") for part in entry.get("content", [])]
    return max((fragment_text(value) for value in values), key=len, default="")


def _text(entry: Any) -> str:
    """The longest text that the entry carries: its content, else its summary."""
    return max(_content(entry), fragment_text(entry.get("summary", "")), key=len)


def _people(entry: Any) -> list[str]:
    """Who wrote it. feedparser cuts addresses of newer domains apart, so RSS is parsed here."""
    if named := _ADDRESS.fullmatch(storable(entry.get("author", ""))):
        return [named["name"]]
    return [storable(person.get("name", "")) for person in entry.get("authors", [])]


def _described(entry: Any, feed: Any, source: Source) -> Fields:
    fields = Fields(source)
    fields.offer("title", fragment_text(storable(entry.get("title", ""))), "entry title")
    link = storable(entry.get("link", ""))
    fields.offer("url", link if link.startswith(_WEB) else "", ENTRY)
    for key in ("published", "updated"):
        fields.offer("published_at", storable(entry.get(key, "")), f"entry {key}")
    fields.offer("authors", _people(entry), "entry author")
    origin = entry.get("source", {}).get("title", "") if entry.get("source") else ""
    fields.offer("publisher", storable(origin), "entry source")
    fields.offer("publisher", storable(feed.get("title", "")), "feed title")
    fields.offer("language", storable(feed.get("language", "")), "feed language")
    return fields
