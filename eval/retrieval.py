"""How well passages are found: words only, vectors only, both; a document by its best passage."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from sqlalchemy import select

from api.engine import Engine
from eval.archives import archive_of
from eval.datasets import DATASETS, Dataset
from eval.metrics import retrieval_scores
from index.fusion import fuse
from index.passages import chunks
from index.records import Filter, Scored
from index.retriever import Ranking, Retriever

_DEPTH = 300
_DOCUMENTS = 100
ROWS = (
    "keywords only",
    "vectors only",
    "fused, no article words",
    "fused, no passage words",
    "fused",
)


def evaluate(data: Path, cache: Path, names: Iterable[str] = tuple(DATASETS)) -> dict[str, Any]:
    """Score every row of the ablation on the datasets found under ``data``."""
    results: dict[str, Any] = {}
    for name in names:
        dataset = DATASETS[name](data / name)
        engine = archive_of(name, dataset.documents, cache)
        results[name] = {
            "documents": len(dataset.documents),
            "passages": engine.archive.status()["chunks"],
            "queries": len(dataset.queries),
            "rows": _scores(dataset, engine),
        }
        engine.close()
    return results


def _scores(dataset: Dataset, engine: Engine) -> dict[str, dict[str, float]]:
    with engine.archive.catalog.reading() as connection:
        rows = connection.execute(select(chunks.c.id, chunks.c.document_id)).all()
    owner = {row.id: row.document_id for row in rows}
    retriever = Retriever(engine.archive)
    runs: dict[str, dict[str, dict[str, float]]] = {row: {} for row in ROWS}
    for query in track(dataset.queries, dataset.name, console=Console(stderr=True)):
        ranking = retriever.rank(query.text, _DEPTH, Filter())
        for row, hits in _rankings(ranking):
            runs[row][query.id] = by_document(hits, owner, _DOCUMENTS)
    return {row: retrieval_scores(dataset.judgements, run) for row, run in runs.items()}


def _rankings(found: Ranking) -> Iterator[tuple[str, list[Scored]]]:
    """Give the ranking of each row, from what one search found."""
    words = found.keywords[:_DEPTH]
    yield "keywords only", fuse({}, words, found.keywords, found.articles)
    yield "vectors only", found.dense
    for row, share in (("fused, no article words", 1.0), ("fused, no passage words", 0.0)):
        everything = [*found.dense, *words]
        yield (
            row,
            fuse(found.cosines, everything, found.keywords, found.articles, passage_share=share),
        )
    yield "fused", found.fused


def by_document(hits: Iterable[Scored], owner: dict[int, str], most: int) -> dict[str, float]:
    """Let the best chunk of a document speak for it; ``hits`` come best first."""
    best: dict[str, float] = {}
    for hit in hits:
        best.setdefault(owner[hit.chunk_id], hit.score)
        if len(best) == most:
            break
    return best
