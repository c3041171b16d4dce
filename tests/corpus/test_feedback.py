import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from corpus.catalog import Catalog
from corpus.feedback import Feedback, all_feedback, forget_quotes, keep_feedback
from index.passages import create_tables

GOOD = Feedback("1", "2026-03-01", "up", None, "When?", {"answer": "on Monday"})
BAD = Feedback("2", "2026-03-02", "down", "it was Tuesday", "When?", {"answer": "on Monday"})


def test_ratings_come_back_in_order_and_the_last_of_an_answer_counts(catalog: Catalog) -> None:
    with catalog.writing() as connection:
        keep_feedback(connection, BAD, ["a"])
        keep_feedback(connection, GOOD, [])
        changed = replace(BAD, rating="up", comment=None)
        keep_feedback(connection, changed, ["a", "a", "b"])
        assert all_feedback(connection) == [GOOD, changed]


def test_what_quotes_a_removed_document_is_forgotten(catalog: Catalog) -> None:
    with catalog.writing() as connection:
        keep_feedback(connection, GOOD, ["a", "b"])
        keep_feedback(connection, BAD, ["c"])
        forget_quotes(connection, ["b"])
        assert all_feedback(connection) == [replace(GOOD, answer=None), BAD]


def test_an_archive_from_before_there_were_ratings_gets_their_table(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE ratings")
        connection.execute("DROP TABLE quoted")
        connection.commit()
    catalog = Catalog(path)
    create_tables(catalog)
    with catalog.writing() as connection:
        keep_feedback(connection, GOOD, ["a"])
        assert all_feedback(connection) == [GOOD]
    catalog.close()
