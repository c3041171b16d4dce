"""The types of problems (RFC 9457, 3.1.1): what may go wrong, each with its status and a page."""

from typing import NamedTuple, NotRequired

from typing_extensions import TypedDict

PREFIX = "/problems/"


class Kind(NamedTuple):
    """A type of problem: its status, its title, and what to do about it."""

    status: int
    title: str
    meaning: str


KINDS = {
    "not-found": Kind(404, "Not found", "There is nothing at this path."),
    "wrong-method": Kind(
        405,
        "Method not allowed",
        "The path does not take this method; `Allow` lists those it does.",
    ),
    "bad-body": Kind(
        400, "Unreadable request", "The body is not UTF-8, is nested too deep, or breaks off."
    ),
    "bad-request": Kind(
        422,
        "Invalid request",
        "A field is missing, unknown or of the wrong type; `errors` lists each with its place.",
    ),
    "bad-question": Kind(
        422,
        "Question cannot be taken",
        "The question or query is empty or too long, a day is no day, or a value is out of range.",
    ),
    "bad-chat": Kind(
        400,
        "Invalid chat",
        "As bad-request or bad-question, in the form and with the status of OpenAI's errors.",
    ),
    "wrong-media-type": Kind(
        415,
        "Unsupported media type",
        "The `Content-Type` of the body is not one that is read here.",
    ),
    "length-required": Kind(
        411, "Length required", "An upload must say its `Content-Length` before it is read."
    ),
    "too-large": Kind(
        413,
        "Upload too large",
        "The upload is larger than DATELINE_MAX_UPLOAD_MB; send it in parts.",
    ),
    "bad-upload": Kind(
        422, "Upload cannot be taken", "No file was sent, or the JSON does not hold documents."
    ),
    "not-in-archive": Kind(
        404, "Not in the archive", "No document, job or model of this id is kept here."
    ),
    "unknown-answer": Kind(
        404,
        "Answer not remembered",
        "No answer of this id was given lately; send it along as `answer`.",
    ),
    "archive-busy": Kind(
        409, "Archive in use", "Another process is writing, or the archive is of another model."
    ),
    "foreign-host": Kind(
        403,
        "Foreign host",
        "The `Host` is a name that the server does not go by; add it to DATELINE_HOSTS.",
    ),
    "foreign-origin": Kind(
        403,
        "Foreign origin",
        "A page of another site may not send anything here; DATELINE_HOSTS lists pages that may.",
    ),
    "not-ready": Kind(
        503, "Not ready", "Model and index are still being loaded; ask again in a moment."
    ),
    "no-model": Kind(503, "Model missing", "A model cannot be loaded; the detail says which."),
    "fault": Kind(500, "Fault of the server", "Something broke; the server's log says what."),
}


class Mistake(TypedDict):
    """Where in a request something is wrong, and what."""

    where: str
    what: str


class Problem(TypedDict):
    """An error, as RFC 9457 writes it."""

    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[list[Mistake]]


def described(kind: str, detail: str) -> Problem:
    """Write a problem of a kind.

    Raises:
        KeyError: there is no such kind.
    """
    known = KINDS[kind]
    return {
        "type": PREFIX + kind,
        "title": known.title,
        "status": known.status,
        "detail": detail,
    }
