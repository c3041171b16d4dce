"""SQuAD's questions asked of its passages as one archive, each by a reader that never saw them.

Every answerable question is asked twice: with its article in the archive, and with all passages of
that article left out, when nothing may be answered. Questions that the passage of which they were
written does not answer are asked once.
"""

import hashlib
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.progress import track
from sqlalchemy import select

from api.answering.budget import Budget, read_hits
from api.answering.evidence import Read
from api.engine import READ
from corpus.document import Document
from eval.archives import archive_of
from eval.training.material import Material, Question
from index.build import Archive
from index.passages import chunks
from index.records import Embedder, Filter, Hit, Reader, Vectors
from index.retriever import DEPTH, Retriever

_RETRIEVAL = ("chunking", "folding", "fusion", "retriever", "sentences", "words")
# Passages that are kept of each search: to be read, or to be learnt from as negatives.
FOUND = 20
# Everything is read: what a smaller budget would have left out can be told from this afterwards.
_ALL = Budget(step=READ, most=READ, enough=float("inf"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, whether its article was there, and the passages that were found."""

    question: Question
    article: str
    present: bool
    hits: list[Hit]


class Remembered:
    """An embedder that has embedded all questions at once, which is many times faster."""

    def __init__(self, embedder: Embedder, texts: Sequence[str]) -> None:
        """Embed questions; the model must be one that treats questions and passages alike."""
        self._embedder = embedder
        self._vectors = dict(zip(texts, embedder.embed_documents(texts), strict=True))
        self.name, self.dimension = embedder.name, embedder.dimension
        self.embed_documents, self.count_tokens = embedder.embed_documents, embedder.count_tokens

    def embed_query(self, text: str) -> Vectors:
        """Give the vector of a question."""
        known = self._vectors.get(text)
        return self._embedder.embed_query(text) if known is None else known


def asked(
    material: Material,
    cache: Path,
    every: int,
    twice: bool = True,
    embedder: Embedder | None = None,
) -> list[Asked]:
    """Ask each n-th question over the archive of the passages; kept in the cache once found.

    With ``twice``, answerable ones are asked again with their article left out.
    """
    name = Path(next(iter(material.passages))).parts[0]
    documents = [Document(one.id, one.text, one.title) for one in material.passages.values()]
    engine = archive_of(name, documents, cache, embedder)
    path = cache / f"asked-{name}-{every}-{1 + twice}-{retrieval()}.pickle"
    if not path.exists():
        questions = material.questions[::every]
        texts = list(dict.fromkeys(question.text for question in questions))
        engine.archive.embedder = Remembered(engine.archive.embedder, texts)
        _keep(path, list(_asked(material, questions, engine.archive, twice)))
    engine.close()
    found: list[Asked] = pickle.loads(path.read_bytes())
    return found


def _asked(
    material: Material, questions: Sequence[Question], archive: Archive, twice: bool
) -> Iterator[Asked]:
    retriever = Retriever(archive)
    of = {passage.id: passage.article for passage in material.passages.values()}
    with archive.catalog.reading() as connection:
        rows = connection.execute(select(chunks.c.id, chunks.c.document_id)).all()
    about = {row.id: of[row.document_id] for row in rows}
    for question in track(questions, "asking", console=Console(stderr=True)):
        article = of[question.passage]
        ranking = retriever.rank(question.text, DEPTH, Filter())
        yield Asked(question, article, True, retriever.hits(ranking, FOUND))
        if twice and question.spans:
            others = [one for one in ranking.fused if about[one.chunk_id] != article]
            without = replace(ranking, fused=others)
            yield Asked(question, article, False, retriever.hits(without, FOUND))
    retriever.close()


def readings(asked: Sequence[Asked], reader: Reader, path: Path) -> list[list[Read]]:
    """Read what was found; kept in the cache once read."""
    if not path.exists():
        read = [
            read_hits(one.question.text, one.hits[:READ], reader, _ALL)
            for one in track(asked, "reading", console=Console(stderr=True))
        ]
        _keep(path, read)
    found: list[list[Read]] = pickle.loads(path.read_bytes())
    return found


def _keep(path: Path, made: object) -> None:
    beside = path.with_suffix(".new")
    beside.write_bytes(pickle.dumps(made))
    beside.replace(path)


def retrieval() -> str:
    """Name the retrieval by its code: what another one found would be the wrong thing to fit."""
    code = [(Path(str(files("index"))) / f"{name}.py").read_bytes() for name in _RETRIEVAL]
    return hashlib.sha256(b"".join(code)).hexdigest()[:10]
