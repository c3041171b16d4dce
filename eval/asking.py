"""SQuAD's questions asked of its passages as one archive, each by a reader that never saw them.

Every answerable question is asked twice: with its article in the archive, and with all passages of
that article left out, when nothing may be answered. Questions that the passage of which they were
written does not answer are asked once.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.progress import track
from sqlalchemy import select

from api.answering.budget import Budget, read_hits
from api.answering.evidence import Read
from api.engine import READ
from eval.training.material import Material, Question
from index.passages import chunks
from index.records import Filter, Reader
from index.retriever import DEPTH, Ranking, Retriever

# Everything is read: what a smaller budget would have left out can be told from this afterwards.
_ALL = Budget(step=READ, most=READ, enough=float("inf"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, whether its article was there, and the passages as found and read."""

    question: Question
    article: str
    present: bool
    read: list[Read]


def asked(
    material: Material, questions: Sequence[Question], retriever: Retriever, reader: Reader | None
) -> Iterator[Asked]:
    """Ask questions over the archive of the material's passages."""
    of = {passage.id: passage.article for passage in material.passages.values()}
    with retriever.archive.catalog.reading() as connection:
        rows = connection.execute(select(chunks.c.id, chunks.c.document_id)).all()
    about = {row.id: of[row.document_id] for row in rows}
    for question in track(questions, "asking", console=Console(stderr=True)):
        article = of[question.passage]
        ranking = retriever.rank(question.text, DEPTH, Filter())
        rankings = [(True, ranking)]
        if question.spans:
            others = [one for one in ranking.fused if about[one.chunk_id] != article]
            rankings.append((False, replace(ranking, fused=others)))
        for present, found in rankings:
            yield Asked(question, article, present, _read(question, found, retriever, reader))


def kept(path: Path, make: Callable[[], Iterator[Asked]]) -> list[Asked]:
    """Ask once and keep what was found and read, so that features can be tried on it."""
    if not path.exists():
        beside = path.with_suffix(".new")
        beside.write_bytes(pickle.dumps(list(make())))
        beside.replace(path)
    found: list[Asked] = pickle.loads(path.read_bytes())
    return found


def retrieval() -> str:
    """Name the retrieval by its code: what another one found would be the wrong thing to fit."""
    code = [path.read_bytes() for path in sorted(Path(str(files("index"))).glob("*.py"))]
    return hashlib.sha256(b"".join(code)).hexdigest()[:10]


def _read(
    question: Question, ranking: Ranking, retriever: Retriever, reader: Reader | None
) -> list[Read]:
    hits = retriever.hits(ranking, READ)
    if reader is None:
        return [Read(hit) for hit in hits]
    return read_hits(question.text, hits, reader, _ALL)
