"""Dated questions from end to end: what is understood, and that nothing later is let through."""

import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from api.engine import Engine
from api.http.schemas.answers import answer_out
from api.http.schemas.objects import UnderstoodOut
from eval.datasets import json_lines

# How a question is used, by what the table expects; the first that holds.
_USED: dict[str, Callable[[dict[str, Any]], bool]] = {
    "as_of": lambda asked: asked["as_of"] is not None,
    "latest": lambda asked: asked["prefers_latest"],
    "window": lambda asked: asked["of"] == "publication",
    "shown": lambda asked: asked["of"] == "event" or asked["as_of_event"] is not None,
}


def understood(engine: Engine, table: Path) -> tuple[dict[str, Any], list[str]]:
    """Ask every question of a table; right is one whose answer shows what the table expects.

    A row holds ``question``, ``today`` and ``expected``, as ``QuestionDates.wire`` writes it.
    """
    rows = list(json_lines(table))
    wrong = []
    for row in rows:
        answer = engine.ask(row["question"], today=date.fromisoformat(row["today"]))
        ours, wanted = _seen(answer_out(answer)["understood"]), _expected(row["expected"])
        if ours != wanted:
            wrong.append(f"{row['question']}: {wanted} / {ours}")
    return {"cases": len(rows), "right": 1 - len(wrong) / max(1, len(rows))}, wrong


def let_through(engine: Engine, questions: Sequence[str], count: int, seed: int) -> dict[str, Any]:
    """Ask as of random days, and count what came out later or at no known day."""
    days = _days(engine)
    first, last = min(filter(None, days.values())), max(filter(None, days.values()))
    drawn = random.Random(seed)
    shown = later = answered = 0
    for _ in track(range(count), "asking", console=Console(stderr=True)):
        question = drawn.choice(questions)
        day = date.fromordinal(drawn.randint(_ordinal(first), _ordinal(last)))
        answer = answer_out(engine.ask(question, as_of=day.isoformat(), strictness="open"))
        ids = named(answer)
        shown += len(ids)
        answered += bool(answer["citations"])
        later += sum(not (days[one] and str(days[one])[:10] <= day.isoformat()) for one in ids)
    return {
        "questions": count,
        "from": first[:10],
        "to": last[:10],
        "answered": answered,
        "documents shown": shown,
        "later or undated": later,
    }


def named(value: object) -> list[str]:
    """All ids of documents, anywhere in what is given out."""
    if isinstance(value, list):
        return [found for one in value for found in named(one)]
    if not isinstance(value, dict):
        return []
    here = [value["document_id"]] if "document_id" in value else []
    return here + [found for one in value.values() for found in named(one)]


def _days(engine: Engine) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    after = None
    while rows := engine.documents(after, 500):
        found |= {row.id: row.published_at for row in rows}
        after = rows[-1].id
    return found


def _ordinal(published_at: str) -> int:
    return date.fromisoformat(published_at[:10]).toordinal()


def _expected(asked: dict[str, Any]) -> dict[str, Any]:
    used = next((name for name, holds in _USED.items() if holds(asked)), None)
    window = used == "window"
    days = None, asked["as_of"]
    if used != "as_of":
        days = asked["date_from"], asked["date_to"]
    return {
        "date_from": asked["date_from"] if window else None,
        "date_to": asked["date_to"] if window else None,
        "as_of": asked["as_of"],
        "dates": [(*days, used)] if used else [],
    }


def _seen(understood: UnderstoodOut) -> dict[str, Any]:
    return {
        "date_from": understood["date_from"],
        "date_to": understood["date_to"],
        "as_of": understood["as_of"],
        "dates": [(one["start"], one["end"], one["used_as"]) for one in understood["dates"]],
    }
