import numpy as np
import pytest

from eval.fit_evidence import _calibration_error


def test_calibration_error_is_the_weighted_gap_of_the_bins() -> None:
    sure = np.array([0.95, 0.95, 0.15, 0.15])
    right = np.array([True, False, False, False])
    assert _calibration_error(sure, right) == pytest.approx(0.5 * 0.45 + 0.5 * 0.15)
