from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.spans import MOST_TOKENS, best_spans

LOGITS = st.floats(-20, 20, width=32)


def places(count: int) -> list[tuple[int, int]]:
    return [(5 * place, 5 * place + 4) for place in range(count)]


def test_the_best_span_comes_first_with_its_score_over_nothing() -> None:
    start = np.array([0, 5, 0, 0], np.float32)
    end = np.array([0, 0, 4, 0], np.float32)
    best = best_spans(start, end, places(4), nothing=2.0)[0]
    assert (best.start, best.end, best.score) == (5, 14, 7.0)


def test_an_answer_never_ends_before_it_begins() -> None:
    start = np.array([0, 0, 9], np.float32)
    end = np.array([9, 0, 0], np.float32)
    assert best_spans(start, end, places(3), 0.0)[0].score == 9.0


def test_a_text_without_tokens_has_no_spans() -> None:
    assert best_spans(np.zeros(0, np.float32), np.zeros(0, np.float32), [], 0.0) == ()


@given(st.lists(st.tuples(LOGITS, LOGITS), min_size=1, max_size=90))
def test_spans_are_ordered_apart_and_short(logits: list[tuple[float, float]]) -> None:
    start, end = (np.array(side, np.float32) for side in zip(*logits, strict=True))
    found = best_spans(start, end, places(len(logits)), 0.0)
    assert found
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert 0 <= one.start < one.end <= MOST_TOKENS * 5 + one.start
    ordered = sorted(found, key=lambda one: one.start)
    assert all(a.end <= b.start for a, b in pairwise(ordered))


@given(st.lists(st.tuples(LOGITS, LOGITS), min_size=1, max_size=30))
def test_nothing_scores_higher_than_the_first(logits: list[tuple[float, float]]) -> None:
    start, end = (np.array(side, np.float32) for side in zip(*logits, strict=True))
    every = [
        float(start[a] + end[b])
        for a in range(len(logits))
        for b in range(a, min(len(logits), a + MOST_TOKENS))
    ]
    best = best_spans(start, end, places(len(logits)), 0.0)[0]
    assert np.isclose(best.score, max(every), atol=1e-5)
