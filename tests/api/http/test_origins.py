from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.engine import Engine
from api.http.server import listen
from tests.api.support import opened, serving, serving_on

PATHS = ["/", "/page/app.js", "/healthz", "/v1/documents", "/openapi.json", "/nowhere"]
CHANGES = [
    ("POST", "/v1/documents"),
    ("DELETE", "/v1/documents/{document_id}"),
    ("POST", "/v1/ask"),
]


@pytest.fixture(scope="module")
def client(town: Engine) -> Iterator[httpx.Client]:
    with serving(town) as address, httpx.Client(base_url=address) as client:
        yield client


def refused(answer: httpx.Response, kind: str) -> None:
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["type"] == f"/problems/{kind}"
    assert "DATELINE_HOSTS" in answer.json()["detail"]


@pytest.mark.parametrize("path", PATHS)
def test_a_name_that_was_made_to_point_here_is_refused(client: httpx.Client, path: str) -> None:
    refused(client.get(path, headers={"host": "rebound.example:8000"}), "foreign-host")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "evil.example@127.0.0.1",
        "127.1",
        "localhost:port",
        "[::1",
        "::1]",
        "localhost/",
        "",
    ],
)
def test_what_only_looks_like_this_machine_is_refused(client: httpx.Client, host: str) -> None:
    refused(client.get("/healthz", headers={"host": host}), "foreign-host")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8000",
        "a.localhost",
        "127.0.0.1",
        "127.8.8.8:1",
        "[::1]:80",
        "10.1.2.3",
    ],
)
def test_localhost_and_addresses_are_ours(client: httpx.Client, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(("method", "path"), CHANGES)
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:1", "file://"]
)
def test_a_page_from_elsewhere_changes_nothing(
    client: httpx.Client, town: Engine, method: str, path: str, origin: str
) -> None:
    before = town.status()["documents"]
    path = path.format(document_id=town.documents(limit=1)[0].id)
    refused(client.request(method, path, headers={"origin": origin}), "foreign-origin")
    assert town.status()["documents"] == before


def test_a_page_from_elsewhere_may_not_read_either(client: httpx.Client) -> None:
    answer = client.get("/v1/documents", headers={"origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_our_own_page_may_send(client: httpx.Client) -> None:
    own = str(client.base_url).rstrip("/")
    body = {"question": "When?"}
    assert client.post("/v1/ask", json=body, headers={"origin": own}).status_code == 200
    for host, origin in [
        ("localhost", "http://localhost"),
        ("localhost:443", "https://localhost"),
        ("[::1]:8000", "http://[::1]:8000"),
    ]:
        headers = {"host": host, "origin": origin}
        assert client.post("/v1/ask", json=body, headers=headers).status_code == 200
    assert client.post("/v1/ask", json=body).status_code == 200


def test_names_of_the_settings_and_the_one_listened_on_are_ours(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "home", hosts="news.example, Archive.example") as engine,
        serving(engine, ["desk.lan"]) as address,
    ):
        body = {"question": "When?"}
        for name in ("news.example", "archive.example:8443", "desk.lan:8000"):
            headers = {"host": name, "origin": f"https://{name}"}
            assert httpx.post(f"{address}/v1/ask", json=body, headers=headers).status_code == 200
        # A proxy that asks by address, for a page that it serves under our name.
        headers = {"origin": "https://news.example"}
        assert httpx.post(f"{address}/v1/ask", json=body, headers=headers).status_code == 200
        headers = {"host": "other.example"}
        refused(httpx.get(f"{address}/healthz", headers=headers), "foreign-host")


def test_a_server_on_all_addresses_answers_by_address_alone(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "home") as engine,
        listen("0.0.0.0", 0) as listening,
        serving_on(engine, listening, ["0.0.0.0"]) as port,
    ):
        url = f"http://127.0.0.1:{port}/healthz"
        assert httpx.get(url).status_code == 200
        refused(httpx.get(url, headers={"host": f"desk.lan:{port}"}), "foreign-host")
