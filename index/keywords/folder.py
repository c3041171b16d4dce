"""A tantivy index in a folder: written by one, read by many."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from index.keywords.bm25 import Bm25
from index.keywords.complete import forget_later, read_generation, write_generation
from index.keywords.units import EVERY, UNIT, Unit, make_analyzers, make_schema, to_document
from index.records import Filter, Scored

_HEAP = 64_000_000


@dataclass(frozen=True, slots=True)
class _View:
    """What is visible, as of one commit, and the generation up to which it is complete."""

    searcher: tantivy.Searcher
    generation: int


class KeywordIndex:
    """Units that can be found by their words. One process may write at a time, any number read.

    The generation that it tells is never later than that of the words.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder, made anew where there is none.

        Raises:
            ValueError: what is there cannot be read; ``wipe`` it and build it again.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._index = folder, _open(folder)
        analyzers = make_analyzers()
        for name, analyzer in analyzers.items():
            self._index.register_tokenizer(name, analyzer)
        self._ranking = Bm25(self._index.schema, analyzers)
        self._index.config_reader(reload_policy="manual")
        self.reload()
        # Only now does tantivy miss a file that is gone.
        self._view.searcher.doc_freq(EVERY, UNIT)
        self._writer: tantivy.IndexWriter | None = None

    @property
    def generation(self) -> int:
        """The generation up to which what is visible now is complete; 0 where it is not known."""
        return self._view.generation

    def __len__(self) -> int:
        """Count the units that are visible now."""
        return self._view.searcher.num_docs

    def add(self, units: Sequence[Unit]) -> None:
        """Take in units; those whose id is there already are replaced."""
        self.delete([unit.id for unit in units])
        for unit in units:
            self._write().add_document(to_document(unit))

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
        forget_later(self._folder, generation)
        write_generation(self._folder, generation, writer.commit())
        self.reload()

    def reload(self) -> None:
        """See what another process has committed."""
        # First: what it says of earlier words holds for those that have come since.
        generation = read_generation(self._folder)
        self._index.reload()
        self._view = _View(self._index.searcher(), generation)

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
        """Find the k best, best first, ties by id; what a score is ``Bm25.search`` tells."""
        return self._ranking.search(self._view.searcher, text, k, where)

    def document_frequencies(self, words: Sequence[str]) -> tuple[list[int], int]:
        """Count the units that hold each word, by its stem, and all units."""
        return self._ranking.document_frequencies(self._view.searcher, words)

    def _write(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer


def wipe(folder: Path) -> None:
    """Throw an index away."""
    shutil.rmtree(folder, ignore_errors=True)


def _open(folder: Path) -> tantivy.Index:
    try:
        return tantivy.Index(make_schema(), path=str(folder))
    except BaseException as error:
        # Of some torn files tantivy says so, over others it panics.
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError(f"{folder}: corrupted: {error}") from error
