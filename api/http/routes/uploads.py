"""Documents sent to the archive, and the jobs that index them."""

import asyncio
import io
import json
from typing import Any, BinaryIO

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from api.errors import NotInArchive, UploadError
from api.http.deps import Archived, Taking
from api.http.schemas.archive import job_out
from api.http.schemas.holdings import JobOut, TakenOut

router = APIRouter(prefix="/v1", tags=["documents"])

_MOST_FILES = 1000
_MEGABYTE = 1_000_000
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}}
                    },
                }
            },
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["documents"],
                    "properties": {"documents": {"type": "array", "items": {"type": "object"}}},
                },
                "example": {
                    "documents": [
                        {
                            "text": "The ferry sails on Monday.",
                            "title": "Ferry back",
                            "publisher": "Osterhithe Courier",
                            "published_at": "2025-02-09",
                        }
                    ]
                },
            },
        },
    }
}


@router.post("/documents", status_code=202, openapi_extra=_BODY)
async def add_documents(
    request: Request, response: Response, engine: Archived, uploads: Taking
) -> TakenOut:
    """Take files (multipart) or documents (JSON) in; a job indexes them soon."""
    limit = engine.settings.max_upload_mb * _MEGABYTE
    _check_length(request, limit)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=_MOST_FILES) as form:
            files = [
                (one.filename or "", one.file)
                for _, one in form.multi_items()
                if isinstance(one, UploadFile)
            ]
            job_id = await _take(uploads, files)
    elif kind == "application/json":
        job_id = await _take(uploads, _documents(await _body(request, limit)))
    else:
        raise UploadError(415, "send files as multipart/form-data, or documents as JSON")
    response.headers["Location"] = f"/v1/jobs/{job_id}"
    return {"job": job_id}


@router.get("/jobs/{job_id}")
def get_job(job_id: str, uploads: Taking) -> JobOut:
    """Tell how far a job is, and what came of it: queued, running, done or failed."""
    found = uploads.job(job_id)
    if found is None:
        raise NotInArchive(f"no job {job_id!r}")
    return job_out(*found)


async def _take(uploads: Taking, files: list[tuple[str, BinaryIO]]) -> str:
    if not files:
        raise UploadError(422, "no file was sent; send each as a part with a file name")
    return await asyncio.to_thread(uploads.take, files)


def _check_length(request: Request, limit: int) -> None:
    length = request.headers.get("content-length")
    if length is None:
        raise UploadError(411, "the Content-Length of what is sent must be said")
    if int(length) > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> UploadError:
    return UploadError(
        413,
        f"more than {limit // _MEGABYTE} MB in one upload; send it in parts, or raise "
        "DATELINE_MAX_UPLOAD_MB",
    )


async def _body(request: Request, limit: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
    return b"".join(parts)


def _documents(body: bytes) -> list[tuple[str, BinaryIO]]:
    """Write the documents of a JSON body as a file of JSON lines."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UploadError(422, f"not JSON: {error}") from error
    records = sent.get("documents") if isinstance(sent, dict) else None
    if not isinstance(records, list) or not records:
        raise UploadError(422, 'the body must be {"documents": [{"text": ...}, ...]}')
    lines = "".join(json.dumps(record) + "\n" for record in records)
    return [("documents.jsonl", io.BytesIO(lines.encode()))]
