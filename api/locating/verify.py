"""Whether citations that were given once still hold."""

from collections.abc import Sequence

from sqlalchemy import Connection

from api.filters import is_text
from api.locating.asked import MOST_WORDS
from api.locating.places import find
from api.locating.records import Change, Checked, Citation, Place, Stretch, match_of
from api.locating.words import quote_of
from corpus.catalog import Catalog, load, load_version
from corpus.document import Document
from corpus.moves import known_as
from index.sentences import Span

# What shares less than half of its words with a citation is another sentence.
_SAME_SENTENCE = 0.5
# Code points on both sides of a citation, and how much of them must have stayed, to tell its place
# where the citation itself cannot be recognised any more.
_AROUND, _SAME_PLACE = 200, 0.7


def verify(catalog: Catalog, citations: Sequence[Citation]) -> list[Checked]:
    """Check citations against the present versions of their documents.

    ``verified``: its very words stand in the document; in the version that was cited, in the cited
    place. ``changed``: the document is there, and does not say so or not there. ``gone``: the
    archive does not hold the document. One whose file moved is known by its new name, too.
    """
    ids = {one.document_id for one in citations if is_text(one.document_id)}
    with catalog.reading() as connection:
        held = {kept.document.id: kept.document for kept in load(connection, ids)}
        names = known_as(connection, ids - held.keys())
        held |= {kept.document.id: kept.document for kept in load(connection, names.values())}
        return [
            _checked(connection, one, held.get(names.get(one.document_id, one.document_id)))
            for one in citations
        ]


def _checked(connection: Connection, citation: Citation, document: Document | None) -> Checked:
    if document is None:
        return Checked(citation, "gone")
    start = _nearest(document.text, citation.text, citation.start)
    if start is None:
        place = _altered(citation, document) or _replaced(connection, citation, document)
        return Checked(citation, "changed", match_of(document, place) if place else None)
    end = start + len(citation.text)
    stays = document.version != citation.version or (start, end) == (citation.start, citation.end)
    place = Place(Stretch(start, end, citation.text), 1.0, (), ())
    return Checked(citation, "verified" if stays else "changed", match_of(document, place))


def _nearest(text: str, quote: str, start: int) -> int | None:
    """Find where a quote stands verbatim, as near as may be to where it stood."""
    places = text.rfind(quote, 0, start + len(quote)), text.find(quote, start)
    found = [place for place in places if place >= 0]
    return min(found, key=lambda place: abs(place - start), default=None) if quote else None


def _altered(citation: Citation, document: Document) -> Place | None:
    """Find a citation with some of its words changed."""
    quote = quote_of(citation.text)
    if not 0 < len(quote.words) <= MOST_WORDS:
        return None
    return find(quote, document.text, [Span(0, len(document.text))], _SAME_SENTENCE)


def _replaced(connection: Connection, citation: Citation, document: Document) -> Place | None:
    """Find what stands now between the words that stood on both sides of a citation."""
    known = is_text(citation.version)
    old = load_version(connection, document.id, citation.version) if known else None
    if old is None or old.text[citation.start : citation.end] != citation.text:
        return None
    before = old.text[max(0, citation.start - _AROUND) : citation.start]
    after = old.text[citation.end : citation.end + _AROUND]
    sides = quote_of(f"{before} [...] {after}")
    if not sides.cuts:
        return None
    around = find(sides, document.text, [Span(0, len(document.text))], _SAME_PLACE)
    if around is None or not around.omitted:
        return None
    whole = Stretch(0, len(citation.text), citation.text)
    there = max(around.omitted, key=lambda one: len(one.text))
    return Place(there, 0.0, (Change("changed", whole, there),), ())
