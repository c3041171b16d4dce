import json
from pathlib import Path

import pytest

from eval.answers import evaluate
from tests.api.support import index, opened


@pytest.mark.parametrize(
    ("answers", "counted"), [(["the end of June"], "answerable"), ([], "unanswerable")]
)
def test_every_quote_is_checked(tmp_path: Path, answers: list[str], counted: str) -> None:
    article = tmp_path / "articles" / "ferry.txt"
    article.parent.mkdir()
    article.write_text("The ferry to Sorra stops at the end of June, the harbour office said.")
    questions = tmp_path / "questions.jsonl"
    row = {"question": "When does the ferry to Sorra stop?", "answers": answers}
    questions.write_text(json.dumps(row), encoding="utf-8")
    with opened(tmp_path / "home") as engine:
        index(engine, article.parent)
        found = evaluate(engine, questions)
    assert found[counted] == 1
    assert found["citations"] == found["citations that hold"]
    assert found["citation 1 right"] == found["answered"] * len(answers)
    assert found["answer holds a gold one"] == found["citation 1 right"]
    assert (found["F1 of the answers given"] is None) == (not answers)
    assert 0 < (found["F1 of the answers given"] or 1) <= 1
