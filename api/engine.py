"""The composition root: everything an edge needs, over one archive."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from math import inf
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import Row

from api.altered import Altered, altered
from api.answering.budget import Budget, read_hits
from api.answering.compose import compose
from api.answering.deciding import Lookup
from api.answering.evidence import Read
from api.answering.followups.records import Turn
from api.answering.listening import SILENT, Listener
from api.answering.question import read_question
from api.answering.records import Answer
from api.answering.timeline.compose import PASSAGES, compose_timeline
from api.answering.timeline.records import Timeline
from api.asked import checked, completed
from api.errors import AskError, NotInArchive
from api.filters import EVERYTHING, Filters, filter_of, is_text
from api.locating.asked import least_similarity, quote_asked
from api.locating.locate import locate
from api.locating.records import Checked, Citation, Match
from api.locating.verify import verify
from api.recent import Recent
from api.scope import Scope, asked_of, scope_of, within
from api.settings import Settings, Strictness
from api.writing import writer_of
from corpus.catalog import Kept, count_undated, repairs_of
from corpus.duplicates import independent_outlets
from corpus.repair import Repair
from corpus.web.address import Place
from corpus.web.client import Manners
from index.build import Archive, Counts
from index.disk import size_of
from index.embedder import SentenceTransformerEmbedder
from index.ingest import ingest
from index.orders import Orders
from index.reader import named_reader
from index.records import Embedder, Filter, Hit, Reader
from index.report import Report, Watcher
from index.retriever import Retriever

# Passages whose sentences are weighed.
READ = 15
_STRICTNESS = get_args(Strictness)


class Engine:
    """One archive, ready to be asked. Safe for threads."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder | None = None,
        reader: Reader | None = None,
    ) -> None:
        """Open the archive that the settings name; models are loaded when they are first needed.

        Raises:
            CatalogError: the data folder cannot be used.
            ArchiveError: the archive was made with another model.
        """
        self.settings = settings
        embedder = embedder or SentenceTransformerEmbedder(settings.embedder, settings.threads)
        self.archive = Archive(settings.home, embedder)
        self._retriever = Retriever(self.archive)
        self.recent = Recent()
        self._reader = reader or named_reader(settings.reader, settings.threads)
        self._writer = writer_of(settings)

    def close(self) -> None:
        """Let go of the archive."""
        self._retriever.close()
        if self._reader is not None:
            self._reader.close()
        if self._writer is not None:
            self._writer.close()
        self.archive.close()

    def warm(self) -> None:
        """Load model and indexes, so that the first question does not wait for them."""
        self.archive.refresh()
        self.archive.embedder.embed_query("warm")
        if self._reader is not None:
            self._reader.read("warm", [("", "warm")])

    def refresh(self) -> None:
        """See what other processes have changed."""
        self.archive.refresh()

    def ask(
        self,
        question: str,
        filters: Filters = EVERYTHING,
        as_of: str | None = None,
        strictness: str | None = None,
        today: date | None = None,
        listener: Listener = SILENT,
        conversation: Sequence[Turn] = (),
    ) -> Answer:
        """Answer a question from the archive, or say that it does not hold the answer.

        "Last week" in a question is told by ``as_of`` where it is set, else by ``today``. A
        question that leaves something to the ``conversation`` before it, the earliest turn first,
        is completed from there; ``understood`` shows how.

        Raises:
            AskError: the question is empty or too long, a filter is no date, the strictness is
                none, or the conversation is none.
            CalledOff: the listener says that nobody waits any more.
        """
        started = time.perf_counter()
        text = self._checked(question, "question")
        strictness = strictness or self.settings.strictness
        if strictness not in _STRICTNESS:
            raise AskError(f"strictness is {', '.join(_STRICTNESS)}, not {strictness[:40]!r}")
        whole = completed(text, conversation, self.settings.max_question)
        scope = scope_of(whole.question, filters, as_of, today)
        found = self._retriever.search(scope.plain, READ, scope.where)
        searched = time.perf_counter()
        listener.found(found.hits)
        read = self._read(scope, found.hits, listener)
        listener.check()
        lookup = self.lookup(scope.where)
        asked = asked_of(whole.question, scope, strictness, self._undated(scope.where))
        answer = compose(asked, read, lookup)
        composed = time.perf_counter()
        spent = {"read": (composed - searched) * 1e3}
        if self._writer is not None and answer.status != "not_found":
            listener.check()
            answer = self._writer.write(answer, lookup.load, lambda: compose(asked, read, lookup))
            spent["write"] = (time.perf_counter() - composed) * 1e3
        spent["total"] = (time.perf_counter() - started) * 1e3
        timings = {name: round(value, 1) for name, value in (found.timings_ms | spent).items()}
        understood = replace(answer.understood, carried_over=whole.carried_over)
        answer = replace(answer, question=text, understood=understood, timings_ms=timings)
        self.recent.keep(answer)
        return answer

    def lookup(self, where: Filter) -> Lookup:
        """Give what composing looks up; what lies outside the window is as if it were not there."""
        load = within(where.window, self._load)
        return Lookup(self._retriever.rarity, load, self._independent)

    def search(self, query: str, filters: Filters = EVERYTHING, k: int = 10) -> list[Hit]:
        """Find the k best passages.

        Raises:
            AskError: the query is empty or too long, k is not 1 to 100, or a filter is no date.
        """
        if not 1 <= k <= 100:
            raise AskError(f"k must be 1 to 100, not {k}")
        return self._retriever.search(self._checked(query, "query"), k, filter_of(filters)).hits

    def locate(self, quote: str) -> list[Match]:
        """Find the documents that carry a quote: exact before altered, then the earliest first.

        Raises:
            AskError: the quote holds no words, a single one, or too many.
        """
        asked = quote_asked(quote)
        return locate(self.archive, asked, least_similarity(asked))

    def verify(self, citations: Sequence[Citation]) -> list[Checked]:
        """Tell of each citation whether it still holds against the archive."""
        return verify(self.archive.catalog, citations)

    def timeline(self, topic: str, filters: Filters = EVERYTHING) -> Timeline:
        """Tell the dated developments on a topic, each cited, in order of their dates.

        The filters say which articles may tell; what they tell may have happened at any time.

        Raises:
            AskError: the topic is empty or too long, or a filter is no date.
        """
        started = time.perf_counter()
        text = self._checked(topic, "topic")
        found = self._retriever.search(text, PASSAGES, filter_of(filters))
        told = compose_timeline(text, found.hits, self._retriever.rarity, self._load)
        timings = found.timings_ms | {"total": (time.perf_counter() - started) * 1e3}
        return replace(told, timings_ms={name: round(ms, 1) for name, ms in timings.items()})

    def document(self, document_id: str) -> Kept:
        """Get one document with its text.

        Raises:
            NotInArchive: there is none of this id.
        """
        kept = self.archive.catalog.get(document_id) if is_text(document_id) else None
        if kept is None:
            raise NotInArchive(f"no document {document_id!r} in this archive")
        return kept

    def repairs(self, document_id: str) -> list[Altered]:
        """List what was altered in a document, in order.

        Raises:
            NotInArchive: there is none of this id.
        """
        document = self.document(document_id).document
        with self.archive.catalog.reading() as connection:
            listed = repairs_of(connection, document_id)
        return altered(
            document, {name: [Repair(*row) for row in rows] for name, rows in listed.items()}
        )

    def documents(
        self, after: str | None = None, limit: int = 50, publisher: str | None = None
    ) -> Sequence[Row[Any]]:
        """List documents in order of id, without their texts."""
        return self.archive.catalog.listed(after, limit, publisher)

    def publishers(self) -> Sequence[Row[Any]]:
        """Count the documents of each outlet."""
        return self.archive.catalog.publishers()

    def remove(self, ids: Sequence[str], now: datetime) -> tuple[Counts, Counts]:
        """Forget documents.

        Returns:
            The counts before and after.

        Raises:
            NotInArchive: one of them is not there; then none is removed.
        """
        for document_id in ids:
            self.document(document_id)
        return self.archive.remove(ids, now)

    def compact(self) -> tuple[int, int]:
        """Leave nothing of what was removed in any file.

        Returns:
            The bytes on disk before and after.

        Raises:
            ArchiveError: another process is indexing into this archive.
            CatalogError: another process reads the catalog all the while.
        """
        return self.archive.compact()

    def index(
        self,
        roots: Sequence[Place],
        now: datetime,
        watch: Watcher,
        publisher: str | None = None,
        include_removed: bool = False,
        fields: dict[str, str] | None = None,
        remember: bool = True,
        manners: Manners | None = None,
    ) -> Report:
        """Bring the archive in step with files and folders, and with URLs.

        ``publisher`` and ``fields`` that are None stay as they were said of the same place before;
        with ``remember`` the roots are those of the next run that names none. Only where a root is
        a URL is anything fetched: it, and what it lists if it is a feed or a sitemap.

        Raises:
            ArchiveError: another process is indexing into this archive.
            ModelError: the model cannot be loaded.
        """
        orders = Orders(
            [root.resolve() if isinstance(root, Path) else root for root in roots],
            publisher,
            fields,
            self.settings.max_document_mb * 1_000_000,
            self.settings.repair == "on",
            include_removed,
            remember,
            manners=manners or Manners(),
        )
        return ingest(self.archive, orders, now, watch)

    def status(self) -> dict[str, Any]:
        """Tell what the archive holds and how large it is on disk."""
        home = self.settings.home
        return self.archive.status() | {"home": str(home.resolve()), "bytes": size_of(home)}

    def _read(self, scope: Scope, hits: Sequence[Hit], listener: Listener) -> list[Read]:
        # No expert on yes and no asks what the reader says.
        if self._reader is None or read_question(scope.plain).kind == "yes_no":
            return [Read(hit) for hit in hits]
        # Where the latest is asked for, a sure answer may be an old one.
        budget = Budget(most=READ, enough=inf) if scope.latest else Budget(most=READ)
        return read_hits(scope.plain, hits, self._reader, budget, listener.check)

    def _independent(self, ids: Sequence[str]) -> int:
        with self.archive.catalog.reading() as connection:
            return independent_outlets(connection, ids)

    def _undated(self, where: Filter) -> int:
        if not where.window:
            return 0
        with self.archive.catalog.reading() as connection:
            return count_undated(connection, where.publisher, where.language)

    def _load(self, document_id: str) -> Any:
        kept = self.archive.catalog.get(document_id)
        return kept and kept.document

    def _checked(self, text: str, what: str) -> str:
        return checked(text, what, self.settings.max_question)
