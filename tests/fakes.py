"""A tiny model of the real interface: texts that share words have vectors that are near."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from api.answering.question import stems
from index.records import Vectors


@dataclass(frozen=True)
class BagOfStems:
    """Each stem adds one at the place that its checksum names; nothing else is known of a text."""

    name: str = "bag-of-stems"
    dimension: int = 64

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension, np.float32)
        for stem in stems(text) or [""]:
            vector[zlib.crc32(stem.encode()) % self.dimension] += 1
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]
