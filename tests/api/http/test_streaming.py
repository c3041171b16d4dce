import json
import logging
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.answering.listening import CalledOff
from api.answering.records import Answer
from api.engine import Engine
from index.records import Reading
from tests.api.support import ARTICLES, index, serving, settings_at, until
from tests.fakes import BagOfStems

QUESTION = "How many vehicles a day did the Harbour Bridge swing bridge carry?"
Events = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def client(town: Engine) -> Iterator[httpx.Client]:
    with serving(town) as address, httpx.Client(base_url=address) as client:
        yield client


def events(answer: httpx.Response) -> Events:
    """Read server-sent events as their specification says, names with their data."""
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == "text/event-stream"
    found = []
    for block in answer.text.split("\n\n"):
        lines = [line.partition(": ")[::2] for line in block.splitlines()]
        if lines:
            assert [name for name, _ in lines] == ["event", "data"]
            found.append((lines[0][1], json.loads(lines[1][1])))
    return found


def lasting(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in ("id", "timings_ms")}


def test_a_stream_tells_what_is_found_then_the_answer_then_all(client: httpx.Client) -> None:
    body = {"question": QUESTION}
    plain = client.post("/v1/ask", json=body).json()
    told = events(client.post("/v1/ask", json=body | {"stream": True}))
    names = [name for name, _ in told]
    assert names == ["passages", "delta", *["citation"] * len(plain["citations"]), "done"]
    hits = client.post("/v1/search", json={"query": QUESTION, "k": 15}).json()["hits"]
    assert told[0][1] == {"passages": hits}
    assert told[1][1] == {"text": plain["answer"]}
    assert [data for name, data in told if name == "citation"] == plain["citations"]
    assert lasting(told[-1][1]) == lasting(plain)


def test_a_stream_of_what_is_not_found(client: httpx.Client) -> None:
    body = {"question": "Which tenor sang Rigoletto?", "strictness": "strict", "stream": True}
    told = events(client.post("/v1/ask", json=body))
    assert [name for name, _ in told] == ["passages", "done"]
    assert told[1][1]["status"] == "not_found"
    assert told[1][1]["leads"]


def test_what_cannot_be_asked_is_an_error_and_no_stream(client: httpx.Client) -> None:
    for body in ({"question": " "}, {"question": "?", "as_of": "soon"}):
        answer = client.post("/v1/ask", json=body | {"stream": True})
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"


def test_events_are_not_kept_back_on_their_way(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", json={"question": QUESTION, "stream": True})
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-accel-buffering"] == "no"


@dataclass
class Gated:
    """A reader that reads on when the test lets it, and then may fail."""

    name: str = "gated"
    error: Exception | None = None
    steps: int = 0
    gate: threading.Event = field(default_factory=threading.Event)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        if question != "warm":
            self.steps += 1
            assert self.gate.wait(30)
            if self.error:
                raise self.error
        return [Reading((), 0.0)] * len(passages)

    def close(self) -> None:
        self.gate.set()


class Watched(Engine):
    """Remembers how its last answer ended."""

    ended: object = None

    def ask(self, *args: Any, **more: Any) -> Answer:
        try:
            self.ended = answer = super().ask(*args, **more)
        except Exception as error:
            self.ended = error
            raise
        return answer


@pytest.fixture
def gated(tmp_path: Path) -> Iterator[tuple[Watched, Gated, str]]:
    reader = Gated()
    engine = Watched(settings_at(tmp_path / "home"), BagOfStems(), reader)
    index(engine, ARTICLES)
    with serving(engine) as address:
        yield engine, reader, address
    engine.close()


def test_passages_come_before_anything_is_read(gated: tuple[Watched, Gated, str]) -> None:
    engine, reader, address = gated
    body = {"question": QUESTION, "stream": True}
    with httpx.stream("POST", f"{address}/v1/ask", json=body) as answer:
        coming = answer.iter_lines()
        assert next(coming) == "event: passages"
        assert engine.ended is None
        reader.gate.set()
        assert "event: done" in list(coming)


def test_a_client_that_leaves_stops_the_work(
    gated: tuple[Watched, Gated, str], caplog: pytest.LogCaptureFixture
) -> None:
    engine, reader, address = gated
    url = httpx.URL(address)
    body = json.dumps({"question": QUESTION, "stream": True}).encode()
    head = f"POST /v1/ask HTTP/1.1\r\nHost: {url.netloc.decode()}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with caplog.at_level(logging.INFO, "dateline"):
        with socket.create_connection((url.host, url.port or 80)) as connection:
            connection.sendall(head.encode() + body)
            received = b""
            while b"event: passages" not in received:
                received += connection.recv(65_536)
            until(lambda: reader.steps == 1)
        until(lambda: "the client of a stream is gone" in caplog.text)
        reader.gate.set()
        until(lambda: engine.ended is not None)
    assert isinstance(engine.ended, CalledOff)
    assert reader.steps == 1
    assert httpx.get(f"{address}/healthz").status_code == 200


def test_a_fault_on_the_way_ends_the_stream_with_a_problem(
    gated: tuple[Watched, Gated, str], caplog: pytest.LogCaptureFixture
) -> None:
    _, reader, address = gated
    reader.error = ZeroDivisionError("secret")
    reader.gate.set()
    told = events(httpx.post(f"{address}/v1/ask", json={"question": QUESTION, "stream": True}))
    assert [name for name, _ in told] == ["passages", "error"]
    assert told[1][1]["type"] == "/problems/fault"
    assert "secret" not in told[1][1]["detail"]
    assert "secret" in caplog.text
    assert httpx.post(f"{address}/v1/ask", json={"question": QUESTION}).status_code == 500
