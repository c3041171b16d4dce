"""Quotes are born here, and checked against the document where they are born."""

from api.answering.records import Citation, Passage
from corpus.document import Document
from index.records import Hit
from index.sentences import Span

_CONTEXT = 240


class BrokenQuote(Exception):
    """A quote is not what its document says; it must not leave."""


def quote(document: Document, span: Span, score: float) -> Passage:
    """Quote a stretch of a document.

    Raises:
        BrokenQuote: the span does not lie inside the text.
    """
    if not 0 <= span.start < span.end <= len(document.text):
        raise BrokenQuote(f"{document.id}: {span.start}..{span.end} of {len(document.text)}")
    return Passage(
        document.id,
        document.version,
        document.title,
        document.publisher,
        document.published_at,
        document.url,
        span.start,
        span.end,
        document.text[span.start : span.end],
        score,
    )


def cite(number: int, document: Document, sentence: Span, answer: Span, score: float) -> Citation:
    """Make a numbered citation of one sentence with the answer inside it.

    Raises:
        BrokenQuote: sentence or answer do not lie where they are said to.
    """
    if not sentence.start <= answer.start < answer.end <= sentence.end:
        raise BrokenQuote(f"{document.id}: the answer lies outside its sentence")
    return Citation(
        number,
        quote(document, sentence, score),
        answer.start,
        answer.end,
        document.text[max(0, sentence.start - _CONTEXT) : sentence.start],
        document.text[sentence.end : sentence.end + _CONTEXT],
    )


def holds(passage: Passage, document: Document) -> bool:
    """Tell whether a quote is word for word what this document says at that place."""
    same = document.id == passage.document_id and document.version == passage.version
    return same and document.text[passage.start : passage.end] == passage.text


def lead(hit: Hit, document_url: str | None = None) -> Passage:
    """Show a passage that was found, as a place to look: no proof of anything."""
    chunk = hit.chunk
    return Passage(
        chunk.document_id,
        chunk.version,
        hit.title,
        hit.publisher,
        hit.published_at,
        document_url,
        chunk.start,
        chunk.end,
        hit.text,
        hit.score,
    )
