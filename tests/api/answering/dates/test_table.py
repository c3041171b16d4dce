import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.answering.dates.question import read_dates
from api.answering.dates.resolve import resolve

DATA = Path(__file__).parents[3] / "data"


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", _rows("dates.jsonl"), ids=lambda row: row["sentence"])
def test_sentences(row: dict[str, Any]) -> None:
    published = row["published"] and date.fromisoformat(row["published"])
    found = resolve(row["sentence"], published, row["tense"])
    assert (found and found.wire()) == row["expected"]


@pytest.mark.parametrize("row", _rows("dated-questions.jsonl"), ids=lambda row: row["question"])
def test_questions(row: dict[str, Any]) -> None:
    asked = read_dates(row["question"], date.fromisoformat(row["today"]))
    assert asked.wire() == row["expected"]


def test_the_tables_are_as_large_as_they_claim() -> None:
    assert len(_rows("dates.jsonl")) >= 200
    assert len(_rows("dated-questions.jsonl")) >= 80
