"""Bring an archive in step with folders: read, cut, embed, keep, and make it findable."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, exists, select

from corpus import sync
from corpus.catalog import drop, forgotten_ids, load_version, put, remember, set_state
from corpus.document import Document, Note
from corpus.readers.source import shown
from corpus.tables import documents, origins
from index import passages
from index.build import LAST_SYNC, ROOTS, Archive
from index.chunking import chunk
from index.memory import give_memory_back
from index.orders import Orders, roots_to_json
from index.report import Progress, Report, Watcher
from index.sentences import Span

# Chunks embedded between two commits: enough to sort by length well, and a loss of seconds.
_WINDOW = 1024
_SLICE = 128
# Seconds: a server that writes the words of a change is done by then, another indexing run is not.
_PATIENCE = 3.0

# Documents that files give, but none of them in the current version.
_current = origins.alias()
_OUTDATED = (
    select(origins.c.document_id, origins.c.version, origins.c.path)
    .join(documents, documents.c.id == origins.c.document_id)
    .where(origins.c.version != documents.c.version)
    .where(
        ~exists().where(
            _current.c.document_id == documents.c.id, _current.c.version == documents.c.version
        )
    )
    .order_by(origins.c.document_id, origins.c.path.desc())
)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A document cut into pieces, to be kept."""

    document: Document
    path: Path
    pieces: Sequence[passages.Piece]
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Link:
    """A document that is in the archive already, found in a further file."""

    document: Document
    path: Path


@dataclass(frozen=True, slots=True)
class _End:
    """A file read to its end: what it gave, and what was to be said of it."""

    file: sync.File
    seen: frozenset[str]
    notes: tuple[Note, ...]


_Step = _Ready | _Link | _End


@dataclass(slots=True)
class _Window:
    """Work collected until it is worth a commit."""

    steps: list[_Step] = field(default_factory=list)
    chunks: int = 0
    start: int = 0
    end: int = 0


def ingest(archive: Archive, orders: Orders, now: datetime, watch: Watcher) -> Report:
    """Add what is new, replace what changed, drop what is gone, below ``orders.roots``.

    Interrupted, by the user or by force, it loses nothing: what was committed stays, and the next
    run goes on from there.

    Raises:
        ArchiveError: another process is indexing into this folder.
        ModelError: the model cannot be loaded.
    """
    with archive.writer(_PATIENCE):
        return _Run(archive, orders, now, watch).run()


