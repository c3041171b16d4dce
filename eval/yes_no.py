"""Questions of yes or no: is what settles them cited, are both sides shown, is the rest refused."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from api.answering.records import Answer
from api.engine import Engine
from eval.answers import that_hold
from eval.datasets import json_lines


def evaluate(engine: Engine, table: Path) -> dict[str, Any]:
    """Ask every question of a table, each part of it scored apart.

    A row holds ``part``, ``question``, ``settles`` (words of each sentence that settles it; none
    where the articles do not) and ``says``: "yes", "no" or "both", as many as may be defended.
    """
    asked = [(row, engine.ask(row["question"])) for row in json_lines(table)]
    parts = dict.fromkeys(row["part"] for row, _ in asked)
    return {
        part: _scores(engine, [one for one in asked if one[0]["part"] == part]) for part in parts
    }


def _scores(engine: Engine, asked: Sequence[tuple[dict[str, Any], Answer]]) -> dict[str, Any]:
    settled = [one for one in asked if one[0]["settles"]]
    open_ones = [one for one in asked if not one[0]["settles"]]
    given = [one for one in settled if one[1].citations]
    disputed = [one for one in settled if one[0]["says"] == ["both"]]
    agreed = [one for one in settled if "both" not in one[0]["says"]]
    return {
        "settled": len(settled),
        "answered": len(given),
        "citation 1 settles it": sum(_settles(row, answer) for row, answer in given),
        "disputed": len(disputed),
        "both sides shown": sum(_shows_both(row, answer) for row, answer in disputed),
        "not disputed": len(agreed),
        "not disputed, shown as conflicting": sum(
            answer.status == "conflicting" for _, answer in agreed
        ),
        "not settled": len(open_ones),
        "refused": sum(answer.status == "not_found" for _, answer in open_ones),
        "citations": sum(len(answer.citations) for _, answer in asked),
        "citations that hold": sum(that_hold(engine, answer) for _, answer in asked),
        "questions": [_row(row, answer) for row, answer in asked],
    }


def _settles(row: dict[str, Any], answer: Answer) -> bool:
    return any(words in answer.citations[0].passage.text for words in row["settles"])


def _shows_both(row: dict[str, Any], answer: Answer) -> bool:
    texts = [one.passage.text for one in answer.citations]
    settling = sum(any(words in text for words in row["settles"]) for text in texts)
    return answer.status == "conflicting" and settling > 1


def _row(row: dict[str, Any], answer: Answer) -> dict[str, Any]:
    return {
        "question": row["question"],
        "says": row["says"],
        "status": answer.status,
        "confidence": round(answer.confidence, 3),
        "right": bool(answer.citations) == bool(row["settles"])
        and (not row["settles"] or _settles(row, answer)),
        "cited": [
            [one.passage.text, one.said_by.name if one.said_by else None]
            for one in answer.citations
        ],
    }
