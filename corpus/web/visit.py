"""One page to look at: who may be asked for it, and what it gives once it was fetched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from corpus.document import Document, Note
from corpus.language import with_language
from corpus.readers.places import ENTRY, INDEX, SITEMAP
from corpus.readers.source import Source, unexpected
from corpus.web.address import Url, url_of
from corpus.web.client import Refused
from corpus.web.fetch import Answer
from corpus.web.kinds import is_listing, reader_of

_FILLED = ("publisher", "published_at", "language")
_WEAK_TITLES = ("beginning of the text", "file's first line")


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to look at, found through ``root``, which the user named.

    ``hosts`` are those that may give it; empty where any may. ``about`` is what its listing says of
    it, and ``lists`` the place in the listings that may lead on from here.
    """

    url: Url
    root: Url
    about: Document | None = None
    hosts: frozenset[str] = frozenset()
    lists: tuple[str, ...] = (SITEMAP, INDEX, ENTRY)

    @property
    def named(self) -> bool:
        """Whether the user named this very page."""
        return self.about is None

    def check(self, place: Url) -> None:
        """Hold a sitemap to its own host.

        Raises:
            Refused: another host would be asked.
        """
        if self.hosts and place.host not in self.hosts:
            raise Refused(
                f"on another host ({place.host}) than its sitemap, which cannot speak for it "
                "(sitemaps.org); name it by itself"
            )


@dataclass(slots=True)
class Found:
    """What a fetched page gave beside documents."""

    links: dict[str, Document] = field(default_factory=dict)
    listing: bool = False


def read(visit: Visit, answer: Answer, source: Source, found: Found) -> Iterator[Document | Note]:
    """Read the documents of a page; the pages that it lists are put into ``found``."""
    body = answer.body
    assert body is not None, "what has not changed is not read"
    found.listing = is_listing(answer.kind, body)
    if found.listing and not visit.lists:
        yield Note(source.name, "a feed or sitemap, and no page; name it by itself to have it read")
        return
    reader = reader_of(answer.url, answer.kind, body)
    if reader is None:
        yield Note(source.name, f"no reader for pages of the type {answer.kind[:80] or '(none)'}")
        return
    try:
        for item in reader(body, source):
            if isinstance(item, Note):
                yield item
            elif item.text:
                yield with_language(_completed(item, visit, answer))
            elif note := _noted(item, visit, found):
                yield note
    except Exception as error:
        yield unexpected(source.name, error)


def next_visits(visit: Visit, final: Url, links: Iterable[Document]) -> Iterator[Visit]:
    """The pages that a listing leads to: of a sitemap, those of its own host."""
    for about in links:
        place = _place(about)
        own = frozenset({visit.url.host, final.host}) if place in (SITEMAP, INDEX) else frozenset()
        yield Visit(url_of(about.id), visit.root, about, own, (SITEMAP,) if place == INDEX else ())


def _noted(link: Document, visit: Visit, found: Found) -> Note | None:
    """Keep a link to be followed; the reason where it is not."""
    where = str(link.url)
    if _place(link) not in visit.lists:
        return Note(where, "a sitemap index inside another one is not read; name it by itself")
    try:
        url = url_of(where, visit.url)
    except ValueError as error:
        return Note(where, str(error))
    found.links.setdefault(str(url), replace(link, id=str(url), url=str(url)))
    return None


def _place(link: Document) -> str:
    return dict(link.found_in).get("url", "")


def _completed(document: Document, visit: Visit, answer: Answer) -> Document:
    """A document with its address, under it, and with what its listing says beside it."""
    if document.id == str(visit.url):
        named = _canonical(document, visit.url, answer.url)
        document = replace(document, id=str(named or visit.url), url=str(named or answer.url))
    document = document.filled("url", str(answer.url), "address")
    if visit.about is None:
        return document
    about, places = visit.about, dict(document.found_in)
    if about.title and places.get("title") in _WEAK_TITLES:
        places["title"] = dict(about.found_in)["title"]
        document = replace(document, title=about.title, found_in=tuple(sorted(places.items())))
    for name in _FILLED:
        place = dict(about.found_in).get(name, "")
        document = document.filled(name, getattr(about, name), place)
    return document


def _canonical(document: Document, asked: Url, final: Url) -> Url | None:
    """The address that a page gives itself, where it may: on its host, and not the host's front."""
    if not document.url:
        return None
    try:
        url = url_of(document.url, final)
    except ValueError:
        return None
    front = url.path == "/" and "?" not in url and final.path != "/"
    return None if front or url.host not in (asked.host, final.host) else url
