"""How the API is described (OpenAPI): what errors look like, and an example of everything."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from api.http.kinds import KINDS, PREFIX
from api.http.problems import MEDIA_TYPE

_TEXT = {"type": "string"}
# Of each event; those of a chat have no name.
_EVENT = {
    "type": "object",
    "required": ["data"],
    "properties": {
        "event": {"enum": ["passages", "delta", "citation", "done", "error"]},
        "data": _TEXT,
    },
}
_MISTAKES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["where", "what"],
        "properties": {"where": _TEXT, "what": _TEXT},
    },
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"enum": [PREFIX + kind for kind in KINDS]},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "errors": _MISTAKES,
        "error": {"type": "object", "description": "As OpenAI writes it; on its routes alone."},
    },
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": what, "content": {MEDIA_TYPE: {"schema": _PROBLEM}}}
    for status, what in [("4XX", "What was asked cannot be done."), ("5XX", "The server cannot.")]
}


def exemplified(described: dict[str, Any]) -> dict[str, Any]:
    """Add the examples of ``examples.json`` to a description.

    They are kept by "METHOD path": the ``response``, where one is sent the ``request``, and where
    one is given an event of the ``stream``.
    """
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            example = examples().get(f"{method.upper()} {path}", {})
            if "request" in example:
                _body(operation["requestBody"])["example"] = example["request"]
            done = next(one for status, one in operation["responses"].items() if status[0] == "2")
            if "response" in example:
                _body(done)["example"] = example["response"]
            if "stream" in example:
                done["content"]["text/event-stream"] = {
                    "schema": _EVENT,
                    "example": example["stream"],
                }
    return described


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Load the examples."""
    text = files(__package__).joinpath("examples.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


def _body(described: dict[str, Any]) -> dict[str, Any]:
    """Give the JSON among the contents of a request or response, or the only one there is."""
    content: dict[str, dict[str, Any]] = described["content"]
    return content.get("application/json") or next(iter(content.values()))
