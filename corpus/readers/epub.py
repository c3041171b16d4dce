"""EPUB: a document for each chapter."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree

from corpus.decode import NotText
from corpus.document import Document, Note
from corpus.readers.fields import Fields
from corpus.readers.markup import Hostile, decoded, paragraphs, storable, tree, xml_root
from corpus.readers.package import PACKED, checked
from corpus.readers.source import Source, too_large

_CONTAINER = "META-INF/container.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html")
_XML = (".xml", ".opf", ".xhtml", ".html", ".htm", ".ncx")
# Title pages and the like hold less.
_FEWEST_WORDS = 20


def read_epub(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read a document from every chapter that holds more than a heading."""
    try:
        data = source.whole(handle, PACKED)
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            checked(book, source.max_bytes, _XML)
            yield from _book(book, source)
    except (NotText, Hostile) as error:
        yield Note(source.name, str(error))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        yield Note(source.name, f"not a whole EPUB file: {error}", incomplete=True)


def _book(book: zipfile.ZipFile, source: Source) -> Iterator[Document | Note]:
    container = xml_root(book.read(_CONTAINER))
    opf_name = str(container.xpath("string(//*[local-name()='rootfile']/@full-path)"))
    opf = xml_root(book.read(opf_name))
    chapters = 0
    for name in _spine(opf, posixpath.dirname(opf_name)):
        part = source.member(name)
        try:
            root, deep = tree(decoded(book.read(name)))
        except (NotText, KeyError) as error:
            yield Note(part.name, f"a chapter that cannot be read: {error}")
            continue
        text = paragraphs(root)
        if deep:
            yield Note(part.name, "nested too deeply: what lies deepest is not read", not text)
        if len(text) > source.max_bytes:
            yield Note(part.name, too_large(source.max_bytes))
        elif len(text.split()) >= _FEWEST_WORDS:
            chapters += 1
            yield from _described(opf, root, part).give(part.document_id(), text)
    if not chapters:
        yield Note(source.name, "no chapter with text")


def _spine(opf: etree._Element, folder: str) -> Iterator[str]:
    """The names of the chapters in the order of reading, without the table of contents."""
    items = {item.get("id"): item for item in opf.iter("{*}item")}
    for reference in opf.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        if "nav" not in (item.get("properties") or "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _described(opf: etree._Element, root: etree._Element, part: Source) -> Fields:
    fields = Fields(part)
    heading = next(root.iter("h1", "h2", "h3"), None)
    if heading is not None:
        fields.offer("title", storable("".join(heading.itertext())), "chapter heading")
    for name, key in (("title", "title"), ("publisher", "publisher"), ("language", "language")):
        fields.offer(name, _dublin(opf, key)[:1] and _dublin(opf, key)[0], f"EPUB dc:{key}")
    fields.offer("authors", _dublin(opf, "creator"), "EPUB dc:creator")
    fields.offer("published_at", "".join(_dublin(opf, "date")[:1])[:10], "EPUB dc:date")
    return fields


def _dublin(opf: etree._Element, name: str) -> list[str]:
    """Values that the book gives of itself, in the terms of Dublin Core."""
    found = opf.iter("{http://purl.org/dc/elements/1.1/}" + name)
    return [text for each in found if (text := storable("".join(each.itertext())).strip())]
