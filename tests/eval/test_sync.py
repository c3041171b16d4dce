import json
from pathlib import Path

from eval.sync import sync
from tests.fakes import BagOfStems


def test_a_few_changes_among_many_files(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    rows = [
        {"title": f"Harbour {n}", "text": f"The ferry {n} sails at {n} o'clock from pier {n * 7}."}
        for n in range(80)
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = sync(source, 80, seed=1, longest=500, embedder=BagOfStems(), deletions=5)
    assert found["first run"]["added"] == 80
    again = found["after 10 each changed, moved, deleted, added"]
    assert {name: again[name] for name in ("added", "changed", "moved", "removed")} == {
        "added": 10,
        "changed": 10,
        "moved": 10,
        "removed": 10,
    }
    assert again["embedded"] == 20
    assert found["unchanged"]["embedded"] == 0
    assert found["deletions"]["still found by a route"] == 0
