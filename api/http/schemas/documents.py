"""Documents and their annotations."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from api.answering.speech.records import Speaker, Statement
from api.http.schemas.holdings import DocumentOut, NamedOut, RowOut, StatementOut
from corpus.catalog import Kept
from index.sentences import Span


def statements_out(text: str, statements: Iterable[Statement]) -> list[StatementOut]:
    """Write the statements of an article; ``name`` is null where it stays open."""

    def part(span: Span | Speaker) -> NamedOut:
        return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}

    return [
        {
            "speaker": {"name": one.speaker.name, **part(one.speaker)},
            "cue": part(one.cue),
            "content": part(one.content),
        }
        for one in statements
    ]


def document_out(kept: Kept) -> DocumentOut:
    """Write one document with its text."""
    document = kept.document
    return {
        "id": document.id,
        "version": document.version,
        "title": document.title,
        "publisher": document.publisher,
        "published_at": document.published_at,
        "authors": list(document.authors),
        "url": document.url,
        "language": document.language,
        "text": document.text,
        "indexed_at": kept.indexed_at,
    }


def row_out(row: Row[Any]) -> RowOut:
    """Write one document of a list, without its text."""
    return {
        "id": row.id,
        "version": row.version,
        "title": row.title,
        "publisher": row.publisher,
        "published_at": row.published_at,
        "authors": list(row.authors),
        "url": row.url,
        "language": row.language,
        "indexed_at": row.indexed_at,
    }
