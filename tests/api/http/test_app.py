import logging
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.engine import Engine
from api.http.server import Server, listen
from index.records import Vectors
from tests.api.support import index, lines, opened, serving, settings_at, until
from tests.fakes import BagOfStems


@pytest.fixture(scope="module")
def address(town: Engine) -> Iterator[str]:
    with serving(town) as address:
        yield address


def test_health(address: str, town: Engine) -> None:
    assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
    ready = httpx.get(f"{address}/readyz").json()
    assert ready == {"status": "ready", "documents": town.status()["documents"]}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/page/app.js", "text/javascript"),
        ("/page/base.css", "text/css"),
        ("/page/favicon.svg", "image/svg+xml"),
    ],
)
def test_the_page_is_served(address: str, path: str, kind: str) -> None:
    answer = httpx.get(address + path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == kind
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_every_file_that_the_page_names_is_there(address: str) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        answer = httpx.get(address + path)
        assert answer.status_code == 200, path
        seen.add(path)
        named = re.findall(r'(?:href|src)="(/page/[^"]+)"', answer.text)
        named += [f"/page/{name}" for name in re.findall(r'from "\./([^"]+)"', answer.text)]
        waiting += set(named) - seen - set(waiting)
    assert {"/page/app.js", "/page/text.js", "/page/article.css"} <= seen


def test_nothing_outside_the_page_is_served(address: str) -> None:
    for path in ("/page/../settings.py", "/page/%2e%2e/settings.py", "/page/..%2fsettings.py"):
        assert httpx.get(address + path).status_code == 404


def test_the_contract_is_described(address: str) -> None:
    described = httpx.get(f"{address}/openapi.json").json()["paths"]
    assert {"/v1/ask", "/v1/search", "/v1/documents", "/v1/documents/{document_id}"} <= {*described}


class Slow(BagOfStems):
    """Takes as long as the test lets it."""

    gate = threading.Event()

    def embed_query(self, text: str) -> Vectors:
        self.gate.wait(30)
        return super().embed_query(text)


def test_not_ready_until_the_model_is_there(tmp_path: Path) -> None:
    Slow.gate.clear()
    with opened(tmp_path / "home", Slow()) as engine, listen("127.0.0.1", 0) as listening:
        server = Server(engine)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread = threading.Thread(target=server.run, args=[listening])
        thread.start()
        try:
            waiting = httpx.get(f"{address}/readyz")
            assert waiting.status_code == 503
            assert waiting.headers["content-type"] == "application/problem+json"
            assert waiting.json()["type"] == "/problems/not-ready"
            assert httpx.get(f"{address}/healthz").status_code == 200
            Slow.gate.set()
            until(lambda: httpx.get(f"{address}/readyz").status_code == 200)
        finally:
            Slow.gate.set()
            server.stop()
            thread.join()


ROOT = Path(__file__).parents[3]
INDEX = """
import sys
from pathlib import Path
from tests.api.support import index, opened

with opened(Path(sys.argv[1])) as engine:
    index(engine, Path(sys.argv[2]))
"""


def test_the_server_sees_what_others_add_and_remove(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = lines(tmp_path / "a.jsonl", {"id": "cat", "text": "The cat sat on the mat."})

    def found(address: str) -> list[str]:
        answer = httpx.post(f"{address}/v1/search", json={"query": "cat mat"}).json()
        return [hit["document_id"] for hit in answer["hits"]]

    with opened(home) as engine, serving(engine) as address:
        assert found(address) == []
        script = [sys.executable, "-c", INDEX, str(home), str(path)]
        subprocess.run(script, cwd=ROOT, check=True)
        until(lambda: found(address) == ["cat"])
        assert httpx.get(f"{address}/v1/documents/cat").status_code == 200
        path.write_text('{"id": "dog", "text": "The dog ate the cat\'s mat."}\n')
        with opened(home) as other:
            index(other, path)
        until(lambda: found(address) == ["dog"])
        assert httpx.get(f"{address}/v1/documents/cat").status_code == 404


class Stumbling(Engine):
    """Fails at the first looks at the archive after it is warm."""

    stumbles = 0

    def refresh(self) -> None:
        if self.stumbles < 3:
            self.stumbles += 1
            raise RuntimeError("the disk is asleep")
        super().refresh()


def test_a_failed_look_is_told_once_and_the_server_goes_on_looking(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = tmp_path / "home"
    engine = Stumbling(settings_at(home), BagOfStems())
    with caplog.at_level(logging.WARNING, "dateline"), serving(engine):
        with opened(home) as other:
            index(other, lines(tmp_path / "a.jsonl", {"text": "The cat sat on the mat."}))
        # Nobody asks: it is the background that must see it.
        until(lambda: engine.archive.store.count() == 1)
    engine.close()
    assert engine.stumbles == 3
    told = [record.getMessage() for record in caplog.records if record.name == "dateline"]
    assert len(told) == 1
    assert "the disk is asleep" in told[0]


def test_an_answer_does_not_wait_for_its_beginning_to_be_acknowledged() -> None:
    with listen("127.0.0.1", 0) as listening:
        # By this asyncio knows that it may turn Nagle's algorithm off.
        assert listening.proto == socket.IPPROTO_TCP
