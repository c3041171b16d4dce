"""Where a quote comes from: every document that carries it, word for word or altered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from api.locating.places import find
from api.locating.records import Match, match_of
from api.locating.words import Quote
from corpus.catalog import load
from corpus.duplicates import also_in
from index.build import Archive
from index.passages import chunks
from index.records import Filter, Store
from index.sentences import Span

# Words of a quote that are searched at a time, and how many of the chunks found are looked at: only
# those that score this share of the best, for a copy may have its half in another chunk.
_STRETCH, _CHUNKS, _SHARE = 40, 50, 0.3
# How far beside a chunk a quote may reach that begins or ends in it: its length, and a clause more.
_LONGER, _BESIDE = 1.25, 100
# An ellipsis may leave out about as much as an article has.
_OMITTED = 20_000
_EVERYTHING = Filter()


def locate(archive: Archive, quote: Quote, least: float) -> list[Match]:
    """Find what carries a quote with a similarity of at least ``least``.

    Exact before altered, then the earliest first; documents without a date come last.
    """
    archive.refresh()
    ids = _search(archive.store, quote)
    with archive.catalog.reading() as connection:
        found = _matches(connection, quote, _near(connection, ids, quote), least)
        # Copies that the search did not reach: of what many outlets ran, it finds only so many.
        copies = {copy.document_id for each in also_in(connection, found).values() for copy in each}
        found |= _matches(connection, quote, dict.fromkeys(copies - found.keys()), least)
    return sorted(found.values(), key=_order)


def _search(store: Store, quote: Quote) -> list[int]:
    """Find the chunks that hold most of a quote's words, stretch by stretch."""
    keys = quote.keys
    found: dict[int, None] = {}
    for first in range(0, len(keys), _STRETCH):
        text = " ".join(keys[first : first + _STRETCH])
        hits = store.search_keywords(text, _CHUNKS, _EVERYTHING)
        found |= {hit.chunk_id: None for hit in hits if hit.score >= _SHARE * hits[0].score}
    return list(found)


def _near(connection: Connection, ids: Sequence[int], quote: Quote) -> dict[str, list[Span]]:
    """Give where in each document the quote may stand: around the chunks that were found."""
    beside = round(_LONGER * len(quote.text)) + _BESIDE + (_OMITTED if quote.cuts else 0)
    query = select(chunks.c.document_id, chunks.c.start, chunks.c.end)
    near: dict[str, list[Span]] = {}
    for row in connection.execute(query.where(chunks.c.id.in_(ids)).order_by(chunks.c.id)):
        spans = near.setdefault(row.document_id, [])
        spans.append(Span(max(0, row.start - beside), row.end + beside))
    return {document_id: list(_joined(spans)) for document_id, spans in near.items()}


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Make one of spans that overlap."""
    start = end = -1
    for span in sorted(spans, key=lambda one: one.start):
        if span.start <= end:
            end = max(end, span.end)
            continue
        if end > 0:
            yield Span(start, end)
        start, end = span.start, span.end
    if end > 0:
        yield Span(start, end)


def _matches(
    connection: Connection, quote: Quote, near: Mapping[str, list[Span] | None], least: float
) -> dict[str, Match]:
    """Look for a quote in documents, in the spans given for each or in all of it."""
    found = {}
    for kept in load(connection, near):
        one = kept.document
        spans = near[one.id] or [Span(0, len(one.text))]
        place = find(quote, one.text, spans, least)
        if place is not None:
            found[one.id] = match_of(one, place)
    return found


def _order(match: Match) -> tuple[bool, bool, datetime, float, str]:
    return (
        not match.place.exact,
        match.published_at is None,
        _moment(match.published_at),
        -match.place.similarity,
        match.document_id,
    )


def _moment(published_at: str | None) -> datetime:
    """When something was published; a bare day begins at midnight, in UTC."""
    moment = datetime.fromisoformat(published_at) if published_at else datetime.min
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
