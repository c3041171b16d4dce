"""Errors as RFC 9457 problem+json."""

from collections.abc import Mapping
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.errors import AskError, NotInArchive, UnknownAnswer, UploadError
from api.http.kinds import Mistake, Problem, described
from index.build import ArchiveError
from index.embedder import ModelError

MEDIA_TYPE = "application/problem+json"
_KNOWN: dict[type[Exception], str] = {
    AskError: "bad-question",
    UnknownAnswer: "unknown-answer",
    NotInArchive: "not-in-archive",
    ArchiveError: "archive-busy",
    ModelError: "no-model",
}
_UPLOADS = {411: "length-required", 413: "too-large", 415: "wrong-media-type"}
_HTTP = {404: "not-found", 405: "wrong-method", 413: "too-large"}


def problem(kind: str, detail: str) -> JSONResponse:
    """Make a problem response of one of ``KINDS``."""
    return sent(described(kind, detail))


def sent(body: Problem) -> JSONResponse:
    """Make a response of a problem."""
    return JSONResponse(body, body["status"], media_type=MEDIA_TYPE)


def problem_of(error: Exception) -> Problem:
    """Describe any error; what is a fault of the program tells no more than its type."""
    if isinstance(error, UploadError):
        return described(_UPLOADS.get(error.status, "bad-upload"), str(error))
    for known, kind in _KNOWN.items():
        if isinstance(error, known):
            return described(kind, str(error.args[0]))
    return described("fault", f"{type(error).__name__}; the server's log tells more")


def add_problems(app: FastAPI) -> None:
    """Let every error leave as a problem."""

    def known(_request: Request, error: Exception) -> JSONResponse:
        return sent(problem_of(error))

    for kind in (*_KNOWN, UploadError, Exception):
        app.add_exception_handler(kind, known)

    @app.exception_handler(RequestValidationError)
    def _(request: Request, error: RequestValidationError) -> JSONResponse:
        return sent(invalid(request, error))

    @app.exception_handler(HTTPException)
    def _(request: Request, error: HTTPException) -> JSONResponse:
        response = problem(
            _HTTP.get(error.status_code, "bad-body"),
            f"{request.method} {request.url.path}: {error.detail}",
        )
        response.headers.update(error.headers or {})
        return response


def invalid(request: Request, error: RequestValidationError) -> Problem:
    """Describe a request that does not hold what it should."""
    if isinstance(error.body, bytes):
        kind = request.headers.get("content-type")
        detail = f"the body must be sent as application/json, not as {kind}"
        return described("wrong-media-type", detail)
    errors = [_mistake(one) for one in error.errors()]
    detail = "; ".join(f"{one['where']}: {one['what']}" for one in errors)
    return described("bad-request", detail) | cast(Problem, {"errors": errors})


def _mistake(error: Mapping[str, Any]) -> Mistake:
    """Say where in a request something is wrong, and what."""
    if error["type"] == "json_invalid":
        where, place = error["loc"]
        return {"where": where, "what": f"not JSON: {error['ctx']['error']} at character {place}"}
    return {"where": ".".join(str(part) for part in error["loc"]), "what": error["msg"]}
