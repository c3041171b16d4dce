"""Sentence spans of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import sentencex

# Text without a full stop (a table, a list of names) is cut at its own joints into pieces of at
# most this many characters, so that a quote stays a quote.
LONGEST = 600
# Titles and places after which the library ends a sentence, though a name is still to come.
_AWAITING = re.compile(
    r"(?<!\w)(?:Ms|Mx|Mmes|Atty|Amb|Sens|Reps|Govs|Ald|Cllr|Dep|Ft|Treas|approx)\.\Z"
)
_JOINTS = (re.compile(r"\n+"), re.compile(r"[;:]\s+"), re.compile(r",\s+"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: code points, end exclusive."""

    start: int
    end: int


def sentences(text: str, language: str | None = None) -> list[Span]:
    """Give the spans of the sentences in order, without the white space around them.

    Every character that is not white space lies in exactly one span.
    """
    spans = []
    for start, end in _boundaries(text, language):
        for piece in _paragraphs(text, start, end):
            spans += _cut(text, piece)
    return spans


def _boundaries(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    begun = end = 0
    for found in sentencex.get_sentence_boundaries(language or "en", text):
        start, end = found["start_index"], found["end_index"]
        # Only its last few characters are looked at: a sentence may be as long as the text.
        if not _AWAITING.search(text[max(start, end - 12) : end].rstrip()):
            yield begun, end
            begun = end
    yield begun, end


def _paragraphs(text: str, start: int, end: int) -> list[Span]:
    gaps = re.finditer(r"\n\s*\n", text[start:end])
    edges = [start, *(start + gap.end() for gap in gaps), end]
    pieces = (_trimmed(text, a, b) for a, b in pairwise(edges))
    return [piece for piece in pieces if piece.start < piece.end]


def _cut(text: str, span: Span) -> list[Span]:
    pieces = []
    while span.end - span.start > LONGEST:
        cut = _last_joint(text, span)
        pieces.append(_trimmed(text, span.start, cut))
        span = _trimmed(text, cut, span.end)
    return pieces + ([span] if span.start < span.end else [])


def _last_joint(text: str, span: Span) -> int:
    window = text[span.start : span.start + LONGEST]
    for joint in _JOINTS:
        ends = [found.end() for found in joint.finditer(window)]
        if ends and ends[-1] > LONGEST // 3:
            return span.start + ends[-1]
    return span.start + LONGEST


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, start + len(piece.strip())))