class _Run:
    def __init__(self, archive: Archive, orders: Orders, now: datetime, watch: Watcher) -> None:
        self.archive, self.now, self.watch = archive, now, watch
        self.orders = replace(orders, remembered=archive.roots())
        self.report = Report()
        self.behind = self.skipped = 0
        self.shrunk: list[_End] = []

    def run(self) -> Report:
        self.archive.claim()
        if self.archive.generation():
            self.archive.refresh()
        with self.archive.catalog.reading() as connection:
            removed = forgotten_ids(connection)
            # What was removed may lie in files that have not changed: then all are read again.
            read_all = bool(removed) and self.orders.include_removed
            settings = (lambda _: "") if read_all else self.orders.settings
            scan = sync.scan(connection, self.orders.roots, settings)
            self.versions = {
                row.id: row.version
                for row in connection.execute(select(documents.c.id, documents.c.version))
            }
        self.forgotten = set() if self.orders.include_removed else removed
        self.total = scan.total_bytes
        self.report.notes += scan.notes
        self.report.missing = scan.missing
        self.report.files_unchanged = scan.unchanged
        try:
            self._work(self._steps(scan.changed))
            self._let_go(scan.gone)
            self._work(self._restored())
            self._tell(self.behind)
        except KeyboardInterrupt:
            self.report.interrupted = True
        self._remember_run()
        if self.archive.generation():
            self.archive.refresh()
            self.archive.save()
        return self.report

    def _work(self, steps: Iterable[tuple[_Step | None, int]]) -> None:
        """Keep steps a window at a time; each comes with the bytes that lie behind it."""
        window = _Window(start=self.behind, end=self.behind)
        for step, end in steps:
            if step is None:
                if not window.steps:
                    self.skipped += end - window.start
                    window.start = window.end = end
                continue
            window.steps.append(step)
            window.end = end
            window.chunks += len(step.pieces) if isinstance(step, _Ready) else 0
            if window.chunks >= _WINDOW:
                self._commit(window)
                window = _Window(start=end, end=end)
        self._commit(window)

    def _remember_run(self) -> None:
        if not self.orders.remember:
            return
        present = [root for root in self.orders.roots if os.path.exists(root)]
        roots = dict(self.archive.roots()) | {root: self.orders.said(root) for root in present}
        with self.archive.catalog.writing() as connection:
            set_state(connection, ROOTS, roots_to_json(roots))
            if not self.report.interrupted:
                set_state(connection, LAST_SYNC, self.now.isoformat(timespec="seconds"))

    def _steps(self, files: Sequence[sync.File]) -> Iterator[tuple[_Step | None, int]]:
        """Give what is to be done; None stands for a document that needs nothing."""
        for file in files:
            seen: set[str] = set()
            notes: list[Note] = []
            with self.archive.catalog.reading() as connection:
                given = sync.given_by(connection, str(file.path))
            for item, done in sync.read(file, self.orders.source(file.path)):
                note = item if isinstance(item, Note) else self._refuse(item)
                if note:
                    notes.append(note)
                    continue
                assert isinstance(item, Document)
                seen.add(item.id)
                yield self._step(item, file.path, given), self.behind + done
            self.behind += file.size
            end = _End(file, frozenset(seen), tuple(notes))
            # Where reading broke off, a document that was not seen may still be there.
            if given.keys() <= seen or any(note.incomplete for note in notes):
                yield end, self.behind
            else:
                self.shrunk.append(end)

    def _refuse(self, document: Document) -> Note | None:
        if document.id not in self.forgotten:
            return None
        return Note(
            shown(document.id),
            "was removed earlier and stays so (bring it back: --include-removed)",
        )

    def _step(self, document: Document, path: Path, given: dict[str, str]) -> _Ready | _Link | None:
        if self.versions.get(document.id) == document.version:
            self.report.unchanged += 1
            return None if given.get(document.id) == document.version else _Link(document, path)
        is_new = document.id not in self.versions
        self.versions[document.id] = document.version
        return _Ready(document, path, self._pieces(document), is_new)

    def _pieces(self, document: Document) -> list[passages.Piece]:
        spans = chunk(
            document.text,
            self.archive.embedder.count_tokens,
            self.archive.chunking,
            document.language,
        )
        return [passages.Piece(span, embedded_text(document, span)) for span in spans]

    def _commit(self, window: _Window) -> None:
        """Embed what is new in a window, then keep all of it in one transaction."""
        if not window.steps:
            return
        ready = [step for step in window.steps if isinstance(step, _Ready)]
        ends = [step for step in window.steps if isinstance(step, _End)]
        texts = {piece.text_hash: piece.embedded_text for step in ready for piece in step.pieces}
        self._embed(texts, window)
        with self.archive.catalog.writing() as connection:
            if self.orders.include_removed:
                remember(connection, [step.document.id for step in ready])
            self._keep(connection, window.steps)
            for end in ends:
                self._record(connection, end)
        self.report.added += sum(step.is_new for step in ready)
        self.report.changed += sum(not step.is_new for step in ready)
        self.report.chunks += window.chunks
        self.archive.refresh()
        give_memory_back()

    def _keep(self, connection: Connection, steps: Sequence[_Step]) -> None:
        generation, removed = None, forgotten_ids(connection)
        for step in steps:
            # One may have been removed by another process after it was read.
            if isinstance(step, _End) or step.document.id in removed:
                continue
            sync.record_origin(connection, step.path, step.document)
            if isinstance(step, _Ready):
                generation = generation or passages.next_generation(connection)
                put(connection, step.document, self.now)
                passages.replace_chunks(
                    connection, step.document.id, step.document.version, step.pieces, generation
                )

    def _record(self, connection: Connection, end: _End) -> None:
        sync.record_file(connection, end.file, self.orders.settings(end.file.path), end.notes)
        self.report.notes += end.notes

    def _let_go(self, gone: Sequence[str]) -> None:
        """Unlink what files no longer hold, and drop what no file holds any more.

        It comes last: a document that moved to another file has been found there by now.
        """
        if not self.shrunk and not gone:
            return
        orphans: list[str] = []
        with self.archive.catalog.writing() as connection:
            for end in self.shrunk:
                orphans += self._unlink(connection, str(end.file.path), end.seen)
                self._record(connection, end)
            for path in gone:
                orphans += self._unlink(connection, path, frozenset())
                sync.forget_file(connection, path)
            if orphans:
                now = passages.next_generation(connection)
                for some in passages.slices(orphans):
                    passages.remove_chunks(connection, some, now)
                    drop(connection, some)
        self.report.removed += len(orphans)

    def _unlink(self, connection: Connection, path: str, seen: frozenset[str]) -> list[str]:
        """Give the documents that no file holds any more, those removed before left out."""
        lost = sorted(set(sync.given_by(connection, path)) - seen)
        orphans = sync.unlink(connection, path, lost)
        return [document_id for document_id in orphans if document_id in self.versions]

    def _restored(self) -> Iterator[tuple[_Step, int]]:
        """Bring back the versions that the remaining files give."""
        with self.archive.catalog.reading() as connection:
            found = {row.document_id: row for row in connection.execute(_OUTDATED)}
        for row in found.values():
            with self.archive.catalog.reading() as connection:
                document = load_version(connection, row.document_id, row.version)
            if document is not None:
                yield _Ready(document, Path(row.path), self._pieces(document), False), self.behind

    def _embed(self, texts: dict[bytes, str], window: _Window) -> None:
        """Embed what no earlier run has, a slice at a time; a slice is kept at once."""
        embedder = self.archive.embedder
        with self.archive.catalog.reading() as connection:
            missing = passages.missing_embeddings(connection, texts, embedder.name)
        order = sorted(missing, key=lambda key: (-len(texts[key]), key))
        for first in range(0, len(order), _SLICE):
            keys = order[first : first + _SLICE]
            vectors = embedder.embed_documents([texts[key] for key in keys])
            with self.archive.catalog.writing() as connection:
                passages.keep_embeddings(connection, keys, vectors, embedder.name)
            self.report.embedded += len(keys)
            share = (first + len(keys)) / len(order)
            self._tell(window.start + share * (window.end - window.start))
        self._tell(window.end)

    def _tell(self, done: float) -> None:
        self.watch(Progress(done, self.total, self.report.embedded, self.skipped))


def embedded_text(document: Document, span: Span) -> str:
    """What the embedder reads for a chunk: the title helps to find it and is never quoted."""
    return f"{document.title}\n{document.text[span.start : span.end]}"
