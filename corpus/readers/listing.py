"""Feeds and sitemaps that were fetched: what they carry, and where the rest is to be read.

A document without text stands for a page that is to be fetched; its other fields are what the
listing says of it. Sitemaps are read as https://www.sitemaps.org/protocol.html has them, with the
extension for news.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from corpus.decode import NotText
from corpus.document import Document, Note
from corpus.readers.feed import entries
from corpus.readers.fields import Fields
from corpus.readers.markup import Hostile, storable, xml_root
from corpus.readers.places import INDEX, SITEMAP
from corpus.readers.source import Source

_PLACES = {"urlset": SITEMAP, "sitemapindex": INDEX}
# A sitemap may hold 50 MB.
_TIMES = 3
_NEWS = {"title": "title", "publication_date": "published_at", "name": "publisher"}


def read_listing(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read a feed or a sitemap."""
    try:
        data = source.whole(handle, _TIMES)
        root = xml_root(data)
    except (NotText, Hostile) as error:
        yield Note(source.name, str(error))
        return
    except etree.XMLSyntaxError:
        # Many feeds are not well formed, and can be read all the same.
        yield from entries(data, source)
        return
    if place := _PLACES.get(etree.QName(root).localname):
        yield from _listed(root, place, source)
    else:
        yield from entries(data, source)


def _listed(root: etree._Element, place: str, source: Source) -> Iterator[Document | Note]:
    count = 0
    for item in root:
        fields = Fields(source)
        for element in item.iter("{*}*"):
            name, text = etree.QName(element).localname, storable(element.text or "").strip()
            if name == "loc" and element.getparent() is item:
                fields.offer("url", text, place)
            elif name in _NEWS:
                fields.offer(_NEWS[name], text, "news sitemap")
        if url := fields.get("url"):
            count += 1
            yield from fields.give(url, "")
    if not count:
        yield Note(source.name, f"a {place} without entries")
