"""The vectors of a store: in memory, and on disk as of the last save.

Files are written beside the old ones, in a folder of their own; the manifest that names the folder
is swapped in last. So a process that is killed leaves the old or the new.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import RLock
from uuid import uuid4

from index.disk import flush, swap_in
from index.records import Entry, Filter, Scored, Vectors
from index.vectors import VectorIndex, checksum

_MANIFEST = "manifest.json"


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


class LocalVectors:
    """The vectors. Safe for threads."""

    def __init__(self, folder: Path, model: str, dimension: int, chunking: str) -> None:
        """Read what the manifest names; what is missing, torn or of another making is empty."""
        self._folder, self._making = folder, (model, dimension, chunking)
        self._dimension = dimension
        self._lock = RLock()
        self._vectors, self._at, self._saved_at = self._load()

    @property
    def generation(self) -> int:
        """The generation of the vectors in memory."""
        return self._at

    def __len__(self) -> int:
        """Count the vectors."""
        return len(self._vectors)

    def clear(self) -> None:
        """Let go of all vectors in memory."""
        with self._lock:
            self._vectors = VectorIndex(self._dimension)
            self._at, self._saved_at = 0, -1

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in chunks; visible at once."""
        with self._lock:
            self._vectors.add(entries)

    def delete(self, chunk_ids: Sequence[int]) -> None:
        """Let go of chunks at once."""
        with self._lock:
            self._vectors.delete(chunk_ids)

    def commit(self, generation: int) -> None:
        """Say that the vectors in memory are complete up to a generation."""
        self._at = generation

    def search(self, vector: Vectors, k: int, where: Filter) -> list[Scored]:
        """Find the k nearest by inner product."""
        with self._lock:
            return self._vectors.search(vector, k, where)

    def scores(self, vector: Vectors, chunk_ids: Sequence[int]) -> dict[int, float]:
        """Give the inner products of chunks found by other means."""
        with self._lock:
            return self._vectors.scores(vector, chunk_ids)

    def save(self) -> None:
        """Write the vectors to disk, if they have changed since they were written."""
        with self._lock:
            if self._saved_at == self._at:
                return
            fresh = self._folder / f"vectors-{self._at}-{uuid4().hex[:8]}"
            fresh.mkdir(parents=True)
            checksums = self._vectors.save(fresh)
            for file in checksums:
                flush(fresh / file)
            self._swap(Manifest(*self._making, self._at, fresh.name, checksums))
            self._saved_at = self._at

    def _swap(self, manifest: Manifest) -> None:
        swap_in(self._folder / _MANIFEST, json.dumps(asdict(manifest), indent=1))
        for old in self._folder.glob("vectors-*"):
            if old.name != manifest.folder:
                shutil.rmtree(old, ignore_errors=True)

    def _load(self) -> tuple[VectorIndex, int, int]:
        """Read the vectors that the manifest names, with their generation."""
        manifest, torn = self._manifest(), None
        while manifest is not None and manifest != torn and manifest.made_by == self._making:
            vectors = _read(self._folder / manifest.folder, manifest.checksums)
            if vectors is not None:
                return vectors, manifest.generation, manifest.generation
            # Torn, or swapped by another process a moment ago: then the manifest names a new one.
            manifest, torn = self._manifest(), manifest
        # It is derived, and the catalog builds it again.
        return VectorIndex(self._dimension), 0, -1

    def _manifest(self) -> Manifest | None:
        try:
            return Manifest(**json.loads((self._folder / _MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def _read(folder: Path, checksums: dict[str, int]) -> VectorIndex | None:
    try:
        if any(checksum(folder / name) != known for name, known in checksums.items()):
            return None
        return VectorIndex.load(folder)
    except (OSError, ValueError, KeyError, RuntimeError):
        return None
