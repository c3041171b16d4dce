"""The embedded store: FAISS in memory and on disk, tantivy on disk, in one folder."""

from collections.abc import Sequence
from pathlib import Path

from index.local_keywords import LocalKeywords
from index.local_vectors import LocalVectors
from index.records import Entry, Filter, Scored, Vectors


class LocalStore:
    """A Store over FAISS and tantivy. Safe for threads.

    Its halves may be cleared, filled and committed apart: each process has its own vectors, while
    the words on disk are written by one for all.
    """

    def __init__(self, folder: Path, model: str, dimension: int, chunking: str) -> None:
        """Open the folder; what is missing, torn or of another making is started empty."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.vectors = LocalVectors(folder, model, dimension, chunking)
        self.keywords = LocalKeywords(folder)

    @property
    def generation(self) -> int:
        """The generation up to which both halves are complete."""
        return min(self.vectors.generation, self.keywords.generation)

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in chunks; visible after ``commit``."""
        self.vectors.add(entries)
        self.keywords.add(entries)

    def delete(self, chunk_ids: Sequence[int]) -> None:
        """Let go of chunks; done after ``commit``."""
        self.vectors.delete(chunk_ids)
        self.keywords.delete(chunk_ids)

    def commit(self, generation: int) -> None:
        """Make all changes visible, as of this generation."""
        self.vectors.commit(generation)
        self.keywords.commit(generation)

    def search_dense(self, vector: Vectors, k: int, where: Filter) -> list[Scored]:
        """Find the k nearest by inner product."""
        return self.vectors.search(vector, k, where)

    def score_dense(self, vector: Vectors, chunk_ids: Sequence[int]) -> dict[int, float]:
        """Give the inner products of chunks found by other means."""
        return self.vectors.scores(vector, chunk_ids)

    def search_keywords(self, text: str, k: int, where: Filter) -> list[Scored]:
        """Find the k best chunks by their words."""
        return self.keywords.passages.search(text, k, where)

    def search_articles(self, text: str, k: int, where: Filter) -> list[Scored]:
        """Find the k best whole articles by their words."""
        return self.keywords.articles.search(text, k, where)

    def document_frequencies(self, words: Sequence[str]) -> tuple[list[int], int]:
        """Count the chunks that hold each word, and all chunks."""
        return self.keywords.passages.document_frequencies(words)

    def count(self) -> int:
        """Count the chunks that can be found by vector."""
        return len(self.vectors)

    def counts(self) -> dict[str, int]:
        """Count the chunks in each half."""
        return {"vectors": len(self.vectors), "keywords": len(self.keywords.passages)}

    def save(self) -> None:
        """Write the vectors to disk, if they have changed since they were written."""
        self.vectors.save()

    def close(self) -> None:
        """Let go of the writer."""
        self.keywords.release()
