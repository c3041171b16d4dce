"""An embedder that sees nothing, for archives in which only words are searched."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.records import Vectors

# About as many as a word piece tokenizer makes, so that chunks are as long as elsewhere.
_TOKEN = re.compile(r"\w{1,6}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Blind:
    """Gives every text the same vector."""

    name: str = "blind"
    dimension: int = 8

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: shape (len(texts), dimension)."""
        vectors: Vectors = np.full((len(texts), self.dimension), self.dimension**-0.5, np.float32)
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Embed one text: shape (dimension,)."""
        vector: Vectors = self.embed_documents([text])[0]
        return vector

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count the tokens of each text."""
        return [len(_TOKEN.findall(text)) for text in texts]
