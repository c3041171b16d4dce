"""URLs to steps: each page is fetched once in a run, politely, and only if it has changed."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from corpus.document import Note
from corpus.web import record, visit
from corpus.web.address import Url
from corpus.web.client import Refused
from corpus.web.fetch import Answer, Fetcher, Validators
from corpus.web.record import Known, Page
from corpus.web.visit import Found, Visit
from index.reading import End, Reading, Step
from index.report import Report

# Bytes that a page counts for in the progress, before it is fetched and after.
_PAGE = 50_000


class Online:
    """Looks at the URLs that the user named, and at the pages that their listings lead to."""

    def __init__(
        self, reading: Reading, settings: Callable[[Url], str], report: Report, start: int
    ) -> None:
        """``start`` is the count of bytes that lie behind when it begins."""
        self.gone: list[str] = []
        self.total = self._behind = start
        self._reading, self._settings, self._report = reading, settings, report
        orders = reading.orders
        self._fetcher = Fetcher(orders.manners, orders.max_bytes)
        self._seen: set[Url] = set()

    def close(self) -> None:
        """Let go of all connections."""
        self._fetcher.close()

    def steps(self, roots: Sequence[Url]) -> Iterator[tuple[Step | None, int]]:
        """Give what is to be done, with the bytes behind; None where a document needs nothing."""
        for root in dict.fromkeys(roots):
            waiting = deque([Visit(root, root)])
            self.total += _PAGE
            while waiting:
                self._behind += _PAGE
                one = waiting.popleft()
                if one.url not in self._seen:
                    self._seen.add(one.url)
                    yield from self._visit(one, waiting)

    def _visit(self, one: Visit, waiting: deque[Visit]) -> Iterator[tuple[Step | None, int]]:
        settings = self._settings(one.root)
        with self._reading.archive.catalog.reading() as connection:
            known = record.known(connection, one.url, settings)
            links = record.links_of(connection, one.url)
        try:
            before = known.validators if known else Validators()
            answer = self._fetcher.get(one.url, before, one.check)
        except Refused as refusal:
            self._refused(one, refusal)
            return
        with answer:
            if answer.body is None:
                self._unchanged(known)
            else:
                found = Found()
                yield from self._read(one, answer, found, known is None)
                with self._reading.archive.catalog.reading() as connection:
                    links = record.unlisted(connection, one.url, found.links)
                links = [*found.links.values(), *links]
        following = list(visit.next_visits(one, answer.url, links))
        self.total += _PAGE * len(following)
        waiting += following

    def _unchanged(self, known: Known | None) -> None:
        self._report.files_unchanged += 1
        self._report.notes += known.notes if known else ()

    def _read(
        self, one: Visit, answer: Answer, found: Found, anew: bool
    ) -> Iterator[tuple[Step | None, int]]:
        orders = self._reading.orders
        items = visit.read(one, answer, orders.page_source(one.url, one.root), found)
        stepped = ((item, self._behind) for item in items)
        taken = yield from self._reading.take(one.url, stepped, anew, 0, self._report)
        links = tuple(found.links.values())
        page = Page(one.url, answer.size, answer.validators, found.listing, links)
        end = End(page, orders.settings(one.root), taken.seen, taken.notes)
        # Feeds forget, and a page may be empty for a day: only what says so is gone.
        if taken.whole or found.listing or not taken.seen:
            yield end, self._behind
        else:
            self._reading.shrunk.append(end)

    def _refused(self, one: Visit, refusal: Refused) -> None:
        """A page that is gone takes its documents along; a feed leaves what it once gave."""
        with self._reading.archive.catalog.reading() as connection:
            read = record.was_read(connection, one.url)
            listing = record.is_listing(connection, one.url)
        if refusal.gone and read and not listing:
            self.gone.append(str(one.url))
            return
        reason = f"{refusal.reason}; what was read before is kept" if read else refusal.reason
        told = self._report.missing if one.named else self._report.notes
        told.append(Note(str(one.url), reason))
