"""Invented cases: what the scores say of them can be counted by hand."""

import numpy as np
import pytest

from api.answering.evidence import FEATURES
from eval import refusal
from eval.asking import Asked
from eval.cases import Case, best_of, cross_validated, fits_of, fitted, without
from eval.plots import line_chart
from eval.training.material import Question
from index.records import Chunk, Hit

ANSWER = FEATURES.index("answer")


def case(number: int, present: bool, answerable: bool, sure: float) -> Case:
    """A case of two candidates, of which the first is right if anything is."""
    spans = ((0, 4),) if answerable else ()
    question = Question(str(number), "p", "When did it sink?", "p/1", spans, ("1904",))
    hits = [
        Hit(rank, Chunk(rank, name, "v", 0, 9), "text", "", None, None, 1.0, {})
        for rank, name in enumerate(("p/2", "p/1"))
    ]
    rng = np.random.default_rng(number)
    features = rng.normal(0, 0.05, (2, len(FEATURES)))
    features[0, ANSWER] += sure
    features[1, ANSWER] -= 0.5
    right = present and answerable
    return Case(
        Asked(question, "p", present, hits),
        [],
        number % 5,
        features,
        np.array([right, False]),
        np.array([1, 0]),
        np.array([number, -number - 1]),
        ["p/1", "p/2"],
        ["1904", "goats"],
    )


CASES = [
    one
    for number in range(0, 300, 3)
    for one in (
        case(number, True, True, 0.6),
        case(number + 1, False, True, -0.6),
        case(number + 2, True, False, 0.1),
    )
]


def test_features_can_be_left_out() -> None:
    bare = without(CASES, ["answer"])
    assert all((one.features[:, ANSWER] == 0).all() for one in bare)
    assert fitted(bare).ranking[ANSWER] == 0
    assert CASES[0].features[0, ANSWER] != 0


def test_the_weights_find_what_tells_right_from_wrong() -> None:
    fit = fitted(CASES)
    assert fit.ranking.argmax() == ANSWER
    best, features = best_of(CASES, fit.ranking)
    assert best[0] == 0
    sure = fit.sure(features)
    assert sure[0] > 0.8 > 0.2 > sure[1]


def test_scores_are_what_can_be_counted() -> None:
    outcome = cross_validated(CASES, fits_of(CASES))
    least = refusal.thresholds(CASES, outcome)
    found = refusal.scores(CASES, outcome, least)
    assert (found["questions"], found["adversarial"]) == (100, 100)
    assert found["end to end"]["exact match"] == 1.0
    assert found["end to end"]["citation 1 right"] == 1.0
    assert found["AUROC article there or left out"] == 1.0
    assert found["nDCG@10"]["reranked"] == 1.0
    assert found["nDCG@10"]["fused"] == pytest.approx(1 / np.log2(3), abs=1e-3)
    for name, allowed in refusal.ALLOWED_WRONG.items():
        assert found["strictness"][name]["wrong of answered"] <= allowed
    assert found["strictness"]["strict"]["answered of answerable"] > 0.9


def test_charts_show_both_curves() -> None:
    outcome = cross_validated(CASES, fits_of(CASES))
    row = {"curves": refusal.curves(CASES, outcome)}
    charts = refusal.charts({"read": row, "plain": row})
    assert set(charts) == {"risk-coverage", "calibration"}
    for chart in charts.values():
        assert chart.startswith("<svg ")
        assert chart.count("<polyline") >= 2


def test_a_chart_keeps_its_lines_inside() -> None:
    chart = line_chart("a < b", "x", "y", {"one": [(0.0, 0.0), (1.0, 2.0)]})
    assert "a &lt; b" in chart
    assert "56.0,272.0 464.0,40.0" in chart
