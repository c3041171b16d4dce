"""Bring what is derived from the catalog level with it, from whatever generation it has."""

from collections.abc import Sequence
from typing import Protocol

from corpus.catalog import Catalog
from index import passages
from index.records import Entry


class Half(Protocol):
    """One of the two halves of a store, the vectors or the words."""

    @property
    def generation(self) -> int:
        """The generation up to which it is complete; 0 where nothing is known of it."""
        ...

    def clear(self) -> None:
        """Let go of everything."""
        ...

    def delete(self, chunk_ids: Sequence[int]) -> None:
        """Let go of chunks."""
        ...

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in chunks; those that are there already are replaced."""
        ...

    def commit(self, generation: int) -> None:
        """Make all of it visible, complete up to a generation."""
        ...


def catch_up(catalog: Catalog, half: Half, model: str, afresh: bool = False) -> None:
    """Take in what the catalog has of late, or everything anew. Only one may do so at a time."""
    with catalog.reading() as connection:
        have, now = half.generation, passages.generation(connection)
        if have == now and not afresh:
            return
        # What is ahead comes of a catalog that was put back: then it holds what nobody knows of.
        if afresh or not 0 < have < now:
            half.clear()
            have = 0
        else:
            half.delete(passages.removed_since(connection, have))
        for entries in passages.entries_since(connection, have, model):
            half.add(entries)
    half.commit(now)
