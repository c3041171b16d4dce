from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.engine import Engine
from api.http.security import HEADERS
from index.records import Vectors
from tests.api.support import opened, serving
from tests.fakes import BagOfStems


@pytest.fixture(scope="module")
def client(town: Engine) -> Iterator[httpx.Client]:
    with serving(town) as address, httpx.Client(base_url=address) as client:
        yield client


def carries_all(answer: httpx.Response) -> bool:
    return (
        HEADERS.items() <= {name.title(): answer.headers[name] for name in answer.headers}.items()
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/page/app.js", 200),
        ("GET", "/v1/documents", 200),
        ("GET", "/nowhere", 404),
        ("DELETE", "/v1/ask", 405),
        ("POST", "/v1/ask", 422),
    ],
)
def test_every_response_carries_the_headers(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert carries_all(answer)


class Faulty(BagOfStems):
    """Fails at everything but warming up."""

    def embed_query(self, text: str) -> Vectors:
        if text != "warm":
            raise ZeroDivisionError
        return super().embed_query(text)


def test_a_fault_of_the_server_carries_the_headers(tmp_path: Path) -> None:
    with opened(tmp_path / "home", Faulty()) as engine, serving(engine) as address:
        answer = httpx.post(f"{address}/v1/ask", json={"question": "when?"})
        assert answer.status_code == 500
        assert carries_all(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/page/app.js",
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/v1/documents",
        "/v1/publishers",
    ],
)
def test_head_is_get_without_a_body(client: httpx.Client, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    varying = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in varying} == {
        k: v for k, v in whole.headers.items() if k not in varying
    }
    assert int(head.headers["content-length"]) == len(whole.content) > 0


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/v1/documents/nobody", 404), ("/v1/ask", 405), ("/page/no.js", 404)],
)
def test_head_of_what_cannot_be_got(client: httpx.Client, path: str, status: int) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.content) == (status, b"")
    assert client.get(path).status_code == status


def test_the_connection_goes_on_after_a_head(client: httpx.Client) -> None:
    for _ in range(3):
        assert client.head("/").status_code == 200
        assert client.get("/healthz").json() == {"status": "ok"}


def test_head_is_not_described(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert all("head" not in methods for methods in paths.values())
