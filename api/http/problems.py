"""Errors as RFC 9457 problem+json."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.errors import AskError, NotInArchive, UploadError
from index.build import ArchiveError
from index.embedder import ModelError


def problem(status: int, detail: str, kind: str = "about:blank", **more: Any) -> JSONResponse:
    """Make a problem response; without a type of its own its title is that of the status."""
    title = HTTPStatus(status).phrase
    body = {"type": kind, "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, media_type="application/problem+json")


def add_problems(app: FastAPI) -> None:
    """Let every error leave as a problem."""

    @app.exception_handler(AskError)
    def _(_request: Request, error: AskError) -> JSONResponse:
        return problem(422, str(error))

    @app.exception_handler(UploadError)
    def _(_request: Request, error: UploadError) -> JSONResponse:
        return problem(error.status, str(error))

    @app.exception_handler(NotInArchive)
    def _(_request: Request, error: NotInArchive) -> JSONResponse:
        return problem(404, str(error.args[0]))

    @app.exception_handler(ArchiveError)
    def _(_request: Request, error: ArchiveError) -> JSONResponse:
        return problem(409, str(error))

    @app.exception_handler(ModelError)
    def _(_request: Request, error: ModelError) -> JSONResponse:
        return problem(503, str(error))

    @app.exception_handler(RequestValidationError)
    def _(request: Request, error: RequestValidationError) -> JSONResponse:
        if isinstance(error.body, bytes):
            sent = request.headers.get("content-type")
            return problem(415, f"the body must be sent as application/json, not as {sent}")
        errors = [_mistake(one) for one in error.errors()]
        detail = "; ".join(f"{one['where']}: {one['what']}" for one in errors)
        return problem(422, detail, errors=errors)

    @app.exception_handler(HTTPException)
    def _(request: Request, error: HTTPException) -> JSONResponse:
        response = problem(
            error.status_code, f"{request.method} {request.url.path}: {error.detail}"
        )
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    def _(_request: Request, error: Exception) -> JSONResponse:
        return problem(500, f"{type(error).__name__}; the server's log tells more")


def _mistake(error: Mapping[str, Any]) -> dict[str, str]:
    """Say where in a request something is wrong, and what."""
    if error["type"] == "json_invalid":
        where, place = error["loc"]
        return {"where": where, "what": f"not JSON: {error['ctx']['error']} at character {place}"}
    return {"where": ".".join(str(part) for part in error["loc"]), "what": error["msg"]}
