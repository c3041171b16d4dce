from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.engine import Engine
from api.http.kinds import KINDS
from index.records import Vectors
from tests.api.support import opened, serving
from tests.fakes import BagOfStems


@pytest.fixture(scope="module")
def client(town: Engine) -> Iterator[httpx.Client]:
    with serving(town) as address, httpx.Client(base_url=address) as client:
        yield client


def assert_problem(answer: httpx.Response, status: int, *parts: str) -> None:
    """RFC 9457: type, title, status and detail; the detail is one line that says what is wrong."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert {"type", "title", "status", "detail"} <= problem.keys()
    assert problem["status"] == status
    kind = KINDS[problem["type"].removeprefix("/problems/")]
    assert (problem["status"], problem["title"]) == (kind.status, kind.title)
    assert "\n" not in problem["detail"]
    assert "Traceback" not in answer.text
    for part in parts:
        assert part in problem["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/nowhere", 404),
        ("GET", "/page/nothing.js", 404),
        ("DELETE", "/v1/ask", 405),
        ("PUT", "/v1/documents/x", 405),
        ("POST", "/page/app.js", 405),
    ],
)
def test_a_route_that_is_not_there(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    assert_problem(client.request(method, path), status, f"{method} {path}: ")


def test_what_is_allowed_is_said(client: httpx.Client) -> None:
    assert client.delete("/v1/ask").headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("body", "status", "parts"),
    [
        ({}, 422, ["body.question"]),
        ({"question": ""}, 422, ["the question is empty"]),
        ({"question": " \u0007 "}, 422, ["the question is empty"]),
        ({"question": "a" * 100_000}, 422, ["100000 characters", "2000"]),
        ({"question": 3}, 422, ["body.question", "string"]),
        ({"question": "?", "colour": 1}, 422, ["body.colour"]),
        ({"question": "?", "strictness": "lax"}, 422, ["body.strictness", "'strict'"]),
        ({"question": "?", "as_of": "soon"}, 422, ["as_of", "'soon'"]),
        ({"question": "?", "as_of": "9" * 100}, 422, ["body.as_of", "40"]),
        ({"question": "?", "filters": {"date_from": "2025-02-30"}}, 422, ["date_from"]),
        ({"question": "?", "filters": {"date_to": 5}}, 422, ["body.filters.date_to"]),
        ({"question": "?", "filters": {"color": 5}}, 422, ["body.filters.color"]),
        ([], 422, ["body"]),
    ],
)
def test_a_question_that_cannot_be_taken(
    client: httpx.Client, body: object, status: int, parts: list[str]
) -> None:
    assert_problem(client.post("/v1/ask", json=body), status, *parts)


@pytest.mark.parametrize(
    ("body", "status", "parts"),
    [
        (b"", 422, ["body"]),
        (b"{", 422, ["not JSON", "at character 1"]),
        (b'{"question": "a" "b"}', 422, ["not JSON", "at character 17"]),
        (b"\xff", 400, ["POST /v1/ask"]),
        (b"[" * 100_000, 400, ["POST /v1/ask"]),
        (b'{"question": "\\ud800"}', 422, ["the question is empty"]),
        (b'{"question": "?", "filters": {"publisher": "\\ud800"}}', 422, ["publisher"]),
        (b'{"question": "?", "\\ud800": 1}', 422, ["body"]),
    ],
)
def test_a_body_that_cannot_be_read(
    client: httpx.Client, body: bytes, status: int, parts: list[str]
) -> None:
    headers = {"content-type": "application/json"}
    assert_problem(client.post("/v1/ask", content=body, headers=headers), status, *parts)


def test_a_body_that_is_not_said_to_be_json(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", data={"question": "when?"})
    assert_problem(answer, 415, "application/json", "application/x-www-form-urlencoded")


@pytest.mark.parametrize("k", [0, 101, "many", None])
def test_a_count_of_passages_that_is_none(client: httpx.Client, k: object) -> None:
    assert_problem(client.post("/v1/search", json={"query": "x", "k": k}), 422, "k")


@pytest.mark.parametrize("limit", ["0", "501", "many"])
def test_a_page_of_documents_that_is_none(client: httpx.Client, limit: str) -> None:
    assert_problem(client.get(f"/v1/documents?limit={limit}"), 422, "query.limit")


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("document_id", ["nobody", "a/b", "%ff%00", ""])
def test_a_document_that_is_not_there(client: httpx.Client, method: str, document_id: str) -> None:
    answer = client.request(method, f"/v1/documents/{document_id}")
    assert_problem(answer, 404, "no document '")


class Faulty(BagOfStems):
    """Fails at everything but warming up."""

    def embed_query(self, text: str) -> Vectors:
        if text != "warm":
            raise ZeroDivisionError("secret")
        return super().embed_query(text)


def test_a_fault_of_the_server_says_little_and_the_server_goes_on(tmp_path: Path) -> None:
    with opened(tmp_path / "home", Faulty()) as engine, serving(engine) as address:
        answer = httpx.post(f"{address}/v1/ask", json={"question": "when?"})
        assert_problem(answer, 500, "ZeroDivisionError")
        assert "secret" not in answer.text
        assert httpx.get(f"{address}/readyz").status_code == 200
