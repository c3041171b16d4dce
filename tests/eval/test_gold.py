import pytest

from eval.training.gold import Told, best_threshold, scores
from eval.training.material import Question


def told(said: str, sure: float, *golds: str) -> Told:
    spans = tuple((0, len(gold)) for gold in golds)
    return Told(Question("q", "squad", "who?", "p", spans, golds), said, sure, sure)


ASKED = [
    told("Ada Lovelace", 5.0, "Ada Lovelace"),
    told("the poet Byron", 4.0, "Byron"),
    told("Turing", 1.0),
    told("Babbage", 0.0, "Charles Hoare"),
]


def test_the_threshold_gives_what_is_right_and_keeps_back_what_is_wrong() -> None:
    assert best_threshold(ASKED) == 4.0


def test_scores_with_and_without_refusal() -> None:
    row = scores(ASKED, 4.0)
    assert (row["answerable"], row["unanswerable"]) == (3, 1)
    # Two of three words said are not asked for: precision 1/2 (the article is dropped), recall 1.
    assert row["F1"] == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert row["exact match"] == pytest.approx(1 / 3)
    assert row["F1, SQuAD 2.0"] == pytest.approx((1 + 2 / 3 + 1 + 0) / 4)
    assert row["AUROC answer"] == pytest.approx(2 / 3)


def test_no_share_of_one_kind_alone() -> None:
    assert scores(ASKED[:2], 0.0)["AUROC answer"] is None
