"""Clusters of near duplicates in the catalog: what says the same, and what almost does.

A document joins the clusters of which it says the same as at least one member, unless it differs
in a fact from any of their members: so no cluster ever holds two documents that differ. All that
is kept is a function of the documents in the order of their arrival; how that order was cut into
transactions makes no difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, or_, select

from corpus.catalog import get_state, set_state
from corpus.database import slices
from corpus.differences import Difference
from corpus.document import Document
from corpus.newcomer import Newcomer
from corpus.signatures import unpacked
from corpus.tables import documents, links, shingles, signatures

_ARRIVALS = "arrivals"


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document that says the same."""

    document_id: str
    publisher: str | None
    published_at: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """Two versions of one text, and what differs: ``first`` of each is what the earlier has."""

    earlier: str
    later: str
    kind: str
    differences: tuple[Difference, ...]


def arrived(connection: Connection, arrivals: Iterable[Document]) -> None:
    """Take documents that are new or changed, in the order in which they were put.

    The documents must be in the catalog already, put in the same transaction. One that changed
    leaves its cluster and joins anew, as the last to arrive.
    """
    number = int(get_state(connection, _ARRIVALS) or 0)
    for document in arrivals:
        number += 1
        dropped(connection, [document.id])
        Newcomer(connection, document, number).join()
    set_state(connection, _ARRIVALS, str(number))


def dropped(connection: Connection, ids: Sequence[str]) -> None:
    """Let documents go: their clusters stay with the others, their links vanish."""
    for some in slices(ids):
        for row in connection.execute(
            select(signatures).where(signatures.c.document_id.in_(some))
        ).all():
            hashes = unpacked(row.sketch).tolist()
            connection.execute(
                delete(shingles).where(shingles.c.hash.in_(hashes), shingles.c.number == row.number)
            )
        connection.execute(delete(signatures).where(signatures.c.document_id.in_(some)))
        connection.execute(
            delete(links).where(or_(links.c.earlier.in_(some), links.c.later.in_(some)))
        )


def clusters_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Give the cluster of each document; one that is like no other is a cluster of its own."""
    query = select(signatures.c.document_id, signatures.c.cluster)
    return {
        row.document_id: row.cluster
        for some in slices(ids)
        for row in connection.execute(query.where(signatures.c.document_id.in_(some)))
    }


def also_in(
    connection: Connection,
    ids: Iterable[str],
    first_day: int | None = None,
    last_day: int | None = None,
) -> dict[str, list[Copy]]:
    """Give the other members of each document's cluster, in order of publication.

    Documents without a date come last; those without copies are left out. Days are proleptic
    ordinals, both included; with either, copies that came out outside of them, or that do not say
    when, are left out.
    """
    other = signatures.alias()
    query = (
        select(signatures.c.document_id.label("of"), documents)
        .join(other, other.c.cluster == signatures.c.cluster)
        .join(documents, documents.c.id == other.c.document_id)
        .where(other.c.number != signatures.c.number)
        .order_by(
            documents.c.published_day.is_(None),
            documents.c.published_day,
            documents.c.published_at,
            other.c.number,
        )
    )
    if first_day is not None:
        query = query.where(documents.c.published_day >= first_day)
    if last_day is not None:
        query = query.where(documents.c.published_day <= last_day)
    found: dict[str, list[Copy]] = {}
    for some in slices(ids):
        for row in connection.execute(query.where(signatures.c.document_id.in_(some))):
            found.setdefault(row.of, []).append(Copy(row.id, row.publisher, row.published_at))
    return found


def linked(connection: Connection, ids: Iterable[str]) -> dict[str, list[Link]]:
    """Give the links of each document to versions that differ; those without are left out."""
    found: dict[str, list[Link]] = {}
    query = select(links).order_by(links.c.earlier, links.c.later)
    for some in slices(ids):
        for column in (links.c.earlier, links.c.later):
            for row in connection.execute(query.where(column.in_(some))):
                differences = tuple(Difference(**each) for each in row.differences)
                link = Link(row.earlier, row.later, row.kind, differences)
                found.setdefault(row._mapping[column], []).append(link)
    return found


def independent_outlets(connection: Connection, ids: Sequence[str]) -> int:
    """Count the outlets that report on their own account among the documents ``ids``.

    Documents of one cluster count once, and so do documents of one outlet, also through each
    other: a copy of what an outlet wrote adds nothing to that outlet. Documents that name no
    outlet count as of one, since nothing says that they are not. Unknown ids count nothing.
    """
    query = select(signatures.c.cluster, documents.c.publisher).join(
        documents, documents.c.id == signatures.c.document_id
    )
    groups: list[tuple[set[int], set[str]]] = []
    for some in slices(ids):
        for row in connection.execute(query.where(documents.c.id.in_(some))):
            clusters, outlets = {row.cluster}, {(row.publisher or "").strip().casefold()}
            for group in [each for each in groups if each[0] & clusters or each[1] & outlets]:
                clusters, outlets = clusters | group[0], outlets | group[1]
                groups.remove(group)
            groups.append((clusters, outlets))
    return len(groups)
