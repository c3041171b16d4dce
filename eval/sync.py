"""What it costs to keep an archive in step: a few changes among many files, and deletions."""

import itertools
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import httpx

from api.engine import Engine
from api.settings import load_settings
from eval.datasets import json_lines
from eval.speed import client_of
from index.records import Embedder
from index.report import Report

_OF_EACH = 10


def sync(
    source: Path,
    count: int,
    seed: int,
    longest: int,
    embedder: Embedder | None = None,
    deletions: int = 50,
) -> dict[str, Any]:
    """Index a folder of files, then again after ten each were changed, moved, deleted and added.

    Then delete documents over HTTP from a running server, and ask for each in every way at once.

    Args:
        source: JSON lines of articles; one file is written for each.
        count: how many files.
        seed: which of them change.
        longest: characters of each article that are kept, so that the first run is not too long.
        embedder: the default model where none is given.
        deletions: how many documents are deleted.
    """
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        _write(articles, source, count, longest)
        engine = Engine(load_settings({"DATELINE_HOME": f"{folder}/home"}, Path(folder)), embedder)
        first = _run(engine, articles)
        _change(articles, Random(seed))
        second, third = _run(engine, articles), _run(engine, articles)
        deleted = _delete(engine, Random(seed), deletions)
        engine.close()
    return {
        "files": count,
        "first run": first,
        "after 10 each changed, moved, deleted, added": second,
        "unchanged": third,
        "share of the first run's time": round(second["seconds"] / first["seconds"], 4),
        "deletions": deleted,
    }


def _write(folder: Path, source: Path, count: int, longest: int) -> None:
    folder.mkdir()
    rows = itertools.islice(itertools.cycle(json_lines(source)), count)
    for number, row in enumerate(rows):
        # What comes twice is made two articles.
        text = f"{row['title']}\n\nReport {number}. {row['text'][:longest]}"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def _change(folder: Path, rng: Random) -> None:
    files = rng.sample(sorted(folder.iterdir()), 3 * _OF_EACH)
    changed, moved, gone = (files[at : at + _OF_EACH] for at in range(0, len(files), _OF_EACH))
    (folder / "moved").mkdir()
    for number, (one, two, three) in enumerate(zip(changed, moved, gone, strict=True)):
        text = one.read_text(encoding="utf-8")
        one.write_text(f"{text} A correction was added on Friday.", encoding="utf-8")
        two.rename(folder / "moved" / two.name)
        three.unlink()
        new = f"The keeper of lighthouse {number} retires after {number + 20} years of service."
        (folder / f"new-{number}.txt").write_text(new, encoding="utf-8")


def _run(engine: Engine, folder: Path) -> dict[str, Any]:
    started = time.perf_counter()
    report: Report = engine.index([folder], datetime.now(UTC), lambda _: None)
    return {
        "seconds": round(time.perf_counter() - started, 2),
        "added": report.added,
        "changed": report.changed,
        "moved": report.moved,
        "removed": report.removed,
        "embedded": report.embedded,
    }


def _delete(engine: Engine, rng: Random, count: int) -> dict[str, Any]:
    ids = [row.id for row in engine.documents(limit=1_000_000)]
    times, still_found = [], 0
    with client_of(engine) as client:
        for document_id in rng.sample(ids, count):
            document = client.get(f"/v1/documents/{document_id}").json()
            started = time.perf_counter()
            answer = client.delete(f"/v1/documents/{document_id}")
            times.append((time.perf_counter() - started) * 1e3)
            counts = answer.raise_for_status().json()
            lost = counts["before"]["documents"] - counts["after"]["documents"]
            still_found += lost != 1 or _is_found(client, document)
    return {
        "documents": len(ids),
        "deleted": count,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "still found by a route": still_found,
    }


def _is_found(client: httpx.Client, document: dict[str, Any]) -> bool:
    """Look for a document by id, by its title and by its text."""
    words = " ".join(document["text"].split()[:20])
    places: list[dict[str, Any]] = []
    for query in (document["title"], words):
        places += client.post("/v1/search", json={"query": query, "k": 20}).json()["hits"]
        asked = {"question": query, "strictness": "open"}
        answer = client.post("/v1/ask", json=asked).json()
        places += answer["citations"] + answer["leads"]
    copies = [copy for place in places for copy in place["also_in"]]
    gone = client.get(f"/v1/documents/{document['id']}").status_code == 404
    return not gone or any(one["document_id"] == document["id"] for one in [*places, *copies])
