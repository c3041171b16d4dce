"""Rank units by their words: BM25 of stems, with exact words and neighbours on top."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import cast

import tantivy
from tantivy import Occur, Query

from index.keywords.units import EVERY, UNIT
from index.records import Filter, Scored
from index.words import STOP_WORDS

# Chosen on the train queries of SciFact and half of the articles of SQuAD: docs/retrieval.md.
_EXACT, _PAIR, _SLOP = 0.3, 0.2, 4
# BM25 with tantivy's k1 = 1.2 gives one term at most (k1 + 1) times its idf.
_MOST_PER_IDF = 2.2
_MOST_WORDS = 64


class Bm25:
    """Ranks what one schema and its analyzers make of texts, in whatever searcher is given."""

    def __init__(
        self, schema: tantivy.Schema, analyzers: Mapping[str, tantivy.TextAnalyzer]
    ) -> None:
        """Rank units that are kept so."""
        self._schema, self._analyzers = schema, analyzers

    def search(self, searcher: tantivy.Searcher, text: str, k: int, where: Filter) -> list[Scored]:
        """Find the k best, best first, ties by id.

        The score is BM25 of stems, with a bonus for exact words and for neighbours that stay
        together, divided by the most that BM25 can give to these stems.
        """
        terms = self._terms(text)
        rarity = _rarities(searcher, "stem", (stem for stem, _ in terms))
        most = _MOST_PER_IDF * sum(rarity.values())
        if not most or k < 1:
            return []
        own = _rarities(searcher, "word", (word for _, word in terms))
        # A rare form of a common word may not weigh more than that word does.
        exact = {word: min(_EXACT, rarity[stem] / own[word]) for stem, word in terms if own[word]}
        wanted = self._query([stem for stem, _ in terms], exact)
        query = Query.boolean_query([(Occur.Must, wanted), *self._must(where)])
        found = _best(searcher, query, k)
        addresses = [address for _, address in found]
        # Every unit has both, though other schemas may not.
        ids, articles = (
            cast("list[int]", searcher.fast_field_values(field, addresses))
            for field in ("id", "article")
        )
        rows = [
            (-score, unit, article)
            for (score, _), unit, article in zip(found, ids, articles, strict=True)
        ]
        return [Scored(unit, article, -score / most) for score, unit, article in sorted(rows)[:k]]

    def document_frequencies(
        self, searcher: tantivy.Searcher, words: Sequence[str]
    ) -> tuple[list[int], int]:
        """Count the units that hold each word, by its stem, and all units, at least one."""
        stems = [self._analyzers["stem"].analyze(word) for word in words]
        counts = [searcher.doc_freq("stem", found[0]) if found else 0 for found in stems]
        return counts, max(1, searcher.num_docs)

    def _terms(self, text: str) -> list[tuple[str, str]]:
        """Split a question into words, each after its stem, without those that say nothing."""
        words = self._analyzers["word"].analyze(text)[:_MOST_WORDS]
        kept = [word for word in words if word not in STOP_WORDS] or words
        return [(stem, word) for word in kept for stem in self._analyzers["stem"].analyze(word)]

    def _query(self, stems: Sequence[str], exact: Mapping[str, float]) -> Query:
        wanted = [Query.term_query(self._schema, "stem", term) for term in dict.fromkeys(stems)]
        wanted += [
            Query.boost_query(Query.term_query(self._schema, "word", word, "freq"), boost)
            for word, boost in exact.items()
        ]
        wanted += [
            Query.boost_query(Query.phrase_query(self._schema, "stem", list(pair), _SLOP), _PAIR)
            for pair in dict.fromkeys(pairwise(stems))
            if pair[0] != pair[1]
        ]
        return Query.boolean_query([(Occur.Should, one) for one in wanted])

    def _must(self, where: Filter) -> list[tuple[Occur, Query]]:
        limits = []
        if where.publisher:
            limits.append(self._exactly("publisher", where.publisher))
        if where.language:
            limits.append(self._exactly("language", where.language))
        if where.window:
            limits.append(
                Query.range_query(
                    self._schema,
                    "day",
                    tantivy.FieldType.Integer,
                    where.window.start,
                    where.window.end,
                )
            )
        return [(Occur.Must, Query.const_score_query(limit, 0.0)) for limit in limits]

    def _exactly(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")


def _rarities(searcher: tantivy.Searcher, field: str, terms: Iterable[str]) -> dict[str, float]:
    """Tantivy's own inverse document frequencies; 0 for a word that is nowhere."""
    # Like those of a word, this count holds documents that are deleted but not merged away yet.
    total = searcher.doc_freq(EVERY, UNIT)
    held = {term: searcher.doc_freq(field, term) for term in terms}
    return {
        term: math.log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.0
        for term, count in held.items()
    }


def _best(
    searcher: tantivy.Searcher, query: Query, k: int
) -> list[tuple[float, tantivy.DocAddress]]:
    """Find the k best, and all that tie with the last of them."""
    k = min(k, searcher.num_docs)
    limit = k + 1
    while True:
        found = searcher.search(query, limit, count=False).hits
        if len(found) < limit or found[-1][0] != found[k - 1][0]:
            return found
        limit *= 2
