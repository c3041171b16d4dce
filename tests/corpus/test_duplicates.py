from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from corpus.catalog import Catalog, drop, put
from corpus.differences import compare, read
from corpus.document import Document
from corpus.duplicates import (
    Copy,
    also_in,
    arrived,
    clusters_of,
    dropped,
    independent_outlets,
    linked,
)
from corpus.tables import links, shingles, signatures
from tests.corpus.support import NOW

WIRE = Document(
    "wire",
    "Nine boats burned in a fire at the boatyard of Martha Hobb on Sunday. Nobody was hurt, said "
    "Colm Abery, the chief fire officer.\n\n"
    "Hobb put the loss at about 1.2 million euros. The cause was a fault in a battery charger, "
    "according to Abery. He said that it had been connected since the afternoon before.\n\n"
    "The yard employs 14 people. Until the new store is built the remaining boats will be kept in "
    "the old fish hall.",
    "Nine boats burn",
    "The Agency",
    "2024-12-09",
)
COPY = replace(
    WIRE,
    id="copy",
    text=WIRE.text.replace("remaining boats", "other vessels"),
    title="Fire at the yard",
    publisher="The Courier",
    published_at="2024-12-10T05:00:00+01:00",
)
CUT = replace(WIRE, id="cut", text=WIRE.text[: WIRE.text.rindex("\n\n")], publisher="Radio")
VERSION = replace(WIRE, id="version", text=WIRE.text.replace("1.2 million", "1.3 million"))
OTHER = Document(
    "other",
    "The town council chose a new bridge over repair by 14 votes to nine. It is to cost 34 million "
    "euros, and the first cars should cross in the third quarter of 2025.",
    "A new bridge",
    "The Courier",
    "2023-06-30",
)


def fill(catalog: Catalog, *some: Document, at_once: int = 100) -> None:
    for first in range(0, len(some), at_once):
        with catalog.writing() as connection:
            for document in some[first : first + at_once]:
                put(connection, document, NOW)
            arrived(connection, some[first : first + at_once])


def kept(connection: Connection) -> list[Sequence[object]]:
    """Everything that the clusters keep."""
    tables = (signatures, shingles, links)
    return [connection.execute(select(table).order_by(*table.c)).all() for table in tables]


def clusters(catalog: Catalog) -> set[frozenset[str]]:
    with catalog.reading() as connection:
        ids = connection.execute(select(signatures.c.document_id)).scalars().all()
        found = clusters_of(connection, ids)
    return {frozenset(i for i in ids if found[i] == cluster) for cluster in found.values()}


def test_copies_are_folded_versions_linked_others_left_alone(catalog: Catalog) -> None:
    fill(catalog, WIRE, COPY, CUT, VERSION, OTHER)
    assert clusters(catalog) == {
        frozenset(["wire", "copy", "cut"]),
        frozenset(["version"]),
        frozenset(["other"]),
    }
    with catalog.reading() as connection:
        found = linked(connection, ["version", "other"])
        assert {(link.earlier, link.later, link.kind) for link in found.pop("version")} == {
            (earlier, "version", "differs") for earlier in ("wire", "copy", "cut")
        }
        assert found == {}
        (link,) = linked(connection, ["copy"])["copy"]
    (difference,) = link.differences
    assert (difference.first, difference.second) == ("1.2 million", "1.3 million")
    assert difference.second_sentence == "Hobb put the loss at about 1.3 million euros."


def test_copies_are_named_in_order_of_publication(catalog: Catalog) -> None:
    undated = replace(WIRE, id="undated", published_at=None, publisher=None)
    fill(catalog, undated, COPY, OTHER, WIRE)
    courier = Copy("copy", "The Courier", "2024-12-10T05:00:00+01:00")
    with catalog.reading() as connection:
        found = also_in(connection, ["wire", "undated", "other", "unknown"])
    assert found == {
        "wire": [courier, Copy("undated", None, None)],
        "undated": [Copy("wire", "The Agency", "2024-12-09"), courier],
    }


def test_members_that_differ_never_meet_through_a_third(catalog: Catalog) -> None:
    fill(catalog, WIRE, VERSION)
    # Without the sentence that differs, it says the same as both: the first to arrive gets it.
    neutral = replace(WIRE, id="neutral", text=WIRE.text.replace("about 1.2 million euros", "high"))
    neutral = replace(neutral, text=neutral.text.replace("Hobb put the loss at high. ", ""))
    fill(catalog, neutral)
    assert clusters(catalog) == {frozenset(["wire", "neutral"]), frozenset(["version"])}


def test_two_cuts_become_one_cluster_with_what_they_were_cut_from(catalog: Catalog) -> None:
    first, second, third = WIRE.text.split("\n\n")
    head = replace(WIRE, id="head", text=f"{first}\n\n{second[:46]}")
    tail = replace(WIRE, id="tail", text=f"{second[46:]}\n\n{third}")
    fill(catalog, head, tail)
    assert clusters(catalog) == {frozenset(["head"]), frozenset(["tail"])}
    fill(catalog, WIRE)
    assert clusters(catalog) == {frozenset(["head", "tail", "wire"])}


