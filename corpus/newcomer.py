"""A document on its way into the clusters: found by its sketch, settled by comparing texts."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import cached_property
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from corpus.catalog import load_version
from corpus.differences import SHARE, Comparison, Reading, compare, read
from corpus.document import Document
from corpus.signatures import containment, packed, sketch, unpacked
from corpus.tables import links, shingles, signatures

DIFFERS = "differs"
# Texts of which less than this share is common, by their sketches, are not compared, and of those
# with more, only the nearest: what every page of an outlet says is common to many.
NEAR, NEAREST = 0.25, 32
# Of what differs between two versions, as much as a reader looks at is kept.
_MOST_DIFFERENCES = 10

Signed = Row[Any]


class Newcomer:
    """One document that arrives. It knows each comparison that it made."""

    def __init__(self, connection: Connection, document: Document, number: int) -> None:
        """Get ready for ``document``, the ``number``-th to arrive."""
        self.connection, self.document, self.number = connection, document, number
        self.hashes = sketch(document.text)
        self.content = _content(document)
        self._verdicts: dict[bytes, Comparison] = {}

    @cached_property
    def reading(self) -> Reading:
        """The text, ready to be compared."""
        return read(self.document.title, self.document.text)

    def join(self) -> None:
        """Join clusters, link to the versions that differ, and be found from now on.

        Clusters that were apart become one where all their members agree with each other.
        """
        near = self._near()
        joined: list[Signed] = []
        differing = {row.number: row for row in near if self._against(row).differs}
        for cluster in sorted({row.cluster for row in near if self._against(row).folds}):
            members = self._members(cluster)
            apart = [row for row in members if self._against(row).differences]
            differing |= {row.number: row for row in apart}
            if not apart and self._agree(joined, members):
                joined += members
        self._keep(min((row.cluster for row in joined), default=self.number))
        self._merge({row.cluster for row in joined})
        self._link([differing[number] for number in sorted(differing)])

    def _near(self) -> list[Signed]:
        """Find the documents whose sketches share most with this one, in order of arrival."""
        least = max(1, round(NEAR * SHARE * len(self.hashes)))
        counted = (
            select(shingles.c.number)
            .where(shingles.c.hash.in_(self.hashes.tolist()))
            .group_by(shingles.c.number)
            .having(func.count() >= least)
            .subquery()
        )
        found = self.connection.execute(
            select(signatures).join(counted, counted.c.number == signatures.c.number)
        ).all()
        shares = {row.number: containment(self.hashes, unpacked(row.sketch)) for row in found}
        near = [row for row in found if shares[row.number] >= NEAR]
        near.sort(key=lambda row: (row.content != self.content, -shares[row.number], row.number))
        return sorted(near[:NEAREST], key=lambda row: int(row.number))

    def _members(self, cluster: int) -> Sequence[Signed]:
        query = select(signatures).where(signatures.c.cluster == cluster)
        return self.connection.execute(query.order_by(signatures.c.number)).all()

    def _against(self, row: Signed) -> Comparison:
        """Compare with one document; of many that are equal, with the first."""
        if row.content == self.content:
            return _EQUAL
        if row.content not in self._verdicts:
            self._verdicts[row.content] = compare(self._read(row), self.reading)
        return self._verdicts[row.content]

    def _agree(self, some: Sequence[Signed], others: Sequence[Signed]) -> bool:
        return not any(
            compare(self._read(one), self._read(other)).differences
            for one in _distinct(some)
            for other in _distinct(others)
        )

    def _read(self, row: Signed) -> Reading:
        # The version that was compared before, even where a newer one is in the catalog by now.
        document = load_version(self.connection, row.document_id, row.version)
        assert document is not None, "what has a signature is in the catalog"
        return read(document.title, document.text)

    def _keep(self, cluster: int) -> None:
        row = {
            "number": self.number,
            "document_id": self.document.id,
            "version": self.document.version,
            "cluster": cluster,
            "content": self.content,
            "sketch": packed(self.hashes),
        }
        self.connection.execute(insert(signatures).values(row))
        rows = [{"hash": value, "number": self.number} for value in self.hashes.tolist()]
        if rows:
            self.connection.execute(insert(shingles), rows)

    def _merge(self, clusters: set[int]) -> None:
        if len(clusters) > 1:
            query = update(signatures).where(signatures.c.cluster.in_(clusters))
            self.connection.execute(query.values(cluster=min(clusters)))

    def _link(self, others: Sequence[Signed]) -> None:
        rows = [
            {
                "earlier": row.document_id,
                "later": self.document.id,
                "kind": DIFFERS,
                "differences": [
                    asdict(each) for each in self._against(row).differences[:_MOST_DIFFERENCES]
                ],
            }
            for row in others
        ]
        if rows:
            self.connection.execute(insert(links), rows)


_EQUAL = Comparison(1.0, 1.0, ())


def _distinct(rows: Sequence[Signed]) -> list[Signed]:
    return list({row.content: row for row in reversed(rows)}.values())


def _content(document: Document) -> bytes:
    """Hash all that a comparison looks at."""
    words = " ".join(document.text.split())
    return blake2b(f"{document.title}\0{words}".encode(), digest_size=16).digest()
