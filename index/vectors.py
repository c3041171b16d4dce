"""FAISS: exact inner-product search over unit vectors, with filters applied before top-k."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index.records import Entry, Filter, Ids, Scored, Vectors

NO_DAY = np.iinfo(np.int32).min
_COLUMNS: dict[str, type[np.integer[Any]]] = {
    "ids": np.int64,
    "articles": np.int64,
    "days": np.int32,
    "publishers": np.int32,
    "languages": np.int32,
}


class VectorIndex:
    """Vectors, and beside each its id, its article's, and its day, outlet and language.

    Half-precision values are what the catalog keeps, so storing them as such loses nothing.
    """

    def __init__(self, dimension: int) -> None:
        """Start empty."""
        self._index = _empty(dimension)
        self._rows: dict[str, NDArray[Any]] = {
            name: np.zeros(0, kind) for name, kind in _COLUMNS.items()
        }
        self._names: list[str | None] = []
        self._codes: dict[str | None, int] = {}

    def __len__(self) -> int:
        """Count the vectors."""
        return len(self._ids)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def _ids(self) -> Ids:
        return self._rows["ids"]

    def add(self, entries: Sequence[Entry]) -> None:
        """Append entries; those whose id is there already are replaced."""
        if not entries:
            return
        self.delete([entry.chunk_id for entry in entries])
        self._index.add(np.stack([entry.vector for entry in entries]))
        fresh = {
            "ids": [entry.chunk_id for entry in entries],
            "articles": [entry.article_id for entry in entries],
            "days": [NO_DAY if entry.day is None else entry.day for entry in entries],
            "publishers": [self._code(entry.publisher) for entry in entries],
            "languages": [self._code(entry.language) for entry in entries],
        }
        for name, kind in _COLUMNS.items():
            self._rows[name] = np.concatenate([self._rows[name], np.array(fresh[name], kind)])

    def delete(self, chunk_ids: Sequence[int]) -> None:
        """Remove entries; ids that are not there are ignored."""
        gone = np.isin(self._ids, np.array(chunk_ids, np.int64))
        if not gone.any():
            return
        # The last rows move into the gaps: to close each would shift half of all vectors.
        left = len(self) - int(gone.sum())
        gaps, last = np.flatnonzero(gone[:left]), left + np.flatnonzero(~gone[left:])
        vectors = self._stored()
        vectors[gaps] = vectors[last]
        self._index.remove_ids(faiss.IDSelectorRange(left, len(self)))
        for name, column in self._rows.items():
            column[gaps] = column[last]
            self._rows[name] = column[:left]

    def search(self, vector: Vectors, k: int, where: Filter) -> list[Scored]:
        """Find the k nearest, best first, ties by id."""
        allowed = self._allowed(where)
        most = len(self) if allowed is None else int(allowed.sum())
        if not most or k < 1:
            return []
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            # The stubs describe the C++ constructors, not the Python ones that wrap them.
            selector = cast(Any, faiss.IDSelectorBitmap)(bits)
            parameters = cast(Any, faiss.SearchParameters)(sel=selector)
        k, row = min(k, most), vector.reshape(1, -1)
        (scores,), (places,) = self._index.search(row, min(k + 1, most), params=parameters)
        if k < most and places[k] >= 0 and scores[k] == scores[k - 1]:
            # Which of those that tie at the cut come first is FAISS's own choice: take them all.
            below = float(np.nextafter(scores[k], np.float32(-np.inf)))
            _, scores, places = self._index.range_search(row, below, params=parameters)
        order = np.lexsort((self._ids[places], -scores))[:k]
        return [
            Scored(int(self._ids[place]), int(self._rows["articles"][place]), float(score))
            for score, place in zip(scores[order], places[order], strict=True)
            if place >= 0
        ]

    def scores(self, vector: Vectors, chunk_ids: Sequence[int]) -> dict[int, float]:
        """Give the inner products of known ids."""
        wanted = np.array(chunk_ids, np.int64)
        order = np.argsort(self._ids, kind="stable")
        places = np.searchsorted(self._ids, wanted, sorter=order)
        places = order[np.minimum(places, len(order) - 1)] if len(order) else places
        known = self._ids[places] == wanted if len(order) else np.zeros(len(wanted), bool)
        if not known.any():
            return {}
        products = self._index.reconstruct_batch(places[known]) @ vector
        return dict(zip(wanted[known].tolist(), products.tolist(), strict=True))

    def save(self, folder: Path) -> dict[str, int]:
        """Write into a folder.

        Returns:
            The checksum of each file written, by name.
        """
        faiss.write_index(self._index, str(folder / "vectors.faiss"))
        rows: dict[str, Any] = dict(self._rows)
        rows["names"] = np.array([name or "" for name in self._names], dtype=np.str_)
        np.savez(folder / "rows.npz", **rows)
        return {name: checksum(folder / name) for name in ("vectors.faiss", "rows.npz")}

    @classmethod
    def load(cls, folder: Path) -> "VectorIndex":
        """Read what ``save`` wrote.

        Raises:
            RuntimeError: the file is not an index of this kind.
            ValueError: the two files do not belong together.
        """
        index = faiss.read_index(str(folder / "vectors.faiss"))
        self = cls(index.d)
        self._index = index
        with np.load(folder / "rows.npz") as rows:
            self._rows = {name: rows[name] for name in _COLUMNS}
            self._names = [str(name) or None for name in rows["names"]]
        self._codes = {name: code for code, name in enumerate(self._names)}
        if any(len(column) != index.ntotal for column in self._rows.values()):
            raise ValueError("vectors and rows do not belong together")
        return self

    def _allowed(self, where: Filter) -> NDArray[np.bool_] | None:
        if not where:
            return None
        allowed, days = np.ones(len(self), bool), self._rows["days"]
        if where.publisher:
            allowed &= self._rows["publishers"] == self._codes.get(where.publisher, -1)
        if where.language:
            allowed &= self._rows["languages"] == self._codes.get(where.language, -1)
        if where.window:
            allowed &= days != NO_DAY
        if where.window.start is not None:
            allowed &= days >= where.window.start
        if where.window.end is not None:
            allowed &= days <= where.window.end
        return allowed

    def _stored(self) -> NDArray[np.uint8]:
        """The vectors as FAISS holds them, not a copy: shape (vectors, bytes of each)."""
        codes, size = cast(Any, self._index).codes, self._index.sa_code_size()
        flat = cast(Any, faiss).rev_swig_ptr(codes.data(), len(self) * size)
        return cast("NDArray[np.uint8]", flat.reshape(-1, size))

    def _code(self, name: str | None) -> int:
        if name not in self._codes:
            self._codes[name] = len(self._names)
            self._names.append(name)
        return self._codes[name]


def checksum(path: Path) -> int:
    """CRC-32 of a file: enough to tell a torn one, and quick."""
    value = 0
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            value = zlib.crc32(block, value)
    return value


def _empty(dimension: int) -> faiss.Index:
    index = faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index.is_trained = True
    return index
