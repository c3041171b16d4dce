import json
from pathlib import Path

from eval.duplicates import cost, evaluate


def test_copies_are_told_from_changed_facts() -> None:
    found = evaluate(seed=3, half=0, copied=22, altered=12)
    assert found["documents"] == 22 + 22 + 12
    assert found["one fact changed"] == 12
    assert found["of these folded"] == 0
    assert found["pairs precision"] == 1
    assert found["recall up to 20 %"] == 1


def test_the_cost_is_that_of_the_articles_given(tmp_path: Path) -> None:
    text = "The ferry to Sorra stops at the end of June, the harbour office said on Monday."
    rows = [{"id": f"d{n}", "text": f"{text} {'It rained.' * (n // 2)}"} for n in range(64)]
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = cost([source])
    assert found["documents"] == 64
    assert found["ms a document"] > 0
    assert 1 <= found["clusters"] <= 32
