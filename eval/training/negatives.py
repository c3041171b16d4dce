"""Passages that look right and do not hold the answer, found by our own retriever."""

import json
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.document import Document
from eval.archives import archive_of
from eval.training.material import Material, Question
from index.records import Filter, Hit
from index.retriever import Retriever

_DEPTH = 20
_KEPT = 6

# By question: (passage, start, end) of each negative, the most promising first.
Negatives = dict[str, list[tuple[str, int, int]]]


def mined(name: str, material: Material, cache: Path) -> Negatives:
    """Search the passages of the material with its questions; kept in the cache once found."""
    kept = cache / f"negatives-{name}.json"
    if not kept.exists():
        found = dict(_mine(name, material, cache))
        kept.write_text(json.dumps(found), encoding="utf-8")
    read: dict[str, list[list[object]]] = json.loads(kept.read_text(encoding="utf-8"))
    return {key: [tuple(one) for one in rows] for key, rows in read.items()}  # type: ignore[misc]


def _mine(
    name: str, material: Material, cache: Path
) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    documents = [
        Document(passage.id, passage.text, passage.title) for passage in material.passages.values()
    ]
    engine = archive_of(name, documents, cache)
    retriever = Retriever(engine.archive)
    for question in track(material.questions, "mining", console=Console(stderr=True)):
        hits = retriever.search(question.text, _DEPTH, Filter()).hits
        wrong = [hit for hit in hits if _wrong(question, hit)][:_KEPT]
        yield (
            question.id,
            [(hit.chunk.document_id, hit.chunk.start, hit.chunk.end) for hit in wrong],
        )
    retriever.close()
    engine.close()


def _wrong(question: Question, hit: Hit) -> bool:
    """A passage in which the words of the answer stand may well answer, and is no negative."""
    if hit.chunk.document_id == question.passage:
        return False
    text = hit.text.lower()
    return not any(answer.lower() in text for answer in question.answers)
