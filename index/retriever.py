"""The order of the steps from a question to ranked passages."""

import math
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from corpus.duplicates import also_in, clusters_of
from index import passages
from index.build import Archive
from index.folding import Folded
from index.fusion import fuse
from index.records import DateWindow, Filter, Hit, Scored, Vectors

DEPTH = 200
_MORE = 20
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
    window: DateWindow


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
        self._beside = ThreadPoolExecutor(thread_name_prefix="words")

    def close(self) -> None:
        """End the threads."""
        self._beside.shutdown()

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
        store = self.archive.store
        # Words need no vector, and are looked up while it is made. Far more than are ranked: a
        # chunk found by vector alone gets its true score too.
        wording = self._beside.submit(store.search_keywords, text, _WORDS_DEPTH, where)
        telling = self._beside.submit(store.search_articles, text, _WORDS_DEPTH, where)
        vector = self.archive.embedder.embed_query(text)
        embedded = time.perf_counter()
        dense = store.search_dense(vector, depth, where)
        words, articles = wording.result(), telling.result()
        cosines = {hit.chunk_id: hit.score for hit in dense}
        others = [hit.chunk_id for hit in words[:depth] if hit.chunk_id not in cosines]
        cosines |= store.score_dense(vector, others)
        fused = fuse(cosines, [*dense, *words[:depth]], words, articles)
        done = time.perf_counter()
        timings = {"embed": (embedded - started) * 1e3, "search": (done - embedded) * 1e3}
        return Ranking(dense, words, articles, fused, cosines, vector, timings, where.window)

    def rarity(self, words: Sequence[str]) -> list[float]:
        """Give the inverse document frequency of each word: ln(1 + N / (n + 1))."""
        counts, total = self.archive.store.document_frequencies(words)
        return [math.log(1 + total / (count + 1)) for count in counts]

    def hits(self, ranking: Ranking, k: int) -> list[Hit]:
        """Load the k best passages; a chunk removed a moment ago is not there any more.

        Of copies of one article, the best passage stands for those that say the same; copies
        outside of the window of the ranking are not told of.
        """
        why = _Why(ranking)
        hits: list[Hit] = []
        folded = Folded()
        with self.archive.catalog.reading() as connection:
            # A few more than k at a time, since removed ones and copies are left out.
            for first in range(0, len(ranking.fused), k + _MORE):
                some = ranking.fused[first : first + k + _MORE]
                loaded = passages.load_chunks(connection, [hit.chunk_id for hit in some])
                clusters = clusters_of(connection, _documents(loaded.values()))
                for scored in some:
                    found = loaded.get(scored.chunk_id)
                    if found is None or len(hits) == k:
                        continue
                    document_id = found.chunk.document_id
                    if not folded.holds(clusters.get(document_id), document_id, found.text):
                        hits.append(_hit(len(hits) + 1, found, scored.score, why.of(scored)))
                if len(hits) == k:
                    break
            ids = [hit.chunk.document_id for hit in hits]
            copies = also_in(connection, ids, ranking.window.start, ranking.window.end)
        return [replace(hit, also_in=tuple(copies.get(hit.chunk.document_id, ()))) for hit in hits]


class _Why:
    """What each way of searching thought of a chunk."""

    def __init__(self, ranking: Ranking) -> None:
        self._cosines = ranking.cosines
        self._words = {hit.chunk_id: hit.score for hit in ranking.keywords}
        self._articles = {hit.article_id: hit.score for hit in ranking.articles}

    def of(self, scored: Scored) -> dict[str, float]:
        return {
            "dense": self._cosines.get(scored.chunk_id, 0.0),
            "keywords": self._words.get(scored.chunk_id, 0.0),
            "article": self._articles.get(scored.article_id, 0.0),
        }


def _documents(loaded: Iterable[passages.Loaded]) -> set[str]:
    return {one.chunk.document_id for one in loaded}


def _hit(rank: int, found: passages.Loaded, score: float, why: dict[str, float]) -> Hit:
    return Hit(
        rank,
        found.chunk,
        found.text,
        found.title,
        found.publisher,
        found.published_at,
        score,
        why,
    )
