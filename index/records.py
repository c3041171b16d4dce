"""The vocabulary of retrieval: frozen records, and what a backend must offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.duplicates import Copy

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DateWindow:
    """Publication days as proleptic ordinals, both included; None leaves a side open."""

    start: int | None = None
    end: int | None = None

    def __bool__(self) -> bool:
        """Tell whether the window excludes anything."""
        return self.start is not None or self.end is not None

    def holds(self, day: date | None) -> bool:
        """Tell whether what came out on a day may be found; without a day only where all may."""
        if day is None:
            return not self
        here = day.toordinal()
        after = self.start is None or self.start <= here
        return after and (self.end is None or here <= self.end)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents may be found. A window leaves out documents without a date."""

    publisher: str | None = None
    language: str | None = None
    window: DateWindow = DateWindow()

    def __bool__(self) -> bool:
        """Tell whether the filter excludes anything."""
        return bool(self.publisher or self.language or self.window)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of one version of one document: code points, end exclusive."""

    id: int
    document_id: str
    version: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What a store is given of one chunk.

    An article is known to stores by the id of its first chunk; that chunk brings the whole text
    along, the others None.
    """

    chunk_id: int
    article_id: int
    vector: Vectors
    text: str
    article_text: str | None
    title: str
    publisher: str | None
    language: str | None
    day: int | None


class Scored(NamedTuple):
    """A chunk of an article, and the score that one ranking gave it. Made by the thousand."""

    chunk_id: int
    article_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked passage, with what each ranking thought of it."""

    rank: int
    chunk: Chunk
    text: str
    title: str
    publisher: str | None
    published_at: str | None
    score: float
    why: dict[str, float]
    also_in: tuple[Copy, ...] = ()


class AnswerSpan(NamedTuple):
    """A stretch of a passage that may be the answer: code points, end exclusive.

    ``score`` says by how many nats it is likelier than that the passage holds no answer.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one passage.

    ``spans`` are the best answers, none within another, the best first. ``relevance`` is the
    log-odds that the passage answers. A reader that lacks a head leaves the one empty, or gives
    as the other the score of its best span.
    """

    spans: tuple[AnswerSpan, ...]
    relevance: float


class Reader(Protocol):
    """Reads passages for a question."""

    @property
    def name(self) -> str:
        """The model, as users name it."""
        ...

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read passages, each a title (it may be empty) and a text."""
        ...

    def close(self) -> None:
        """Let go of threads."""
        ...


class Embedder(Protocol):
    """Text to unit vectors. Queries and documents are kept apart: some models treat them apart."""

    @property
    def name(self) -> str:
        """The model, as the archive remembers it."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: shape (len(texts), dimension), each of length 1."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """Embed one question: shape (dimension,), of length 1."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count the tokens of each text, special ones left out."""
        ...


class Store(Protocol):
    """Chunks that can be searched by vector and by words.

    A store is derived: it carries the catalog generation that it was built from, and may always be
    thrown away. ``add`` replaces entries of the same id; ``delete`` ignores ids that are not there.
    """

    @property
    def generation(self) -> int:
        """The catalog generation up to which this store is complete."""
        ...

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in chunks."""
        ...

    def delete(self, chunk_ids: Sequence[int]) -> None:
        """Let go of chunks."""
        ...

    def commit(self, generation: int) -> None:
        """Make what was added and deleted visible, as of this generation."""
        ...

    def search_dense(self, vector: Vectors, k: int, where: Filter) -> list[Scored]:
        """Find the k nearest by inner product, best first, ties by id."""
        ...

    def score_dense(self, vector: Vectors, chunk_ids: Sequence[int]) -> dict[int, float]:
        """Give the inner products of chunks found by other means; unknown ids are left out."""
        ...

    def search_keywords(self, text: str, k: int, where: Filter) -> list[Scored]:
        """Find the k best chunks by their words, best first, ties by id.

        A score is BM25 as a share of the most that the question's words could reach.
        """
        ...

    def search_articles(self, text: str, k: int, where: Filter) -> list[Scored]:
        """Find the k best whole articles by their words, as their first chunks."""
        ...

    def count(self) -> int:
        """Count the chunks that can be found."""
        ...

    def close(self) -> None:
        """Let go of files and memory."""
        ...
