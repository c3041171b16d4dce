import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.engine import Engine
from tests.api.support import ARTICLES, opened, serving, until

FERRY = {"id": "ferry", "title": "Ferry back", "text": "The ferry sails on Monday."}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with opened(tmp_path_factory.mktemp("sent") / "home", max_upload_mb=1) as engine:
        yield engine


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[httpx.Client]:
    with serving(engine) as address, httpx.Client(base_url=address) as client:
        yield client


def done(client: httpx.Client, answer: httpx.Response) -> dict[str, Any]:
    """Wait for the job that an upload was answered with."""
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/v1/jobs/{answer.json()['job']}"
    where = answer.headers["location"]
    until(lambda: client.get(where).json()["state"] in ("done", "failed"))
    job: dict[str, Any] = client.get(where).json()
    assert job["finished_at"] >= job["created_at"]
    return job


def send(client: httpx.Client, *documents: object) -> dict[str, Any]:
    return done(client, client.post("/v1/documents", json={"documents": documents}))


def test_documents_in_json(client: httpx.Client) -> None:
    job = send(client, FERRY, {"id": "empty"}, "no object", {"text": "A text without an id."})
    assert (job["state"], job["error"]) == ("done", None)
    assert job["report"]["added"] == 2
    reasons = [note["reason"] for note in job["report"]["notes"]]
    assert reasons == ["no text", "an object is needed, not str"]
    assert client.get("/v1/documents/ferry").json()["text"] == FERRY["text"]
    hits = client.post("/v1/search", json={"query": "ferry Monday"}).json()["hits"]
    assert hits[0]["document_id"] == "ferry"


def test_a_document_sent_again_is_a_new_version(client: httpx.Client) -> None:
    send(client, FERRY)
    job = send(client, FERRY | {"text": "The ferry sails on Friday."})
    assert (job["report"]["added"], job["report"]["changed"]) == (0, 1)
    assert client.get("/v1/documents/ferry").json()["text"] == "The ferry sails on Friday."


def test_files_in_parts(client: httpx.Client, engine: Engine) -> None:
    names = ["2025-02-09-coalition-withdrawal.txt", "wire.jsonl"]
    parts = [("files", (name, (ARTICLES / name).read_bytes())) for name in names]
    parts.append(("files", ("notes.exe", b"MZ")))
    job = done(client, client.post("/v1/documents", files=parts))
    assert job["report"]["added"] == 7
    (note,) = job["report"]["notes"]
    assert note["where"] == "notes.exe"
    assert "no reader for .exe" in note["reason"]
    found = client.get("/v1/documents", params={"publisher": "Shafaq News"}).json()["documents"]
    assert len(found) == 1
    # The same file again is the same document.
    job = done(client, client.post("/v1/documents", files=parts[:1]))
    assert (job["report"]["added"], job["report"]["unchanged"]) == (0, 1)


@pytest.mark.parametrize(
    "name",
    ["../../up.txt", "..\\..\\up.txt", "/etc/up.txt", ".up.txt", "u\np.txt", "ü" * 300 + ".txt"],
)
def test_a_name_leads_nowhere_else(client: httpx.Client, engine: Engine, name: str) -> None:
    before = set(engine.settings.home.parent.rglob("*.txt"))
    parts = [("files", (name, f"An article named {name[:9]!r}.".encode()))] * 2
    report = done(client, client.post("/v1/documents", files=parts))["report"]
    assert report["added"] + report["changed"] == 2
    assert set(engine.settings.home.parent.rglob("*.txt")) == before
    assert not Path("/etc/up.txt").exists()


def test_nothing_is_left_of_an_upload_but_its_documents(
    client: httpx.Client, engine: Engine
) -> None:
    send(client, {"id": "secret", "text": "The zyzzyva hides."})
    assert [path for path in (engine.settings.home / "uploads").rglob("*") if path.is_file()] == []
    assert engine.archive.roots() == {}
    assert client.delete("/v1/documents/secret").status_code == 200
    engine.compact()
    files = [path for path in engine.settings.home.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"zyzzyva" in path.read_bytes().lower()]


def test_what_was_removed_comes_back_when_it_is_sent_again(client: httpx.Client) -> None:
    send(client, {"id": "again", "text": "Here it is."})
    client.delete("/v1/documents/again")
    assert client.get("/v1/documents/again").status_code == 404
    assert send(client, {"id": "again", "text": "Here it is."})["report"]["added"] == 1
    assert client.get("/v1/documents/again").status_code == 200


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 422, "not JSON"),
        ({"json": {"documents": []}}, 422, '{"documents"'),
        ({"json": [FERRY]}, 422, '{"documents"'),
        ({"json": {"documents": [{"text": "x" * 1_100_000}]}}, 413, "DATELINE_MAX_UPLOAD_MB"),
        ({"files": {"a": ("a.txt", b"y" * 1_100_000)}}, 413, "DATELINE_MAX_UPLOAD_MB"),
        ({"data": {"a": "b"}, "files": {}}, 415, "multipart/form-data"),
        ({"content": b"text", "headers": {"content-type": "text/plain"}}, 415, "multipart"),
        ({"content": iter([b"a"])}, 411, "Content-Length"),
    ],
    ids=["torn", "none", "a list", "large", "large file", "a form", "text", "no length"],
)
def test_what_cannot_be_taken_is_a_problem(
    client: httpx.Client, sent: dict[str, Any], status: int, says: str
) -> None:
    answer = client.post("/v1/documents", **sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]


def test_a_form_without_files(client: httpx.Client) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
    kind = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/v1/documents", content=body, headers=kind)
    assert answer.status_code == 422
    assert "no file was sent" in answer.json()["detail"]


def test_a_broken_form(client: httpx.Client) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/v1/documents", content=b"what is this", headers=kind)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_no_such_job(client: httpx.Client) -> None:
    answer = client.get("/v1/jobs/none")
    assert answer.status_code == 404
    assert "no job 'none'" in answer.json()["detail"]


def test_the_description_shows_both_ways(client: httpx.Client) -> None:
    post = client.get("/openapi.json").json()["paths"]["/v1/documents"]["post"]
    assert set(post["requestBody"]["content"]) == {"multipart/form-data", "application/json"}
    assert json.dumps(post["requestBody"]).count("Osterhithe Courier") == 1
