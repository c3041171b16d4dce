"""The library's measures against values computed by hand."""

import math

import pytest

from eval.metrics import retrieval_scores


def test_one_relevant_document_on_rank_two() -> None:
    scores = retrieval_scores({"q": {"a": 1}}, {"q": {"b": 2.0, "a": 1.0}})
    assert scores["nDCG@10"] == pytest.approx(1 / math.log2(3))
    assert scores["MRR@10"] == pytest.approx(0.5)
    assert scores["recall@10"] == 1


def test_two_relevant_documents_one_found() -> None:
    scores = retrieval_scores({"q": {"a": 1, "c": 1}}, {"q": {"a": 3.0, "b": 2.0}})
    ideal = 1 + 1 / math.log2(3)
    assert scores["nDCG@10"] == pytest.approx(1 / ideal)
    assert scores["recall@10"] == pytest.approx(0.5)


def test_beyond_rank_ten_counts_for_recall_at_100_alone() -> None:
    run = {f"d{rank}": 100.0 - rank for rank in range(10)} | {"a": 1.0}
    scores = retrieval_scores({"q": {"a": 1}}, {"q": run})
    assert (scores["nDCG@10"], scores["recall@10"], scores["MRR@10"]) == (0, 0, 0)
    assert scores["recall@100"] == 1


def test_a_question_without_a_ranking_counts_zero() -> None:
    scores = retrieval_scores({"q": {"a": 1}, "r": {"a": 1}}, {"q": {"a": 1.0}})
    assert scores["nDCG@10"] == pytest.approx(0.5)
