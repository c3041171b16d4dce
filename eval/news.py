"""News questions as they were asked at the time: what the archive tells, and what it does not."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from api.answering.records import Answer
from api.engine import Engine
from eval.answers import holds_gold, that_hold
from eval.datasets import json_lines


def evaluate(engine: Engine, questions: Path, every: int) -> dict[str, Any]:
    """Ask each n-th question as of the day it was asked.

    A question counts as answerable where its answer's words stand in an article that was found for
    it, and as unanswerable where they stand in no article at all; others only count citations.
    """
    rows = [
        _asked(engine, row)
        for row in track(
            list(json_lines(questions))[::every], "asking", console=Console(stderr=True)
        )
    ]
    held = [row for row in rows if row["told"]]
    absent = [row for row in rows if not row["anywhere"]]
    given = [row for row in held if row["status"] != "not_found"]
    return {
        "questions": len(rows),
        "answerable": len(held),
        "answered": len(given),
        "citation 1 holds the answer": sum(row["right"] for row in given),
        "best sentence holds the answer, shown or not": sum(row["best right"] for row in held),
        "unanswerable": len(absent),
        "refused": sum(row["status"] == "not_found" for row in absent),
        "citations": sum(row["citations"] for row in rows),
        "citations that hold": sum(row["citations that hold"] for row in rows),
        "rows": rows,
    }


def _asked(engine: Engine, row: dict[str, Any]) -> dict[str, Any]:
    day = str(row["asked_at"])[:10]
    answer = engine.ask(row["question"], as_of=day)
    # What stood first is told by the least strict asking, so that finding and refusing are apart.
    best = answer if answer.citations else engine.ask(row["question"], as_of=day, strictness="open")
    return {
        "id": row["id"],
        "status": answer.status,
        "confidence": round(answer.confidence, 3),
        "told": bool(row["articles_with_answer_string"]),
        "anywhere": bool(row["answer_anywhere"]),
        "right": _holds_answer(answer, row["answers"]),
        "best right": _holds_answer(best, row["answers"]),
        "citations": len(answer.citations),
        "citations that hold": that_hold(engine, answer),
        "ms": answer.timings_ms["total"],
    }


def _holds_answer(answer: Answer, golds: list[str]) -> bool:
    return bool(answer.citations) and holds_gold(answer.citations[0].passage.text, golds)
