"""Which reader a fetched page is for: by what it begins with, its media type, then its name."""

import re
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from corpus.readers import READERS, unpacked
from corpus.readers.isolated import Reader, limited
from corpus.web.address import Url

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "application/zip": ".zip",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/markdown": ".md",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
}
# Types that servers give where they know no better: then the name tells more.
_VAGUE = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
_BEGINNINGS = {b"%pdf-": ".pdf", b"<!doctype html": ".html", b"<html": ".html"}
_XML = re.compile(r"(?:application|text)/(?:[\w.-]+\+)?xml")
_LISTING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:[\w.-]+:)?(?:rss|feed|RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)
_HEAD = 4096
_GZIP = b"\x1f\x8b"
_read_listing = limited("listing:read_listing")


def is_listing(kind: str, body: BinaryIO) -> bool:
    """Tell whether a page is a feed or a sitemap, whatever its server calls it."""
    if _LISTING.match(_beginning(body)):
        return True
    return bool(_XML.fullmatch(kind)) and kind != "application/xhtml+xml"


def reader_of(url: Url, kind: str, body: BinaryIO) -> Reader | None:
    """Find the reader for a page; one that came packed with gzip is unpacked on the way."""
    packed = _first(body).startswith(_GZIP)
    found = _read_listing if is_listing(kind, body) else _by_type(url, kind, packed)
    if found is None and kind in _VAGUE:
        head = _beginning(body).lstrip().lower()
        found = next(
            (READERS[_BEGINNINGS[one]] for one in _BEGINNINGS if head.startswith(one)), None
        )
    return unpacked(found) if found and packed else found


def _by_type(url: Url, kind: str, packed: bool) -> Reader | None:
    name = PurePosixPath(PurePosixPath(url.path).name.removesuffix(".gz"))
    by_name = READERS.get(name.suffix.lower())
    if kind in _SUFFIXES:
        return READERS[_SUFFIXES[kind]]
    if kind == "text/plain":
        return by_name or READERS[".txt"]
    return by_name if kind in _VAGUE or packed else None


def _beginning(body: BinaryIO) -> bytes:
    head = _first(body)
    if not head.startswith(_GZIP):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except zlib.error:
        return b""


def _first(body: BinaryIO) -> bytes:
    head = body.read(_HEAD)
    body.seek(0)
    return head
