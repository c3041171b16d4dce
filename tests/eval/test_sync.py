from pathlib import Path

from eval.sync import sync
from tests.api.support import items, lines
from tests.fakes import BagOfStems


def test_a_few_changes_among_many_files(tmp_path: Path) -> None:
    rows = [one | {"title": f"Harbour {one['id']}"} for one in items(80)]
    source = lines(tmp_path / "articles.jsonl", *rows)
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
