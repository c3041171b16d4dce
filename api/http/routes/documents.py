"""The documents of the archive: list, read, delete."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.answering.dates.find import find
from api.answering.speech.statements import statements
from api.http.deps import Archived
from api.http.schemas.archive import counts_out
from api.http.schemas.documents import document_out, row_out, statements_out
from api.http.schemas.times import dates_out

router = APIRouter(prefix="/v1", tags=["documents"])


@router.get("/documents")
def list_documents(
    engine: Archived,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    publisher: str | None = None,
) -> dict[str, Any]:
    """List documents in order of id; ``next_cursor`` gives the following page, null at the end."""
    rows = engine.documents(cursor, limit + 1, publisher)
    more = len(rows) > limit
    return {
        "documents": [row_out(row) for row in rows[:limit]],
        "next_cursor": rows[limit - 1].id if more else None,
    }


@router.get("/publishers")
def list_publishers(engine: Archived) -> dict[str, Any]:
    """Count the documents of each outlet, the largest first."""
    return {
        "publishers": [
            {"publisher": row.publisher, "documents": row.documents} for row in engine.publishers()
        ]
    }


@router.get("/documents/{document_id:path}")
def get_document(document_id: str, engine: Archived, annotations: bool = False) -> dict[str, Any]:
    """Give one document with its text; citations' offsets count its code points.

    ``annotations`` adds its statements (who, how, and what) and the dates that it names.
    """
    kept = engine.document(document_id)
    if not annotations:
        return document_out(kept)
    text, day = kept.document.text, kept.document.published_day
    return document_out(kept) | {
        "statements": statements_out(text, statements(text)),
        "dates": dates_out(text, find(text, day)),
    }


@router.delete("/documents/{document_id:path}")
def delete_document(document_id: str, engine: Archived) -> dict[str, Any]:
    """Forget one document; the counts prove it."""
    before, after = engine.remove([document_id], datetime.now(UTC))
    return {"id": document_id, **counts_out(before, after)}
