"""The embedded store: FAISS in memory and on disk, tantivy on disk, in one folder.

FAISS files are written beside the old ones, in a folder of their own; the manifest that names the
folder is swapped in last. So a process that is killed leaves the old or the new.
"""

import json
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import RLock
from uuid import uuid4

from index.keywords import KeywordIndex, Unit, wipe
from index.records import Entry, Filter, Scored, Vectors
from index.vectors import VectorIndex, checksum

_MANIFEST = "manifest.json"
_PASSAGES, _ARTICLES = "passages", "articles"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the vectors on disk were made from."""

    model: str
    dimension: int
    chunking: str
    generation: int
    folder: str
    checksums: dict[str, int]

    @property
    def made_by(self) -> tuple[str, int, str]:
        """What must be the same for the vectors to be of use."""
        return self.model, self.dimension, self.chunking


class LocalStore:
    """A Store over FAISS and tantivy. Safe for threads."""

    def __init__(self, folder: Path, model: str, dimension: int, chunking: str) -> None:
        """Open the folder; what is missing, torn or of another making is started empty."""
        self.folder, self._model, self._chunking = folder, model, chunking
        self._lock = RLock()
        folder.mkdir(parents=True, exist_ok=True)
        self._vectors, self._vectors_at, self._saved_at = self._load(dimension)
        self._words = {name: _opened(folder / name) for name in (_PASSAGES, _ARTICLES)}

    @property
    def generation(self) -> int:
        """The generation up to which both halves are complete."""
        return min(self._vectors_at, self.keywords_generation)

    @property
    def vectors_generation(self) -> int:
        """The generation of the vectors in memory."""
        return self._vectors_at

    @property
    def keywords_generation(self) -> int:
        """The generation of the words on disk, as this process sees them."""
        return min(words.generation for words in self._words.values())

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in chunks; visible after ``commit``."""
        self.add_vectors(entries)
        self.add_keywords(entries)

    def delete(self, chunk_ids: Sequence[int]) -> None:
        """Let go of chunks; done after ``commit``."""
        self.delete_vectors(chunk_ids)
        self.delete_keywords(chunk_ids)

    def commit(self, generation: int) -> None:
        """Make all changes visible, as of this generation."""
        self.commit_vectors(generation)
        self.commit_keywords(generation)

    def clear_vectors(self) -> None:
        """Let go of all vectors in memory."""
        with self._lock:
            self._vectors = VectorIndex(self._vectors.dimension)
            self._vectors_at, self._saved_at = 0, -1

    def add_vectors(self, entries: Sequence[Entry]) -> None:
        """Take chunks into the vectors alone."""
        with self._lock:
            self._vectors.add(entries)

    def delete_vectors(self, chunk_ids: Sequence[int]) -> None:
        """Let go of chunks in the vectors alone."""
        with self._lock:
            self._vectors.delete(chunk_ids)

    def commit_vectors(self, generation: int) -> None:
        """Say that the vectors in memory are complete up to a generation."""
        self._vectors_at = generation

    def clear_keywords(self) -> None:
        """Let go of all words; done after ``commit_keywords``."""
        for words in self._words.values():
            words.clear()

    def add_keywords(self, entries: Sequence[Entry]) -> None:
        """Take chunks into the words alone."""
        self._words[_PASSAGES].add([_passage(entry) for entry in entries])
        articles = [entry for entry in entries if entry.article_text is not None]
        self._words[_ARTICLES].add([_article(entry) for entry in articles])

    def delete_keywords(self, chunk_ids: Sequence[int]) -> None:
        """Let go of chunks in the words alone."""
        for words in self._words.values():
            words.delete(chunk_ids)

    def commit_keywords(self, generation: int) -> None:
        """Write the words to disk, complete up to a generation."""
        # Each waits for the disk; they do so together.
        with ThreadPoolExecutor(len(self._words)) as pool:
            list(pool.map(lambda words: words.commit(generation), self._words.values()))

    def reload_keywords(self) -> None:
        """See the words that another process has written."""
        for words in self._words.values():
            words.reload()

    def release(self) -> None:
        """Let another process write the words."""
        for words in self._words.values():
            words.release()

    def tidy(self) -> None:
        """Delete the files of words that are gone."""
        for words in self._words.values():
            words.tidy()

    def search_dense(self, vector: Vectors, k: int, where: Filter) -> list[Scored]:
        """Find the k nearest by inner product."""
        with self._lock:
            return self._vectors.search(vector, k, where)

    def score_dense(self, vector: Vectors, chunk_ids: Sequence[int]) -> dict[int, float]:
        """Give the inner products of chunks found by other means."""
        with self._lock:
            return self._vectors.scores(vector, chunk_ids)

    def search_keywords(self, text: str, k: int, where: Filter) -> list[Scored]:
        """Find the k best chunks by their words."""
        return self._words[_PASSAGES].search(text, k, where)

    def search_articles(self, text: str, k: int, where: Filter) -> list[Scored]:
        """Find the k best whole articles by their words."""
        return self._words[_ARTICLES].search(text, k, where)

    def document_frequencies(self, words: Sequence[str]) -> tuple[list[int], int]:
        """Count the chunks that hold each word, and all chunks."""
        return self._words[_PASSAGES].document_frequencies(words)

    def count(self) -> int:
        """Count the chunks that can be found by vector."""
        return len(self._vectors)

    def counts(self) -> dict[str, int]:
        """Count the chunks in each half."""
        return {"vectors": len(self._vectors), "keywords": len(self._words[_PASSAGES])}

    def save(self) -> None:
        """Write the vectors to disk, if they have changed since they were written."""
        with self._lock:
            if self._saved_at == self._vectors_at:
                return
            fresh = self.folder / f"vectors-{self._vectors_at}-{uuid4().hex[:8]}"
            fresh.mkdir(parents=True)
            checksums = self._vectors.save(fresh)
            for file in checksums:
                _flush(fresh / file)
            manifest = Manifest(
                self._model,
                self._vectors.dimension,
                self._chunking,
                self._vectors_at,
                fresh.name,
                checksums,
            )
            self._swap(manifest)
            self._saved_at = self._vectors_at

    def close(self) -> None:
        """Let go of the writer."""
        self.release()

    def _swap(self, manifest: Manifest) -> None:
        partial = self.folder / f"{_MANIFEST}.partial"
        partial.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
        _flush(partial)
        os.replace(partial, self.folder / _MANIFEST)
        for old in self.folder.glob("vectors-*"):
            if old.name != manifest.folder:
                shutil.rmtree(old, ignore_errors=True)

    def _load(self, dimension: int) -> tuple[VectorIndex, int, int]:
        """Read the vectors that the manifest names, with their generation."""
        wanted = (self._model, dimension, self._chunking)
        manifest, torn = self._manifest(), None
        while manifest is not None and manifest != torn and manifest.made_by == wanted:
            vectors = _read(self.folder / manifest.folder, manifest.checksums)
            if vectors is not None:
                return vectors, manifest.generation, manifest.generation
            # Torn, or swapped by another process a moment ago: then the manifest names a new one.
            manifest, torn = self._manifest(), manifest
        # It is derived, and the catalog builds it again.
        return VectorIndex(dimension), 0, -1

    def _manifest(self) -> Manifest | None:
        try:
            return Manifest(**json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def _read(folder: Path, checksums: dict[str, int]) -> VectorIndex | None:
    try:
        if any(checksum(folder / name) != known for name, known in checksums.items()):
            return None
        return VectorIndex.load(folder)
    except (OSError, ValueError, KeyError, RuntimeError):
        return None


def _opened(folder: Path) -> KeywordIndex:
    try:
        return KeywordIndex(folder)
    except (ValueError, OSError):
        # Torn or of another making: it is derived, and the catalog builds it again.
        wipe(folder)
        return KeywordIndex(folder)


def _passage(entry: Entry) -> Unit:
    text = f"{entry.title}\n{entry.text}"
    return Unit(entry.chunk_id, entry.article_id, text, entry.publisher, entry.language, entry.day)


def _article(entry: Entry) -> Unit:
    text = f"{entry.title}\n{entry.article_text}"
    return Unit(
        entry.article_id, entry.article_id, text, entry.publisher, entry.language, entry.day
    )


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
