"""The best spans of one passage, from what a network says of each of its tokens."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.records import AnswerSpan

Logits = NDArray[np.float32]

# Answers that are longer are whole sentences, which need no span.
MOST_TOKENS = 40
_KEPT = 6
_TRIED = 60


def best_spans(
    start: Logits, end: Logits, offsets: Sequence[tuple[int, int]], nothing: float
) -> tuple[AnswerSpan, ...]:
    """Choose the best spans that do not overlap.

    Args:
        start: logit of each token of the text to be the first of the answer.
        end: the same for the last.
        offsets: code points of each token in the text.
        nothing: the logit of "no answer here", start and end together.
    """
    if not len(start):
        return ()
    scores = start[:, None] + end[None, :]
    allowed = np.tri(len(start), k=0, dtype=bool).T & np.tri(
        len(start), k=MOST_TOKENS - 1, dtype=bool
    )
    scores = np.where(allowed, scores, -np.inf).ravel()
    tried = min(_TRIED, scores.size)
    places = np.argpartition(-scores, tried - 1)[:tried]
    kept: list[tuple[int, int]] = []
    found = []
    for place in places[np.argsort(-scores[places], kind="stable")]:
        first, last = divmod(int(place), len(start))
        if not np.isfinite(scores[place]) or len(kept) == _KEPT:
            break
        if all(last < a or first > b for a, b in kept):
            kept.append((first, last))
            score = float(scores[place]) - nothing
            found.append(AnswerSpan(offsets[first][0], offsets[last][1], score))
    return tuple(found)
