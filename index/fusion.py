"""Pure: rankings in, ranking out."""

from collections.abc import Mapping, Sequence

from index.records import Scored

# Chosen on the train queries of SciFact and half of the articles of SQuAD: docs/retrieval.md.
DENSE_WEIGHT = 1.25
PASSAGE_SHARE = 0.4


def fuse(
    cosines: Mapping[int, float],
    candidates: Sequence[Scored],
    passages: Sequence[Scored],
    articles: Sequence[Scored],
    dense_weight: float = DENSE_WEIGHT,
    passage_share: float = PASSAGE_SHARE,
) -> list[Scored]:
    """Rank chunks by their cosine, their own words, and the words of their whole article.

    All three scores are absolute (a cosine, and BM25 as a share of its maximum), so that nothing
    has to be scaled by the list it happens to stand in. Nothing given is changed.

    Args:
        cosines: inner product by chunk, of every candidate.
        candidates: the chunks to rank; one given twice counts once.
        passages: chunks by their own words; one that is missing counts 0.
        articles: articles by all their words; one that is missing counts 0.
        dense_weight: what a cosine counts against words.
        passage_share: what the words of the passage count against those of the whole article.
    """
    by_chunk = {hit.chunk_id: hit.score for hit in passages}
    by_article = {hit.article_id: hit.score for hit in articles}
    scores = {
        hit.chunk_id: Scored(
            hit.chunk_id,
            hit.article_id,
            dense_weight * cosines.get(hit.chunk_id, 0.0)
            + passage_share * by_chunk.get(hit.chunk_id, 0.0)
            + (1 - passage_share) * by_article.get(hit.article_id, 0.0),
        )
        for hit in candidates
    }
    return sorted(scores.values(), key=lambda hit: (-hit.score, hit.chunk_id))
