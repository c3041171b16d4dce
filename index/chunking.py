"""Chunks of whole sentences with offsets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.sentences import Span, sentences

CountTokens = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True)
class Chunking:
    """How texts are cut. ``tokens`` is the most a chunk may hold, title line not counted."""

    tokens: int = 64
    overlap: int = 0

    @property
    def name(self) -> str:
        """The name under which the archive remembers it."""
        return f"sentences:{self.tokens}+{self.overlap}"


def chunk(
    text: str, count_tokens: CountTokens, chunking: Chunking, language: str | None = None
) -> list[Span]:
    """Cut a text into chunks that never cut a sentence.

    A sentence longer than ``chunking.tokens`` is a chunk of its own.
    """
    spans = sentences(text, language)
    lengths = count_tokens([text[span.start : span.end] for span in spans])
    chunks: list[Span] = []
    first = 0
    while first < len(spans):
        last, total = first, lengths[first]
        while last + 1 < len(spans) and total + lengths[last + 1] <= chunking.tokens:
            last += 1
            total += lengths[last]
        chunks.append(Span(spans[first].start, spans[last].end))
        if last + 1 == len(spans):
            break
        first = max(last + 1 - chunking.overlap, first + 1)
    return chunks
