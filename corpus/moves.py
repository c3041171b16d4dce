"""Documents without an id of their own keep the one that they have when their file moves."""

from collections import deque
from collections.abc import Container, Iterable, Sequence

from sqlalchemy import Column, Connection, Index, Table, Text, delete, insert, select

from corpus.database import slices
from corpus.document import Document
from corpus.readers.source import is_derived
from corpus.tables import metadata, origins

aliases = Table(
    "aliases",
    metadata,
    Column("derived", Text, primary_key=True, comment="the id that its place would give it"),
    Column("document_id", Text, nullable=False),
    Index("aliases_by_document", "document_id"),
)


class Moves:
    """What is known of files that moved, and who may have moved in this run."""

    def __init__(self, connection: Connection, gone: Sequence[str]) -> None:
        """Look at the documents that only the files ``gone`` gave."""
        # Both ways round: an id is looked up by its place, and places by their id.
        self._aliases: dict[str, str] = {}
        self._places: dict[str, str] = {}
        for row in connection.execute(select(aliases)):
            self._keep(row.derived, row.document_id)
        self._new: dict[str, str] = {}
        self.leaving = _given_by_these_alone(connection, gone)
        self._by_content: dict[str, deque[str]] = {}
        for document_id, read in sorted(self.leaving.items()):
            self._by_content.setdefault(read, deque()).append(document_id)

    def name_of(self, document: Document, known: Container[str]) -> str:
        """Tell the id under which the archive keeps a document as it was read.

        One whose content left with another file has moved from there, and keeps its id. Where a
        new file lies in the place of one that moved, it gets an id of its own.
        """
        derived = document.id
        if not is_derived(derived):
            return derived
        if derived in self._aliases:
            return self._aliases[derived]
        taken = derived in self._places
        waiting = self._by_content.get(document.version)
        if waiting and (taken or derived not in known):
            return self._alias(derived, waiting.popleft())
        return self._alias(derived, self._free(derived, known)) if taken else derived

    def record(self, connection: Connection, document_id: str) -> None:
        """Keep the new name of a document, in the transaction that keeps its new place."""
        derived = self._new.pop(document_id, None)
        if derived is not None:
            # Of its former places none names it any more.
            connection.execute(delete(aliases).where(aliases.c.document_id == document_id))
            connection.execute(delete(aliases).where(aliases.c.derived == derived))
            row = {"derived": derived, "document_id": document_id}
            connection.execute(insert(aliases).values(row))

    def _alias(self, derived: str, document_id: str) -> str:
        self._keep(derived, document_id)
        self._new[document_id] = derived
        return document_id

    def _keep(self, derived: str, document_id: str) -> None:
        """Let a document have this place alone."""
        self._aliases.pop(self._places.get(document_id, ""), None)
        self._aliases[derived], self._places[document_id] = document_id, derived

    def _free(self, derived: str, known: Container[str]) -> str:
        number = 2
        while f"{derived}.{number}" in known or f"{derived}.{number}" in self._places:
            number += 1
        return f"{derived}.{number}"


def known_as(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Map ids that places would give to those of the documents that moved there; others are out."""
    query = select(aliases.c.derived, aliases.c.document_id)
    return {
        row.derived: row.document_id
        for some in slices(ids)
        for row in connection.execute(query.where(aliases.c.derived.in_(some)))
    }


def forget_aliases(connection: Connection, ids: Sequence[str]) -> None:
    """Let the places of documents that no file holds any more name new ones."""
    for some in slices(ids):
        connection.execute(delete(aliases).where(aliases.c.document_id.in_(some)))


def _given_by_these_alone(connection: Connection, gone: Sequence[str]) -> dict[str, str]:
    """Map the documents to the hash of what was read."""
    found: dict[str, str] = {}
    for path in gone:
        query = select(origins.c.document_id, origins.c.read)
        for row in connection.execute(query.where(origins.c.path == path)):
            found[row.document_id] = row.read
    leaving = set(gone)
    for document_id in list(found):
        query = select(origins.c.path).where(origins.c.document_id == document_id)
        if not leaving.issuperset(connection.execute(query).scalars()):
            del found[document_id]
    return found
