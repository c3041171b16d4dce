from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import DENSE_WEIGHT, PASSAGE_SHARE, fuse
from index.records import Scored

COSINES = {1: 0.5, 2: 0.25, 3: 0.75}
CANDIDATES = [Scored(1, 1, 0.5), Scored(2, 1, 0.25), Scored(3, 3, 0.75)]
PASSAGES = [Scored(2, 1, 0.8), Scored(1, 1, 0.4), Scored(9, 9, 1.0)]
ARTICLES = [Scored(1, 1, 0.6), Scored(9, 9, 1.0)]

SCORES = st.floats(0, 1.5)
HITS = st.lists(st.builds(Scored, st.integers(1, 9), st.integers(1, 3), SCORES), max_size=12)


def test_the_formula() -> None:
    fused = fuse(COSINES, CANDIDATES, PASSAGES, ARTICLES, 2.0, 0.25)
    assert {hit.chunk_id: hit.score for hit in fused} == {
        1: pytest.approx(2.0 * 0.5 + 0.25 * 0.4 + 0.75 * 0.6),
        2: pytest.approx(2.0 * 0.25 + 0.25 * 0.8 + 0.75 * 0.6),
        3: pytest.approx(2.0 * 0.75),
    }
    assert [hit.chunk_id for hit in fused] == [1, 3, 2]


@given(st.dictionaries(st.integers(1, 9), SCORES), HITS, HITS, HITS)
def test_the_formula_for_any_rankings(
    cosines: dict[int, float],
    candidates: list[Scored],
    passages: list[Scored],
    articles: list[Scored],
) -> None:
    of_passage = {hit.chunk_id: hit.score for hit in passages}
    of_article = {hit.article_id: hit.score for hit in articles}
    fused = fuse(cosines, candidates, passages, articles)
    assert sorted(hit.chunk_id for hit in fused) == sorted({hit.chunk_id for hit in candidates})
    for hit in fused:
        words = of_passage.get(hit.chunk_id, 0), of_article.get(hit.article_id, 0)
        assert hit.score == pytest.approx(
            DENSE_WEIGHT * cosines.get(hit.chunk_id, 0)
            + PASSAGE_SHARE * words[0]
            + (1 - PASSAGE_SHARE) * words[1]
        )
    assert fused == sorted(fused, key=lambda hit: (-hit.score, hit.chunk_id))


def test_what_was_given_is_not_changed() -> None:
    given_ = (COSINES, CANDIDATES, PASSAGES, ARTICLES)
    before = deepcopy(given_)
    fuse(*given_)
    assert given_ == before


def test_a_candidate_given_twice_counts_once() -> None:
    once = fuse(COSINES, CANDIDATES, PASSAGES, ARTICLES)
    assert fuse(COSINES, [*CANDIDATES, *CANDIDATES[::-1]], PASSAGES, ARTICLES) == once


def test_ties_are_broken_by_id() -> None:
    tied = [Scored(chunk_id, chunk_id, 0.0) for chunk_id in (3, 1, 2)]
    assert [hit.chunk_id for hit in fuse({}, tied, [], [])] == [1, 2, 3]


def test_only_candidates_are_ranked() -> None:
    assert fuse(COSINES, [], PASSAGES, ARTICLES) == []
    assert [hit.chunk_id for hit in fuse(COSINES, CANDIDATES[:1], PASSAGES, ARTICLES)] == [1]
