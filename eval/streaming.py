"""How soon a streamed answer begins to arrive, and how soon it is whole."""

import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from api.engine import Engine
from eval.datasets import json_lines
from eval.speed import client_of


def evaluate(engine: Engine, questions: Path, rounds: int) -> dict[str, Any]:
    """Stream the answer to every question of a file, ``rounds`` times.

    Returns:
        Medians and 95th percentiles, in milliseconds, as a client on the same machine sees them.
    """
    asked = [row["question"] for row in json_lines(questions)]
    engine.warm()
    load = os.getloadavg()[0]
    with client_of(engine) as client:
        for question in asked[:3]:
            timed(client, question)
        times = [timed(client, question) for _ in range(rounds) for question in asked]
    return {
        "documents": engine.status()["documents"],
        "reader": engine.settings.reader,
        "questions": len(asked),
        "rounds": rounds,
        "load_before": round(load, 1),
        "first_event_ms": _summary([first for first, _ in times]),
        "whole_answer_ms": _summary([whole for _, whole in times]),
    }


def timed(client: httpx.Client, question: str) -> tuple[float, float]:
    """Stream one answer: milliseconds until its first event, and until its end."""
    started = time.perf_counter()
    first = None
    body = {"question": question, "stream": True}
    with client.stream("POST", "/v1/ask", json=body) as answer:
        answer.raise_for_status()
        for _ in answer.iter_raw():
            first = first or (time.perf_counter() - started) * 1e3
    return first or 0.0, (time.perf_counter() - started) * 1e3


def _summary(times: Sequence[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(times), 1),
        "p95": round(statistics.quantiles(times, n=20)[-1], 1),
    }
