"""Does citation 1 hold the answer, and is what the archive does not say refused."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.progress import track

from api.answering.quotes import holds
from api.answering.records import Answer
from api.engine import Engine
from api.filters import Filters
from eval.datasets import json_lines
from eval.squad_metrics import f1


def evaluate(engine: Engine, questions: Path) -> dict[str, Any]:
    """Ask every question of a file; one whose ``answers`` are empty must be refused.

    Cases that readers made (`dateline feedback export`) may have null for ``answers``, where it is
    known only which answer is ``wrong``: of these it is counted how many are still given.
    """
    cases = track(list(json_lines(questions)), "asking", console=Console(stderr=True))
    rows = [_asked(engine, row) for row in cases]
    answerable = [row for row in rows if row["answers"]]
    absent = [row for row in rows if row["answers"] == []]
    disputed = [row for row in rows if row["answers"] is None]
    return {
        "answerable": len(answerable),
        "answered": sum(row["status"] == "answered" for row in answerable),
        "citation 1 right": sum(row["right"] for row in answerable),
        "answer holds a gold one": sum(row["holds"] for row in answerable),
        "F1 of the answers given": _mean([row["F1"] for row in answerable if row["answer"]]),
        "unanswerable": len(absent),
        "refused": sum(row["status"] == "not_found" for row in absent),
        "rated wrong": len(disputed),
        "rated wrong and still said": sum(row["still wrong"] for row in disputed),
        "citations": sum(row["citations"] for row in rows),
        "citations that hold": sum(row["citations that hold"] for row in rows),
        "questions": rows,
    }


def _asked(engine: Engine, case: Mapping[str, Any]) -> dict[str, Any]:
    question, answers = case["question"], case["answers"]
    answer = engine.ask(question, Filters(**case.get("filters", {})), case.get("as_of"))
    wrong = case.get("wrong", [])
    first = answer.citations[0].passage.text if answer.citations else ""
    said = answer.answer or ""
    return {
        "question": question,
        "answers": answers,
        "status": answer.status,
        "confidence": round(answer.confidence, 3),
        "answer": said,
        "citation": first,
        "right": holds_gold(first, answers),
        "holds": holds_gold(said, answers),
        "F1": round(f1(said, answers or []), 3),
        "still wrong": answers is None and [said] == (wrong or [""]),
        "citations": len(answer.citations),
        "citations that hold": that_hold(engine, answer),
        "ms": answer.timings_ms["total"],
    }


def holds_gold(text: str, golds: Sequence[str] | None) -> bool:
    """Tell whether the words of a gold answer stand in a text, small letters or capitals."""
    return any(gold.lower() in text.lower() for gold in golds or [])


def _mean(values: Sequence[float]) -> float | None:
    return round(fmean(values), 3) if values else None


def that_hold(engine: Engine, answer: Answer) -> int:
    """Count the citations that are word for word what their documents say."""
    return sum(
        holds(one.passage, engine.document(one.passage.document_id).document)
        for one in answer.citations
    )
