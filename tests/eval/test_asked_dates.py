import json
from pathlib import Path

from api.engine import Engine
from eval.asked_dates import let_through, named, understood
from tests.api.support import index, lines

DATA = Path(__file__).parents[1] / "data"


def test_what_is_understood_is_compared(engine: Engine, tmp_path: Path) -> None:
    rows = (DATA / "dated-questions.jsonl").read_text(encoding="utf-8").splitlines()
    broken = json.loads(rows[0]) | {"today": "2025-03-12"}
    broken["expected"] = broken["expected"] | {"date_from": "1999-01-01"}
    table = tmp_path / "table.jsonl"
    table.write_text("\n".join([*rows, json.dumps(broken)]), encoding="utf-8")
    scores, wrong = understood(engine, table)
    assert scores["cases"] == len(rows) + 1
    assert len(wrong) == 1
    assert "1999-01-01" in wrong[0]


def test_what_is_later_is_counted(engine: Engine, tmp_path: Path) -> None:
    records = [
        {
            "id": f"{day}",
            "text": f"The ferry sailed {day} times.",
            "published_at": f"2024-01-0{day}",
        }
        for day in range(1, 6)
    ]
    index(engine, lines(tmp_path / "a.jsonl", *records, {"id": "none", "text": "A ferry sailed."}))
    found = let_through(engine, ["How many times did the ferry sail?"], 3, seed=1)
    assert (found["questions"], found["later or undated"]) == (3, 0)
    assert found["documents shown"] >= found["answered"] > 0
    assert (found["from"], found["to"]) == ("2024-01-01", "2024-01-05")


def test_ids_are_found_anywhere() -> None:
    answer = {"citations": [{"document_id": "a", "also_in": [{"document_id": "b"}]}], "leads": [1]}
    assert named(answer) == ["a", "b"]
