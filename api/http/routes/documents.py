"""The documents of the archive: list, read, delete."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from api.answering.dates.find import find
from api.answering.speech.statements import statements
from api.http.deps import Archived
from api.http.schemas.archive import counts_out
from api.http.schemas.documents import document_out, row_out, statements_out
from api.http.schemas.holdings import DocumentOut, PublishersOut, RemovedOut, RowsOut
from api.http.schemas.times import dates_out
from api.http.tags import matches, tag_of

router = APIRouter(prefix="/v1", tags=["documents"])


@router.get("/documents")
def list_documents(
    engine: Archived,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    publisher: str | None = None,
) -> RowsOut:
    """List documents in order of id; ``next_cursor`` gives the following page, null at the end."""
    rows = engine.documents(cursor, limit + 1, publisher)
    more = len(rows) > limit
    return {
        "documents": [row_out(row) for row in rows[:limit]],
        "next_cursor": rows[limit - 1].id if more else None,
    }


@router.get("/publishers")
def list_publishers(engine: Archived) -> PublishersOut:
    """Count the documents of each outlet, the largest first."""
    return {
        "publishers": [
            {"publisher": row.publisher, "documents": row.documents} for row in engine.publishers()
        ]
    }


@router.get(
    "/documents/{document_id:path}",
    response_model=DocumentOut,
    responses={304: {"description": "What you have is what there is."}},
)
def get_document(
    document_id: str,
    engine: Archived,
    response: Response,
    annotations: bool = False,
    if_none_match: Annotated[str | None, Header()] = None,
) -> DocumentOut | Response:
    """Give one document with its text; citations' offsets count its code points.

    ``annotations`` adds its statements (who, how, and what) and the dates that it names. With the
    ``ETag`` of an earlier answer as ``If-None-Match``, nothing is sent while the document is the
    same.
    """
    kept = engine.document(document_id)
    tag = tag_of(kept, annotations)
    if matches(if_none_match, tag):
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    written = document_out(kept)
    if annotations:
        text, day = kept.document.text, kept.document.published_day
        written["statements"] = statements_out(text, statements(text))
        written["dates"] = dates_out(text, find(text, day))
    return written


@router.delete("/documents/{document_id:path}")
def delete_document(document_id: str, engine: Archived) -> RemovedOut:
    """Forget a document: no search finds it any more, and no file brings it back."""
    before, after = engine.remove([document_id], datetime.now(UTC))
    return {"id": document_id, **counts_out(before, after)}
