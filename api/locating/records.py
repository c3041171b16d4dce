"""What is said of a quote and of a citation: frozen records."""

from dataclasses import dataclass
from typing import Literal

from api.locating.alignment import Kind
from corpus.document import Document

State = Literal["verified", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """``document.text[start:end] == text``, in code points, end exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Words of a quote, and what the document has in their place.

    ``dropped`` are words of the document that the quote lacks, ``added`` words that only the quote
    has: the side without words is an empty stretch, where they would stand.
    """

    kind: Kind
    quote: Stretch
    document: Stretch


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document a quote stands, and how the two differ.

    ``similarity`` is 1 less the edited share of the quote's words, where each word that was
    dropped along with another counts a quarter. ``omitted`` is what an ellipsis stands for.
    """

    stretch: Stretch
    similarity: float
    changes: tuple[Change, ...]
    omitted: tuple[Stretch, ...]

    @property
    def exact(self) -> bool:
        """Whether every word stands there, but for what an ellipsis stands for."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Match:
    """A document that carries a quote."""

    document_id: str
    version: str
    title: str
    publisher: str | None
    published_at: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as it was exported."""

    number: int
    document_id: str
    version: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a citation still holds; ``now`` is what its document says in that place today.

    ``now`` is None where the document is gone, or nothing in it tells which place that is.
    """

    citation: Citation
    state: State
    now: Match | None = None


def match_of(document: Document, place: Place) -> Match:
    """Say that a quote stands in a document."""
    return Match(
        document.id,
        document.version,
        document.title,
        document.publisher,
        document.published_at,
        place,
    )
