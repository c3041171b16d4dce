"""BM25 by tantivy over stemmed words, with exact words and neighbours on top."""

import math
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

import tantivy
from tantivy import Filter as Step
from tantivy import Occur, Query

from index.records import Filter, Scored
from index.words import STOP_WORDS

# Chosen on the train queries of SciFact and half of the articles of SQuAD: docs/retrieval.md.
_EXACT, _PAIR, _SLOP = 0.3, 0.2, 4
# BM25 with tantivy's k1 = 1.2 gives one term at most (k1 + 1) times its idf.
_MOST_PER_IDF = 2.2
_HEAP = 64_000_000
_MARKER, _UNIT = "generation", "unit"
_MOST_WORDS = 64


@dataclass(frozen=True, slots=True)
class Unit:
    """What is searched as one: a passage or a whole article, with its title."""

    id: int
    article_id: int
    text: str
    publisher: str | None
    language: str | None
    day: int | None


@dataclass(frozen=True, slots=True)
class _View:
    """What is visible, as of one commit; ``generation`` is None before the first."""

    searcher: tantivy.Searcher
    generation: int | None


class KeywordIndex:
    """A tantivy index in a folder. One process may write to it at a time, any number read it.

    A marker document carries the catalog generation, so that words and generation are committed
    together or not at all.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder, made anew where there is none.

        Raises:
            ValueError: what is there cannot be read; ``wipe`` it and build it again.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._index = _open(folder)
        self._analyzers = {
            "stem": _analyzer(Step.stemmer("english")),
            "word": _analyzer(),
        }
        for name, analyzer in self._analyzers.items():
            self._index.register_tokenizer(name, analyzer)
        self._index.config_reader(reload_policy="manual")
        self.reload()
        self._writer: tantivy.IndexWriter | None = None

    @property
    def generation(self) -> int:
        """The generation of what is visible now; 0 for an empty index."""
        return self._view.generation or 0

    def __len__(self) -> int:
        """Count the units that are visible now."""
        return _size(self._view)

    def add(self, units: Sequence[Unit]) -> None:
        """Take in units; those whose id is there already are replaced."""
        self.delete([unit.id for unit in units])
        for unit in units:
            self._write().add_document(_document(unit))

    def delete(self, ids: Sequence[int]) -> None:
        """Let go of units; ids that are not there are ignored."""
        for unit_id in ids:
            self._write().delete_documents_by_term("id", unit_id)

    def clear(self) -> None:
        """Let go of all units."""
        self._write().delete_all_documents()

    def commit(self, generation: int) -> None:
        """Make all changes since the last commit visible, here and to whoever reloads."""
        writer = self._write()
        writer.delete_documents_by_term("marker", _MARKER)
        marker = tantivy.Document()
        marker.add_text("marker", _MARKER)
        marker.add_unsigned("generation", generation)
        writer.add_document(marker)
        writer.commit()
        self.reload()

    def reload(self) -> None:
        """See what another process has committed."""
        self._index.reload()
        searcher = self._index.searcher()
        found = searcher.search(self._exactly("marker", _MARKER), 1).hits
        value = searcher.doc(found[0][1]).get_first("generation") if found else None
        self._view = _View(searcher, None if value is None else int(value))

    def release(self) -> None:
        """Let another process write."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def tidy(self) -> None:
        """Delete the files of what is gone, also those that a merge held while it was written."""
        self.release()
        self._write().garbage_collect_files()
        self.release()

    def search(self, text: str, k: int, where: Filter) -> list[Scored]:
        """Find the k best, best first, ties by id.

        The score is BM25 of stems, with a bonus for exact words and for neighbours that stay
        together, divided by the most that BM25 can give to these stems.
        """
        # Addresses hold in one view only, and another thread may put the next one in its place.
        searcher = self._view.searcher
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

    def document_frequencies(self, words: Sequence[str]) -> tuple[list[int], int]:
        """Count the units that hold each word, by its stem, and all units."""
        view = self._view
        stems = [self._analyzers["stem"].analyze(word) for word in words]
        counts = [view.searcher.doc_freq("stem", found[0]) if found else 0 for found in stems]
        return counts, max(1, _size(view))

    def _terms(self, text: str) -> list[tuple[str, str]]:
        """Split a question into words, each after its stem, without those that say nothing."""
        words = self._analyzers["word"].analyze(text)[:_MOST_WORDS]
        kept = [word for word in words if word not in STOP_WORDS] or words
        return [(stem, word) for word in kept for stem in self._analyzers["stem"].analyze(word)]

    def _query(self, stems: Sequence[str], exact: Mapping[str, float]) -> Query:
        schema = self._index.schema
        wanted = [Query.term_query(schema, "stem", term) for term in dict.fromkeys(stems)]
        wanted += [
            Query.boost_query(Query.term_query(schema, "word", word, "freq"), boost)
            for word, boost in exact.items()
        ]
        wanted += [
            Query.boost_query(Query.phrase_query(schema, "stem", list(pair), _SLOP), _PAIR)
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
                    self._index.schema,
                    "day",
                    tantivy.FieldType.Integer,
                    where.window.start,
                    where.window.end,
                )
            )
        return [(Occur.Must, Query.const_score_query(limit, 0.0)) for limit in limits]

    def _exactly(self, field: str, value: str) -> Query:
        return Query.term_query(self._index.schema, field, value, "basic")

    def _write(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer


def wipe(folder: Path) -> None:
    """Throw an index away."""
    shutil.rmtree(folder, ignore_errors=True)


def _open(folder: Path) -> tantivy.Index:
    try:
        return tantivy.Index(_schema(), path=str(folder))
    except BaseException as error:
        # Of some torn files tantivy says so, over others it panics.
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError(f"{folder}: corrupted: {error}") from error


def _size(view: _View) -> int:
    return int(view.searcher.num_docs) - (view.generation is not None)


def _rarities(searcher: tantivy.Searcher, field: str, terms: Iterable[str]) -> dict[str, float]:
    """Tantivy's own inverse document frequencies; 0 for a word that is nowhere."""
    # Like those of a word, this count holds documents that are deleted but not merged away yet.
    total = sum(searcher.doc_freq("marker", kind) for kind in (_UNIT, _MARKER))
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


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Not unsigned: deleting by a Python integer makes a signed term, which would match nothing.
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("article", fast=True)
    builder.add_text_field("stem", tokenizer_name="stem", index_option="position")
    builder.add_text_field("word", tokenizer_name="word", index_option="freq")
    builder.add_text_field("publisher", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field("marker", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("generation", stored=True)
    return builder.build()


def _analyzer(*steps: tantivy.Filter) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (Step.remove_long(80), Step.lowercase(), Step.ascii_fold(), *steps):
        builder = builder.filter(step)
    return builder.build()


def _document(unit: Unit) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("id", unit.id)
    document.add_text("marker", _UNIT)
    document.add_unsigned("article", unit.article_id)
    document.add_text("stem", unit.text)
    document.add_text("word", unit.text)
    if unit.publisher is not None:
        document.add_text("publisher", unit.publisher)
    if unit.language is not None:
        document.add_text("language", unit.language)
    if unit.day is not None:
        document.add_integer("day", unit.day)
    return document
