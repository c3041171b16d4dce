import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, inspect, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from corpus.catalog import Catalog
from corpus.tables import PathBytes, files, metadata, origins

FILE = {"size": 1, "mtime_ns": 2**62, "settings": "", "notes": [["a", "b", True]]}


def test_every_table_is_made(catalog: Catalog) -> None:
    ours = {"documents", "versions", "files", "origins", "forgotten", "state", "ratings", "quoted"}
    assert ours <= set(inspect(catalog.engine).get_table_names())
    assert ours <= set(metadata.tables)


@pytest.mark.parametrize(
    "name",
    [b"/archive/a.txt", b"/archive/caf\xc3\xa9", b"/archive/caf\xe9", b"/two\nlines"],
    ids=ascii,
)
def test_any_path_comes_back_as_it_is(catalog: Catalog, name: bytes) -> None:
    path = os.fsdecode(name)
    with catalog.writing() as connection:
        connection.execute(insert(files).values(path=path, **FILE))
        row = connection.execute(select(files).where(files.c.path == path)).one()
    assert row.path == path
    assert (row.mtime_ns, row.notes) == (2**62, [["a", "b", True]])


@given(st.binary())
def test_a_path_is_kept_as_its_bytes(name: bytes) -> None:
    kept = PathBytes().process_bind_param(os.fsdecode(name), sqlite.dialect())
    assert kept == name
    assert PathBytes().process_result_value(kept, sqlite.dialect()) == os.fsdecode(name)


def test_an_origin_goes_with_its_file(catalog: Catalog) -> None:
    with catalog.writing() as connection:
        connection.execute(insert(files).values(path="/a", **FILE))
        connection.execute(
            insert(origins).values(path="/a", document_id="1", version="v", read="v")
        )
        connection.execute(files.delete())
        assert connection.execute(select(origins)).all() == []


def test_an_origin_needs_its_file(catalog: Catalog) -> None:
    with pytest.raises(IntegrityError), catalog.writing() as connection:
        connection.execute(
            insert(origins).values(path="/a", document_id="1", version="v", read="v")
        )
