"""What the tests of ``api`` do again and again: open an archive, fill it, serve it."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from api.engine import Engine
from api.http.server import Server, listen
from api.settings import Settings, load_settings
from index.records import Embedder
from index.report import Report
from tests.fakes import BagOfStems

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
QUESTIONS = Path(__file__).parents[1] / "data" / "sample-questions.jsonl"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def settings_at(home: Path, **changes: Any) -> Settings:
    """The defaults, with this data folder, and without a reader unless one is named."""
    settings = load_settings({"DATELINE_HOME": str(home)}, home.parent)
    return replace(settings, **{"reader": "none"} | changes)


def sample_questions() -> list[str]:
    """The questions on the shipped articles."""
    return [json.loads(line)["question"] for line in QUESTIONS.read_text("utf-8").splitlines()]


@contextmanager
def opened(home: Path, embedder: Embedder | None = None, **changes: Any) -> Iterator[Engine]:
    """Open an archive with the tiny model."""
    engine = Engine(settings_at(home, **changes), embedder or BagOfStems())
    try:
        yield engine
    finally:
        engine.close()


def lines(path: Path, *records: dict[str, Any]) -> Path:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def items(count: int) -> Iterator[dict[str, Any]]:
    """Make records of which no two are alike, "item N" in each."""
    for n in range(count):
        letters = sha256(str(n).encode()).hexdigest()
        words = " ".join(letters[at : at + 4] for at in range(0, 32, 4))
        yield {"id": f"{n:03}", "text": f"This is item {n} of {words}."}


def index(engine: Engine, *roots: Path) -> Report:
    """Index without a word."""
    return engine.index(roots, NOW, lambda _: None)


@contextmanager
def serving(engine: Engine, names: Sequence[str] = ()) -> Iterator[str]:
    """Serve an engine on a free port until the block ends; gives its address once it is ready."""
    with serving_on(engine, listen("127.0.0.1", 0), names) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def serving_on(
    engine: Engine, listening: socket.socket, names: Sequence[str] = ()
) -> Iterator[int]:
    """Serve an engine on a socket until the block ends; gives its port once it is ready."""
    server, port = Server(engine, names), listening.getsockname()[1]
    thread = threading.Thread(target=server.run, args=[listening])
    thread.start()
    try:
        until(lambda: httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200)
        yield port
    finally:
        server.stop()
        thread.join()


def until(so: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something that another thread or process does."""
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.05)
