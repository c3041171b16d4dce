"""How fast: indexing against the bare model, and questions over HTTP, alone and at once."""

import itertools
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
from sqlalchemy import select

from api.engine import Engine
from api.http.server import Server, listen
from api.settings import load_settings
from corpus.catalog import load
from eval.datasets import json_lines
from index.embedder import SentenceTransformerEmbedder
from index.passages import chunks
from index.reading import embedded_text
from index.sentences import Span


def indexing(source: Path, articles: int, rounds: int) -> dict[str, Any]:
    """Index the first articles of a JSON lines file, and encode the same chunks bare, by turns.

    Both use one loaded model. The ratio of rates is what counts: the machine may be busy, and is
    equally so for both.
    """
    model = SentenceTransformerEmbedder()
    model.embed_query("warm")
    pairs = []
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.jsonl"
        rows = itertools.islice(json_lines(source), articles)
        part.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        for turn in range(rounds):
            settings = load_settings({"DATELINE_HOME": f"{folder}/{turn}"}, Path(folder))
            engine = Engine(settings, model)
            started = time.perf_counter()
            report = engine.index([part], datetime.now(UTC), lambda _: None)
            ours = time.perf_counter() - started
            texts = _embedded_texts(engine)
            engine.close()
            started = time.perf_counter()
            model.embed_documents(texts)
            bare = time.perf_counter() - started
            pairs.append({"dateline_s": round(ours, 2), "bare_s": round(bare, 2)})
    ratios = [pair["bare_s"] / pair["dateline_s"] for pair in pairs]
    return {
        "articles": articles,
        "passages": report.chunks,
        "rounds": pairs,
        "share of the bare rate": round(statistics.median(ratios), 3),
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def questions(home: Path, source: Path, count: int, at_once: int) -> dict[str, Any]:
    """Ask over HTTP, one after another and then many at once, and compare the answers."""
    asked = [row["question"] for row in itertools.islice(json_lines(source), count)]
    engine = Engine(load_settings({"DATELINE_HOME": str(home)}, home))
    engine.warm()
    with client_of(engine) as client:
        _ask(client, asked[0])
        alone, times = {}, []
        for question in asked:
            started = time.perf_counter()
            answer = _ask(client, question)
            times.append((time.perf_counter() - started) * 1e3)
            alone[question] = _same(answer)
        with ThreadPoolExecutor(at_once) as pool:
            started = time.perf_counter()
            together = list(pool.map(lambda one: _same(_ask(client, one)), asked[:at_once]))
            crowd = (time.perf_counter() - started) * 1e3
    held = engine.status()
    engine.close()
    equal = sum(alone[one] == other for one, other in zip(asked, together, strict=False))
    return {
        "documents": held["documents"],
        "passages": held["chunks"],
        "questions": len(asked),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "at_once": at_once,
        "at_once_ms": round(crowd, 1),
        "answers as alone": equal,
    }


def _embedded_texts(engine: Engine) -> list[str]:
    with engine.archive.catalog.reading() as connection:
        rows = connection.execute(select(chunks)).all()
        kept = load(connection, {row.document_id for row in rows})
    held = {one.document.id: one.document for one in kept}
    return [embedded_text(held[row.document_id], Span(row.start, row.end)) for row in rows]


@contextmanager
def client_of(engine: Engine) -> Iterator[httpx.Client]:
    """Serve an engine, and give a client of it, until the block ends."""
    server, listening = Server(engine), listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    thread = Thread(target=server.run, args=(listening,))
    thread.start()
    try:
        with httpx.Client(base_url=address, timeout=60) as client:
            yield client
    finally:
        server.stop()
        thread.join()


def _ask(client: httpx.Client, question: str) -> dict[str, Any]:
    response = client.post("/v1/ask", json={"question": question})
    response.raise_for_status()
    answer: dict[str, Any] = response.json()
    return answer


def _same(answer: dict[str, Any]) -> dict[str, Any]:
    """Leave out what differs between two answers that say the same."""
    return {key: value for key, value in answer.items() if key not in ("id", "timings_ms")}
