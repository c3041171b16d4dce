"""Passages that look right and do not hold the answer, found by our own retriever."""

from pathlib import Path

from eval.asking import asked
from eval.training.material import Material, Question
from index.records import Embedder, Hit

_KEPT = 6

# By question: (passage, start, end) of each negative, the most promising first.
Negatives = dict[str, list[tuple[str, int, int]]]


def mined(
    material: Material,
    cache: Path,
    every: int,
    twice: bool = False,
    embedder: Embedder | None = None,
) -> Negatives:
    """Search the passages of the material with each n-th of its questions.

    ``twice`` shares the search of ``asked`` with those that score the answers.
    """
    return {
        one.question.id: [
            (hit.chunk.document_id, hit.chunk.start, hit.chunk.end)
            for hit in one.hits
            if _wrong(one.question, hit)
        ][:_KEPT]
        for one in asked(material, cache, every, twice, embedder)
        if one.present
    }


def _wrong(question: Question, hit: Hit) -> bool:
    """A passage in which the words of the answer stand may well answer, and is no negative."""
    if hit.chunk.document_id == question.passage:
        return False
    text = hit.text.lower()
    return not any(answer.lower() in text for answer in question.answers)
