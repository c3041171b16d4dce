"""Bring an archive in step with folders and feeds: read, cut, embed, keep, and make it findable."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, exists, select

from corpus import sync
from corpus.catalog import forgotten_ids, load_version, put, remember, set_state
from corpus.document import Document
from corpus.duplicates import arrived
from corpus.moves import forget_aliases
from corpus.sync import Given
from corpus.tables import documents, origins
from corpus.web.address import Url, place_of
from corpus.web.record import Page, forget_page, record_page
from index import embeddings, passages
from index.build import LAST_SYNC, ROOTS, Archive
from index.memory import give_memory_back
from index.online import Online
from index.orders import Orders, roots_to_json
from index.reading import End, Reading, Ready, Step
from index.report import Progress, Report, Watcher

# Chunks embedded between two commits: enough to sort by length well, and a loss of seconds.
_WINDOW = 1024
_SLICE = 128
# Pages fetched between two commits: half a minute of them, at one a second.
_PAGES = 30
# Seconds: a server that writes the words of a change is done by then, another indexing run is not.
_PATIENCE = 3.0

# Documents that files give, but none of them in the current version.
_current = origins.alias()
_OUTDATED = (
    select(origins.c.document_id, origins.c.version, origins.c.read, origins.c.path)
    .join(documents, documents.c.id == origins.c.document_id)
    .where(origins.c.version != documents.c.version)
    .where(
        ~exists().where(
            _current.c.document_id == documents.c.id, _current.c.version == documents.c.version
        )
    )
    .order_by(origins.c.document_id, origins.c.path.desc())
)


@dataclass(slots=True)
class _Window:
    """Work collected until it is worth a commit; ``light`` are bytes that take no embedding."""

    steps: list[Step] = field(default_factory=list)
    chunks: int = 0
    pages: int = 0
    start: int = 0
    end: int = 0
    light: int = 0


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
        self.skipped = 0

    def run(self) -> Report:
        self.archive.claim()
        if self.archive.generation():
            self.archive.refresh()
        with self.archive.catalog.reading() as connection:
            # What was removed may lie in files that have not changed: then all are read again.
            read_all = self.orders.include_removed and forgotten_ids(connection)
            settings = (lambda _: "") if read_all else self.orders.settings
            paths = [root for root in self.orders.roots if isinstance(root, Path)]
            scan = sync.scan(connection, paths, settings)
            self.reading = Reading(self.archive, self.orders, connection, scan.gone)
        self.online = Online(self.reading, settings, self.report, scan.total_bytes)
        self.report.notes += scan.notes
        self.report.missing = scan.missing
        self.report.files_unchanged = scan.unchanged
        try:
            self._work(self.reading.steps(scan.changed, self.report), 0)
            urls = [root for root in self.orders.roots if isinstance(root, Url)]
            self._work(self.online.steps(urls), scan.total_bytes)
            self._let_go([*scan.gone, *self.online.gone])
            self._work(self._restored(), self.online.total)
            self._tell(self.online.total)
        except KeyboardInterrupt:
            self.report.interrupted = True
        finally:
            self.online.close()
        self._remember_run()
        if self.archive.generation():
            self.archive.refresh()
            self.archive.save()
        return self.report

    def _work(self, steps: Iterable[tuple[Step | None, int]], start: int) -> None:
        """Keep steps a window at a time; each comes with the bytes that lie behind it."""
        window = _Window(start=start, end=start)
        for step, end in steps:
            if step is None:
                if not window.steps:
                    self.skipped += end - window.start
                    window.start = window.end = end
                continue
            window.steps.append(step)
            window.light += 0 if isinstance(step, Ready) else end - window.end
            window.end = end
            window.chunks += len(step.pieces) if isinstance(step, Ready) else 0
            window.pages += isinstance(step, End) and isinstance(step.file, Page)
            if window.chunks >= _WINDOW or window.pages >= _PAGES:
                self._commit(window)
                window = _Window(start=end, end=end)
        self._commit(window)

    def _remember_run(self) -> None:
        if not self.orders.remember:
            return
        missing = {note.where for note in self.report.missing}
        present = [
            root
            for root in self.orders.roots
            if (root not in missing if isinstance(root, Url) else root.exists())
        ]
        roots = dict(self.archive.roots()) | {root: self.orders.said(root) for root in present}
        with self.archive.catalog.writing() as connection:
            set_state(connection, ROOTS, roots_to_json(roots))
            if not self.report.interrupted:
                set_state(connection, LAST_SYNC, self.now.isoformat(timespec="seconds"))

    def _commit(self, window: _Window) -> None:
        """Embed what is new in a window, then keep all of it in one transaction."""
        if not window.steps:
            return
        self.skipped += window.light
        window.start += window.light
        ready = [step for step in window.steps if isinstance(step, Ready)]
        ends = [step for step in window.steps if isinstance(step, End)]
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

    def _keep(self, connection: Connection, steps: Sequence[Step]) -> None:
        generation, removed = None, forgotten_ids(connection)
        kept: list[Document] = []
        for step in steps:
            # One may have been removed by another process after it was read.
            if isinstance(step, End) or step.given.document_id in removed:
                continue
            self.reading.moves.record(connection, step.given.document_id)
            sync.record_origin(connection, step.path, step.given)
            if isinstance(step, Ready):
                document = step.document
                generation = generation or passages.next_generation(connection)
                put(connection, document, self.now, step.repairs)
                passages.replace_chunks(
                    connection, document.id, document.version, step.pieces, generation
                )
                kept.append(document)
        arrived(connection, kept)

    def _record(self, connection: Connection, end: End) -> None:
        sync.record_file(connection, end.file, end.settings, end.notes)
        if isinstance(end.file, Page):
            record_page(connection, end.file)
        self.report.notes += end.notes

    def _let_go(self, gone: Sequence[str]) -> None:
        """Unlink what files no longer hold, and drop what no file holds any more.

        It comes last: a document that moved to another file has been found there by now.
        """
        if not self.reading.shrunk and not gone:
            return
        orphans: list[str] = []
        with self.archive.catalog.writing() as connection:
            for end in self.reading.shrunk:
                orphans += self._unlink(connection, str(end.file.path), end.seen)
                self._record(connection, end)
            for path in gone:
                orphans += self._unlink(connection, path, frozenset())
                sync.forget_file(connection, path)
                forget_page(connection, path)
            if orphans:
                passages.drop_documents(connection, orphans)
                forget_aliases(connection, orphans)
        self.report.removed += len(orphans)

    def _unlink(self, connection: Connection, path: str, seen: frozenset[str]) -> list[str]:
        """Give the documents that no file holds any more, those removed before left out."""
        lost = sorted(set(sync.given_by(connection, path)) - seen)
        orphans = sync.unlink(connection, path, lost)
        return [document_id for document_id in orphans if document_id in self.reading.versions]

    def _restored(self) -> Iterator[tuple[Step, int]]:
        """Bring back the versions that the remaining files give."""
        with self.archive.catalog.reading() as connection:
            found = {row.document_id: row for row in connection.execute(_OUTDATED)}
        for row in found.values():
            with self.archive.catalog.reading() as connection:
                document = load_version(connection, row.document_id, row.version)
            if document is not None:
                given = Given(row.document_id, row.version, row.read)
                pieces = self.reading.pieces(document)
                yield Ready(document, place_of(row.path), given, pieces, False), self.online.total

    def _embed(self, texts: dict[bytes, str], window: _Window) -> None:
        """Embed what no earlier run has, a slice at a time; a slice is kept at once."""
        embedder = self.archive.embedder
        with self.archive.catalog.reading() as connection:
            missing = embeddings.missing(connection, texts, embedder.name)
        order = sorted(missing, key=lambda key: (-len(texts[key]), key))
        for first in range(0, len(order), _SLICE):
            keys = order[first : first + _SLICE]
            vectors = embedder.embed_documents([texts[key] for key in keys])
            with self.archive.catalog.writing() as connection:
                embeddings.keep(connection, keys, vectors, embedder.name)
            self.report.embedded += len(keys)
            share = (first + len(keys)) / len(order)
            self._tell(window.start + share * (window.end - window.start))
        self._tell(window.end)

    def _tell(self, done: float) -> None:
        self.watch(Progress(done, self.online.total, self.report.embedded, self.skipped))
