import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, select, text
from sqlalchemy.exc import OperationalError

from corpus.database import CatalogError, open_database
from corpus.tables import SCHEMA, state

REPOSITORY = Path(__file__).parents[2]
PLAIN = b"These are words, and no database at all. " * 100


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    engine = open_database(path)
    yield engine
    engine.dispose()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


def put(connection: Connection, key: str) -> None:
    connection.execute(insert(state).values(key=key, value="kept"))


def keys(connection: Connection) -> list[str]:
    return list(connection.execute(select(state.c.key).order_by(state.c.key)).scalars())


def in_another_process(code: str, path: Path) -> subprocess.Popen[str]:
    """Run ``code`` there, with ``catalog`` and ``put`` at hand."""
    start = (
        "from pathlib import Path; import sys, time\n"
        "from corpus.catalog import Catalog, set_state\n"
        "put = lambda connection, key: set_state(connection, key, 'kept')\n"
        "catalog = Catalog(Path(sys.argv[1]))\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", start + code, str(path)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_new_catalog_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "catalog.sqlite"
    with opened(path) as engine, engine.begin() as connection:
        assert connection.execute(text("PRAGMA user_version")).scalar() == SCHEMA
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA secure_delete")).scalar() == 1
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert keys(connection) == []
    assert path.exists()


def test_what_was_kept_is_there_when_opened_again(tmp_path: Path) -> None:
    for key in "abc":
        with opened(tmp_path / "c.sqlite") as engine, writing(engine) as connection:
            put(connection, key)
    with opened(tmp_path / "c.sqlite") as engine, engine.begin() as connection:
        assert keys(connection) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "name",
    [
        "what?mode=ro",
        "100%25",
        "a#b",
        "two words",
        "new\nline",
        "it's",
        "ü",
        os.fsdecode(b"caf\xe9"),
    ],
    ids=ascii,
)
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "c.sqlite"
    open_database(path).dispose()
    assert path.stat().st_size > 0
    assert [each.name for each in tmp_path.iterdir()] == [name]


# What is no catalog


@pytest.mark.parametrize("content", [b"x", b"not a database", PLAIN, b"SQLite format 3\0" + PLAIN])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(content)
    with pytest.raises(CatalogError) as caught:
        open_database(path)
    assert str(path) in str(caught.value)
    assert "database" in str(caught.value)
    assert path.read_bytes() == content


def test_an_empty_file_is_a_new_catalog(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").touch()
    with opened(tmp_path / "c.sqlite") as engine, engine.begin() as connection:
        assert keys(connection) == []


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    path.mkdir()
    with pytest.raises(CatalogError, match=r"cannot use .*catalog\.sqlite: unable to open"):
        open_database(path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(CatalogError, match=r"cannot write to .*home: "):
        open_database(tmp_path / "home" / "catalog.sqlite")


def make_nothing(_: Path) -> None:
    pass


def make_catalog(folder: Path) -> None:
    open_database(folder / "catalog.sqlite").dispose()


@pytest.mark.parametrize("make", [make_nothing, make_catalog])
def test_a_folder_that_cannot_be_written_is_refused(
    own_folder: Path, make: Callable[[Path], None]
) -> None:
    make(own_folder)
    own_folder.chmod(0o555)
    with pytest.raises(CatalogError, match="its folder must be writable") as caught:
        open_database(own_folder / "catalog.sqlite")
    assert str(own_folder) in str(caught.value)


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_that_cannot_be_made_is_refused(own_folder: Path, mode: int) -> None:
    own_folder.chmod(mode)
    with pytest.raises(CatalogError, match=r"cannot write to .*: Permission denied") as caught:
        open_database(own_folder / "home" / "catalog.sqlite")
    assert str(own_folder / "home") in str(caught.value)


@pytest.mark.parametrize("schema", [SCHEMA + 1, 99, -1])
def test_a_catalog_of_another_version_is_refused_and_left_alone(
    tmp_path: Path, schema: int
) -> None:
    path = tmp_path / "c.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
        connection.execute(f"PRAGMA user_version = {schema}")
    with pytest.raises(
        CatalogError, match=f"another version of Dateline .schema {schema}, "
    ) as caught:
        open_database(path)
    assert str(path) in str(caught.value)
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert tables == [("theirs",)]


# Many at once


def test_a_new_catalog_can_be_opened_by_many_threads_at_once(tmp_path: Path) -> None:
    for attempt in range(3):
        path, start = tmp_path / f"{attempt}.sqlite", threading.Barrier(6)

        def open_and_write(
            number: int, path: Path = path, start: threading.Barrier = start
        ) -> None:
            start.wait()
            with opened(path) as engine, writing(engine) as connection:
                put(connection, str(number))

        with ThreadPoolExecutor(6) as threads:
            list(threads.map(open_and_write, range(6)))
        with opened(path) as engine, engine.begin() as connection:
            assert keys(connection) == list("012345")


def test_opening_waits_for_another_that_makes_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.2, other.execute, ["COMMIT"])
        timer.start()
        open_database(path).dispose()
        timer.join()


def test_a_new_catalog_can_be_opened_by_many_processes_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    code = "with catalog.writing() as connection: put(connection, '%d')"
    processes = [in_another_process(code % number, path) for number in range(2)]
    assert [process.wait(60) for process in processes] == [0] * 2
    for process in processes:
        process.communicate()
    with opened(path) as engine, engine.begin() as connection:
        assert keys(connection) == list("01")


def test_readers_see_the_last_whole_state_while_one_writes(tmp_path: Path) -> None:
    with opened(tmp_path / "c.sqlite") as engine:
        with writing(engine) as writer:
            put(writer, "unfinished")
            with ThreadPoolExecutor(8) as threads:

                def look(_: int) -> list[str]:
                    with engine.begin() as reader:
                        return keys(reader)

                assert list(threads.map(look, range(40))) == [[]] * 40
        with engine.begin() as reader:
            assert keys(reader) == ["unfinished"]


def test_a_reader_sees_one_unmoving_state(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with opened(path) as engine, engine.begin() as reader:
        assert keys(reader) == []
        with writing(engine) as writer:
            put(writer, "later")
        process = in_another_process("with catalog.writing() as c: put(c, 'elsewhere')", path)
        assert process.wait(60) == 0
        process.communicate()
        assert keys(reader) == []
        with engine.begin() as another:
            assert keys(another) == ["elsewhere", "later"]


def test_writers_wait_for_each_other_and_lose_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "c.sqlite") as engine:

        def count_up(_: int) -> None:
            with writing(engine) as connection:
                put(connection, f"{len(keys(connection)):03}")

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(count_up, range(30)))
        with engine.begin() as connection:
            assert keys(connection) == [f"{number:03}" for number in range(30)]


def test_an_error_keeps_nothing_of_its_transaction(tmp_path: Path) -> None:
    def fail(engine: Engine) -> None:
        with writing(engine) as connection:
            put(connection, "half")
            connection.execute(text("SELECT no_such_function()"))

    with opened(tmp_path / "c.sqlite") as engine:
        with pytest.raises(OperationalError):
            fail(engine)
        with engine.begin() as connection:
            assert keys(connection) == []


def test_a_killed_process_loses_what_was_not_whole_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    code = (
        "with catalog.writing() as connection: put(connection, 'whole')\n"
        "with catalog.writing() as connection:\n"
        "    put(connection, 'half')\n"
        "    print('now', flush=True)\n"
        "    time.sleep(60)\n"
    )
    process = in_another_process(code, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "now\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with opened(path) as engine, writing(engine) as connection:
        assert keys(connection) == ["whole"]
        put(connection, "after")
