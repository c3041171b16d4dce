"""Files to steps: what of them is new, under which name, repaired and cut into pieces."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from corpus import sync
from corpus.catalog import forgotten_ids
from corpus.document import Document, Note
from corpus.moves import Moves
from corpus.readers.source import shown
from corpus.repair.mend import Mended, mend, unmended
from corpus.sync import Given
from corpus.tables import documents
from corpus.web.address import Place
from corpus.web.record import Page
from index import passages
from index.build import Archive
from index.chunking import chunk
from index.orders import Orders
from index.report import Report
from index.sentences import Span


@dataclass(frozen=True, slots=True)
class Ready:
    """A document cut into pieces, to be kept."""

    document: Document
    path: Place
    given: Given
    pieces: Sequence[passages.Piece]
    is_new: bool
    repairs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A document that is in the archive already, found in a further file."""

    path: Place
    given: Given


@dataclass(frozen=True, slots=True)
class End:
    """A file or page read to its end: what it gave, and what was to be said of it."""

    file: sync.File | Page
    settings: str
    seen: frozenset[str]
    notes: tuple[Note, ...]


Step = Ready | Link | End


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from one place; ``whole`` unless it no longer gives all that it gave."""

    seen: frozenset[str]
    notes: tuple[Note, ...]
    whole: bool


class Reading:
    """Reads files one after another, and tells what is to be done for each document."""

    def __init__(
        self, archive: Archive, orders: Orders, connection: Connection, gone: Sequence[str]
    ) -> None:
        """Look up what the archive holds; ``gone`` are files that are no more."""
        self.archive, self.orders = archive, orders
        self.moves = Moves(connection, gone)
        self.versions: dict[str, str] = {
            row.id: row.version
            for row in connection.execute(select(documents.c.id, documents.c.version))
        }
        self.forgotten = set() if orders.include_removed else forgotten_ids(connection)
        self.shrunk: list[End] = []

    def steps(
        self, files: Sequence[sync.File], report: Report
    ) -> Iterator[tuple[Step | None, int]]:
        """Give what is to be done, with the bytes behind; None where a document needs nothing.

        Files that no longer give all that they gave are kept for later in ``shrunk``.
        """
        behind = 0
        for file in files:
            items = sync.read(file, self.orders.source(file.path))
            taken = yield from self.take(file.path, items, file.anew, behind, report)
            behind += file.size
            end = End(file, self.orders.settings(file.path), taken.seen, taken.notes)
            if taken.whole:
                yield end, behind
            else:
                self.shrunk.append(end)

    def take(
        self,
        place: Place,
        items: Iterable[tuple[Document | Note, int]],
        anew: bool,
        behind: int,
        report: Report,
    ) -> Generator[tuple[Step | None, int], None, Taken]:
        """Take what one file or page gives; ``anew`` where it was read under other settings."""
        seen: set[str] = set()
        notes: list[Note] = []
        with self.archive.catalog.reading() as connection:
            given = sync.given_by(connection, str(place))
        for item, done in items:
            if isinstance(item, Note):
                notes.append(item)
                continue
            name = self.moves.name_of(item, self.versions)
            if name in self.forgotten:
                notes.append(_refused(name))
                continue
            seen.add(name)
            known = None if anew else given.get(name)
            yield self._step(item, name, place, known, report), behind + done
        # Where reading broke off, a document that was not seen may still be there.
        whole = given.keys() <= seen or any(note.incomplete for note in notes)
        return Taken(frozenset(seen), tuple(notes), whole)

    def _step(
        self, read: Document, name: str, path: Place, known: Given | None, report: Report
    ) -> Ready | Link | None:
        current = self.versions.get(name)
        if known and current and known == Given(name, current, read.version):
            report.unchanged += 1
            return None
        mended = self._mended(read, name)
        document = mended.document
        given = Given(name, document.version, read.version)
        if current == document.version:
            moved = name in self.moves.leaving
            report.moved += moved
            report.unchanged += not moved
            return Link(path, given)
        self.versions[name] = document.version
        pieces = self.pieces(document)
        return Ready(document, path, given, pieces, current is None, mended.to_json())

    def _mended(self, read: Document, name: str) -> Mended:
        named = replace(read, id=name)
        return mend(named) if self.orders.repair else unmended(named)

    def pieces(self, document: Document) -> list[passages.Piece]:
        """Cut a document."""
        spans = chunk(
            document.text,
            self.archive.embedder.count_tokens,
            self.archive.chunking,
            document.language,
        )
        return [passages.Piece(span, embedded_text(document, span)) for span in spans]


def embedded_text(document: Document, span: Span) -> str:
    """What the embedder reads for a chunk: the title helps to find it and is never quoted."""
    return f"{document.title}\n{document.text[span.start : span.end]}"


def _refused(document_id: str) -> Note:
    return Note(
        shown(document_id), "was removed earlier and stays so (bring it back: --include-removed)"
    )
