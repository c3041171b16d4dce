import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.engine import Engine
from api.settings import load_settings
from eval.answers import evaluate
from tests.fakes import BagOfStems


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
    engine = Engine(
        load_settings({"DATELINE_HOME": str(tmp_path / "home")}, tmp_path), BagOfStems()
    )
    engine.index([article.parent], datetime(2025, 6, 1, tzinfo=UTC), lambda _: None)
    found = evaluate(engine, questions)
    engine.close()
    assert found[counted] == 1
    assert found["citations"] == found["citations that hold"]
    assert found["citation 1 right"] == found["answered"] * len(answers)
