import json
from pathlib import Path

from eval.results import write


def test_a_result_is_named_after_its_commit(tmp_path: Path) -> None:
    path = write("retrieval", {"rows": 1}, tmp_path / "results", "abc123")
    assert path.name == "retrieval-abc123.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert (kept["commit"], kept["rows"]) == ("abc123", 1)
