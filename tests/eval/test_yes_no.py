import json
from pathlib import Path

from api.engine import Engine
from eval.yes_no import evaluate
from tests.api.support import index, lines


def test_what_settles_is_counted_by_part(engine: Engine, tmp_path: Path) -> None:
    text = "The ferry to Sorra is closed until May. The weather in the valley was mild."
    index(engine, lines(tmp_path / "a.jsonl", {"id": "a", "text": text}))
    rows = [
        {"part": "one", "question": "Is the ferry to Sorra open?", "says": ["no"]},
        {"part": "two", "question": "Is the ferry to Sandrick open?", "says": []},
    ]
    rows[0]["settles"], rows[1]["settles"] = ["is closed"], []
    table = tmp_path / "table.jsonl"
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = evaluate(engine, table)
    assert (found["one"]["settled"], found["one"]["citation 1 settles it"]) == (1, 1)
    assert (found["two"]["not settled"], found["two"]["refused"]) == (1, 1)
    assert found["one"]["citations"] == found["one"]["citations that hold"] == 1
    assert found["one"]["questions"][0]["right"]
