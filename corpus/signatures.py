"""Sketches of texts: small enough to keep, alike where the texts are alike."""

import re
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

# Words in a shingle, and shingles in a sketch.
WIDTH = 3
SIZE = 64

_WORD = re.compile(r"[^\W_]+")
# The finalizer of splitmix64.
_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
_STEP = np.uint64(0x9E3779B97F4A7C15)
# Small numbers take less room, and two hashes that are equal by chance do no harm.
_BITS = 32

Sketch = NDArray[np.uint64]


def sketch(text: str) -> Sketch:
    """Give the smallest hashes, at most ``SIZE`` and in order, of all shingles of the words.

    This is MIN_s(W) of Broder, "On the resemblance and containment of documents" (1997), with one
    hash function. Of texts of any two lengths, what the sketches share below the smaller of their
    two largest hashes is a fair sample of the shingles that the texts share.
    """
    words = _WORD.findall(text.lower())
    if not words:
        return np.zeros(0, np.uint64)
    codes = _codes(words)
    hashes = np.zeros(max(1, len(codes) - WIDTH + 1), np.uint64)
    for offset in range(min(WIDTH, len(codes))):
        hashes = _mixed(hashes * _STEP + codes[offset : offset + len(hashes)] + _STEP)
    return np.unique(hashes >> np.uint64(64 - _BITS))[:SIZE]


def containment(first: Sketch, second: Sketch) -> float:
    """Estimate which share of the shingles of the one text are in the other, the larger share."""
    if not len(first) or not len(second):
        return 0.0
    common = len(np.intersect1d(first, second, assume_unique=True))
    edge = min(_edge(first), _edge(second))
    smaller = min(int((first <= edge).sum()), int((second <= edge).sum()))
    return common / smaller if smaller else 0.0


def packed(hashes: Sketch) -> bytes:
    """Pack a sketch for keeping."""
    return hashes.astype("<u4").tobytes()


def unpacked(data: bytes) -> Sketch:
    """Undo ``packed``."""
    return np.frombuffer(data, "<u4").astype(np.uint64)


def _edge(hashes: Sketch) -> int:
    """Up to where a sketch knows of every shingle: all the way, if it holds all of them."""
    return int(hashes[-1]) if len(hashes) == SIZE else 2**_BITS


def _codes(words: Iterable[str]) -> Sketch:
    return np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], "u8")


def _mixed(values: Sketch) -> Sketch:
    for shift, factor in _MIX:
        values = (values ^ (values >> np.uint64(shift))) * np.uint64(factor)
    return np.asarray(values ^ (values >> np.uint64(31)), np.uint64)
