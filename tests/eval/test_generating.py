from pathlib import Path
from typing import Any

import numpy as np

from api.answering.generating.support import fitted
from eval.fit_support import Example, examples, split, threshold
from eval.generating import evaluate
from tests.api.support import index, lines, opened
from tests.endpoint import scripted

TEXT = "The ferry, launched in Holm, carries 40 cars to Sorra. The ferry is green."


def test_what_a_model_says_is_counted_and_listed(tmp_path: Path) -> None:
    questions = lines(
        tmp_path / "q.jsonl",
        {"question": "How many cars does the ferry to Sorra carry?"},
        {"question": "What carries 40 cars to Sorra?"},
        {"question": "How many cars does the ferry to Sorra carry?"},
    )
    with (
        scripted() as endpoint,
        opened(tmp_path / "home", strictness="open", llm=endpoint.url) as engine,
    ):
        index(engine, lines(tmp_path / "a.jsonl", {"id": "a", "text": TEXT}))
        endpoint.says("The ferry carries 40 cars to Sorra [1]. It has 50.", "It is red.")
        found, answers = evaluate(engine, [questions], 60, tmp_path / "kept" / "llm.txt")
    assert len(answers) == found["asked"] == found["model_asked"] == 2
    assert (found["kept"], found["dropped"], found["dropped_share"]) == (1, 2, 0.6667)
    assert (found["composed"], found["kept_word_for_word"]) == (1, 0)
    assert found["dropped_for"] == {"uncited": 2}
    assert (tmp_path / "kept" / "llm.txt").read_text("utf-8").splitlines() == [
        "Q How many cars does the ferry to Sorra carry?",
        "S The ferry carries 40 cars to Sorra.",
        "E The ferry, launched in Holm, carries 40 cars to Sorra.",
    ]


def test_claims_stand_beside_what_annotators_found(tmp_path: Path) -> None:
    texts: dict[str, Any] = {"claim": "It rained.", "evidence": ["Dry.", "Wet.", "It rained."]}
    rows: list[dict[str, Any]] = [
        {"label": "supported", "supporting_sentences": [[1, 2], [2]]},
        {"label": "not_supported", "supporting_sentences": [[]]},
    ]
    for place, row in enumerate(rows):
        row |= {**texts, "meta": {"claim_title": f"title {place}"}}
    found = examples(lines(tmp_path / "c.jsonl", *rows))
    assert found[0] == Example("It rained.", "It rained.", True, "title 0")
    assert (found[1].evidence, found[1].supported) == ("It rained. Dry. Wet.", False)
    parts = split(found * 20, 1)
    assert sum(map(len, parts.values())) == 40
    assert sum(found[0] in part for part in parts.values()) == 1


def test_the_threshold_lets_few_of_the_unsupported_pass() -> None:
    sure, labels = np.linspace(0, 1, 100), [False] * 100
    assert (sure >= threshold(sure, labels)).sum() == 2
    assert 0.5 < fitted().threshold < 1
