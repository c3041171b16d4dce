import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from eval.datasets import DatasetError, beir, squad


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def test_squad_leaves_out_what_cannot_be_answered(tmp_path: Path) -> None:
    passages = [{"id": "The_Ferry-0", "title": "The_Ferry", "text": "It sails at noon."}]
    answers = [{"text": "noon", "answer_start": 12}]
    asked = {"passage": "The_Ferry-0", "question": "When does it sail?"}
    _write(tmp_path / "passages.jsonl.gz", passages)
    _write(
        tmp_path / "questions.jsonl.gz",
        [
            {"id": "1", "answers": answers, "impossible": False, **asked},
            {"id": "2", "answers": [], "impossible": True, **asked},
        ],
    )
    found = squad(tmp_path)
    assert [document.title for document in found.documents] == ["The Ferry"]
    assert [(query.id, query.answers) for query in found.queries] == [("1", ("noon",))]
    assert found.judgements == {"1": {"The_Ferry-0": 1}}


def test_beir_takes_the_queries_of_one_split(tmp_path: Path) -> None:
    _write(tmp_path / "corpus.jsonl.gz", [{"_id": "d", "title": "", "text": "words"}])
    _write(
        tmp_path / "queries.jsonl.gz", [{"_id": "q", "text": "one"}, {"_id": "r", "text": "two"}]
    )
    (tmp_path / "qrels").mkdir()
    lines = "query-id\tcorpus-id\tscore\nq\td\t2\nr\td\t0\n"
    (tmp_path / "qrels" / "test.tsv").write_text(lines, encoding="utf-8")
    found = beir(tmp_path)
    assert [query.text for query in found.queries] == ["one"]
    assert found.judgements == {"q": {"d": 2}}


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"passages\.jsonl\.gz"):
        squad(tmp_path)
