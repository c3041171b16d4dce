"""Web pages: the article without what stands around it, and what the page says of it."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import html
from trafilatura import bare_extraction

from corpus.decode import NotText
from corpus.document import Document, Note
from corpus.readers.fields import Fields
from corpus.readers.markup import decoded, paragraphs, storable, tree
from corpus.readers.source import Source

# htmldate looks through the text for anything like a date unless told not to. Its latest date is
# the clock's today otherwise.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}
_METAS = {
    "title": ("og:title", "twitter:title"),
    "publisher": ("og:site_name",),
    "published_at": ("article:published_time", "datepublished", "dc.date", "date"),
    "url": ("og:url",),
}
# Finding the article takes seconds for a million characters, and more than twice that for two.
_LONGEST = 1_000_000
_ARTICLES = ("Article", "Posting", "Report")


def read_page(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read the one article of a saved web page."""
    try:
        root, deep = tree(decoded(source.whole(handle)))
    except NotText as error:
        yield Note(source.name, str(error))
        return
    fields = Fields(source)
    _about(fields, root)
    text = article_text(root, fields)
    if deep:
        yield Note(source.name, "nested too deeply: what lies deepest is not read", bool(not text))
    if text:
        yield from fields.give(source.document_id(), text)
    elif not deep:
        yield Note(source.name, "no text on this page")


def article_text(root: html.HtmlElement, fields: Fields | None = None) -> str:
    """The article of a page as trafilatura finds it (Barbaresi 2021), else all its text.

    ``fields`` is offered what trafilatura reads from the page besides.
    """
    everything = paragraphs(root)
    if len(everything) > _LONGEST:
        return everything
    found: Any = bare_extraction(
        root, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    if found is None:
        return everything
    if fields:
        _offer(fields, "title", found.title, "page (trafilatura)")
        _offer(fields, "published_at", found.date, "page (trafilatura)")
        _offer(fields, "publisher", found.sitename, "page (trafilatura)")
        _offer(fields, "authors", (found.author or "").split("; "), "page (trafilatura)")
    lines = (line.strip() for line in (found.text or "").split("\n"))
    return storable("\n\n".join(line for line in lines if line)) or everything


def _about(fields: Fields, root: html.HtmlElement) -> None:
    """Offer what the page says of itself, the most exact first."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(key.lower(), meta.get("content") or "")
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            _offer(fields, "url", link.get("href"), "link rel=canonical")
    for name, keys in _METAS.items():
        for key in keys:
            _offer(fields, name, metas.get(key), key)
    article = _structured(root)
    _offer(fields, "title", article.get("headline"), "JSON-LD headline")
    _offer(fields, "published_at", article.get("datePublished"), "JSON-LD datePublished")
    publisher = "".join(_named(article.get("publisher"))[:1])
    _offer(fields, "publisher", publisher, "JSON-LD publisher")
    _offer(fields, "authors", _named(article.get("author")), "JSON-LD author")
    _offer(fields, "language", root.get("lang") or article.get("inLanguage"), "html lang")


def _offer(fields: Fields, name: str, value: object, place: str) -> None:
    """Offer a value; one that is nonsense is no reason to lose the article."""
    try:
        fields.offer(name, value, place)
    except (TypeError, ValueError):
        return


def _structured(root: html.HtmlElement) -> dict[str, Any]:
    """The first article that the page describes as JSON-LD (schema.org)."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting += thing
            elif isinstance(thing, dict):
                if any(kind in str(thing.get("@type")) for kind in _ARTICLES):
                    return thing
                waiting.append(thing.get("@graph"))
    return {}


def _named(value: object) -> list[str]:
    """The names of people or of an organisation, however they are written down."""
    listed = value if isinstance(value, list) else [value]
    found = [each.get("name") if isinstance(each, dict) else each for each in listed]
    return [name for name in found if isinstance(name, str) and name.strip()]
