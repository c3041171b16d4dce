"""Bring what is derived from the catalog level with it, from whatever generation it has."""

from collections.abc import Callable, Sequence

from corpus.catalog import Catalog
from index import passages
from index.local import LocalStore
from index.records import Entry

_AFRESH = -1


def catch_up_vectors(catalog: Catalog, store: LocalStore, model: str, afresh: bool = False) -> None:
    """Take into the vectors what the catalog has of late, or everything anew."""
    _catch_up(
        catalog,
        model,
        _AFRESH if afresh else store.vectors_generation,
        store.clear_vectors,
        store.delete_vectors,
        store.add_vectors,
        store.commit_vectors,
    )


def catch_up_keywords(
    catalog: Catalog, store: LocalStore, model: str, afresh: bool = False
) -> None:
    """Take into the words what the catalog has of late, or everything anew, as their one writer."""
    _catch_up(
        catalog,
        model,
        _AFRESH if afresh else store.keywords_generation,
        store.clear_keywords,
        store.delete_keywords,
        store.add_keywords,
        store.commit_keywords,
    )


def _catch_up(
    catalog: Catalog,
    model: str,
    have: int,
    clear: Callable[[], None],
    delete: Callable[[Sequence[int]], None],
    add: Callable[[Sequence[Entry]], None],
    commit: Callable[[int], None],
) -> None:
    with catalog.reading() as connection:
        now = passages.generation(connection)
        if have == now:
            return
        # Where the catalog is an older one, put back, what is derived starts over.
        if have > now or have == _AFRESH:
            clear()
            have = 0
        else:
            delete(passages.removed_since(connection, have))
        for entries in passages.entries_since(connection, have, model):
            add(entries)
    commit(now)