def test_a_document_that_changed_leaves_and_joins_anew(catalog: Catalog) -> None:
    fill(catalog, WIRE, COPY, OTHER)
    fill(catalog, replace(COPY, text=VERSION.text))
    assert clusters(catalog) == {frozenset(["wire"]), frozenset(["copy"]), frozenset(["other"])}
    with catalog.reading() as connection:
        assert [link.earlier for link in linked(connection, ["copy"])["copy"]] == ["wire"]
    fill(catalog, COPY)
    assert frozenset(["wire", "copy"]) in clusters(catalog)
    with catalog.reading() as connection:
        assert linked(connection, ["wire", "copy"]) == {}


def test_what_is_dropped_leaves_its_cluster_to_the_others(catalog: Catalog) -> None:
    fill(catalog, WIRE, COPY, CUT, VERSION)
    with catalog.writing() as connection:
        dropped(connection, ["wire", "unknown"])
        drop(connection, ["wire"])
    assert clusters(catalog) == {frozenset(["copy", "cut"]), frozenset(["version"])}
    with catalog.writing() as connection:
        assert {link.earlier for link in linked(connection, ["version"])["version"]} == {
            "copy",
            "cut",
        }
        dropped(connection, ["copy", "cut", "version"])
        drop(connection, ["copy", "cut", "version"])
        assert kept(connection) == [[], [], []]
    # A number is never given twice: what comes now is in no cluster of those that went.
    fill(catalog, OTHER, WIRE)
    assert clusters(catalog) == {frozenset(["other"]), frozenset(["wire"])}


def test_nothing_is_kept_of_a_transaction_that_fails(catalog: Catalog) -> None:
    fill(catalog, WIRE)
    with catalog.reading() as connection:
        before = kept(connection)

    def fail() -> None:
        with catalog.writing() as connection:
            put(connection, COPY, NOW)
            arrived(connection, [COPY])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with catalog.reading() as connection:
        assert kept(connection) == before
    fill(catalog, COPY)
    assert clusters(catalog) == {frozenset(["wire", "copy"])}


def test_a_text_without_words_is_alone(catalog: Catalog) -> None:
    fill(catalog, Document("dots", "…"), Document("dashes", "—"), Document("word", "Fire"))
    assert len(clusters(catalog)) == 3


def test_equal_texts_of_any_length_are_folded(catalog: Catalog) -> None:
    texts = ["Fire", "It rained", "No car crossed", "Venn met Oswin again on the mole", OTHER.text]
    fill(catalog, *(Document(f"{n}-{text}", text) for n in range(3) for text in texts))
    assert clusters(catalog) == {frozenset(f"{n}-{text}" for n in range(3)) for text in texts}


ARRIVALS = st.lists(
    st.builds(
        lambda name, base: replace(base, id=name),
        st.sampled_from("abcde"),
        st.sampled_from([WIRE, COPY, CUT, VERSION, OTHER]),
    ),
    max_size=8,
)


@settings(max_examples=15)
@given(some=ARRIVALS, at_once=st.integers(1, 4))
def test_where_batches_are_cut_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, some: list[Document], at_once: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("batches")
    found = []
    for number, size in enumerate((at_once, 100)):
        catalog = Catalog(folder / str(number))
        fill(catalog, *some, at_once=size)
        with catalog.reading() as connection:
            found.append(kept(connection))
        last = {one.id: one for one in some}
        for cluster in clusters(catalog):
            readings = [read(last[each].title, last[each].text) for each in sorted(cluster)]
            assert not any(compare(a, b).differences for a in readings for b in readings)
        catalog.close()
    assert found[0] == found[1]


def test_outlets_count_once_and_so_do_their_copies(catalog: Catalog) -> None:
    courier = replace(OTHER, id="own", publisher=" the courier ")
    courier = replace(courier, text="The ferry to Sorra runs nine times a day from September on.")
    alone = Document("alone", "The pool is shut for repairs until the end of June.", "", "Estuary")
    unnamed = [replace(alone, id=f"n{n}", text=f"{alone.text} {n}", publisher=None) for n in (1, 2)]
    fill(catalog, WIRE, COPY, CUT, OTHER, courier, alone, *unnamed)
    with catalog.reading() as connection:

        def count(*ids: str) -> int:
            return independent_outlets(connection, ids)

        assert count() == count("unknown") == 0
        assert count("wire") == count("wire", "copy", "cut") == 1
        assert count("other", "own") == 1
        assert count("wire", "other") == 2
        # What the Courier copied ties it to the agency.
        assert count("wire", "copy", "other") == 1
        assert count("wire", "alone", "own") == 3
        assert count("n1", "n2") == 1


def test_many_ids_can_be_asked_for_at_once(catalog: Catalog) -> None:
    fill(catalog, WIRE, COPY)
    ids = ["wire", *(f"d{number}" for number in range(20_500)), "copy"]
    with catalog.writing() as connection:
        assert (
            set(clusters_of(connection, ids)) == set(also_in(connection, ids)) == {"wire", "copy"}
        )
        assert linked(connection, ids) == {}
        assert independent_outlets(connection, ids) == 1
        dropped(connection, ids)
        assert connection.execute(select(func.count()).select_from(signatures)).scalar_one() == 0
