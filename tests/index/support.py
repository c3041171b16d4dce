"""What the tests of the index share: a small archive, files to put into it, and its whole state."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from corpus.document import Document
from corpus.moves import aliases
from corpus.tables import documents, files, forgotten, links, origins, signatures
from corpus.web.address import Place
from index import embeddings, passages
from index.build import Archive
from index.ingest import ingest
from index.orders import Orders
from index.records import Embedder, Filter, Vectors
from index.report import Progress, Report, Watcher
from index.retriever import Retriever
from tests.fakes import BagOfStems

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
ANY = Filter()


class Counting:
    """The tiny model, with a list of all that it was given to embed as passages."""

    def __init__(self, name: str = "counting") -> None:
        self._model = BagOfStems(name)
        self.embedded: list[str] = []

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def dimension(self) -> int:
        return self._model.dimension

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self._model.embed_documents(texts)

    def embed_query(self, text: str) -> Vectors:
        return self._model.embed_query(text)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._model.count_tokens(texts)


@contextmanager
def opened(home: Path, embedder: Embedder | None = None) -> Iterator[Archive]:
    archive = Archive(home, embedder or Counting())
    try:
        yield archive
    finally:
        archive.close()


def run(archive: Archive, *roots: Place, watch: Watcher = lambda _: None, **said: Any) -> Report:
    return ingest(archive, Orders(roots, **said), NOW, watch)


def article(folder: Path, name: str, text: str, **about: str) -> Path:
    """Write a Markdown article; its id is its name where ``about`` gives no other."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.md"
    front = "".join(f"{key}: {value!r}\n" for key, value in ({"id": name} | about).items())
    path.write_text(f"---\n{front}---\n{text}\n", encoding="utf-8")
    return path


def documents_of(archive: Archive) -> dict[str, str]:
    """Version by id."""
    with archive.catalog.reading() as connection:
        rows = connection.execute(select(documents.c.id, documents.c.version))
        return {row.id: row.version for row in rows}


def texts_found(archive: Archive, words: str, k: int = 10) -> list[str]:
    return [hit.text for hit in Retriever(archive).search(words, k, ANY).hits]


@dataclass(frozen=True)
class State:
    """All that an archive holds, without the ids of chunks and the moments."""

    documents: dict[str, str]
    files: set[tuple[str, int, str]]
    origins: set[tuple[str, str, str]]
    forgotten: set[str]
    aliases: set[tuple[str, str]]
    clusters: set[tuple[str, int, int]]
    links: set[tuple[str, str, str]]
    chunks: set[tuple[str, str, int, int]]
    embedded: set[bytes]
    by_vector: list[tuple[float, str, int]]
    by_words: set[tuple[str, int]]
    sizes: dict[str, int]


def state(archive: Archive, words: str = "harbour bridge ferry") -> State:
    archive.refresh()
    with archive.catalog.reading() as connection:
        held = connection.execute(select(passages.chunks)).all()
        spans = {row.id: (row.document_id, row.start) for row in held}
        used = {row.text_hash for row in held}
        found = State(
            documents_of(archive),
            {(row.path, row.size, row.settings) for row in connection.execute(select(files))},
            {tuple(row) for row in connection.execute(select(origins))},
            set(connection.execute(select(forgotten.c.document_id)).scalars()),
            {tuple(row) for row in connection.execute(select(aliases))},
            {
                (row.document_id, row.number, row.cluster)
                for row in connection.execute(select(signatures))
            },
            {(row.earlier, row.later, row.kind) for row in connection.execute(select(links))},
            {(row.document_id, row.version, row.start, row.end) for row in held},
            used - embeddings.missing(connection, used, archive.embedder.name),
            [],
            set(),
            archive.store.counts(),
        )
    vector = archive.embedder.embed_query(words)
    for hit in archive.store.search_dense(vector, 1000, ANY):
        found.by_vector.append((round(hit.score, 3), *spans[hit.chunk_id]))
    found.by_vector.sort()
    found.by_words.update(
        spans[hit.chunk_id] for hit in archive.store.search_keywords(words, 1000, ANY)
    )
    return found


def check_quotes(archive: Archive) -> None:
    """Every chunk is a stretch of the current version of its document."""
    with archive.catalog.reading() as connection:
        ids = connection.execute(select(passages.chunks.c.id)).scalars().all()
        for loaded in passages.load_chunks(connection, ids).values():
            kept = archive.catalog.get(loaded.chunk.document_id)
            assert kept is not None
            document: Document = kept.document
            assert document.version == loaded.chunk.version
            assert document.text[loaded.chunk.start : loaded.chunk.end] == loaded.text


class Watching:
    """A watcher that keeps what it was told, and interrupts at one call if it shall."""

    def __init__(self, interrupt_at: int = 0) -> None:
        self.told: list[Progress] = []
        self._at = interrupt_at

    def __call__(self, now: Progress) -> None:
        self.told.append(now)
        if len(self.told) == self._at:
            raise KeyboardInterrupt
