"""The order of the steps from a question to ranked passages."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

from index import passages
from index.build import Archive
from index.fusion import fuse
from index.records import Filter, Hit, Scored, Vectors

DEPTH = 200
_WORDS_DEPTH = 1000


@dataclass(frozen=True, slots=True)
class Ranking:
    """What each way of searching found, and both fused; the best first."""

    dense: list[Scored]
    keywords: list[Scored]
    articles: list[Scored]
    fused: list[Scored]
    cosines: dict[int, float]
    vector: Vectors
    timings_ms: dict[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """Ranked passages, the question's vector, and how long the steps took."""

    hits: list[Hit]
    vector: Vectors
    timings_ms: dict[str, float]


class Retriever:
    """Finds passages in one archive. Safe for threads."""

    def __init__(self, archive: Archive) -> None:
        """Search this archive."""
        self.archive = archive

    def search(self, text: str, k: int, where: Filter) -> Found:
        """Find the k best passages by vector and words together."""
        self.archive.refresh()
        ranking = self.rank(text, max(DEPTH, k), where)
        started = time.perf_counter()
        hits = self.hits(ranking, k)
        loaded = (time.perf_counter() - started) * 1e3
        timings = ranking.timings_ms | {"search": ranking.timings_ms["search"] + loaded}
        return Found(hits, ranking.vector, timings)

    def rank(self, text: str, depth: int, where: Filter) -> Ranking:
        """Rank chunks by vector, by words, and by both."""
        started = time.perf_counter()
        vector = self.archive.embedder.embed_query(text)
        embedded = time.perf_counter()
        store = self.archive.store
        dense = store.search_dense(vector, depth, where)
        # Far more words than are ranked: a chunk found by vector alone gets its true score too.
        words = store.search_keywords(text, _WORDS_DEPTH, where)
        articles = store.search_articles(text, _WORDS_DEPTH, where)
        cosines = {hit.chunk_id: hit.score for hit in dense}
        others = [hit.chunk_id for hit in words[:depth] if hit.chunk_id not in cosines]
        cosines |= store.score_dense(vector, others)
        fused = fuse(cosines, [*dense, *words[:depth]], words, articles)
        done = time.perf_counter()
        timings = {"embed": (embedded - started) * 1e3, "search": (done - embedded) * 1e3}
        return Ranking(dense, words, articles, fused, cosines, vector, timings)

    def rarity(self, words: Sequence[str]) -> list[float]:
        """Give the inverse document frequency of each word: ln(1 + N / (n + 1))."""
        counts, total = self.archive.store.document_frequencies(words)
        return [math.log(1 + total / (count + 1)) for count in counts]

    def hits(self, ranking: Ranking, k: int) -> list[Hit]:
        """Load the k best passages; a chunk removed a moment ago is not there any more."""
        fused = ranking.fused
        words = {hit.chunk_id: hit.score for hit in ranking.keywords}
        articles = {hit.article_id: hit.score for hit in ranking.articles}
        with self.archive.catalog.reading() as connection:
            # A few more than k, so that removed ones do not leave the list short.
            loaded = passages.load_chunks(connection, [hit.chunk_id for hit in fused[: k + 20]])
        hits: list[Hit] = []
        for scored in fused[: k + 20]:
            if scored.chunk_id not in loaded or len(hits) == k:
                continue
            found = loaded[scored.chunk_id]
            why = {
                "dense": ranking.cosines.get(scored.chunk_id, 0.0),
                "keywords": words.get(scored.chunk_id, 0.0),
                "article": articles.get(scored.article_id, 0.0),
            }
            hits.append(
                Hit(
                    len(hits) + 1,
                    found.chunk,
                    found.text,
                    found.title,
                    found.publisher,
                    found.published_at,
                    scored.score,
                    why,
                )
            )
        return hits
