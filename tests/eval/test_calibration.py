import numpy as np
import pytest

from eval.calibration import calibration_error, risk_coverage, threshold_for


def test_calibration_error_is_the_weighted_gap_of_the_bins() -> None:
    sure = np.array([0.95, 0.95, 0.15, 0.15])
    right = np.array([True, False, False, False])
    assert calibration_error(sure, right) == pytest.approx(0.5 * 0.45 + 0.5 * 0.15)


def test_a_threshold_lets_through_no_more_wrong_ones_than_allowed() -> None:
    sure = np.linspace(1, 0, 200)
    right = np.arange(200) % 4 != 3
    right[:100] = True
    least = threshold_for(sure, right, 0.10)
    given = sure >= least
    assert (~right[given]).mean() <= 0.10
    assert given.sum() > 150
    assert threshold_for(sure, np.zeros(200, bool), 0.10) == 1.0


def test_risk_and_coverage_end_with_all_that_was_asked() -> None:
    sure = np.array([0.9, 0.8, 0.7, 0.6])
    right = np.array([True, True, False, False])
    curve = risk_coverage(sure, right, points=4)
    assert [row["coverage"] for row in curve] == [0.25, 0.5, 0.75, 1.0]
    assert [row["risk"] for row in curve] == pytest.approx([0, 0, 1 / 3, 0.5])
